/**
 * A sandbox's clock over all contexts. Who moves it (test-clock-coordinator.ts) asks by a signal; each context sets its own
 * clock, keeps the offset in its store, and answers once it has nothing to do at that time. Signals can be lost: an ask
 * comes again until it is answered.
 */
import type { ShiftedClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import { z } from 'zod';
import { createBell } from './bell.ts';
import type { Broker, Closable, LiveMessage } from './broker.ts';
import type { MessageStore, Transact, TransactionMessages } from './message-store.ts';

export const CLOCK_ASKED = 'test_clock.asked';
export const CLOCK_ANSWERED = 'test_clock.answered';
/** A context may have missed something: it was away. */
export const CLOCK_JOINED = 'test_clock.joined';

const asked = z.object({ ask: z.string(), offset: z.int().min(0) });
export type ClockAsked = z.infer<typeof asked>;

/** The context has nothing to do at the asked time. */
export const clockAnswered = z.object({
  ask: z.string(),
  context: z.string(),
  /** Its next deadline, in domain time. */
  next: z.iso.datetime().nullable(),
  /** The id of its newest event: the same one twice says that nothing has come of it in between. */
  newest: z.string().nullable(),
});
export type ClockAnswered = z.infer<typeof clockAnswered>;

/** The stream in which a context keeps how far its clock is ahead; its last entry counts. */
export const CLOCK_STREAM = 'test-clock';
const stored = z.object({ offset: z.int().min(0) });

const POLL_MS = 20;
const RETRY_PATIENCE_MS = 2_000; // a deadline that failed and is tried again this soon is waited for
const EARLY_PATIENCE_MS = 11_000; // a message that came too early waits 10 s for the one before it
const GIVE_UP_MS = 60_000; // nobody waits for an answer that long

export interface TestClockParts<T extends TransactionMessages> {
  /** The context's, whose inbox it is. */
  readonly name: string;
  readonly broker: Broker;
  readonly store: MessageStore;
  readonly transact: Transact<T>;
  /** Whether the context consumes events at all. */
  readonly consumes: boolean;
  readonly clock: ShiftedClock;
  /** Kinds of deadlines that only keep copies fresh: the clock neither stops at them nor waits for them. */
  readonly background?: readonly string[];
  readonly logger: Logger;
}

/** Sets the clock to where it was left, and follows whoever moves it. */
export async function followTestClock<T extends TransactionMessages>(parts: TestClockParts<T>): Promise<Closable> {
  const { name, broker, store, clock, logger, background = [] } = parts;
  const bell = createBell();
  let newest: ClockAsked | undefined;
  let closing = false;

  async function run(): Promise<void> {
    while (!closing) {
      const ask = newest;
      if (ask) {
        await answer(ask).catch((error: unknown) => logger.warn({ err: error }, 'the test clock was not answered'));
        if (newest === ask) newest = undefined;
      } else await bell.sleep(GIVE_UP_MS);
    }
  }

  async function answer(ask: ClockAsked): Promise<void> {
    await moveTo(ask.offset);
    const until = Date.now() + GIVE_UP_MS;
    while (!closing && newest === ask && Date.now() < until) {
      const found = await idle();
      if (found) return broker.signal(CLOCK_ANSWERED, { ask: ask.ask, context: name, ...found });
      await bell.sleep(POLL_MS);
    }
  }

  /** The store first: a process that dies in between finds it there. */
  async function moveTo(offset: number): Promise<void> {
    if (offset <= clock.offset) return;
    if (offset > (await lastOffset(store)))
      await parts.transact({ correlationId: CLOCK_STREAM }, (tx) => tx.appendToStream(CLOCK_STREAM, { offset }));
    clock.shiftTo(offset);
  }

  /** The rest of an answer when there is nothing to do: outbox, queue, inbox and due deadlines are dry. */
  async function idle(): Promise<Pick<ClockAnswered, 'next' | 'newest'> | undefined> {
    const { due, next } = await store.deadlines.ahead(clock.now(), background, RETRY_PATIENCE_MS);
    if (due || (parts.consumes && (await isConsuming()))) return undefined;
    if ((await store.outbox.backlog()).unsent > 0) return undefined;
    return { next: next?.toISOString() ?? null, newest: await store.outbox.newest() };
  }

  async function isConsuming(): Promise<boolean> {
    if ((await broker.backlogOf(name)) > 0) return true;
    const waiting = await store.inbox.nextDue(name);
    return waiting !== null && waiting.getTime() <= Date.now() + EARLY_PATIENCE_MS;
  }

  function onMessage({ payload }: LiveMessage): void {
    const { success, data } = asked.safeParse(payload);
    if (!success || data.ask === newest?.ask) return;
    newest = data;
    bell.ring();
  }

  clock.shiftTo(await lastOffset(store));
  const onConnected = () => void broker.signal(CLOCK_JOINED, { context: name });
  const listening = await broker.listen({ patterns: [CLOCK_ASKED], onMessage, onConnected });
  const running = run();
  return {
    async close() {
      closing = true;
      bell.ring();
      await listening.close();
      await running;
    },
  };
}

async function lastOffset({ streams }: MessageStore): Promise<number> {
  const head = await streams.head(CLOCK_STREAM);
  if (head === 0) return 0;
  const [last] = await streams.read(CLOCK_STREAM, head - 1, 1);
  return last ? stored.parse(last.entry).offset : 0;
}
