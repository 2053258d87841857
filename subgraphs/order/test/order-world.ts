/** The order context on its own, with a clock that tests move and a broker over which they speak for the other contexts. */
import { later, shiftedClock } from '@marketplace/kernel/clock';
import {
  type AccountId,
  customerOf,
  newId,
  type OfferingId,
  type OrderId,
  type ProviderId,
  paymentOf,
  providerOf,
} from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { currencyCode, money, zero } from '@marketplace/kernel/money';
import type { Role } from '@marketplace/kernel/roles';
import type { AnyEnvelope, EventDraft } from '@marketplace/messaging/envelope';
import type { Payment } from '@marketplace/messaging/events.gen';
import { memoryBroker } from '@marketplace/messaging/memory-broker';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import { prune, RETENTION } from '@marketplace/messaging/prune';
import type { Database } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { signIdentity } from '@marketplace/subgraph/identity';
import { eventually } from '@marketplace/testing/eventually';
import { eq } from 'drizzle-orm';
import type { FormattedExecutionResult } from 'graphql';
import { compose, MIGRATIONS } from '../src/compose.ts';
import { DEFAULT_SETTINGS, type OrderSettings } from '../src/domain/settings.ts';
import { inboxHandled, inboxWaiting } from '../src/infrastructure/tables.ts';

export const EUR = currencyCode('EUR');
export const BERLIN = { latitude: 52.52, longitude: 13.405 };
export const HAMBURG = { latitude: 53.55, longitude: 9.99 };
/** A Monday, 08:00 in Berlin. */
export const NOW = new Date('2026-03-02T07:00:00.000Z');

export type OrderWorld = Awaited<ReturnType<typeof orderWorld>>;

export async function orderWorld(
  database: Database,
  { settings = DEFAULT_SETTINGS, sandbox = true }: { settings?: OrderSettings; sandbox?: boolean } = {},
) {
  await database.migrate(MIGRATIONS);
  const broker = memoryBroker();
  const identityKey = Buffer.alloc(32, 7);
  let now = NOW;
  const clock = shiftedClock({ now: () => now });
  const published: AnyEnvelope[] = [];
  const listening = await broker.listen({
    patterns: ['order.*', 'availability.*', 'job.*', 'quote.*', 'audit.*'],
    onMessage: ({ event }) => event && published.push(event),
  });
  const context = await compose({
    database,
    broker,
    clock,
    logger: silentLogger,
    identityKey,
    settings,
    sandbox,
    timedContexts: ['order'],
    close: () => database.close(),
  });
  await context.start();

  const sequences = new Map<string, number>();
  const run = async (as: Person | null, query: string, variables: Readonly<Record<string, unknown>> = {}) =>
    context.subgraph.execute(
      { query, variables: overTheWire(variables) },
      signIdentity(callerOf(as), 'order', identityKey),
    );

  return {
    context,
    clock,
    published,
    /** Another context's events about a new subject, to be delivered as the test says. */
    eventsFrom: (source: `/${string}`, drafts: readonly EventDraft[]) =>
      drafts.map((draft, index) => envelope(source, draft, index + 1, now)),
    deliver: (event: AnyEnvelope) => broker.publish([event]),
    /** Forgets what messaging forgets, as if it were as many milliseconds later. */
    async forget(milliseconds: number): Promise<void> {
      const { store } = postgresMessages({ database, schema: 'orders', source: '/order', clock });
      await prune(store, RETENTION, later(now, milliseconds));
    },
    /** Resolves when all that was delivered is handled. Nothing of it may wait for more, or be parked. */
    async quiet(): Promise<void> {
      await eventually(() => broker.traffic().queued === broker.traffic().done);
      const waiting = database.db.select({ error: inboxWaiting.error }).from(inboxWaiting);
      await eventually(async () => (await waiting).length === 0);
    },
    /** Moves time on. */
    advance: (milliseconds: number) => {
      now = later(now, milliseconds);
    },
    moveTo: (instant: Date) => {
      now = instant;
    },
    run,
    /** The one root field of an operation that has no GraphQL errors. */
    async ask<Answer>(
      as: Person | null,
      query: string,
      variables: Readonly<Record<string, unknown>> = {},
    ): Promise<Answer> {
      const { data, errors } = await run(as, query, variables);
      if (errors) throw new Error(JSON.stringify(errors));
      // as: a test says what it has selected
      return Object.values(data ?? {})[0] as Answer;
    },
    async follow(as: Person | null, query: string, variables: Readonly<Record<string, unknown>> = {}) {
      const found = await context.subgraph.subscribe(
        { query, variables: overTheWire(variables) },
        signIdentity(callerOf(as), 'order', identityKey),
      );
      return Symbol.asyncIterator in found ? updatesOf(found) : { refused: found };
    },
    /** Another context's event, with its subject's next sequence number. Resolves when it has been handled. */
    async tell(source: `/${string}`, draft: EventDraft): Promise<void> {
      const sequence = (sequences.get(draft.subject) ?? 0) + 1;
      sequences.set(draft.subject, sequence);
      const event = envelope(source, draft, sequence, now);
      await broker.publish([event]);
      const handled = database.db.select().from(inboxHandled).where(eq(inboxHandled.eventId, event.id));
      await eventually(async () => (await handled).length > 0);
    },
    async stop(): Promise<void> {
      await listening.close();
      await context.stop();
      await broker.close();
    },
  };
}

