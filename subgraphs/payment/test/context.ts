/** A payment context on an empty database, with a broker in memory, and orders that tell it what happens to them. */
import { type Clock, systemClock } from '@marketplace/kernel/clock';
import {
  type AccountId,
  accountOf,
  customerOf,
  newId,
  type OrderId,
  paymentOf,
  providerOf,
} from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { currencyCode, type Money, money, zero } from '@marketplace/kernel/money';
import type { Role } from '@marketplace/kernel/roles';
import { SCOPES } from '@marketplace/kernel/roles';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { EVENT_VERSIONS, type EventData, type EventType, type Order } from '@marketplace/messaging/events.gen';
import { type MemoryBrokerOptions, memoryBroker } from '@marketplace/messaging/memory-broker';
import { type Database, rows } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { identityKey, signIdentity } from '@marketplace/subgraph/identity';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { sql } from 'drizzle-orm';
import type { Gateway } from '../src/application/ports.ts';
import { compose } from '../src/compose.ts';
import type { Payment } from '../src/domain/payment.ts';
import { MIGRATIONS, paymentStore } from '../src/infrastructure/payment-store.ts';
import { type GatewayPlace, type OpenedGateway, openSimulated } from '../src/open-gateway.ts';

export const usd = (amount: number): Money => money(amount, currencyCode('USD'));
export const eur = (amount: number): Money => money(amount, currencyCode('EUR'));

const KEY = identityKey('a secret that router and subgraphs share', 'payment');

export const API_URL = 'http://api.test';

export interface Settings {
  readonly open?: () => Promise<Database>;
  readonly broker?: MemoryBrokerOptions;
  readonly gateway?: (simulated: Gateway) => Gateway;
  /** Another one than the simulated. */
  readonly openGateway?: (place: GatewayPlace) => OpenedGateway;
  readonly clock?: Clock;
}

export type TestContext = Awaited<ReturnType<typeof startContext>>;

export async function migrated(open: () => Promise<Database> = pgliteDatabase): Promise<Database> {
  const database = await open();
  await database.migrate({ context: 'payment', folder: MIGRATIONS });
  return database;
}

export async function startContext(settings: Settings = {}) {
  const database = await migrated(settings.open);
  const clock = settings.clock ?? systemClock;
  const broker = memoryBroker(settings.broker);
  const place = { database, clock, logger: silentLogger, apiUrl: API_URL, webUrl: 'http://web.test', formKey: KEY };
  const opened = (settings.openGateway ?? openSimulated)(place);
  const simulated = opened.gateway;
  const said: AnyEnvelope[] = [];
  await broker.listen({
    patterns: ['payment.*', 'payout.*'],
    onMessage: ({ event }) => {
      if (event) said.push(event);
    },
  });
  const context = compose({
    ...{ database, broker, clock, logger: silentLogger, identityKey: KEY },
    gateway: { ...opened, gateway: settings.gateway?.(simulated) ?? simulated },
    commission: 1_000,
    defaultCurrency: currencyCode('USD'),
    close: async () => {
      await broker.close();
      await database.close();
    },
  });
  await context.start();
  const { reads, transact } = paymentStore(database, clock);

  const findPayment = async (orderId: OrderId): Promise<Payment | undefined> =>
    (await reads.payments([paymentOf(orderId)]))[0];
  return {
    ...{ context, database, broker, reads, transact, clock, simulated, findPayment, stop: () => context.stop() },
    /** Events that the context has published about this order's payment, in order. */
    saidOf: (orderId: OrderId): EventType[] => {
      const about = said.filter(({ subject }) => subject === paymentOf(orderId));
      return about.sort((a, b) => a.sequence - b.sequence).map(({ type }) => type);
    },
    said,
    /** The order's payment, once it satisfies `is`. */
    paymentWhen: (orderId: OrderId, is: (payment: Payment) => boolean, timeoutMs?: number): Promise<Payment> =>
      eventually(async () => {
        const payment = await findPayment(orderId);
        return payment && is(payment) ? payment : undefined;
      }, timeoutMs),
    available: async (account: AccountId, currency = 'USD'): Promise<number> =>
      (await reads.wallets(account)).find(({ available }) => available.currency === currency)?.available.amount ?? 0,
    /** Resolves when the context has handled this many of the order's events. */
    handled: (orderId: OrderId, events: number) =>
      eventually(async () => {
        const found = await rows<{ sequence: number }>(
          database.db,
          sql`select sequence from payments.inbox_subjects where subject = ${orderId} and sequence >= ${events}`,
        );
        return found.length > 0;
      }),
    /** What is on its way out through the gateway. */
    async inTransit(): Promise<number> {
      const [found] = await rows<{ balance: number }>(
        database.db,
        sql`select coalesce(sum(balance), 0)::int as balance from payments.accounts where kind = 'IN_TRANSIT'`,
      );
      return found?.balance ?? 0;
    },
    async execute(who: Partial<Caller>, query: string, variables: Record<string, unknown> = {}) {
      return context.subgraph.execute({ query, variables }, signed(who));
    },
    subscribe: (who: Partial<Caller>, query: string, variables: Record<string, unknown>) =>
      context.subgraph.subscribe({ query, variables }, signed(who)),
  };
}

