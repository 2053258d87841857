import type { OrderId } from '@marketplace/kernel/ids';
import { type Database, type Db, rows } from '@marketplace/storage/database';
import { and, asc, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type { HistoryPage, OrderReads, OrdersLike, OrdersPage } from '../application/ports.ts';
import type { OrderMessage } from '../domain/message.ts';
import type { Actor, Order, OrderEvent, OrderStatus } from '../domain/order.ts';
import { accountReads } from './account-store.ts';
import { readAvailability, readTakenPlaces } from './calendar-places.ts';
import { jobReads } from './job-store.ts';
import { readOffering } from './known.ts';
import { orderOf } from './order-row.ts';
import { orderEvents, orderMessages, orderRows, positions } from './tables.ts';

export function orderReads(database: Database): OrderReads {
  const { db } = database;
  return {
    ...jobReads(database),
    ...accountReads(database),
    async orders(ids) {
      return (
        await db
          .select()
          .from(orderRows)
          .where(inArray(orderRows.id, [...ids]))
      ).map(orderOf);
    },
    ordersOf: (page) => newestFirst(db, page, ofSide(page)),
    ordersLike: (page) => newestFirst(db, page, like(page)),
    async disputedOrders({ limit, after }) {
      const openedAt = sql`(dispute->>'openedAt')`; // in UTC and of one length, so that its text sorts as the instant
      const found = await db
        .select()
        .from(orderRows)
        .where(
          and(
            sql`status = 'DISPUTED'`,
            after ? sql`(${openedAt}, ${orderRows.id}) > (${after.at.toISOString()}, ${after.id})` : undefined,
          ),
        )
        .orderBy(openedAt, asc(orderRows.id))
        .limit(limit);
      return found.map(orderOf);
    },
    async histories(pages) {
      const found: OrderEvent[][] = pages.map(() => []);
      for (const { page, at, ...event } of await rows<EventRow>(db, eventsOf(pages)))
        found[page]?.push({ ...event, at: new Date(at) });
      return found;
    },
    async messages(pages) {
      const found: OrderMessage[][] = pages.map(() => []);
      for (const { page, at, ...message } of await rows<MessageRow>(db, messagesOf(pages)))
        found[page]?.push({ ...message, at: new Date(at) });
      return found;
    },
    availability: (provider, now) => readAvailability(db, provider, now),
    takenPlaces: (provider, within, now) => readTakenPlaces(db, provider, within, now),
    offering: (id) => readOffering(db, id),
    async position(orderId) {
      const [row] = await db.select().from(positions).where(eq(positions.orderId, orderId));
      return row && { point: { latitude: row.latitude, longitude: row.longitude }, heading: row.heading, at: row.at };
    },
  };
}

function ofSide({ side, profile }: OrdersPage): SQL | undefined {
  return and(
    eq(side === 'CUSTOMER' ? orderRows.customerId : orderRows.providerId, profile),
    side === 'PROVIDER' ? sql`jsonb_exists(${orderRows.steps}, 'OFFER')` : undefined,
  );
}

function like({ text, from, to }: OrdersLike): SQL | undefined {
  const part = `%${text?.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const { id, customerId, providerId, title, address } = orderRows;
  return and(
    text === null
      ? undefined
      : or(sql`${text} in (${id}, ${customerId}, ${providerId})`, ilike(title, part), ilike(address, part)),
    from ? gte(orderRows.createdAt, from) : undefined,
    to ? lt(orderRows.createdAt, to) : undefined,
  );
}

async function newestFirst(
  db: Db,
  { statuses, after, limit }: Pick<OrdersPage, 'statuses' | 'after' | 'limit'>,
  which: SQL | undefined,
): Promise<Order[]> {
  const { id, createdAt, status } = orderRows;
  const following = after && or(lt(createdAt, after.at), and(eq(createdAt, after.at), lt(id, after.id)));
  const found = await db
    .select()
    .from(orderRows)
    .where(and(which, statuses ? inArray(status, [...statuses]) : undefined, following ?? undefined))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
  return found.map(orderOf);
}

type EventRow = {
  page: number;
  orderId: OrderId;
  number: number;
  type: string;
  at: number;
  actor: Actor;
  status: OrderStatus;
  detail: string | null;
};

type MessageRow = { page: number; at: number } & Omit<OrderMessage, 'at'>;

/** Each page by its own index scan, all in one statement. */
function eventsOf(pages: readonly HistoryPage[]) {
  return sql`
    select asked.page, event.order_id as "orderId", event.number, event.type, event.actor, event.status, event.detail,
      ${milliseconds(sql`event.at`)} as at
    from ${asked(pages)}
    cross join lateral (
      select * from ${orderEvents} where order_id = asked.order_id and number > asked.after order by number limit asked.size
    ) event
    order by asked.page, event.number`;
}

function messagesOf(pages: readonly HistoryPage[]) {
  return sql`
    select asked.page, message.id, message.order_id as "orderId", message.number, message."from", message.text,
      ${milliseconds(sql`message.at`)} as at
    from ${asked(pages)}
    cross join lateral (
      select * from ${orderMessages} where order_id = asked.order_id and number > asked.after order by number limit asked.size
    ) message
    order by asked.page, message.number`;
}

function asked(pages: readonly HistoryPage[]): SQL {
  const list = pages.map(({ orderId, after, limit }, page) => ({ page, order_id: orderId, after, size: limit }));
  return sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as asked(page int, order_id text, after int, size int)`;
}

const milliseconds = (instant: SQL): SQL => sql`(extract(epoch from ${instant}) * 1000)::float8`;
