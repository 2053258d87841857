import type { TimeWindow } from '@marketplace/kernel/clock';
import type { GeoPoint } from '@marketplace/kernel/geo';
import type { CustomerId, Id, OfferingId, OrderId, ProviderId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import type { CancellationPolicy } from './cancellation-policy.ts';
import type { QuoteId } from './job.ts';

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
 * What can be done to an order. The last ones are the system's own: OFFER shows the order to its provider once its payment
 * is held, EXPIRE ends it unanswered, REMIND tells that work is late; CHANGE_PRICE makes an approved higher price the
 * order's once the difference is held, WITHDRAW_PRICE takes a proposed one back.
 */
export const ACTIONS = [
  'ACCEPT',
  'DECLINE',
  'DEPART',
  'START',
  'COMPLETE',
  'CONFIRM',
  'CANCEL',
  'PROPOSE_PRICE',
  'APPROVE_PRICE',
  'DISPUTE',
  'RESOLVE',
  'OFFER',
  'EXPIRE',
  'REMIND',
  'CHANGE_PRICE',
  'WITHDRAW_PRICE',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who did an action, and when. */
export interface Step {
  readonly by: Actor;
  readonly at: Date;
}

export type DisputeId = Id<'dsp'>;

/** What one side says of a dispute: as it opens it, or after the other side or the system has. */
export interface Statement {
  readonly by: Side;
  readonly text: string;
  readonly at: Date;
}

export interface Dispute {
  readonly id: DisputeId;
  readonly reason: string;
  /** Each side's one. */
  readonly statements: readonly Statement[];
  readonly openedAt: Date;
  readonly resolvedAt: Date | null;
  readonly refund: Money | null;
  readonly note: string | null;
}

/** Another price that the provider asks for while the work is done. */
export interface ProposedPrice {
  readonly price: Money;
  readonly reason: string;
  readonly expiresAt: Date;
  /** By the customer: it is the order's price once the difference is held. */
  readonly approved: boolean;
}

export interface Order {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  /** Null for an order made from a quote. */
  readonly offeringId: OfferingId | null;
  /** Null for an order of an offering. */
  readonly quoteId: QuoteId | null;
  readonly title: string;
  readonly status: OrderStatus;
  /** Counts the steps, from 1. */
  readonly version: number;
  /** Counts what has happened, from 1: each step, and each message between the sides. */
  readonly events: number;
  readonly price: Money;
  readonly proposedPrice: ProposedPrice | null;
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
  /** What has been done so far: of what can be done again the last time, of a dispute the first. */
  readonly steps: Readonly<Partial<Record<Action, Step>>>;
  readonly dispute: Dispute | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One line of an order's history. `number` counts them, as `Order.events` does. */
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

/** Whether nothing can happen to it any more. */
export const hasEnded = ({ status }: Order): boolean =>
  status === 'SETTLED' || status === 'DECLINED' || status === 'EXPIRED' || status === 'CANCELLED';

/** Whether the provider is on the way, so that the customer may see where. */
export function isEnRoute(order: Order): boolean {
  return order.status === 'ACCEPTED' && order.steps.DEPART !== undefined;
}
