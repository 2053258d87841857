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
    /**
     * Missing in events of before there were verified addresses: not verified.
     */
    emailVerified?: boolean;
  };
  /**
   * The account's owner deleted it. What the receiver keeps of the person goes; what the books need stays under the ids alone. Never sent to webhooks.
   */
  'account.deleted': {
    accountId: Id<'acc'>;
  };
  /**
   * The account's e-mail address is its own. Carries personal data; never sent to webhooks.
   */
  'account.email_verified': {
    accountId: Id<'acc'>;
    email: string;
  };
  /**
   * The account has another password. To be told to its owner, who may not be the one who did it; never sent to webhooks.
   */
  'account.password_changed': {
    accountId: Id<'acc'>;
    /**
     * By the old password, or by a token sent by mail.
     */
    how: 'CHANGED' | 'RESET';
  };
  /**
   * Somebody who gave the account's e-mail address forgot the password: whoever reads its mail gets the token. Carries a secret with a short life: never sent to webhooks, never shown to anybody but in the mail itself.
   */
  'account.password_reset_requested': {
    accountId: Id<'acc'>;
    /**
     * Where the token goes.
     */
    email: string;
    /**
     * For resetPassword, once, until expiresAt.
     */
    token: string;
    expiresAt: Instant;
  };
  /**
   * The account was given a role, or one was taken from it. Never sent to webhooks.
   */
  'account.roles_changed': {
    accountId: Id<'acc'>;
    displayName: string;
    /**
     * All that it has from now on.
     */
    roles: ('CUSTOMER' | 'PROVIDER' | 'MODERATOR' | 'OPERATOR' | 'ADMIN')[];
  };
  /**
   * The account's e-mail address is to be verified: whoever reads its mail gets the token. Carries a secret with a short life: never sent to webhooks, never shown to anybody but in the mail itself.
   */
  'account.verification_requested': {
    accountId: Id<'acc'>;
    /**
     * Where the token goes.
     */
    email: string;
    /**
     * For verifyEmail, once, until expiresAt.
     */
    token: string;
    expiresAt: Instant;
  };
  /**
   * Somebody with power over others used it, or the system did in their place. Each is a subject of its own. Never sent to webhooks.
   */
  'audit.recorded': {
    auditId: Id<'aud'>;
    at: Instant;
    /**
     * Null for what was done from the command line or by the system.
     */
    actor: Id<'acc'> | null;
    /**
     * A verb first, e.g. `grant OPERATOR`, `resolve dispute`.
     */
    action: string;
    /**
     * The id of what it was done to.
     */
    subject: string;
    /**
     * As the actor gave it.
     */
    reason: string | null;
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
   * The account's owner asked for all that is kept of them. Each context answers with data_export_part.prepared. Never sent to webhooks.
   */
  'data_export.requested': {
    accountId: Id<'acc'>;
    exportId: Id<'exp'>;
    /**
     * What parts are sealed for: X25519, DER in base64. Its private half is deleted with the export.
     */
    publicKey: string;
  };
  /**
   * A piece of what one context keeps of the person, sealed for the export that asked. The part is whole with all its chunks. Never sent to webhooks.
   */
  'data_export_part.prepared': {
    exportId: Id<'exp'>;
    context: 'user' | 'order' | 'payment' | 'review' | 'notification';
    /**
     * From 0.
     */
    chunk: number;
    chunks: number;
    /**
     * Gzipped JSON in a sealed box, in base64.
     */
    sealed: string;
  };
  /**
   * A quote was accepted, and an order made of it.
   */
  'job.assigned': {
    job: Job;
  };
  /**
   * The customer does not want the job done any more.
   */
  'job.closed': {
    job: Job;
  };
  /**
   * Nobody was found for the job in its time.
   */
  'job.expired': {
    job: Job;
  };
  /**
   * A customer described a job. The providers nearby who have the skill may be told.
   */
  'job.posted': {
    job: Job;
    /**
     * Who is in range and has the skill, the nearest first; not more than a hundred.
     */
    providerIds: Id<'prv'>[];
  };
  /**
   * The payment of the accepted quote failed: the job may be quoted for again.
   */
  'job.reopened': {
    job: Job;
  };
  /**
   * A consumer gave a message up and set it aside, where an operator can have it tried again or forgotten. The subject is parkedId. Never sent to webhooks.
   */
  'message.parked': {
    parkedId: Id<'msg'>;
    /**
     * Whose inbox it is in, e.g. `payment`.
     */
    consumer: string;
    /**
     * Null for a message that cannot be read. Such a one can only be forgotten.
     */
    eventId: string | null;
    eventType: string | null;
    error: string;
    /**
     * How often it was tried again from the store.
     */
    attempts: number;
    parkedAt: Instant;
    /**
     * As it came, for a person to read: secrets are blotted out, and a long one is cut.
     */
    body: string;
  };
  /**
   * A parked message is taken up again, or forgotten, as an operator wanted. One that fails again is parked again under the same id. Never sent to webhooks.
   */
  'message.unparked': {
    parkedId: Id<'msg'>;
    consumer: string;
    how: 'REPLAYED' | 'DISCARDED';
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
   * The other side of a disputed order told its view.
   */
  'order.dispute_answered': {
    order: Order;
    actor: OrderActor;
    disputeId: Id<'dsp'>;
    statement: string;
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
   * One side wrote to the other. Carries what a person wrote to one other; never sent to webhooks of anybody else.
   */
  'order.message_sent': {
    order: Order;
    actor: OrderActor;
    messageId: Id<'msg'>;
    text: string;
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
   * The customer agreed to another price. A lower one stands at once, and `order.price` is it; a higher one stands when its difference is held (payment.price_held), and until then `order.price` is the previous one.
   */
  'order.price_approved': {
    order: Order;
    actor: OrderActor;
    previousPrice: Money;
    newPrice: Money;
    /**
     * How the customer pays the difference; null: as the order.
     */
    payment: {
      source: 'WALLET' | 'CARD';
      /**
       * A token of the payment gateway, for a card.
       */
      paymentMethod: string | null;
    } | null;
  };
  /**
   * The difference to a higher price is held: it is the price of the order from now on.
   */
  'order.price_changed': {
    order: Order;
    actor: OrderActor;
    previousPrice: Money;
  };
  /**
   * The provider asks for another price. It changes only with the consent of the customer.
   */
  'order.price_proposed': {
    order: Order;
    actor: OrderActor;
    price: Money;
    reason: string;
    expiresAt: Instant;
  };
  /**
   * The proposed price is off: the difference was declined, or the customer did not agree in time. Completion and dispute end a proposal too, without this.
   */
  'order.price_withdrawn': {
    order: Order;
    actor: OrderActor;
    price: Money;
    reason: 'DECLINED' | 'NO_ANSWER';
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
   * The card's issuer wants the customer to confirm this amount (3-D Secure); the payment's nextActionUrl says where. Told once per call to the gateway.
   */
  'payment.action_required': {
    payment: Payment;
    amount: Money;
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
   * A cardholder's bank took money back from the marketplace: an operator is to look at it. It is booked already, as an ADJUSTMENT of whoever has it now. Subject is the payment, or the chargeback where no order was paid with it. Never sent to webhooks.
   */
  'payment.charged_back': {
    /**
     * The gateway's.
     */
    chargebackId: string;
    /**
     * Whose card it was.
     */
    accountId: Id<'acc'>;
    /**
     * The order's payment, tips included; null for a wallet's top-up.
     */
    payment: Payment | null;
    amount: Money;
    /**
     * The bank's, e.g. `fraudulent`.
     */
    reason: string | null;
  };
  /**
   * The order's money could not be held; `payment.declineReason` says why.
   */
  'payment.declined': {
    payment: Payment;
  };
  /**
   * The difference to an approved higher price could not be held: the order keeps its price.
   */
  'payment.price_declined': {
    payment: Payment;
    price: Money;
  };
  /**
   * The difference to an approved higher price is held: the order costs that much from now on. An order that has moved on keeps its price; whatever is held beyond the price it ends with goes back.
   */
  'payment.price_held': {
    payment: Payment;
    price: Money;
  };
  /**
   * Money went back to the customer.
   */
  'payment.refunded': {
    payment: Payment;
    amount: Money;
  };
  /**
   * A cardholder's bank returned what it had taken back (payment.charged_back): an operator may want to know. It is booked already, as an ADJUSTMENT of whoever bore it. Subject is the payment, or the chargeback where no order was paid with it. Never sent to webhooks.
   */
  'payment.reinstated': {
    /**
     * The gateway's.
     */
    chargebackId: string;
    /**
     * Whose card it was.
     */
    accountId: Id<'acc'>;
    /**
     * The order's payment, tips included; null for a wallet's top-up.
     */
    payment: Payment | null;
    amount: Money;
    /**
     * The bank's, e.g. `fraudulent`.
     */
    reason: string | null;
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
   * The customer accepted the quote. Its order's payment is to be held; then the provider is assigned.
   */
  'quote.accepted': {
    quote: Quote;
    job: Job;
    orderId: Id<'ord'>;
  };
  /**
   * The job was assigned to another, closed or expired.
   */
  'quote.closed': {
    quote: Quote;
    job: Job;
  };
  /**
   * The quote was not accepted in its time.
   */
  'quote.expired': {
    quote: Quote;
    job: Job;
  };
  /**
   * The payment of the accepted quote failed: it stands again.
   */
  'quote.reopened': {
    quote: Quote;
    job: Job;
  };
  /**
   * A provider quoted for a job.
   */
  'quote.submitted': {
    quote: Quote;
    job: Job;
  };
  /**
   * The provider took the quote back, or replaced it by another.
   */
  'quote.withdrawn': {
    quote: Quote;
    job: Job;
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
    /**
     * It was public before, was taken down by reports, and a moderator kept it. Nobody needs to hear of it anew.
     */
    restored?: boolean;
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
   * A review is not public (any more): reports took it down until a moderator decides, or a moderator removed it for good.
   */
  'review.removed': {
    reviewId: Id<'rev'>;
    orderId: Id<'ord'>;
    subject: 'PROVIDER' | 'CUSTOMER';
    providerId: Id<'prv'>;
    customerId: Id<'cus'>;
    /**
     * Whether a moderator removed it. If not, review.published may follow.
     */
    final: boolean;
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
  /**
   * A webhook's endpoint took nothing for three days, or said that it is gone, and gets nothing more. Never sent to webhooks.
   */
  'webhook.switched_off': {
    webhookId: Id<'whk'>;
    /**
     * The owner.
     */
    accountId: Id<'acc'>;
    url: string;
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
 * A job as it stood right after the event. Its place is the rounded one.
 */
export interface Job {
  id: Id<'job'>;
  customerId: Id<'cus'>;
  title: string;
  skillId: Id<'skl'>;
  location: GeoPoint;
  status: 'OPEN' | 'ASSIGNED' | 'CLOSED' | 'EXPIRED';
  /**
   * Set while it is assigned.
   */
  orderId: Id<'ord'> | null;
  expiresAt: Instant;
}
/**
 * Degrees, WGS 84.
 */
export interface GeoPoint {
  latitude: number;
  longitude: number;
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
 * A quote as it stood right after the event.
 */
export interface Quote {
  id: Id<'quo'>;
  jobId: Id<'job'>;
  providerId: Id<'prv'>;
  status: 'OPEN' | 'ACCEPTED' | 'WITHDRAWN' | 'CLOSED' | 'EXPIRED';
  price: Money;
  scheduledFor: TimeWindow;
  message: string;
  expiresAt: Instant;
}

export type EventType = keyof EventData;

/** The version of each type's schema, the last part of its `dataschema`. */
export const EVENT_VERSIONS: Readonly<Record<EventType, number>> = {
  'account.created': 1,
  'account.deleted': 1,
  'account.email_verified': 1,
  'account.password_changed': 1,
  'account.password_reset_requested': 1,
  'account.roles_changed': 1,
  'account.verification_requested': 1,
  'audit.recorded': 1,
  'availability.changed': 1,
  'data_export.requested': 1,
  'data_export_part.prepared': 1,
  'job.assigned': 1,
  'job.closed': 1,
  'job.expired': 1,
  'job.posted': 1,
  'job.reopened': 1,
  'message.parked': 1,
  'message.unparked': 1,
  'notification.created': 1,
  'offering.saved': 1,
  'order.accepted': 1,
  'order.cancelled': 1,
  'order.completed': 1,
  'order.declined': 1,
  'order.departed': 1,
  'order.dispute_answered': 1,
  'order.disputed': 1,
  'order.expired': 1,
  'order.message_sent': 1,
  'order.offered': 1,
  'order.placed': 1,
  'order.price_approved': 1,
  'order.price_changed': 1,
  'order.price_proposed': 1,
  'order.price_withdrawn': 1,
  'order.settled': 1,
  'order.start_overdue': 1,
  'order.started': 1,
  'payment.action_required': 1,
  'payment.authorized': 1,
  'payment.captured': 1,
  'payment.charge_failed': 1,
  'payment.charged_back': 1,
  'payment.declined': 1,
  'payment.price_declined': 1,
  'payment.price_held': 1,
  'payment.refunded': 1,
  'payment.reinstated': 1,
  'payment.released': 1,
  'payment.tipped': 1,
  'payout.completed': 1,
  'payout.failed': 1,
  'provider.updated': 1,
  'quote.accepted': 1,
  'quote.closed': 1,
  'quote.expired': 1,
  'quote.reopened': 1,
  'quote.submitted': 1,
  'quote.withdrawn': 1,
  'review.published': 1,
  'review.removed': 1,
  'review.submitted': 1,
  'sign_in.ended': 1,
  'webhook.switched_off': 1,
};
