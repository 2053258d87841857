import { type UpstreamAnswer, UpstreamError } from './upstream.ts';

/** Events that wait for a client who reads slowly. One who is further behind is better off asking anew. */
const MAX_WAITING = 1_000;

/** Between a socket, which pushes, and a stream, which is read. */
export interface EventQueue {
  /** False when the reader is too far behind: the stream has then failed. */
  push(event: UpstreamAnswer): boolean;
  end(): void;
  fail(error: UpstreamError): void;
  /** One reader at a time. */
  next(): Promise<IteratorResult<UpstreamAnswer, undefined>>;
}

export function eventQueue(): EventQueue {
  const waiting: UpstreamAnswer[] = [];
  let ended: { readonly error?: UpstreamError } | undefined;
  let wake: (() => void) | undefined;

  const finish = (how: { readonly error?: UpstreamError }) => {
    ended ??= how;
    wake?.();
  };
  return {
    push(event) {
      if (ended) return true;
      if (waiting.length >= MAX_WAITING) {
        finish({ error: new UpstreamError('unavailable', 'the client reads too slowly') });
        return false;
      }
      waiting.push(event);
      wake?.();
      return true;
    },
    end: () => finish({}),
    fail: (error) => finish({ error }),
    async next() {
      for (;;) {
        const event = waiting.shift();
        if (event) return { done: false, value: event };
        if (ended?.error) throw ended.error;
        if (ended) return { done: true, value: undefined };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
