/** Webhooks and their deliveries: when to try again, and when to give up. */
import { HOUR, later, MINUTE, SECOND } from '@marketplace/kernel/clock';
import type { AccountId, EventId, Id } from '@marketplace/kernel/ids';
import type { Scope } from '@marketplace/kernel/roles';

export type WebhookId = Id<'whk'>;
export type DeliveryId = Id<'whd'>;

/** The types of events that can be sent, from the public API's list. */
export const WEBHOOK_EVENT_TYPES = [
  'order.placed',
  'order.accepted',
  'order.declined',
  'order.expired',
  'order.cancelled',
  'order.departed',
  'order.started',
  'order.message_sent',
  'order.price_proposed',
  'order.price_approved',
  'order.completed',
  'order.disputed',
  'order.settled',
  'payment.authorized',
  'payment.declined',
  'payment.captured',
  'payment.released',
  'payment.refunded',
  'payment.tipped',
  'review.submitted',
  'review.published',
  'review.removed',
  'job.posted',
  'quote.submitted',
  'quote.accepted',
  'payout.completed',
  'payout.failed',
] as const;
export type WebhookEventType = (typeof WEBHOOK_EVENT_TYPES)[number];

export const isWebhookEventType = (text: string): text is WebhookEventType =>
  WEBHOOK_EVENT_TYPES.some((type) => type === text);

export interface Webhook {
  readonly id: WebhookId;
  /** The owner, whose matters it is told of. */
  readonly accountId: AccountId;
  readonly url: string;
  readonly eventTypes: readonly WebhookEventType[];
  /** An operation of the public API, whose result is sent; null sends ids. */
  readonly query: string | null;
  /** Of the token that made it: the operation can do no more. */
  readonly scopes: readonly Scope[];
  /** Encrypted. */
  readonly secret: string;
  readonly active: boolean;
  readonly lastTakenAt: Date | null;
  readonly createdAt: Date;
}

export type DeliveryStatus = 'PENDING' | 'DELIVERED' | 'FAILED';

/** One event on its way to one endpoint. Instants of attempts are the machine's time. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly webhookId: WebhookId;
  /** What the event is about: deliveries of the same go out one after the other. */
  readonly entity: string;
  readonly eventId: EventId;
  readonly eventType: WebhookEventType;
  readonly occurredAt: Date;
  /** What is sent in place of an operation's result. */
  readonly data: Readonly<Record<string, string | number>>;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastStatusCode: number | null;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
}

/** Deliveries of a lane go out one after the other, those of different lanes beside each other. */
export interface Lane {
  readonly webhookId: WebhookId;
  readonly entity: string;
}

/** Before each further attempt: soon at first, three days in all. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  18 * HOUR,
  22 * HOUR,
];
const JITTER = 0.2; // keeps those who failed together from coming back together

/**
 * `TAKEN`: a 2xx. `GONE`: a 410, nobody wants them any more. `NO_PAYLOAD`: there was nothing to send, which is not the
 * endpoint's fault. `UNSENDABLE`: and never will be.
 */
export type Outcome = 'TAKEN' | 'REFUSED' | 'GONE' | 'NO_PAYLOAD' | 'UNSENDABLE';

export interface Attempt {
  readonly outcome: Outcome;
  /** Null when nothing answered. */
  readonly statusCode: number | null;
  readonly at: Date;
  /** 0 to 1. */
  readonly chance: number;
}

export interface AfterAttempt {
  readonly delivery: Delivery;
  readonly webhook: Webhook;
}

/** Both as they are after an attempt. The webhook is switched off when nothing was taken since the delivery was made. */
export function afterAttempt(delivery: Delivery, webhook: Webhook, attempt: Attempt): AfterAttempt {
  const { outcome, statusCode, at, chance } = attempt;
  const tried = {
    ...delivery,
    attempts: delivery.attempts + (outcome === 'UNSENDABLE' ? 0 : 1),
    lastStatusCode: statusCode,
    nextAttemptAt: null,
  };
  if (outcome === 'TAKEN')
    return { delivery: { ...tried, status: 'DELIVERED' }, webhook: { ...webhook, active: true, lastTakenAt: at } };
  if (outcome === 'UNSENDABLE') return { delivery: { ...tried, status: 'FAILED' }, webhook };
  const delay = RETRY_DELAYS_MS[delivery.attempts];
  if (outcome !== 'GONE' && delay !== undefined)
    return { delivery: { ...tried, nextAttemptAt: later(at, jittered(delay, chance)) }, webhook };
  if (outcome === 'NO_PAYLOAD') return { delivery: { ...tried, status: 'FAILED' }, webhook };
  const silent = webhook.lastTakenAt === null || webhook.lastTakenAt < delivery.createdAt;
  const active = webhook.active && outcome !== 'GONE' && !silent;
  return { delivery: { ...tried, status: 'FAILED' }, webhook: { ...webhook, active } };
}

const jittered = (delay: number, chance: number): number => Math.round(delay * (1 - JITTER + 2 * JITTER * chance));

/** As it is when an operator or its owner wants it sent once more. */
export const again = (delivery: Delivery, now: Date): Delivery => ({
  ...delivery,
  status: 'PENDING',
  attempts: 0,
  nextAttemptAt: now,
});
