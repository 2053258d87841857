import { randomUUID } from 'node:crypto';
import type { Logger } from '@marketplace/kernel/logger';
import { createBell } from './bell.ts';
import type { Closable } from './broker.ts';
import type { AnyEnvelope } from './envelope.ts';
import { errorText } from './error-text.ts';
import type { InboxStore, TransactionMessages, WaitingMessage } from './message-store.ts';
import { type Processing, processEvent } from './process-event.ts';

const MESSAGES_AT_ONCE = 20;
const LEASE_MS = 60_000; // a handler does only its transaction
const POLL_MS = 5_000; // for wake-ups that were lost
const BUSY_MS = 1_000; // before looking again at what another process has claimed

export interface Retrying extends Closable {
  /** A message was put to wait. */
  wake(): void;
  /** This event is done: the one that waits for it may be due. */
  letFollow(done: AnyEnvelope): Promise<void>;
}

/** Tries a consumer's waiting messages again when they are due, and parks those that have failed too often. */
export async function startRetrying<T extends TransactionMessages>(
  parts: Processing<T> & {
    readonly inbox: InboxStore;
    readonly logger: Logger;
    readonly delays: readonly number[];
    /** Asks the owner of the event's subject for those from this number on that come before it. */
    askForThoseBefore(event: AnyEnvelope, from: number): Promise<void>;
  },
): Promise<Retrying> {
  const { consumer, inbox, logger, delays, askForThoseBefore } = parts;
  const claimer = randomUUID();
  const bell = createBell();
  let closing = false;
  /** How often something was put to wait here, and whether anything may still be waiting: spares the usual event a query. */
  let arrivals = 0;
  let mayWait = true;
  /** Whether the last round found something due that it could not have. */
  let busy = false;

  async function run(): Promise<void> {
    while (!closing) {
      const pause = await round().catch((error: unknown) => {
        logger.error({ err: error, consumer }, 'waiting messages not tried');
        return POLL_MS;
      });
      if (pause > 0) await bell.sleep(pause);
    }
  }

  /** Returns how long to sleep before the next. */
  async function round(): Promise<number> {
    const due = await inbox.claimDue(consumer, claimer, new Date(), MESSAGES_AT_ONCE, LEASE_MS);
    await Promise.all(due.map(retry));
    if (due.length > 0) return 0;
    const seen = arrivals;
    const next = await inbox.nextDue(consumer);
    mayWait = next !== null || seen !== arrivals;
    if (next === null) return POLL_MS;
    const left = next.getTime() - Date.now();
    busy = left <= 0 && !busy; // the first time it may have become due just now
    if (left <= 0) return busy ? 0 : BUSY_MS;
    return Math.min(left, POLL_MS);
  }

  async function retry(message: WaitingMessage): Promise<void> {
    const { id, event, replayed } = message;
    if (!event) return;
    try {
      const verdict = await processEvent(parts, event, replayed);
      if (verdict === 'late') return await park(message, 'its subject had gone on without it');
      if (verdict === 'early') return await stillEarly(message, event);
      await inbox.remove(id);
      await letFollow(event);
    } catch (error) {
      await failed(message, errorText(error));
    }
  }

  async function stillEarly(message: WaitingMessage, event: AnyEnvelope): Promise<void> {
    const missing = (await inbox.handledUpTo(consumer, event)) + 1;
    await failed(message, `event ${missing} of its subject is missing`);
    await askForThoseBefore(event, missing);
  }

  async function failed(message: WaitingMessage, error: string): Promise<void> {
    const delay = delays[message.attempts + 1];
    if (delay === undefined || message.replayed) await park(message, error);
    else await inbox.retryAt(message.id, error, new Date(Date.now() + delay));
  }

  async function park(message: WaitingMessage, error: string): Promise<void> {
    await inbox.park(message.id, error);
    logger.error({ consumer, event: message.event?.id, type: message.event?.type, error }, 'message parked');
    if (message.event) await letFollow(message.event);
  }

  async function letFollow(done: AnyEnvelope): Promise<void> {
    if (!mayWait) return;
    if (await inbox.hasten(consumer, done, done.sequence + 1, new Date())) bell.ring();
  }

  const stopListening = await inbox.onDue(bell.ring);
  const running = run();

  return {
    wake() {
      arrivals += 1;
      mayWait = true;
      bell.ring();
    },
    letFollow,
    async close() {
      closing = true;
      bell.ring();
      await running;
      await stopListening();
    },
  };
}
