import { DAY, earlier, HOUR, MINUTE } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import { createBell } from './bell.ts';
import type { Closable } from './broker.ts';
import { type MessageStore, PRUNED_AT_ONCE } from './message-store.ts';

/** How long messages are kept, in milliseconds of the machine's time. */
export interface Retention {
  readonly outboxMs: number;
  /** Longer than the outbox, from which an event may be sent again as long as it is there. */
  readonly inboxMs: number;
  readonly streamsMs: number;
  /** Beginnings of the names of streams that are kept for ever. */
  readonly keptStreams: readonly string[];
}

export const RETENTION: Retention = { outboxMs: 30 * DAY, inboxMs: 31 * DAY, streamsMs: 30 * DAY, keptStreams: [] };

const FIRST_MS = MINUTE; // not while a process starts
const EVERY_MS = HOUR;

export function startPruning(parts: {
  readonly store: MessageStore;
  readonly retention: Retention;
  readonly logger: Logger;
}): Closable {
  const { store, retention, logger } = parts;
  const bell = createBell();
  let closing = false;

  async function run(): Promise<void> {
    await bell.sleep(FIRST_MS);
    while (!closing) {
      await prune(store, retention, new Date()).catch((error: unknown) =>
        logger.error({ err: error }, 'messages not pruned'),
      );
      await bell.sleep(EVERY_MS);
    }
  }

  const running = run();
  return {
    async close() {
      closing = true;
      bell.ring();
      await running;
    },
  };
}

/** Deletes what is older than its retention, in short statements. */
export async function prune(store: MessageStore, retention: Retention, now: Date): Promise<void> {
  const { outboxMs, inboxMs, streamsMs, keptStreams } = retention;
  await untilDone(() => store.outbox.prune(earlier(now, outboxMs)));
  await untilDone(() => store.inbox.prune(earlier(now, inboxMs)));
  await untilDone(() => store.streams.prune(earlier(now, streamsMs), keptStreams));
}

async function untilDone(pruneSome: () => Promise<number>): Promise<void> {
  while ((await pruneSome()) === PRUNED_AT_ONCE);
}
