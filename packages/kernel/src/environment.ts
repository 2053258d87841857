import { z } from 'zod';

/** The environment is wrong: one line that names the variable. Ends the start, without a stack. */
export class WrongEnvironment extends Error {
  override readonly name = 'WrongEnvironment';
}

/** Reads and checks the variables of `shape` once. An empty variable counts as not set. */
export function readEnvironment<Shape extends z.ZodRawShape>(
  shape: Shape,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<z.ZodObject<Shape>> {
  const set = Object.fromEntries(Object.keys(shape).map((name) => [name, variables[name] || undefined]));
  const result = z.object(shape).safeParse(set);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const name = String(issue?.path[0] ?? 'environment');
  throw new WrongEnvironment(`${name}: ${set[name] === undefined ? 'is required' : (issue?.message ?? 'is wrong')}`);
}

/** Runs a service's main function: a wrong environment ends with its one line, anything else with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof WrongEnvironment ? error.message : error);
    process.exit(1);
  }
}

export const port = (byDefault: number) => z.coerce.number().int().min(0).max(65_535).default(byDefault);
export const flag = (byDefault: boolean) =>
  z
    .enum(['true', 'false', '1', '0'], 'must be true or false')
    .default(byDefault ? 'true' : 'false')
    .transform((text) => text === 'true' || text === '1');
