/** What clients get. */
export interface Answer {
  readonly errors?: readonly AnswerError[];
  /** Missing when the request itself was refused; null when a non-null root field failed. */
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface AnswerError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly [extra: string]: unknown };
}

export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'COST_EXCEEDED'
  | 'SLOW_READER'
  | 'RATE_LIMITED'
  | 'SUBGRAPH_UNAVAILABLE'
  | 'SUBGRAPH_TIMEOUT'
  | 'INTERNAL_SERVER_ERROR';

/** The request as a whole can't be done: nothing has run. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly errors: readonly AnswerError[];
  constructor(errors: readonly AnswerError[]) {
    super(errors[0]?.message);
    this.errors = errors;
  }
}

export const refused = (code: ErrorCode, message: string): RefusedRequest =>
  new RefusedRequest([{ message, extensions: { code } }]);
