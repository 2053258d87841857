import type { AnyEnvelope } from './envelope.ts';

/**
 * Carries events between contexts. `embedded:` (tables), `amqp://` (RabbitMQ) and `memory:` (tests) behave alike,
 * as test/broker-suite.ts says: at least once, in order per subject but for redeliveries, which handlers must bear.
 */
export interface Broker {
  /**
   * Publishes in order and settles with the index of each event that is not known to be stored (to be sent again,
   * with all that follow of the same subject). An event that no consumer is bound for is confirmed and counted, not lost:
   * it stays in its owner's outbox.
   */
  publish(events: readonly AnyEnvelope[]): Promise<PublishResult>;
  /**
   * A durable queue of this name, bound to `patterns` (a type, or `order.*`). One process at a time is given its messages;
   * per subject one after the other, subjects beside each other. A message is done when `handle` resolves and is delivered
   * again when it throws or the process dies; after DELIVERY_LIMIT deliveries it goes to `park`.
   */
  subscribe(subscription: Subscription): Promise<Closable>;
  /**
   * Tells every listening process of each message, at most once: a hint that something was stored. `onConnected` is called
   * after every (re)connection, since hints may have been missed.
   */
  listen(listener: Listener): Promise<Closable>;
  /** Sends a message to listeners alone. Nothing keeps it: where the broker can't be reached it is dropped. */
  signal(topic: string, payload: Readonly<Record<string, unknown>>): Promise<void>;
  /** How many messages wait for a consumer that this process subscribed, those in hand included. */
  backlogOf(consumer: string): Promise<number>;
  health(): BrokerHealth;
  close(): Promise<void>;
}

export interface PublishResult {
  readonly failed: readonly number[];
}

export interface Subscription {
  readonly consumer: string;
  readonly patterns: readonly string[];
  handle(event: AnyEnvelope): Promise<void>;
  /** Takes a message that can't be handled: unreadable, or delivered too often. Resolves when it is stored. */
  park(message: UnhandledMessage): Promise<void>;
}

export interface UnhandledMessage {
  readonly body: string;
  readonly error: string;
  readonly deliveries: number;
}

export interface Listener {
  /** Event types or signal topics, with `*` for one word as in `order.*`. */
  readonly patterns: readonly string[];
  onMessage(message: LiveMessage): void;
  onConnected?(): void;
}

/** An event's own type and data, or a signal's topic and payload. */
export interface LiveMessage {
  readonly type: string;
  readonly event?: AnyEnvelope;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface BrokerHealth {
  readonly connected: boolean;
  /** In words, where it is not well: blocked by an alarm, reconnecting since. */
  readonly detail?: string;
  /** How many events this process published that no consumer was bound for. */
  readonly unrouted: number;
}

export interface Closable {
  /** Takes nothing new, lets what runs finish, and returns the rest. */
  close(): Promise<void>;
}

/** A message that kills its process comes back this often at most. */
export const DELIVERY_LIMIT = 20;
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** Whether a binding pattern covers a type: `*` stands for exactly one word. */
export function covers(pattern: string, type: string): boolean {
  const words = type.split('.');
  const parts = pattern.split('.');
  return parts.length === words.length && parts.every((part, index) => part === '*' || part === words[index]);
}
