/** Text that a person may send, with messages for that person. */
import { z } from 'zod';

/** Text that a store can keep: no NUL, no half of a surrogate pair. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `must be at most ${max} characters`)
    .refine((typed) => typed.isWellFormed() && !typed.includes('\0'), 'must be valid text');

export const line = (max: number) =>
  text(max)
    .min(1, 'must not be empty')
    .refine((typed) => !/\p{Control}/u.test(typed), 'must be one line');

/** What is left out is null. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null);