const overTheWire = (variables: object): Record<string, unknown> => JSON.parse(JSON.stringify(variables));

export interface Person {
  readonly account: AccountId;
  readonly roles: readonly Role[];
}

export const newCustomer = (): Person => ({ account: newId('acc'), roles: ['CUSTOMER'] });
export const newProvider = (): Person => ({ account: newId('acc'), roles: ['CUSTOMER', 'PROVIDER'] });
export const operator: Person = { account: newId('acc'), roles: ['OPERATOR'] };

function callerOf(person: Person | null): Caller {
  return {
    account: person?.account ?? null,
    name: null,
    roles: person?.roles ?? [],
    scopes: [],
    signIn: null,
    requestId: 'req-1',
    address: null,
    userAgent: null,
  };
}

function envelope(source: `/${string}`, draft: EventDraft, sequence: number, now: Date): AnyEnvelope {
  // as: type and data belong together in the draft, which the spread of a union does not show
  return {
    specversion: '1.0',
    id: newId('evt'),
    source,
    time: now.toISOString(),
    datacontenttype: 'application/json',
    dataschema: `https://marketplace.dev/events/${draft.type}/1`,
    sequence,
    correlationid: 'test',
    ...draft,
  } as AnyEnvelope;
}

/** Collects a subscription's results. */
function updatesOf(source: AsyncIterableIterator<FormattedExecutionResult>) {
  const received: FormattedExecutionResult[] = [];
  let ended = false;
  const reading = (async () => {
    for await (const result of source) received.push(result);
    ended = true;
  })();
  return {
    /** The data of the `count` first results, once they are there. */
    first: (count: number) =>
      eventually(() => (received.length >= count ? received.slice(0, count).map(rootField) : undefined)),
    received: () => received.map(rootField),
    ended: () => eventually(() => ended),
    async stop(): Promise<void> {
      await source.return?.();
      await reading;
    },
  };
}

const rootField = ({ data, errors }: FormattedExecutionResult) =>
  errors ? { code: errors[0]?.extensions?.code } : Object.values(data ?? {})[0];

export const HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '17:00' }));

export interface Shop {
  readonly person: Person;
  readonly providerId: ProviderId;
  readonly offeringId: OfferingId;
  readonly hourlyId: OfferingId;
}

