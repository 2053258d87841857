import type { Operation, Subgraph } from '@marketplace/subgraph/subgraph';
import { UPSTREAM_TIMEOUT_MS, type UpstreamOptions } from './http-upstream.ts';
import {
  timeFor,
  type Upstream,
  type UpstreamAnswer,
  UpstreamError,
  type UpstreamRequest,
  type UpstreamStream,
} from './upstream.ts';

/** A subgraph in this process. Variables are copied on the way, as they are over HTTP. */
export function inProcessUpstream(
  subgraph: Subgraph,
  { timeoutMs = UPSTREAM_TIMEOUT_MS }: UpstreamOptions = {},
): Upstream {
  return {
    execute: (request) =>
      inTime(subgraph.execute(toOperation(request), request.identity), request, timeFor(request, timeoutMs)),
    subscribe: (request) => stream(subgraph, request),
    async close() {},
  };
}

// as: variablesText wrote a JSON object
const toOperation = ({ operation, variables }: UpstreamRequest): Operation => ({
  query: operation.query,
  operationName: operation.operationName,
  variables: JSON.parse(variables) as Record<string, unknown>,
});

function inTime(
  answer: Promise<UpstreamAnswer>,
  { signal }: UpstreamRequest,
  timeoutMs: number,
): Promise<UpstreamAnswer> {
  return new Promise((resolve, reject) => {
    const cancel = () => settle(() => reject(new UpstreamError('cancelled', 'the client has gone')));
    const timer = setTimeout(() => {
      settle(() => reject(new UpstreamError('timeout', `no answer in ${timeoutMs} ms`)));
    }, timeoutMs);
    const settle = (conclude: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      conclude();
    };
    signal?.addEventListener('abort', cancel);
    answer.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(new UpstreamError('unavailable', 'the subgraph threw', error))),
    );
  });
}

async function* onlyAnswer(answer: UpstreamAnswer): AsyncGenerator<UpstreamAnswer, undefined> {
  yield answer;
}

function stream(subgraph: Subgraph, request: UpstreamRequest): UpstreamStream {
  const done = { done: true, value: undefined } as const;
  const closed = Promise.withResolvers<typeof done>();
  let events: Promise<AsyncIterator<UpstreamAnswer>> | undefined;
  const open = async (): Promise<AsyncIterator<UpstreamAnswer>> => {
    const result = await subgraph.subscribe(toOperation(request), request.identity);
    return Symbol.asyncIterator in result ? result : onlyAnswer(result);
  };
  const next = async (): Promise<IteratorResult<UpstreamAnswer, undefined>> => {
    events ??= open();
    const event = await (await events).next();
    return event.done ? done : event;
  };
  return {
    next: () =>
      Promise.race([next(), closed.promise]).catch((error: unknown) => {
        throw new UpstreamError('lost', 'the subgraph ended the stream with a fault', error);
      }),
    close() {
      closed.resolve(done);
      events?.then((iterator) => iterator.return?.()).catch(() => undefined);
    },
  };
}
