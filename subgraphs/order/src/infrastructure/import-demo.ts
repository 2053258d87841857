/** The order context's part of the demo world, in a few statements. */
import type { DemoOrder, DemoProvider, DemoWorld } from '@marketplace/demo/world';
import { type Clock, later, MINUTE } from '@marketplace/kernel/clock';
import { publicPoint } from '@marketplace/kernel/geo';
import { newId } from '@marketplace/kernel/ids';
import type { Database, Db } from '@marketplace/storage/database';
import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { RENEW_AVAILABILITY } from '../application/record-step.ts';
import type { Actor, Order, OrderEvent } from '../domain/order.ts';
import { DEFAULT_SETTINGS, type OrderSettings } from '../domain/settings.ts';
import { orderRow } from './order-row.ts';
import { calendars, deadlines, knownOfferings, knownProviders, orderEvents, orderRows, streamHeads } from './tables.ts';

const BEFORE_ANY_EVENT = 0; // the sequence of a copy that is no event's

export async function importDemo(
  database: Database,
  clock: Clock,
  { renewalSpreadMinutes }: OrderSettings,
  world: DemoWorld,
): Promise<void> {
  await database.transaction(async (tx) => {
    const [known] = await tx.select({ id: knownProviders.id }).from(knownProviders).limit(1);
    if (known) return;
    const { providers, orders } = world;
    await insert(tx, knownProviders, providers.map(knownProvider));
    await insert(tx, knownOfferings, providers.flatMap(offeringsOf));
    await insert(tx, calendars, providers.map(calendarOf));
    await insert(
      tx,
      orderRows,
      orders.map((order) => ({ ...orderRow(settledOrder(order)), effect: null })),
    );
    await insert(tx, orderEvents, orders.flatMap(historyOf));
    await insert(
      tx,
      streamHeads,
      orders.map(({ id }) => ({ stream: `order:${id}`, number: STEPS.length })),
    );
    await insert(
      tx,
      deadlines,
      providers.map(({ id }, index) =>
        firstPublication(id, clock.now(), (index / providers.length) * renewalSpreadMinutes * MINUTE),
      ),
    );
  });
}

/** One parameter for all rows of a table: much faster than one for each value. */
async function insert<T extends PgTable>(tx: Db, table: T, rows: readonly T['$inferInsert'][]): Promise<void> {
  const nameOf = new Map(Object.entries(getTableColumns(table)).map(([key, { name }]) => [key, name]));
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [nameOf.get(key), value])),
  );
  const names = sql.join(
    Object.keys(records[0] ?? {}).map((name) => sql.identifier(name)),
    sql`, `,
  );
  if (records.length > 0)
    await tx.execute(sql`insert into ${table} (${names})
      select ${names} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(records)}::jsonb)`);
}

function knownProvider(provider: DemoProvider): typeof knownProviders.$inferInsert {
  const { id, location, serviceRadiusMeters, offerings } = provider;
  const skillIds = [...new Set([...provider.skillIds, ...offerings.map(({ skillId }) => skillId)])];
  const place = { ...publicPoint(location.point), serviceRadiusMeters, timeZone: location.timeZone };
  return { id, ...place, skillIds, sequence: BEFORE_ANY_EVENT };
}

function offeringsOf({ id: providerId, offerings }: DemoProvider): (typeof knownOfferings.$inferInsert)[] {
  return offerings.map(({ id, title, price, priceUnit, durationMinutes }) => ({
    id,
    providerId,
    title,
    amount: price.amount,
    currency: price.currency,
    priceUnit,
    durationMinutes,
    active: true,
    sequence: BEFORE_ANY_EVENT,
  }));
}

function calendarOf({
  id: providerId,
  weeklyHours,
  location,
  bufferMinutes,
}: DemoProvider): typeof calendars.$inferInsert {
  return { providerId, weeklyHours, timeZone: location.timeZone, bufferMinutes };
}

/** Due, and put off already as `fireDeadline` does: calendars are published behind the start, one after the other. */
function firstPublication(subject: string, dueAt: Date, afterMs: number): typeof deadlines.$inferInsert {
  const retryAt = later(new Date(), afterMs);
  return { id: newId('dln'), kind: RENEW_AVAILABILITY, subject, dueAt, attempts: 1, retryAt };
}

/** The life of every demo order, all told. */
const STEPS = [
  { type: 'order.placed', by: 'CUSTOMER', status: 'PENDING', at: (o: DemoOrder) => o.placedAt },
  { type: 'payment.authorized', action: 'OFFER', by: 'SYSTEM', status: 'PENDING', at: (o: DemoOrder) => o.placedAt },
  { type: 'order.accepted', action: 'ACCEPT', by: 'PROVIDER', status: 'ACCEPTED', at: (o: DemoOrder) => o.acceptedAt },
  { type: 'order.departed', action: 'DEPART', by: 'PROVIDER', status: 'ACCEPTED', at: (o: DemoOrder) => o.departedAt },
  { type: 'order.started', action: 'START', by: 'PROVIDER', status: 'IN_PROGRESS', at: (o: DemoOrder) => o.startedAt },
  {
    type: 'order.completed',
    action: 'COMPLETE',
    by: 'PROVIDER',
    status: 'COMPLETED',
    at: (o: DemoOrder) => o.completedAt,
  },
  { type: 'order.settled', action: 'CONFIRM', by: 'CUSTOMER', status: 'SETTLED', at: (o: DemoOrder) => o.settledAt },
] as const;

function historyOf(order: DemoOrder): OrderEvent[] {
  return STEPS.map(({ type, by: actor, status, at }, index) => {
    return { orderId: order.id, number: index + 1, type, at: at(order), actor, status, detail: null };
  });
}

function settledOrder(demo: DemoOrder): Order {
  const { id, customerId, providerId, offeringId, title, price, scheduledFor, timeZone, address, location } = demo;
  const steps = STEPS.flatMap((step) =>
    'action' in step ? [[step.action, { by: step.by satisfies Actor, at: step.at(demo) }] as const] : [],
  );
  return {
    id,
    customerId,
    providerId,
    offeringId,
    title,
    price,
    scheduledFor,
    timeZone,
    address,
    location,
    status: 'SETTLED',
    version: STEPS.length,
    events: STEPS.length,
    quoteId: null,
    proposedPrice: null,
    note: null,
    startPin: '000000', // work on it is long over
    wrongPins: 0,
    pinLockedUntil: null,
    policy: DEFAULT_SETTINGS.cancellation,
    steps: Object.fromEntries(steps),
    dispute: null,
    createdAt: demo.placedAt,
    updatedAt: demo.settledAt,
  };
}
