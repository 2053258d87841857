// Generated from schema/events by `npm run codegen`. Do not edit.
import type { Id } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';

/**
 * RFC 3339 instant in UTC.
 */
export type Instant = string;
export type OrderStatus =
  'PENDING' | 'ACCEPTED' | 'IN_PROGRESS' | 'COMPLETED' | 'SETTLED' | 'DECLINED' | 'EXPIRED' | 'CANCELLED' | 'DISPUTED';
export type OrderActor = 'CUSTOMER' | 'PROVIDER' | 'OPERATOR' | 'SYSTEM';
export type PaymentStatus =
  | 'PENDING'
  | 'UNKNOWN'
  | 'REQUIRES_ACTION'
  | 'AUTHORIZED'
  | 'DECLINED'
  | 'CAPTURED'
  | 'RELEASED'
  | 'PARTIALLY_REFUNDED'
  | 'REFUNDED';

export interface EventData {
  /**
   * Somebody signed up. Carries personal data; never sent to webhooks.
   */
  'account.created': {
    accountId: Id<'acc'>;
    email: string;
    displayName: string;
    roles: ('CUSTOMER' | 'PROVIDER' | 'MODERATOR' | 'OPERATOR' | 'ADMIN')[];
    /**
     * BCP 47, for messages.
     */
    locale: string;
  };
  /**
   * When a provider can be booked, from now to the booking horizon.
   */
  'availability.changed': {
    providerId: Id<'prv'>;
    timeZone: string;
    /**
     * UTC intervals, in order, that do not touch.
     */
    bookable: TimeWindow[];
  };
  /**
   * An account has a new notification in the app. Wakes its live streams; never sent to webhooks.
   */
  'notification.created': {
    notificationId: Id<'ntf'>;
    accountId: Id<'acc'>;
  };
  /**
   * What a provider offers, as it stands.
   */
  'offering.saved': {
    offeringId: Id<'off'>;
    providerId: Id<'prv'>;
    title: string;
    skillId: Id<'skl'>;
    price: Money;
    priceUnit: 'JOB' | 'HOUR';
    durationMinutes: number;
    active: boolean;
  };
  /**
   * The provider took the order. A card's authorisation is to be charged now.
   */
  'order.accepted': {
    order: Order;
    actor: OrderActor;
  };
  /**
   * The order was called off.
   */
  'order.cancelled': {
    order: Order;
    actor: OrderActor;
    reason: string;
    refund: Money;
    fee: Money;
  };
  /**
   * The provider finished. It settles when the customer confirms, or by itself in 48 hours.
   */
  'order.completed': {
    order: Order;
    actor: OrderActor;
    note: string | null;
  };
  /**
   * The provider turned the order down. What is held is to be released.
   */
  'order.declined': {
    order: Order;
    actor: OrderActor;
    reason: string;
  };
  /**
   * The provider is on the way.
   */
  'order.departed': {
    order: Order;
    actor: OrderActor;
  };
  /**
   * A side, or the system, called an operator in. Nothing is released until it is resolved.
   */
  'order.disputed': {
    order: Order;
    actor: OrderActor;
    disputeId: Id<'dsp'>;
    reason: string;
  };
  /**
   * The order ended by itself: payment declined or late, or no answer in time. What is held is to be released.
   */
  'order.expired': {
    order: Order;
    actor: OrderActor;
    reason: 'PAYMENT_DECLINED' | 'PAYMENT_LATE' | 'NO_ANSWER';
    detail: string | null;
  };
  /**
   * The order's payment is held: only now its provider sees it, and may answer.
   */
  'order.offered': {
    order: Order;
    actor: OrderActor;
    answerBy: Instant;
  };
  /**
   * A customer booked. Its payment is to be held; the provider sees the order only after that.
   */
  'order.placed': {
    order: Order;
    actor: OrderActor;
    /**
     * How the customer pays.
     */
    payment: {
      source: 'WALLET' | 'CARD';
      /**
       * A token of the payment gateway, for a card.
       */
      paymentMethod: string | null;
    };
    holdBy: Instant;
  };
  /**
   * The order is done. What is held is to be captured, less the refund.
   */
  'order.settled': {
    order: Order;
    actor: OrderActor;
    refund: Money;
  };
  /**
   * Work should have begun hours ago. Both sides and an operator are to be told.
   */
  'order.start_overdue': {
    order: Order;
    actor: OrderActor;
  };
  /**
   * The provider gave the customer's PIN; work has begun.
   */
  'order.started': {
    order: Order;
    actor: OrderActor;
  };
  /**
   * The order's money is held.
   */
  'payment.authorized': {
    payment: Payment;
  };
  /**
   * The order is settled in the ledger: commission and earning are booked.
   */
  'payment.captured': {
    payment: Payment;
  };
  /**
   * A card that was authorised could not be charged at acceptance. The order is to be cancelled.
   */
  'payment.charge_failed': {
    payment: Payment;
  };
  /**
   * The order's money could not be held; `payment.declineReason` says why.
   */
  'payment.declined': {
    payment: Payment;
  };
  /**
   * Money went back to the customer.
   */
  'payment.refunded': {
    payment: Payment;
    amount: Money;
  };
  /**
   * What was held went back whole, because the order came to nothing.
   */
  'payment.released': {
    payment: Payment;
  };
  /**
   * The customer added a tip, all of it for the provider.
   */
  'payment.tipped': {
    payment: Payment;
    amount: Money;
  };
  /**
   * The gateway paid a provider's wallet out.
   */
  'payout.completed': {
    payoutId: Id<'pyo'>;
    accountId: Id<'acc'>;
    amount: Money;
  };
  /**
   * The gateway refused a payout; the amount is back in the wallet.
   */
  'payout.failed': {
    payoutId: Id<'pyo'>;
    accountId: Id<'acc'>;
    amount: Money;
    reason: string;
  };
  /**
   * A provider's public profile as it stands. The place is the rounded one.
   */
  'provider.updated': {
    providerId: Id<'prv'>;
    displayName: string;
    skillIds: Id<'skl'>[];
    location: {
      point: GeoPoint;
      city: string;
      countryCode: string;
      timeZone: string;
    } | null;
    serviceRadiusMeters: number;
    verified: boolean;
  };
  /**
   * A review is public.
   */
  'review.published': {
    reviewId: Id<'rev'>;
    orderId: Id<'ord'>;
    subject: 'PROVIDER' | 'CUSTOMER';
    providerId: Id<'prv'>;
    customerId: Id<'cus'>;
    rating: number;
    summary: {
      average: number | null;
      count: number;
      /**
       * @minItems 5
       * @maxItems 5
       */
      histogram: [number, number, number, number, number];
    } | null;
  };
  /**
   * A side has written its review. What it says stays secret until both are in or the window closes.
   */
  'review.submitted': {
    reviewId: Id<'rev'>;
    orderId: Id<'ord'>;
    subject: 'PROVIDER' | 'CUSTOMER';
    /**
     * The account that wrote it.
     */
    authorId: Id<'acc'>;
  };
  /**
   * A sign-in is over: access tokens made in it count for nothing from now on.
   */
  'sign_in.ended': {
    signInId: Id<'sgn'>;
    accountId: Id<'acc'>;
    accessTokensEndBy: Instant;
  };
}
/**
 * Half-open: includes start, excludes end.
 */