/** A provider in Berlin with hours from Monday to Friday, an offering by the job (2 h, 84 EUR) and one by the hour (40 EUR). */
export async function openShop(world: OrderWorld, bufferMinutes = 30): Promise<Shop> {
  const person = newProvider();
  const providerId = providerOf(person.account);
  const [offeringId, hourlyId] = [newId('off'), newId('off')];
  await world.tell('/user', {
    type: 'provider.updated',
    subject: providerId,
    data: {
      providerId,
      displayName: 'Ada',
      skillIds: [],
      location: { point: BERLIN, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' },
      serviceRadiusMeters: 20_000,
      verified: true,
    },
  });
  const offering = { providerId, skillId: newId('skl'), active: true };
  const job = { title: 'Deep clean', price: money(8400, EUR), priceUnit: 'JOB', durationMinutes: 120 } as const;
  const hour = { title: 'Cleaning', price: money(4000, EUR), priceUnit: 'HOUR', durationMinutes: 60 } as const;
  for (const data of [
    { ...offering, ...job, offeringId },
    { ...offering, ...hour, offeringId: hourlyId },
  ])
    await world.tell('/user', { type: 'offering.saved', subject: data.offeringId, data });
  await world.ask(person, SET_AVAILABILITY, {
    input: { weeklyHours: HOURS, timeZone: 'Europe/Berlin', bufferMinutes },
  });
  return { person, providerId, offeringId, hourlyId };
}

export const SET_AVAILABILITY = `mutation ($input: SetAvailabilityInput!) { setAvailability(input: $input) {
  availability { weeklyHours { weekday from to } timeZone bufferMinutes timeOff { id window { start end } note } }
  userErrors { code message field } } }`;

/** The starts of the free slots of three days from now on; null while the offering is not known. */
export async function slots(world: OrderWorld, offeringId: OfferingId, days = 3): Promise<string[] | null> {
  const from = world.clock.now();
  const found = await world.ask<{ start: string }[] | null>(
    null,
    'query ($id: ID!, $from: DateTime!, $to: DateTime!) { availableSlots(offeringId: $id, from: $from, to: $to) { start end } }',
    { id: offeringId, from, to: later(from, days * 86_400_000) },
  );
  return found?.map(({ start }) => start) ?? null;
}

export interface UserErrorSeen {
  readonly code: string;
  readonly message: string;
  readonly field: string[] | null;
}

export interface OrderSeen {
  readonly id: OrderId;
  readonly status: string;
  readonly version: number;
  readonly price: { readonly amount: number };
  readonly address: string | null;
  readonly location: object | null;
  readonly proposedPrice: object | null;
  readonly startPin: string | null;
  readonly enRouteSince: string | null;
  readonly availableTransitions: { readonly action: string; readonly deadline: string | null }[];
  readonly dispute: {
    readonly reason: string;
    readonly statements: readonly object[];
    readonly refund: { readonly amount: number } | null;
  } | null;
  readonly history: { readonly edges: { readonly node: { readonly type: string; readonly detail: string | null } }[] };
}

/** `order` is there when there are no userErrors, as in each test that reads it. */
export interface OrderAnswer {
  readonly order: OrderSeen;
  readonly userErrors: UserErrorSeen[];
}

export const codeOf = ({ userErrors }: { readonly userErrors: readonly { readonly code: string }[] }) =>
  userErrors[0]?.code;

export const ORDER = `id status version title price { amount currency } scheduledFor { start end } address note startPin
  enRouteSince proposedPrice { price { amount currency } reason expiresAt } location { latitude longitude } customer { id } provider { id } offering { id }
  availableTransitions { action deadline } dispute { id reason statements { by text } resolvedAt refund { amount } note }
  history { edges { node { type actor status detail } } }`;

export const PLACE = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
  order { ${ORDER} } userErrors { code message field } } }`;

/** Tuesday, 10:00 in Berlin: a day after `NOW`. */
export const TUESDAY_AT_TEN = '2026-03-03T09:00:00.000Z';

export function orderInput(shop: Shop, changes: object = {}) {
  return {
    idempotencyKey: newId('key'),
    offeringId: shop.offeringId,
    start: TUESDAY_AT_TEN,
    address: 'Unter den Linden 1',
    location: BERLIN,
    payment: { source: 'CARD', paymentMethod: 'pm_card_visa' },
    ...changes,
  };
}

/** An order of the shop's, placed and not paid yet. */
export async function placed(world: OrderWorld, shop: Shop, customer: Person, changes: object = {}): Promise<OrderId> {
  const { order, userErrors } = await world.ask<OrderAnswer>(customer, PLACE, { input: orderInput(shop, changes) });
  if (!order) throw new Error(JSON.stringify(userErrors));
  return order.id;
}

/** The same, its payment held, so that its provider sees it. */
export async function offered(world: OrderWorld, shop: Shop, customer: Person, changes: object = {}): Promise<OrderId> {
  const id = await placed(world, shop, customer, changes);
  await tellPayment(world, 'payment.authorized', id, shop, customer);
  return id;
}

export async function accepted(
  world: OrderWorld,
  shop: Shop,
  customer: Person,
  changes: object = {},
): Promise<OrderId> {
  const id = await offered(world, shop, customer, changes);
  await act(world, shop.person, 'acceptOrder', 'OrderActionInput', { orderId: id });
  return id;
}

export const read = (world: OrderWorld, as: Person, id: OrderId) =>
  world.ask<OrderSeen | null>(as, `query ($id: ID!) { order(id: $id) { ${ORDER} } }`, { id });

/** Runs one of the mutations that answer with an order. */
export const act = (world: OrderWorld, as: Person, mutation: string, inputType: string, input: object) =>
  world.ask<OrderAnswer>(
    as,
    `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { order { ${ORDER} } userErrors { code message field } } }`,
    { input },
  );

export interface QuoteSeen {
  readonly id: string;
  readonly refund: { readonly amount: number };
  readonly fee: { readonly amount: number };
  readonly policy: string;
  readonly expiresAt: string;
}

/** Cancels by a new quote, or by the one given. */
export async function cancel(world: OrderWorld, as: Person, orderId: OrderId, quoteId?: string) {
  const quote = await world.ask<QuoteSeen | null>(
    as,
    'query ($id: ID!) { cancellationQuote(orderId: $id) { id refund { amount } fee { amount } policy expiresAt } }',
    { id: orderId },
  );
  const cancellationQuoteId = quoteId ?? quote?.id ?? 'none';
  return {
    quote,
    ...(await act(world, as, 'cancelOrder', 'CancelOrderInput', { orderId, reason: 'ill', cancellationQuoteId })),
  };
}

type PaymentEvent = 'payment.authorized' | 'payment.declined' | 'payment.charge_failed' | 'payment.released';

export async function tellPayment(
  world: OrderWorld,
  type: PaymentEvent,
  orderId: OrderId,
  shop: Pick<Shop, 'providerId'>,
  customer: Person,
): Promise<void> {
  await world.tell('/payment', paymentDraft(type, orderId, shop, customer));
}

export function paymentDraft(
  type: PaymentEvent,
  orderId: OrderId,
  { providerId }: Pick<Shop, 'providerId'>,
  customer: Person,
) {
  const none = zero(EUR);
  const payment: Payment = {
    id: paymentOf(orderId),
    orderId,
    customerId: customerOf(customer.account),
    providerId,
    status: type === 'payment.authorized' ? 'AUTHORIZED' : 'DECLINED',
    source: 'CARD',
    authorized: money(8400, EUR),
    captured: none,
    refunded: none,
    commission: none,
    tip: none,
    earning: none,
    declineReason: type === 'payment.authorized' ? null : 'insufficient_funds',
  };
  return { type, subject: payment.id, data: { payment } };
}
