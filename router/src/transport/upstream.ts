/** The way to one subgraph: over HTTP and WebSocket, or within this process. */
export interface Upstream {
  /** Queries and mutations. Throws UpstreamError when there is no answer that GraphQL knows. */
  execute(request: UpstreamRequest): Promise<UpstreamAnswer>;
  subscribe(request: UpstreamRequest): UpstreamStream;
  close(): Promise<void>;
}

export interface UpstreamRequest {
  readonly operation: UpstreamOperation;
  /** A JSON object, as text: it goes on as it is. */
  readonly variables: string;
  /** What `signIdentity` made for this subgraph. */
  readonly identity: string;
  readonly requestId: string;
  readonly signal?: AbortSignal | undefined;
  /** When an answer is of no use any more, in milliseconds since the epoch. */
  readonly deadline?: number | undefined;
}

export interface UpstreamOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  /** The JSON text of a request up to the variables, written once. */
  readonly prefix: string;
  /** Asking twice does no harm: a query. */
  readonly idempotent: boolean;
}

/** As the subgraph sent it: nothing in it is to be trusted but that it is a JSON object with data or errors. */
export interface UpstreamAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** The events of one subscription, in order. */
export interface UpstreamStream {
  /** Throws UpstreamError when the stream ended otherwise than by the subgraph's will. */
  next(): Promise<IteratorResult<UpstreamAnswer, undefined>>;
  /** Ends it at the subgraph, too. `next` is then done, also one that waits. */
  close(): void;
}

/**
 * unavailable: no connection, or no GraphQL answer. lost: the connection of a stream that had begun. timeout: the subgraph
 * took too long. cancelled: our client has gone.
 */
export type UpstreamFault = 'unavailable' | 'lost' | 'timeout' | 'cancelled';

export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly fault: UpstreamFault;
  constructor(fault: UpstreamFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}

/** What is left of the time for one request, at least a moment. */
export const timeFor = ({ deadline }: UpstreamRequest, timeoutMs: number): number =>
  deadline === undefined ? timeoutMs : Math.max(1, Math.min(timeoutMs, deadline - Date.now()));

export function upstreamOperation(query: string, operationName: string | undefined): UpstreamOperation {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  const idempotent = !/^\s*mutation\b/.test(query);
  return { query, operationName, idempotent, prefix: `{"query":${JSON.stringify(query)},${name}"variables":` };
}
