import { randomUUID } from 'node:crypto';
import type { Logger } from '@marketplace/kernel/logger';
import { createBell } from './bell.ts';
import type { Broker, Closable, LiveMessage } from './broker.ts';
import type { AnyEnvelope } from './envelope.ts';
import type { OutboxStore } from './message-store.ts';

/** A consumer that misses an event asks its owner, by this signal, to send it again. */
export const RESEND_TOPIC = 'messaging.resend';
export interface ResendRequest extends Readonly<Record<string, unknown>> {
  readonly source: string;
  readonly subject: string;
  /** The numbers that are missing, both included. */
  readonly from: number;
  readonly to: number;
}

const SUBJECTS_AT_ONCE = 50;
const BATCH_SIZE = 100; // where RabbitMQ's confirms stop being the bottleneck
const LEASE_MS = 30_000; // far longer than a batch takes; a broker that answers nobody fails one sooner
const POLL_MS = 2_000; // for wake-ups that were lost, and for what a dead relay left
const AFTER_FAILURE_MS = 500;
const DRAIN_MS = 10_000; // what a process being stopped may take to empty its outbox

/** `idle`: nothing more to send. `failed`: the broker or the store did not take something. */
type Round = 'more' | 'idle' | 'failed';

/**
 * Sends the outbox to the broker: each subject's events in order, by one relay at a time, again from the first that the
 * broker did not confirm. When it is closed, it sends what is left.
 */
export async function startRelay(parts: {
  readonly outbox: OutboxStore;
  readonly broker: Broker;
  readonly logger: Logger;
}): Promise<Closable> {
  const { outbox, broker, logger } = parts;
  const claimer = randomUUID();
  const bell = createBell();
  let closing = false;

  async function round(): Promise<Round> {
    const subjects = await outbox.claimSubjects(claimer, SUBJECTS_AT_ONCE, LEASE_MS);
    if (subjects.length === 0) return 'idle';
    try {
      const events = await outbox.unsent(subjects, BATCH_SIZE);
      const failed = await send(events);
      if (failed > 0) return 'failed';
      return subjects.length === SUBJECTS_AT_ONCE || events.length === BATCH_SIZE ? 'more' : 'idle';
    } finally {
      await outbox.release(claimer, subjects);
    }
  }

  /** Marks what is known to be stored and has nothing unstored before it in its subject; returns how many are not. */
  async function send(events: readonly AnyEnvelope[]): Promise<number> {
    if (events.length === 0) return 0;
    const { failed } = await broker.publish(events);
    const sent = confirmed(events, failed);
    await outbox.markSent(sent.map(({ id }) => id));
    if (failed.length > 0) logger.warn({ failed: failed.length, of: events.length }, 'events not confirmed');
    return failed.length;
  }

  async function tryRound(): Promise<Round> {
    try {
      return await round();
    } catch (error) {
      logger.error({ err: error }, 'relay failed');
      return 'failed';
    }
  }

  async function run(): Promise<void> {
    while (!closing) {
      const result = await tryRound();
      if (result === 'idle') await bell.sleep(POLL_MS);
      if (result === 'failed') await bell.sleep(AFTER_FAILURE_MS);
    }
  }

  async function drain(): Promise<void> {
    const until = Date.now() + DRAIN_MS;
    for (let result: Round = 'more'; result !== 'failed' && Date.now() < until; result = await tryRound()) {
      if (result === 'idle') return;
    }
  }

  const stopListening = await outbox.onAppended(bell.ring);
  const requests = await broker.listen({ patterns: [RESEND_TOPIC], onMessage: onResendRequest });
  const running = run();

  function onResendRequest({ payload }: LiveMessage): void {
    if (!isResendRequest(payload) || payload.source !== outbox.source) return;
    outbox
      .resend(payload.subject, payload.from, payload.to)
      .catch((error: unknown) => logger.error({ err: error, ...payload }, 'events not sent again'));
  }

  return {
    async close() {
      closing = true;
      bell.ring();
      await running;
      await requests.close();
      await stopListening();
      await drain();
    },
  };
}

/** A subject's events up to the first of them that failed. */
export function confirmed(events: readonly AnyEnvelope[], failed: readonly number[]): AnyEnvelope[] {
  const failures = new Set(failed);
  const broken = new Set<string>();
  return events.filter(({ subject }, index) => {
    if (failures.has(index)) broken.add(subject);
    return !broken.has(subject);
  });
}

function isResendRequest(payload: Readonly<Record<string, unknown>>): payload is ResendRequest {
  const { source, subject, from, to } = payload;
  const named = typeof source === 'string' && typeof subject === 'string';
  return named && Number.isSafeInteger(from) && Number.isSafeInteger(to);
}