export interface TimeWindow {
  start: Instant;
  end: Instant;
}
/**
 * An order as it stood right after the event.
 */
export interface Order {
  id: Id<'ord'>;
  customerId: Id<'cus'>;
  providerId: Id<'prv'>;
  /**
   * Null for an order made from a quote.
   */
  offeringId: Id<'off'> | null;
  title: string;
  status: OrderStatus;
  version: number;
  price: Money;
  scheduledFor: TimeWindow;
  /**
   * The provider's IANA zone.
   */
  timeZone: string;
}
/**
 * A payment as it stood right after the event.
 */
export interface Payment {
  id: Id<'pay'>;
  orderId: Id<'ord'>;
  customerId: Id<'cus'>;
  providerId: Id<'prv'>;
  status: PaymentStatus;
  source: 'WALLET' | 'CARD';
  authorized: Money;
  captured: Money;
  refunded: Money;
  commission: Money;
  tip: Money;
  earning: Money;
  declineReason: string | null;
}
/**
 * Degrees, WGS 84.
 */
export interface GeoPoint {
  latitude: number;
  longitude: number;
}

export type EventType = keyof EventData;

/** The version of each type's schema, the last part of its `dataschema`. */
export const EVENT_VERSIONS: Readonly<Record<EventType, number>> = {
  'account.created': 1,
  'availability.changed': 1,
  'notification.created': 1,
  'offering.saved': 1,
  'order.accepted': 1,
  'order.cancelled': 1,
  'order.completed': 1,
  'order.declined': 1,
  'order.departed': 1,
  'order.disputed': 1,
  'order.expired': 1,
  'order.offered': 1,
  'order.placed': 1,
  'order.settled': 1,
  'order.start_overdue': 1,
  'order.started': 1,
  'payment.authorized': 1,
  'payment.captured': 1,
  'payment.charge_failed': 1,
  'payment.declined': 1,
  'payment.refunded': 1,
  'payment.released': 1,
  'payment.tipped': 1,
  'payout.completed': 1,
  'payout.failed': 1,
  'provider.updated': 1,
  'review.published': 1,
  'review.submitted': 1,
  'sign_in.ended': 1,
};
