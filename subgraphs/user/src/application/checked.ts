import { type Refusal, Refused } from '@marketplace/kernel/refusal';
import type { z } from 'zod';

/** The input as `schema` gives it. Refuses with INVALID_INPUT, one refusal for each field that is wrong. */
export function checked<Schema extends z.ZodType>(schema: Schema, input: z.input<Schema>): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [first, ...more] = result.error.issues.map(
    ({ message, path }): Refusal => ({ code: 'INVALID_INPUT', message, field: path.map(String) }),
  );
  if (!first) throw result.error;
  throw new Refused([first, ...more]);
}
