import type { Clock } from '@marketplace/kernel/clock';
import type { Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { PostgresMessages } from '@marketplace/messaging/postgres-messages';
import type { Database, Db } from '@marketplace/storage/database';
import { and, count, eq, gt, lte, sql } from 'drizzle-orm';
import type { OrderTransaction } from '../application/ports.ts';
import { accountPart } from './account-store.ts';
import { calendarPlaces } from './calendar-places.ts';
import { jobPart } from './job-store.ts';
import { readOffering, readProvider } from './known.ts';
import { orderOf, orderRow } from './order-row.ts';
import { knownOfferings, knownProviders, orderEvents, orderMessages, orderRows, positions } from './tables.ts';

/** The order context's transactions on PostgreSQL or PGlite. */
export function orderTransactions(
  database: Database,
  messages: PostgresMessages,
  clock: Clock,
): Transact<OrderTransaction> {
  return (origin, work) =>
    database.transaction((tx) => work(orderTransaction(tx, messages.within(tx, origin), () => clock.now())));
}

function orderTransaction(tx: Db, messages: TransactionMessages, now: () => Date): OrderTransaction {
  return {
    ...messages,
    ...orderPart(tx),
    ...calendarPlaces(tx, now),
    ...knownPart(tx),
    ...positionPart(tx),
    ...jobPart(tx),
    ...accountPart(tx),
  };
}

type OrderPart = Pick<
  OrderTransaction,
  'lockOrder' | 'insertOrder' | 'orderPlacedBy' | 'saveOrder' | 'appendHistory' | 'insertMessage' | 'messagesSince'
>;

function orderPart(tx: Db): OrderPart {
  return {
    async lockOrder(id) {
      const [row] = await tx.select().from(orderRows).where(eq(orderRows.id, id)).for('update');
      return row && orderOf(row);
    },
    async insertOrder(order, effect) {
      await tx.insert(orderRows).values({ ...orderRow(order), effect });
    },
    async orderPlacedBy(effect) {
      const [row] = await tx.select({ id: orderRows.id }).from(orderRows).where(eq(orderRows.effect, effect));
      return row?.id;
    },
    async saveOrder(order) {
      const { id, ...columns } = orderRow(order);
      await tx.update(orderRows).set(columns).where(eq(orderRows.id, id));
    },
    async appendHistory(event) {
      await tx.insert(orderEvents).values(event);
    },
    async insertMessage(message) {
      await tx.insert(orderMessages).values(message);
    },
    async messagesSince(orderId, from, since) {
      const recent = and(eq(orderMessages.orderId, orderId), eq(orderMessages.from, from), gt(orderMessages.at, since));
      const [found] = await tx.select({ count: count() }).from(orderMessages).where(recent);
      return found?.count ?? 0;
    },
  };
}

type KnownPart = Pick<OrderTransaction, 'offering' | 'provider' | 'saveOffering' | 'saveProvider'>;

function knownPart(tx: Db): KnownPart {
  return {
    offering: (id) => readOffering(tx, id),
    provider: (id) => readProvider(tx, id),
    async saveOffering({ state, sequence }) {
      const { id, price, ...same } = state;
      const columns = { ...same, amount: price.amount, currency: price.currency, sequence };
      await tx
        .insert(knownOfferings)
        .values({ id, ...columns })
        .onConflictDoUpdate({
          target: knownOfferings.id,
          set: columns,
          setWhere: sql`${knownOfferings.sequence} < excluded.sequence`,
        });
    },
    async saveProvider(id, { state: { point, radiusMeters, skillIds, timeZone }, sequence }) {
      const { latitude = null, longitude = null } = point ?? {};
      const place = { latitude, longitude, serviceRadiusMeters: radiusMeters, timeZone };
      const columns = { ...place, skillIds: [...skillIds], sequence };
      await tx
        .insert(knownProviders)
        .values({ id, ...columns })
        .onConflictDoUpdate({
          target: knownProviders.id,
          set: columns,
          setWhere: sql`${knownProviders.sequence} < excluded.sequence`,
        });
    },
  };
}

function positionPart(tx: Db): Pick<OrderTransaction, 'savePosition' | 'deletePosition'> {
  return {
    async savePosition(orderId, { point, heading, at }, notSince) {
      const columns = { latitude: point.latitude, longitude: point.longitude, heading, at };
      const saved = await tx
        .insert(positions)
        .values({ orderId, ...columns })
        .onConflictDoUpdate({ target: positions.orderId, set: columns, setWhere: lte(positions.at, notSince) })
        .returning({ at: positions.at });
      return saved.length > 0;
    },
    async deletePosition(orderId) {
      await tx.delete(positions).where(eq(positions.orderId, orderId));
    },
  };
}
