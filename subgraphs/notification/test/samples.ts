import {
  type AccountId,
  type CustomerId,
  customerOf,
  newId,
  type OrderId,
  type ProviderId,
  paymentOf,
  providerOf,
} from '@marketplace/kernel/ids';
import { currencyCode, type Money, money, zero } from '@marketplace/kernel/money';
import type { Role } from '@marketplace/kernel/roles';
import type { Envelope } from '@marketplace/messaging/envelope';
import type { EventData, EventType, Order, OrderStatus, Payment } from '@marketplace/messaging/events.gen';
import type { Caller, SignedInCaller } from '@marketplace/subgraph/caller';
import type { KnownOrder } from '../src/domain/known-order.ts';
import type { KnownAccount, Notification } from '../src/domain/notification.ts';
import type { Delivery, Webhook, WebhookId } from '../src/domain/webhook.ts';

export const NOW = new Date('2026-11-02T10:00:00.000Z');
export const usd = (cents: number): Money => money(cents, currencyCode('USD'));

export interface Booking {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly customer: AccountId;
  readonly provider: AccountId;
}

export function aBooking(customer = newId('acc'), provider = newId('acc')): Booking {
  const [customerId, providerId] = [customerOf(customer), providerOf(provider)];
  return { id: newId('ord'), customerId, providerId, customer, provider };
}

const OFFERING = newId('off');

export const anOrder = (booking: Booking, status: OrderStatus, change: Partial<Order> = {}): Order => ({
  id: booking.id,
  customerId: booking.customerId,
  providerId: booking.providerId,
  offeringId: OFFERING,
  title: 'Window cleaning',
  status,
  version: 1,
  price: usd(8_400),
  scheduledFor: { start: '2026-11-23T08:30:00.000Z', end: '2026-11-23T10:30:00.000Z' },
  timeZone: 'Europe/Berlin',
  ...change,
});

export const aPayment = (booking: Booking, change: Partial<Payment> = {}): Payment => ({
  id: paymentOf(booking.id),
  orderId: booking.id,
  customerId: booking.customerId,
  providerId: booking.providerId,
  status: 'AUTHORIZED',
  source: 'WALLET',
  authorized: usd(8_400),
  captured: usd(0),
  refunded: usd(0),
  commission: usd(0),
  tip: usd(0),
  earning: usd(0),
  declineReason: null,
  ...change,
});

export const aKnownOrder = (booking: Booking, change: Partial<KnownOrder> = {}): KnownOrder => ({
  id: booking.id,
  customerId: booking.customerId,
  providerId: booking.providerId,
  title: 'Window cleaning',
  price: usd(8_400),
  start: new Date('2026-11-23T08:30:00.000Z'),
  timeZone: 'Europe/Berlin',
  status: 'ACCEPTED',
  fromQuote: false,
  shownToProvider: true,
  reviewedBy: [],
  ...change,
});

export const anAccount = (id: AccountId, change: Partial<KnownAccount> = {}): KnownAccount => ({
  id,
  email: 'ada@example.org',
  displayName: 'Ada',
  locale: 'en',
  timeZone: null,
  roles: [],
  deleted: false,
  ...change,
});

export const aNotification = (accountId: AccountId, change: Partial<Notification> = {}): Notification => ({
  id: newId('ntf'),
  accountId,
  eventId: newId('evt'),
  type: 'order.accepted',
  title: 'Ada accepted: Window cleaning',
  body: 'Ada will come „morgen“ 😀.',
  orderId: newId('ord'),
  jobId: null,
  inApp: true,
  email: 'PENDING',
  createdAt: NOW,
  readAt: null,
  ...change,
});

export const aWebhook = (accountId: AccountId, change: Partial<Webhook> = {}): Webhook => ({
  id: newId('whk'),
  accountId,
  url: 'https://hooks.example/marketplace',
  eventTypes: ['order.accepted'],
  query: null,
  scopes: [],
  secret: 'sealed',
  active: true,
  lastTakenAt: null,
  createdAt: NOW,
  ...change,
});

export const aDelivery = (webhookId: WebhookId, change: Partial<Delivery> = {}): Delivery => ({
  id: newId('whd'),
  webhookId,
  entity: newId('ord'),
  eventId: newId('evt'),
  eventType: 'order.accepted',
  occurredAt: NOW,
  data: { orderId: 'o', version: 2 },
  status: 'PENDING',
  attempts: 0,
  lastStatusCode: null,
  nextAttemptAt: null,
  createdAt: NOW,
  ...change,
});

const sequences = new Map<string, number>();
const SOURCES = {
  order: '/order',
  payment: '/payment',
  payout: '/payment',
  review: '/review',
  account: '/auth',
  audit: '/auth',
  job: '/order',
  quote: '/order',
} as const;

/** The next event of its subject, as the context that owns it would publish it. */
export function event<Type extends EventType>(type: Type, subject: string, data: EventData[Type]): Envelope<Type> {
  const family = type.split('.')[0] ?? '';
  const source = Object.entries(SOURCES).find(([name]) => name === family)?.[1] ?? '/user';
  const sequence = (sequences.get(source + subject) ?? 0) + 1;
  sequences.set(source + subject, sequence);
  return {
    specversion: '1.0',
    id: newId('evt'),
    type,
    source,
    subject,
    time: NOW.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `https://marketplace.dev/events/${type}/1`,
    sequence,
    correlationid: 'correlation',
    data,
  };
}

export const placed = (booking: Booking): Envelope<'order.placed'> =>
  event('order.placed', booking.id, {
    order: anOrder(booking, 'PENDING'),
    actor: 'CUSTOMER',
    payment: { source: 'WALLET', paymentMethod: null },
    holdBy: NOW.toISOString(),
  });

export const authorized = (booking: Booking): Envelope<'payment.authorized'> =>
  event('payment.authorized', paymentOf(booking.id), { payment: aPayment(booking) });

export const accepted = (booking: Booking): Envelope<'order.accepted'> =>
  event('order.accepted', booking.id, { order: anOrder(booking, 'ACCEPTED'), actor: 'PROVIDER' });

export const cancelled = (booking: Booking): Envelope<'order.cancelled'> =>
  event('order.cancelled', booking.id, {
    order: anOrder(booking, 'CANCELLED'),
    actor: 'CUSTOMER',
    reason: 'Ill',
    refund: usd(8_400),
    fee: zero(currencyCode('USD')),
  });

export const accountCreated = (
  accountId: AccountId,
  displayName: string,
  locale = 'en',
  ...roles: Role[]
): Envelope<'account.created'> =>
  event('account.created', accountId, {
    accountId,
    email: `${displayName.toLowerCase()}@example.org`,
    displayName,
    roles: ['CUSTOMER', ...roles],
    locale,
  });

export const providerUpdated = (providerId: ProviderId, displayName: string): Envelope<'provider.updated'> =>
  event('provider.updated', providerId, {
    providerId,
    displayName,
    skillIds: [],
    location: null,
    serviceRadiusMeters: 10_000,
    verified: false,
  });

export const nobody: Caller = {
  account: null,
  name: null,
  roles: [],
  scopes: [],
  signIn: null,
  requestId: 'request',
  address: null,
  userAgent: null,
};

export const callerFor = (account: AccountId, ...roles: readonly Role[]): SignedInCaller => ({
  ...nobody,
  account,
  roles,
});
