import { randomUUID } from 'node:crypto';
import type { Clock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import { createBell } from './bell.ts';
import type { Closable } from './broker.ts';
import { errorText } from './error-text.ts';
import type { Deadline, DeadlineStore } from './message-store.ts';

const AT_ONCE = 20;
const LEASE_MS = 60_000; // firing calls others, who have their own, shorter timeouts
const POLL_MS = 5_000; // for wake-ups that were lost
const TICK_MS = 1_000; // domain time may be moved: how soon that is noticed
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 600_000;

export const retryDelay = (attempts: number): number => Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);

/** Thrown by `fire`: nothing is wrong, and it is to be called again at this instant of the machine's time. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  readonly at: Date;

  constructor(at: Date) {
    super(`not before ${at.toISOString()}`);
    this.at = at;
  }
}

/**
 * Fires deadlines when domain time has reached them, outside any transaction: `fire` decides by the state it finds, since
 * it may run twice. One that throws is tried again, ever more slowly.
 */
export async function startDeadlines(parts: {
  readonly deadlines: DeadlineStore;
  readonly clock: Clock;
  readonly logger: Logger;
  fire(deadline: Deadline): Promise<void>;
}): Promise<Closable> {
  const { deadlines, clock, logger, fire } = parts;
  const claimer = randomUUID();
  const bell = createBell();
  const firing = new Set<Promise<void>>();
  let closing = false;

  async function run(): Promise<void> {
    while (!closing) {
      try {
        const claimed = await claim();
        if (claimed === 0) await sleepUntilDue();
      } catch (error) {
        logger.error({ err: error }, 'deadlines not claimed');
        await bell.sleep(TICK_MS);
      }
    }
  }

  async function claim(): Promise<number> {
    const room = AT_ONCE - firing.size;
    if (room === 0) return 0;
    const due = await deadlines.claimDue(claimer, clock.now(), room, LEASE_MS);
    for (const deadline of due) {
      const work = fireOne(deadline).finally(() => {
        firing.delete(work);
        if (firing.size === AT_ONCE - 1) bell.ring();
      });
      firing.add(work);
    }
    return due.length;
  }

  /** Until the next one is due, somebody sets one, or there may be news of which no wake-up came. */
  async function sleepUntilDue(): Promise<void> {
    const next = (await deadlines.next())?.getTime() ?? Number.POSITIVE_INFINITY;
    const before = clock.now().getTime();
    const pollAt = Date.now() + POLL_MS;
    let rung = false;
    while (!rung && !closing && Date.now() < pollAt) {
      const now = clock.now().getTime();
      if (next > before && next <= now) return;
      const left = next > now ? next - now : TICK_MS;
      rung = await bell.sleep(Math.min(left, TICK_MS));
      if (next <= before) return; // due, but claimed or put off
    }
  }

  async function fireOne(deadline: Deadline): Promise<void> {
    try {
      await fire(deadline);
      await deadlines.complete(deadline);
    } catch (error) {
      await putOff(deadline, error).catch((fault: unknown) => logger.error({ err: fault }, 'deadline not put off'));
    }
  }

  async function putOff(deadline: Deadline, error: unknown): Promise<void> {
    if (error instanceof NotYet) return deadlines.retryAt(deadline, error.message, error.at);
    const { id, kind, subject, attempts } = deadline;
    logger.error({ err: error, deadline: id, kind, subject, attempts }, 'deadline not fired');
    await deadlines.retryAt(deadline, errorText(error), new Date(Date.now() + retryDelay(attempts)));
  }

  const stopListening = await deadlines.onSet(bell.ring);
  const stopFollowing = clock.onMoved?.(bell.ring);
  const running = run();

  return {
    async close() {
      closing = true;
      bell.ring();
      await running;
      stopFollowing?.();
      await stopListening();
      await Promise.all(firing);
    },
  };
}
