import type { AccountId } from '@marketplace/kernel/ids';
import { accountOf, customerOf, newId, providerOf } from '@marketplace/kernel/ids';
import { currencyCode, zero } from '@marketplace/kernel/money';
import type { Role } from '@marketplace/kernel/roles';
import type { Envelope } from '@marketplace/messaging/envelope';
import type { EventData, EventType } from '@marketplace/messaging/events.gen';
import type { Caller, SignedInCaller } from '@marketplace/subgraph/caller';
import type { Inspection } from '../src/domain/inspection.ts';
import type { KnownOrder, Review } from '../src/domain/review.ts';

export const NOW = new Date('2026-11-02T10:00:00.000Z');

export function anOrder(settledAt: Date | null = NOW, provider = providerOf(newId('acc'))): KnownOrder {
  return { id: newId('ord'), customerId: customerOf(newId('acc')), providerId: provider, settledAt };
}

/** A published review of the order's provider. */
export const aReview = (order: KnownOrder, change: Partial<Review> = {}): Review => ({
  id: newId('rev'),
  orderId: order.id,
  customerId: order.customerId,
  providerId: order.providerId,
  subject: 'PROVIDER',
  rating: 5,
  comment: 'Spotless „Fenster“ 😀 \\ "quoted"',
  state: 'PUBLISHED',
  reply: null,
  createdAt: NOW,
  publishedAt: NOW,
  findings: [],
  openReports: 0,
  underReviewSince: null,
  ...change,
});

export const FINE: Inspection = { findings: [], meaningful: true };
export const WITH_LINK: Inspection = { findings: [{ kind: 'LINK', excerpt: 'example.com' }], meaningful: true };

export const customerAccount = (order: KnownOrder): AccountId => accountOf(order.customerId);
export const providerAccount = (order: KnownOrder): AccountId => accountOf(order.providerId);

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

type OrderEventType = 'order.placed' | 'order.accepted' | 'order.settled';

const sequences = new Map<string, number>();

/** An order's next event, as the order context would publish it. */
export function orderEvent<Type extends OrderEventType>(type: Type, order: KnownOrder, time: Date): Envelope<Type> {
  const sequence = (sequences.get(order.id) ?? 0) + 1;
  sequences.set(order.id, sequence);
  const usd = currencyCode('USD');
  const data: EventData['order.placed'] & EventData['order.settled'] = {
    order: {
      id: order.id,
      customerId: order.customerId,
      providerId: order.providerId,
      offeringId: newId('off'),
      title: 'Window cleaning',
      status: type === 'order.placed' ? 'PENDING' : type === 'order.accepted' ? 'ACCEPTED' : 'SETTLED',
      version: sequence,
      price: { amount: 8_400, currency: usd },
      scheduledFor: { start: NOW.toISOString(), end: NOW.toISOString() },
      timeZone: 'Europe/Berlin',
    },
    actor: 'CUSTOMER',
    payment: { source: 'WALLET', paymentMethod: null },
    holdBy: NOW.toISOString(),
    refund: zero(usd),
  };
  return {
    specversion: '1.0',
    id: newId('evt'),
    type,
    source: '/order',
    subject: order.id,
    time: time.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `https://marketplace.dev/events/${type}/1`,
    sequence,
    correlationid: 'correlation',
    data,
  };
}

export function eventsOf<Type extends EventType>(
  events: readonly { type: EventType }[],
  type: Type,
): readonly Envelope<Type>[] {
  return events.filter((event): event is Envelope<Type> => event.type === type);
}
