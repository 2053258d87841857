import type { OrderId } from '@marketplace/kernel/ids';
import { type Database, rows } from '@marketplace/storage/database';
import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm';
import type { HistoryPage, OrderReads, OrdersPage } from '../application/ports.ts';
import type { Actor, OrderEvent, OrderStatus } from '../domain/order.ts';
import { readAvailability, readTakenPlaces } from './calendar-places.ts';
import { readOffering } from './known.ts';
import { orderOf } from './order-row.ts';
import { orderEvents, orderRows, positions } from './tables.ts';

export function orderReads({ db }: Database): OrderReads {
  return {
    async orders(ids) {
      return (
        await db
          .select()
          .from(orderRows)
          .where(inArray(orderRows.id, [...ids]))
      ).map(orderOf);
    },
    async ordersOf(page) {
      const found = await db
        .select()
        .from(orderRows)
        .where(matching(page))
        .orderBy(desc(orderRows.createdAt), desc(orderRows.id))
        .limit(page.limit);
      return found.map(orderOf);
    },
    async histories(pages) {
      const found: OrderEvent[][] = pages.map(() => []);
      for (const { page, at, ...event } of await rows<EventRow>(db, eventsOf(pages)))
        found[page]?.push({ ...event, at: new Date(at) });
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

function matching({ side, profile, statuses, after }: OrdersPage) {
  return and(
    eq(side === 'CUSTOMER' ? orderRows.customerId : orderRows.providerId, profile),
    side === 'PROVIDER' ? sql`jsonb_exists(${orderRows.steps}, 'OFFER')` : undefined,
    statuses ? inArray(orderRows.status, [...statuses]) : undefined,
    after
      ? or(
          lt(orderRows.createdAt, after.createdAt),
          and(eq(orderRows.createdAt, after.createdAt), lt(orderRows.id, after.id)),
        )
      : undefined,
  );
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

/** Each page by its own index scan, all in one statement. */
function eventsOf(pages: readonly HistoryPage[]) {
  const asked = pages.map(({ orderId, after, limit }, page) => ({ page, order_id: orderId, after, size: limit }));
  return sql`
    select asked.page, event.order_id as "orderId", event.number, event.type, event.actor, event.status, event.detail,
      (extract(epoch from event.at) * 1000)::float8 as at
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked(page int, order_id text, after int, size int)
    cross join lateral (
      select * from ${orderEvents} where order_id = asked.order_id and number > asked.after order by number limit asked.size
    ) event
    order by asked.page, event.number`;
}
