import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable, UnhandledMessage } from './broker.ts';
import type { AnyEnvelope } from './envelope.ts';
import { errorText } from './error-text.ts';
import { readEnvelope } from './message-body.ts';
import type { InboxStore, TransactionMessages } from './message-store.ts';
import { type Processing, processEvent } from './process-event.ts';
import { RESEND_TOPIC, type ResendRequest } from './relay.ts';
import { startRetrying } from './retry-waiting.ts';

export type { Handlers } from './process-event.ts';

/** How long a message waits before each further attempt; after the last one it is parked. */
export interface RetryDelays {
  /** In its lane, where only its own subject waits with it. */
  readonly inLaneMs: readonly number[];
  /** In the store. */
  readonly inStoreMs: readonly number[];
}

export const RETRY_DELAYS: RetryDelays = {
  inLaneMs: [100, 500, 2_500],
  inStoreMs: [10_000, 30_000, 60_000, 120_000, 300_000, 600_000],
};

export interface ConsumerParts<T extends TransactionMessages> extends Processing<T> {
  readonly inbox: InboxStore;
  readonly broker: Broker;
  readonly patterns: readonly string[];
  readonly logger: Logger;
  readonly delays?: RetryDelays;
}

/**
 * Takes events from the broker and applies each subject's strictly in order, each once. What fails is tried again in its
 * lane, then kept in the store, its followers behind it, and at last parked; what is early waits there for the one missing.
 */
export async function startConsumer<T extends TransactionMessages>(parts: ConsumerParts<T>): Promise<Closable> {
  const { consumer, patterns, inbox, broker, logger, delays = RETRY_DELAYS } = parts;
  const closing = new AbortController();
  const firstRetry = () => new Date(Date.now() + (delays.inStoreMs[0] ?? 0));

  async function handle(event: AnyEnvelope): Promise<void> {
    let error = await attempt(event);
    for (const delay of delays.inLaneMs) {
      if (error === undefined) return;
      await pause(delay, undefined, { signal: closing.signal }); // when closing, the broker keeps the message
      error = await attempt(event);
    }
    if (error === undefined) return;
    await inbox.wait(consumer, event, error, firstRetry());
    retrying.wake();
  }

  /** Returns what went wrong when the event could not be handled, kept or put aside. */
  async function attempt(event: AnyEnvelope): Promise<string | undefined> {
    try {
      const verdict = await processEvent(parts, event);
      if (verdict === 'early') await keepEarly(event);
      if (verdict === 'late') await parkLate(event);
      if (verdict === 'new') await retrying.letFollow(event);
      return undefined;
    } catch (error) {
      logger.warn({ err: error, consumer, event: event.id, type: event.type }, 'event not handled');
      return errorText(error);
    }
  }

  async function keepEarly(event: AnyEnvelope): Promise<void> {
    await inbox.wait(consumer, event, 'waits for the events before it', firstRetry());
    retrying.wake();
    const last = await inbox.handledUpTo(consumer, event);
    if (last >= event.sequence - 1) await inbox.hasten(consumer, event, event.sequence, new Date());
    else if (!(await inbox.isHeldBack(consumer, event))) await askForThoseBefore(event, last + 1);
  }

  async function askForThoseBefore({ source, subject, sequence }: AnyEnvelope, from: number): Promise<void> {
    const request: ResendRequest = { source, subject, from, to: sequence - 1 };
    await broker.signal(RESEND_TOPIC, request);
  }

  async function parkLate(event: AnyEnvelope): Promise<void> {
    await inbox.parkEvent(consumer, event, 'came after its subject had gone on without it');
    logger.error({ consumer, event: event.id, type: event.type }, 'late event parked');
  }

  /** For what the broker gives up: unreadable, or too often delivered without an answer. */
  async function park({ body, error }: UnhandledMessage): Promise<void> {
    const event = readable(body);
    if (event) await inbox.parkEvent(consumer, event, errorText(error));
    else await inbox.parkUnreadable(consumer, body, errorText(error));
    logger.error({ consumer, event: event?.id, error }, 'message parked');
  }

  const retrying = await startRetrying({ ...parts, delays: delays.inStoreMs, askForThoseBefore });
  const subscription = await broker.subscribe({ consumer, patterns, handle, park }).catch(async (error: unknown) => {
    await retrying.close();
    throw error;
  });

  return {
    async close() {
      closing.abort();
      await subscription.close();
      await retrying.close();
    },
  };
}

function readable(body: string): AnyEnvelope | undefined {
  try {
    return readEnvelope(body);
  } catch {
    return undefined;
  }
}
