import { setTimeout as pause } from 'node:timers/promises';
import {
  type Broker,
  type Closable,
  covers,
  DELIVERY_LIMIT,
  type Listener,
  type LiveMessage,
  type Subscription,
} from './broker.ts';
import { deliver } from './deliver.ts';
import { createLanes } from './lanes.ts';
import { type Outgoing, subjectOf, writeBodies } from './message-body.ts';

export interface MemoryBrokerOptions {
  /** The same seed and the same order of publishing give every message the same fate. */
  readonly seed?: number;
  /** Messages wait up to `longestDelayMs` before they are handled. */
  readonly delays?: boolean;
  /** One message in four comes twice. */
  readonly duplicates?: boolean;
  /** A message may overtake those just before it, of its own subject too. */
  readonly reorders?: boolean;
  /** 20 by default. */
  readonly longestDelayMs?: number;
  readonly deliveryLimit?: number;
}

export interface MemoryBroker extends Broker {
  /** Puts a body as it is into a consumer's queue. */
  put(consumer: string, body: string): void;
  /** How many messages were put into queues so far, and how many of those are done. */
  traffic(): { readonly queued: number; readonly done: number };
  /** The fates of messages from now on are those of a new broker with this seed. */
  reseed(seed: number): void;
}

const LONGEST_DELAY_MS = 20;
const DUPLICATE_RATE = 0.25;

interface Message {
  readonly subject: string;
  readonly body: string;
  /** Before it is in line at all: what lets others overtake it. */
  readonly lateMs: number;
  /** Before it is handled, its followers waiting behind it. */
  readonly delayMs: number;
  deliveries: number;
}

interface Queue {
  readonly patterns: Set<string>;
  messages: Message[];
  /** The first is active, the others stand by. */
  readonly consumers: { wake(): void; inHand(): number }[];
}

/** For tests alone: delivers within the process, and misbehaves as a broker may where its options ask for it. */
export function memoryBroker(options: MemoryBrokerOptions = {}): MemoryBroker {
  let random = seededRandom(options.seed ?? 1);
  const longestDelayMs = options.longestDelayMs ?? LONGEST_DELAY_MS;
  const traffic = { queued: 0, done: 0 };
  const limit = options.deliveryLimit ?? DELIVERY_LIMIT;
  const queues = new Map<string, Queue>();
  const listeners = new Set<Listener>();
  const open = new Set<Closable>();
  let closed = false;
  let unrouted = 0;

  function queueOf(consumer: string): Queue {
    const queue = queues.get(consumer) ?? { patterns: new Set(), messages: [], consumers: [] };
    queues.set(consumer, queue);
    return queue;
  }

  function enqueue(queue: Queue, body: string): void {
    const message = () => ({
      subject: subjectOf(body),
      body,
      lateMs: options.reorders ? random() * longestDelayMs : 0,
      delayMs: options.delays ? random() * longestDelayMs : 0,
      deliveries: 0,
    });
    const copies = [message()];
    if (options.duplicates && random() < DUPLICATE_RATE) copies.push(message());
    queue.messages.push(...copies);
    traffic.queued += copies.length;
    queue.consumers[0]?.wake();
  }

  function store({ event, body }: Outgoing): void {
    const bound = [...queues.values()].filter(({ patterns }) => [...patterns].some((each) => covers(each, event.type)));
    if (bound.length === 0) unrouted += 1;
    for (const queue of bound) enqueue(queue, body);
    tellListeners({ type: event.type, event, payload: event.data });
  }

  function tellListeners(message: LiveMessage): void {
    const copy = structuredClone(message);
    setImmediate(() => {
      for (const listener of listeners) {
        if (listener.patterns.some((pattern) => covers(pattern, copy.type))) listener.onMessage(copy);
      }
    });
  }

  function holdOpen(close: () => Promise<void>): Closable {
    let closing: Promise<void> | undefined;
    const closable = {
      close: () =>
        (closing ??= close().finally(() => {
          open.delete(closable);
        })),
    };
    open.add(closable);
    return closable;
  }

  return {
    async publish(events) {
      if (closed) return { failed: [...events.keys()] };
      const { outgoing, failed } = writeBodies(events);
      outgoing.forEach(store);
      return { failed };
    },
    async subscribe(subscription) {
      const queue = queueOf(subscription.consumer);
      for (const pattern of subscription.patterns) queue.patterns.add(pattern);
      const consumer = consume(queue, subscription, limit, () => {
        traffic.done += 1;
      });
      queue.consumers.push(consumer);
      queue.consumers[0]?.wake();
      return holdOpen(async () => {
        await consumer.stop();
        queue.consumers.splice(queue.consumers.indexOf(consumer), 1);
        queue.consumers[0]?.wake();
      });
    },
    async listen(listener) {
      listeners.add(listener);
      listener.onConnected?.();
      return holdOpen(async () => {
        listeners.delete(listener);
      });
    },
    async signal(topic, payload) {
      if (!closed) tellListeners({ type: topic, payload });
    },
    async backlogOf(consumer) {
      const { messages, consumers } = queueOf(consumer);
      return consumers.reduce((sum, each) => sum + each.inHand(), messages.length);
    },
    health: () => (closed ? { connected: false, detail: 'closed', unrouted } : { connected: true, unrouted }),
    async close() {
      closed = true;
      await Promise.all([...open].map((each) => each.close()));
    },
    put: (consumer, body) => enqueue(queueOf(consumer), body),
    traffic: () => ({ ...traffic }),
    reseed(seed) {
      random = seededRandom(seed);
    },
  };
}

/** Takes a queue's messages while it is the first of its consumers; `stop` puts back what was not handled. */
function consume(queue: Queue, subscription: Subscription, limit: number, onDone: () => void) {
  const lanes = createLanes();
  const stopping = new AbortController();
  const arriving = new Set<Promise<void>>();
  const taken = new Set<Message>();

  function enter(message: Message): void {
    lanes.enter(message.subject, async () => {
      await pause(message.delayMs, undefined, { signal: stopping.signal }).catch(() => {});
      const delivery = { body: message.body, earlierDeliveries: message.deliveries };
      const outcome = await deliver(subscription, delivery, limit, stopping.signal);
      if (outcome !== 'done') return;
      taken.delete(message);
      onDone();
    });
  }

  function take(message: Message): void {
    taken.add(message);
    if (message.lateMs === 0) {
      enter(message);
      return;
    }
    const arrival = pause(message.lateMs, undefined, { signal: stopping.signal })
      .then(() => enter(message))
      .catch(() => {})
      .finally(() => arriving.delete(arrival));
    arriving.add(arrival);
  }

  return {
    wake() {
      if (stopping.signal.aborted) return;
      for (const message of queue.messages.splice(0)) take(message);
    },
    inHand: () => taken.size,
    async stop() {
      stopping.abort();
      await Promise.all(arriving);
      await lanes.idle();
      queue.messages = [...taken, ...queue.messages];
    },
  };
}

/** Mulberry32: small, and the same everywhere. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