export function caller(account: AccountId | null, roles: readonly Role[] = ['CUSTOMER']): Partial<Caller> {
  return { account, roles };
}

function signed(who: Partial<Caller>): string {
  const nobody = { account: null, name: null, roles: [], signIn: null, address: null, userAgent: null };
  const requestId = newId('req');
  return signIdentity({ ...nobody, scopes: SCOPES, requestId, ...who }, 'payment', KEY);
}

export interface PlacedBy {
  readonly customer?: AccountId;
  readonly provider?: AccountId;
  readonly price?: Money;
  readonly card?: string;
  /** Takes the order's events instead of the broker. */
  readonly publish?: (event: AnyEnvelope) => Promise<void>;
}

/** An order whose events go out gaplessly, as its owner's outbox would send them. */
export function anOrder(broker: ReturnType<typeof memoryBroker>, by: PlacedBy = {}) {
  const customer = by.customer ?? newId('acc');
  const provider = by.provider ?? newId('acc');
  const price = by.price ?? usd(8_400);
  const id = newId('ord');
  let order: Order = {
    ...{ id, customerId: customerOf(customer), providerId: providerOf(provider), offeringId: null, price },
    ...{ title: 'Deep clean', status: 'PENDING', version: 1, timeZone: 'Europe/Berlin' },
    scheduledFor: { start: '2027-01-04T09:00:00.000Z', end: '2027-01-04T11:00:00.000Z' },
  };
  let sequence = 0;
  async function say<Type extends EventType>(type: Type, data: EventData[Type]): Promise<void> {
    sequence += 1;
    const envelope = {
      ...{ specversion: '1.0', id: newId('evt'), type, source: '/order', subject: id, sequence, data },
      ...{ time: new Date().toISOString(), datacontenttype: 'application/json', correlationid: newId('req') },
      dataschema: `https://marketplace.dev/events/${type}/${EVENT_VERSIONS[type]}`,
    };
    // as: `type` and `data` belong together, which a generic cannot tell the union
    const event = envelope as unknown as AnyEnvelope;
    await (by.publish ? by.publish(event) : broker.publish([event]));
  }
  const refund = zero(price.currency);
  return {
    ...{ id, paymentId: paymentOf(id), customer, provider, price, account: accountOf(order.customerId) },
    place: () =>
      say('order.placed', {
        ...{ order, actor: 'CUSTOMER', holdBy: '2027-01-04T09:00:00.000Z' },
        payment: by.card ? { source: 'CARD', paymentMethod: by.card } : { source: 'WALLET', paymentMethod: null },
      }),
    accept: () => say('order.accepted', { order, actor: 'PROVIDER' }),
    decline: () => say('order.declined', { order, actor: 'PROVIDER', reason: 'busy' }),
    expire: () => say('order.expired', { order, actor: 'SYSTEM', reason: 'NO_ANSWER', detail: null }),
    cancel: (fee: Money) =>
      say('order.cancelled', {
        ...{ order, actor: 'CUSTOMER', reason: 'ill', fee },
        refund: money(price.amount - fee.amount, price.currency),
      }),
    dispute: () => say('order.disputed', { order, actor: 'CUSTOMER', disputeId: newId('dsp'), reason: 'broken' }),
    /** A lower price is the order's at once; of a higher one `stands` says that the order has heard. */
    approvePrice(newPrice: Money, payment: EventData['order.price_approved']['payment'] = null) {
      const previousPrice = order.price;
      if (newPrice.amount < previousPrice.amount) order = { ...order, price: newPrice };
      return say('order.price_approved', { order, actor: 'CUSTOMER', previousPrice, newPrice, payment });
    },
    stands(newPrice: Money) {
      order = { ...order, price: newPrice };
    },
    withdrawPrice: () => say('order.price_withdrawn', { order, actor: 'SYSTEM', price, reason: 'NO_ANSWER' }),
    complete: () => say('order.completed', { order, actor: 'PROVIDER', note: null }),
    settle: (back: Money = refund) => say('order.settled', { order, actor: 'CUSTOMER', refund: back }),
  };
}
