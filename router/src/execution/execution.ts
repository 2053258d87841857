import type { JsonObject } from '../json.ts';
import type { Failure } from './failure.ts';

/** One run of an operation. */
export interface Execution {
  /** Everything fetched so far, merged. */
  readonly data: JsonObject;
  /** As the client sent them: what goes on to subgraphs. */
  readonly variables: JsonObject;
  /** With defaults: what @skip and @include look at. */
  readonly coerced: JsonObject;
  /** The signed word for who is calling, for one subgraph. */
  identityFor(subgraph: string): string;
  readonly requestId: string;
  /** Ends the fetches of a client who has gone. */
  readonly signal: AbortSignal | undefined;
  /** When subgraphs must have answered, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Failures whose place was taken by another subgraph's answer. */
  readonly displaced: Failure[];
  /** Marks once more what is missing because of a failed fetch, after all others have been merged. */
  readonly remark: (() => void)[];
}

/** A piece of a plan, compiled: runs and merges what it fetched. Never rejects for a subgraph's failure. */
export type Step = (execution: Execution) => Promise<void> | undefined;
