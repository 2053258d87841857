import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';

/** One context's part of the graph, ready to answer the router in this process or behind `serve`. */
export interface Subgraph {
  readonly name: string;
  /** The schema file's text, as composition takes it. */
  readonly sdl: string;
  /** Queries and mutations. `identity` is what `signIdentity` made; without a good one the answer is UNAUTHENTICATED. */
  execute(operation: Operation, identity: string | undefined): Promise<FormattedExecutionResult>;
  /** A subscription: its events, or the one result that says why there is none. */
  subscribe(
    operation: Operation,
    identity: string | undefined,
  ): Promise<AsyncIterableIterator<FormattedExecutionResult> | FormattedExecutionResult>;
}

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

/** A context, composed: what `serve` and the single process of local/ run. */
export interface BoundedContext {
  readonly subgraph: Subgraph;
  /** Plain HTTP routes beside GraphQL, by path (`/.well-known/jwks.json`), or by all that is one segment below it (`/exports/`). */
  readonly routes?: Readonly<Record<string, Route>>;
  /** Starts what runs by itself: relay, consumers, deadlines. */
  start(): Promise<void>;
  /** Rejects with what is missing while it can't do its work. */
  ready(): Promise<void>;
  /** Finishes what is under way and closes what it opened. */
  stop(): Promise<void>;
}

export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
