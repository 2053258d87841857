import { setTimeout as pause } from 'node:timers/promises';
import type { Subscription, UnhandledMessage } from './broker.ts';
import type { AnyEnvelope } from './envelope.ts';
import { readEnvelope } from './message-body.ts';

/** Before each further try; the last holds for all after it. Long waits are the inbox's: a lane is held meanwhile. */
const PAUSES_MS = [100, 500, 2_500] as const;
const LONGEST_PAUSE_MS = 2_500;

/** `done`: the broker can forget it. `abandoned`: it stays, for whoever consumes next. */
export type Outcome = 'done' | 'abandoned';

export interface Delivery {
  readonly body: string;
  /** How often it was delivered before, without an answer. */
  readonly earlierDeliveries: number;
}

/**
 * Gives a message to its consumer until it is handled or parked, in its lane, so that what follows of the subject waits.
 * A message is parked after `limit` deliveries, or at once when it can't be read. Once `signal` is aborted, nothing new begins.
 */
export async function deliver(
  subscription: Subscription,
  { body, earlierDeliveries }: Delivery,
  limit: number,
  signal: AbortSignal,
): Promise<Outcome> {
  for (let tries = 0; !signal.aborted; tries += 1) {
    const deliveries = earlierDeliveries + tries;
    const error = deliveries >= limit && tries === 0 ? diedOf(deliveries) : await attempt(subscription, body);
    if (error === undefined) return 'done';
    const unreadable = error instanceof Unreadable;
    if (unreadable || deliveries + 1 >= limit) {
      const parked = await park(subscription, { body, error: error.message, deliveries: deliveries + 1 });
      if (parked) return 'done'; // otherwise begin again: the handler may have failed for the same reason
    }
    await pause(PAUSES_MS[tries] ?? LONGEST_PAUSE_MS, undefined, { signal }).catch(() => {});
  }
  return 'abandoned';
}

class Unreadable extends Error {}

const diedOf = (deliveries: number) => new Error(`delivered ${deliveries} times without an answer`);

/** Handles the message and returns what went wrong, if anything. */
async function attempt(subscription: Subscription, body: string): Promise<Error | undefined> {
  let event: AnyEnvelope;
  try {
    event = readEnvelope(body);
  } catch (error) {
    return new Unreadable(`unreadable: ${asError(error).message}`);
  }
  try {
    await subscription.handle(event);
  } catch (error) {
    return asError(error);
  }
  return undefined;
}

/** Parks what the broker itself gave up, as soon as the store takes it. */
export async function parkUntilStored(
  subscription: Subscription,
  message: UnhandledMessage,
  signal: AbortSignal,
): Promise<Outcome> {
  while (!signal.aborted) {
    if (await park(subscription, message)) return 'done';
    await pause(LONGEST_PAUSE_MS, undefined, { signal }).catch(() => {});
  }
  return 'abandoned';
}

/** False when the store is down: the message is to be kept. */
async function park(subscription: Subscription, message: UnhandledMessage): Promise<boolean> {
  return subscription.park(message).then(
    () => true,
    () => false,
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
