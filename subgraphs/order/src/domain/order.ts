import type { TimeWindow } from '@marketplace/kernel/clock';
import type { GeoPoint } from '@marketplace/kernel/geo';
import type { CustomerId, Id, OfferingId, OrderId, ProviderId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import type { CancellationPolicy } from './cancellation-policy.ts';

export const ORDER_STATUSES = [
  'PENDING',
  'ACCEPTED',
  'IN_PROGRESS',
  'COMPLETED',
  'SETTLED',
  'DECLINED',
  'EXPIRED',
  'CANCELLED',
  'DISPUTED',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export const ACTORS = ['CUSTOMER', 'PROVIDER', 'OPERATOR', 'SYSTEM'] as const;
export type Actor = (typeof ACTORS)[number];
export type Side = 'CUSTOMER' | 'PROVIDER';

/**
 * What can be done to an order, each once. The last three are the system's own:
 * OFFER shows the order to its provider once its payment is held, EXPIRE ends it unanswered, REMIND tells that work is late.
 */
export const ACTIONS = [
  'ACCEPT',
  'DECLINE',
  'DEPART',
  'START',
  'COMPLETE',
  'CONFIRM',
  'CANCEL',
  'DISPUTE',
  'RESOLVE',
  'OFFER',
  'EXPIRE',
  'REMIND',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who did an action, and when. */
export interface Step {
  readonly by: Actor;
  readonly at: Date;
}

export type DisputeId = Id<'dsp'>;

export interface Dispute {
  readonly id: DisputeId;
  readonly reason: string;
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly refund: Money | null;
  readonly note: string | null;
}

export interface Order {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  /** Null for an order made from a quote. */
  readonly offeringId: OfferingId | null;
  readonly title: string;
  readonly status: OrderStatus;
  /** Counts the order's events, from 1: each step makes one of each. */
  readonly version: number;
  readonly price: Money;
  readonly scheduledFor: TimeWindow;
  /** The provider's IANA zone. */
  readonly timeZone: string;
  readonly address: string;
  readonly location: GeoPoint;
  readonly note: string | null;
  readonly startPin: string;
  readonly wrongPins: number;
  readonly pinLockedUntil: Date | null;
  /** In force when the order was placed. */
  readonly policy: CancellationPolicy;
  /** What has been done so far. */
  readonly steps: Readonly<Partial<Record<Action, Step>>>;
  readonly dispute: Dispute | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One line of an order's history. `number` is the version that it made. */
export interface OrderEvent {
  readonly orderId: OrderId;
  readonly number: number;
  readonly type: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly status: OrderStatus;
  readonly detail: string | null;
}

/** Whether the order still takes its provider's time. */
export function occupiesCalendar(order: Order): boolean {
  return order.status === 'PENDING' || order.status === 'ACCEPTED' || order.status === 'IN_PROGRESS';
}

/** Whether the provider is on the way, so that the customer may see where. */
export function isEnRoute(order: Order): boolean {
  return order.status === 'ACCEPTED' && order.steps.DEPART !== undefined;
}
