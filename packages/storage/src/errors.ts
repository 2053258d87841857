/** SQLSTATE codes that the contexts act on. */
export const UNIQUE_VIOLATION = '23505';
export const EXCLUSION_VIOLATION = '23P01';
export const CHECK_VIOLATION = '23514';
export const SERIALIZATION_FAILURE = '40001';
export const DEADLOCK = '40P01';

export interface DatabaseError {
  readonly code: string;
  /** The constraint's name, where one was violated. */
  readonly constraint?: string;
}

/**
 * What the database said, wherever the driver put it: a query's error is wrapped by drizzle, an error at commit
 * is wrapped by node-postgres alone.
 */
export function databaseError(error: unknown): DatabaseError | undefined {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 4; cause = cause.cause, depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code)) {
      const constraint = 'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined;
      return constraint === undefined ? { code: cause.code } : { code: cause.code, constraint };
    }
  }
  return undefined;
}
