import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@marketplace/kernel/logger';
import type { JsonObject } from '../json.ts';
import { type UpstreamAnswer, UpstreamError, type UpstreamStream } from '../transport/upstream.ts';
import type { Resumption } from './resume.ts';

/** First wait after a lost connection; it doubles up to the greatest: a restarting subgraph is back within seconds. */
const FIRST_WAIT_MS = 100;
const MAX_WAIT_MS = 5_000;
/** About 40 s of trying in all. A client that still waits is better told. */
const MAX_ATTEMPTS = 12;

export interface EventsRequest {
  /** `cursor` is where to resume, undefined at the start. */
  open(cursor: string | undefined): UpstreamStream;
  readonly resumption: Resumption | undefined;
  readonly logger: Logger;
}

/** A stream of events that outlives its connection where its field is resumable. */
export interface Events {
  /** Throws UpstreamError when the stream is lost for good. */
  next(): Promise<IteratorResult<UpstreamAnswer, undefined>>;
  close(): void;
}

export function upstreamEvents({ open, resumption, logger }: EventsRequest): Events {
  const closing = new AbortController();
  let cursor: string | undefined;
  let attempts = 0;
  let stream: UpstreamStream | undefined;

  const next = async (): Promise<IteratorResult<UpstreamAnswer, undefined>> => {
    for (;;) {
      if (closing.signal.aborted) return { done: true, value: undefined };
      try {
        stream ??= open(cursor);
        const event = await stream.next();
        if (!event.done) note(event.value);
        return event;
      } catch (error) {
        stream = undefined;
        await beforeRetry(error);
      }
    }
  };

  function note({ data }: UpstreamAnswer): void {
    attempts = 0;
    // as: an object, or takeCursor finds nothing in it
    if (resumption && data) cursor = resumption.takeCursor(data as JsonObject) ?? cursor;
  }

  /** Waits, or throws on when trying again would be wrong or in vain. */
  async function beforeRetry(error: unknown): Promise<void> {
    const began = attempts > 0 || cursor !== undefined || (error instanceof UpstreamError && error.fault === 'lost');
    if (!resumption || !began || attempts >= MAX_ATTEMPTS || !(error instanceof UpstreamError)) throw error;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** attempts, MAX_WAIT_MS) * (0.5 + Math.random() / 2);
    attempts += 1;
    logger.info({ err: error, attempts }, 'a subscription is being resumed');
    await pause(wait, undefined, { signal: closing.signal }).catch(() => undefined);
  }

  return {
    next,
    close() {
      closing.abort();
      stream?.close();
    },
  };
}
