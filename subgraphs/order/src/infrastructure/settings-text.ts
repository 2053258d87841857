import { z } from 'zod';
import { DEFAULT_SETTINGS, type OrderSettings } from '../domain/settings.ts';

/** Settings as a JSON object of those that differ from the defaults, e.g. `{"leadMinutes":60,"cancellation":{"graceMinutes":5}}`. */
export const settingsText = z
  .string()
  .default('{}')
  .transform((text, context) => {
    const parsed = settings.safeParse(parse(text));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    context.addIssue({ code: 'custom', message: [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ') });
    return z.NEVER;
  });

const { cancellation, ...numbers } = DEFAULT_SETTINGS;

const settings: z.ZodType<OrderSettings> = z.strictObject({
  ...numbersLike(numbers),
  cancellation: z.strictObject(numbersLike(cancellation)).prefault({}),
});

/** A shape with the same names, each a number with its default. */
function numbersLike<T extends object>(defaults: T): { [Name in keyof T]: z.ZodDefault<z.ZodNumber> } {
  const shape = Object.entries(defaults).map(([name, value]) => [name, z.number().min(0).default(value)] as const);
  // as: one entry for each of the names
  return Object.fromEntries(shape) as { [Name in keyof T]: z.ZodDefault<z.ZodNumber> };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return 'not JSON';
  }
}
