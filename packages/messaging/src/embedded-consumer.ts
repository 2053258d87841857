import { setTimeout as pause } from 'node:timers/promises';
import type { Closable, Subscription } from './broker.ts';
import { coalesced } from './coalesced.ts';
import { deliver } from './deliver.ts';
import type { EmbeddedQueues, QueuedMessage } from './embedded-queues.ts';
import { createLanes } from './lanes.ts';

/** How many messages one process has in hand: as many subjects can go beside each other at most. */
const WINDOW = 100;
/** A handler that takes longer at the end is left to itself; its message may come again elsewhere. */
const DRAIN_MS = 20_000;
const RETRY_MS = 1_000; // after the database did not answer

export interface EmbeddedConsumer extends Closable {
  readonly consumer: string;
  /** Takes the queue, if it can be had. */
  start(): Promise<void>;
  /** There may be new messages. */
  onMessages(): void;
  /** The queue may be free. */
  onFree(): void;
}

export interface ConsumerParts {
  readonly queues: EmbeddedQueues;
  readonly subscription: Subscription;
  /** Names this consumer among all that want the queue. */
  readonly holder: string;
  readonly deliveryLimit: number;
  /** How long the queue stays this consumer's without a sign of life. It gives one thrice in that time, and looks for messages. */
  readonly leaseMs: number;
  /** The outcome of asking the database: undefined where it answered. What failed is tried again. */
  onAnswer(error: unknown): void;
}

/**
 * One process's part in a consumer. It takes messages while the queue is leased to it, in lanes by subject, and stands by
 * otherwise. A lease that is not renewed in time ends by this process's own watch, whether or not the database can be reached.
 */
export function embeddedConsumer(parts: ConsumerParts): EmbeddedConsumer {
  const { queues, subscription, holder, leaseMs, onAnswer } = parts;
  const { consumer } = subscription;
  const lanes = createLanes();
  const inHand = new Set<number>();
  const handled = new Set<number>();
  const untried: number[] = [];
  let lease: { readonly over: AbortController; until: number } | undefined;
  let more = false;
  let beat: NodeJS.Timeout | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closing: Promise<void> | undefined;

  const holding = coalesced(async () => {
    const asked = performance.now();
    const held = await queues.hold(consumer, holder, leaseMs);
    onAnswer(undefined);
    if (closing) return;
    if (!held) endLease();
    else if (lease && !lease.over.signal.aborted) lease.until = asked + leaseMs;
    else lease = { over: new AbortController(), until: asked + leaseMs };
    if (held) take();
  }, onAnswer);

  const claiming = coalesced(async () => {
    while (more && lease && !lease.over.signal.aborted && inHand.size < WINDOW) {
      const { over } = lease;
      const limit = WINDOW - inHand.size;
      more = false;
      const claimed = await queues.claim(consumer, holder, [...inHand], limit);
      onAnswer(undefined);
      if (claimed.length === limit) more = true;
      for (const message of claimed) enter(message, over);
    }
  }, onFailure);

  const removing = coalesced(async () => {
    const ids = [...handled];
    if (ids.length === 0) return;
    await queues.remove(ids);
    for (const id of ids) {
      handled.delete(id);
      inHand.delete(id);
    }
    if (!closing) claiming.run();
  }, onFailure);

  function enter(message: QueuedMessage, over: AbortController): void {
    inHand.add(message.id);
    lanes.enter(message.subject, async () => {
      if (lease && performance.now() > lease.until) endLease(); // another process may have taken over
      if (over.signal.aborted) {
        untried.push(message.id);
        inHand.delete(message.id);
        return;
      }
      const delivery = { body: message.body, earlierDeliveries: message.deliveries - 1 };
      const outcome = await deliver(subscription, delivery, parts.deliveryLimit, over.signal);
      if (outcome === 'done') {
        handled.add(message.id);
        removing.run();
      } else inHand.delete(message.id);
    });
  }

  function onFailure(error: unknown): void {
    onAnswer(error);
    retry ??= setTimeout(() => {
      retry = undefined;
      if (lease) take();
    }, RETRY_MS).unref();
  }

  function endLease(): void {
    lease?.over.abort();
    lease = undefined;
  }

  function take(): void {
    more = true;
    claiming.run();
    removing.run();
  }

  async function end(): Promise<void> {
    clearInterval(beat);
    await holding.settled();
    endLease();
    clearTimeout(retry);
    await claiming.settled();
    const drained = new AbortController();
    await Promise.race([lanes.idle(), pause(DRAIN_MS, undefined, { signal: drained.signal })]);
    drained.abort();
    await removing.settled();
    await queues.release(consumer, holder, untried).catch(onAnswer); // or the lease runs out
  }

  return {
    consumer,
    async start() {
      beat = setInterval(() => holding.run(), leaseMs / 3).unref();
      holding.run();
      await holding.settled();
    },
    onMessages: () => {
      if (lease) take();
    },
    onFree: () => {
      if (!lease && !closing) holding.run();
    },
    close: () => (closing ??= end()),
  };
}
