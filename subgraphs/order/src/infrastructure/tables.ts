import type {
  AccountId,
  CustomerId,
  OfferingId,
  OrderId,
  ProviderId,
  SkillId,
  SlotHoldId,
} from '@marketplace/kernel/ids';
import type { CurrencyCode } from '@marketplace/kernel/money';
import { messageTables } from '@marketplace/messaging/message-tables';
import { type EffectId, idempotencyTable } from '@marketplace/storage/idempotency';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { TimeOffId, WeeklyHours } from '../domain/availability.ts';
import type { CancellationPolicy } from '../domain/cancellation-policy.ts';
import type { JobId, JobStatus, QuoteId, QuoteStatus } from '../domain/job.ts';
import type { MessageId } from '../domain/message.ts';
import type { Action, Actor, DisputeId, OrderStatus, Side } from '../domain/order.ts';

export const orders = pgSchema('orders');

export const {
  outbox,
  outboxSubjects,
  inboxHandled,
  inboxSubjects,
  inboxWaiting,
  deadlines,
  streamHeads,
  streamEntries,
} = messageTables(orders);

export const idempotencyKeys = idempotencyTable(orders);

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
/** Minor units: up to 2^53 − 1, which a JavaScript number holds exactly. */
const minorUnits = (name: string) => bigint(name, { mode: 'number' });

/** As `Order.steps` and `Order.dispute`, with instants as RFC 3339 text. */
export type StoredSteps = { readonly [A in Action]?: { readonly by: Actor; readonly at: string } };
export interface StoredDispute {
  readonly id: DisputeId;
  readonly reason: string;
  /** Missing in those that were opened before there were any. */
  readonly statements?: readonly { readonly by: Side; readonly text: string; readonly at: string }[];
  readonly openedAt: string;
  readonly resolvedAt: string | null;
  readonly refund: { readonly amount: number; readonly currency: CurrencyCode } | null;
  readonly note: string | null;
}
export interface StoredProposedPrice {
  readonly amount: number;
  readonly reason: string;
  readonly expiresAt: string;
  readonly approved: boolean;
}

export const orderRows = orders.table(
  'orders',
  {
    id: text().$type<OrderId>().primaryKey(),
    /** The call that placed it: a second run of the same call finds the order instead of making another. */
    effect: text().$type<EffectId>().unique('orders_once_per_effect'),
    customerId: text('customer_id').$type<CustomerId>().notNull(),
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    offeringId: text('offering_id').$type<OfferingId>(),
    quoteId: text('quote_id').$type<QuoteId>(),
    title: text().notNull(),
    status: text().$type<OrderStatus>().notNull(),
    version: integer().notNull(),
    events: integer().notNull(),
    amount: minorUnits('amount').notNull(),
    currency: text().$type<CurrencyCode>().notNull(),
    proposedPrice: jsonb('proposed_price').$type<StoredProposedPrice>(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    timeZone: text('time_zone').notNull(),
    address: text().notNull(),
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    note: text(),
    startPin: text('start_pin').notNull(),
    wrongPins: integer('wrong_pins').notNull(),
    pinLockedUntil: instant('pin_locked_until'),
    policy: jsonb().$type<CancellationPolicy>().notNull(),
    steps: jsonb().$type<StoredSteps>().notNull(),
    dispute: jsonb().$type<StoredDispute>(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('orders_of_customer').on(table.customerId, table.createdAt, table.id),
    index('orders_of_provider').on(table.providerId, table.createdAt, table.id),
    index('orders_by_age').on(table.createdAt, table.id),
    index('orders_disputed').on(sql`(dispute->>'openedAt')`, table.id).where(sql`status = 'DISPUTED'`),
    check('orders_in_time', sql`${table.startsAt} < ${table.endsAt}`),
  ],
);

/** Kept for ever; the streams of the same events are not. */
export const orderEvents = orders.table(
  'order_events',
  {
    orderId: text('order_id').$type<OrderId>().notNull(),
    number: integer().notNull(),
    type: text().notNull(),
    at: instant('at').notNull(),
    actor: text().$type<Actor>().notNull(),
    status: text().$type<OrderStatus>().notNull(),
    detail: text(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.number] })],
);

/** What the two sides write to each other. `number` is the event's in the order's history. */
export const orderMessages = orders.table(
  'order_messages',
  {
    id: text().$type<MessageId>().primaryKey(),
    orderId: text('order_id').$type<OrderId>().notNull(),
    number: integer().notNull(),
    from: text().$type<Side>().notNull(),
    text: text().notNull(),
    at: instant('at').notNull(),
  },
  (table) => [uniqueIndex('order_messages_in_order').on(table.orderId, table.number)],
);

export const jobs = orders.table(
  'jobs',
  {
    id: text().$type<JobId>().primaryKey(),
    customerId: text('customer_id').$type<CustomerId>().notNull(),
    title: text().notNull(),
    description: text().notNull(),
    skillId: text('skill_id').$type<SkillId>().notNull(),
    address: text().notNull(),
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    /** The rounded point, by which providers are found and distances told. */
    publicLatitude: doublePrecision('public_latitude').notNull(),
    publicLongitude: doublePrecision('public_longitude').notNull(),
    status: text().$type<JobStatus>().notNull(),
    orderId: text('order_id').$type<OrderId>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('jobs_of_customer').on(table.customerId, table.createdAt, table.id),
    index('jobs_open').on(table.skillId, table.createdAt, table.id).where(sql`status = 'OPEN'`),
    check('jobs_assigned_by_order', sql`(${table.status} = 'ASSIGNED') = (${table.orderId} is not null)`),
  ],
);

export const quotes = orders.table(
  'quotes',
  {
    id: text().$type<QuoteId>().primaryKey(),
    jobId: text('job_id').$type<JobId>().notNull(),
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    amount: minorUnits('amount').notNull(),
    currency: text().$type<CurrencyCode>().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    message: text().notNull(),
    status: text().$type<QuoteStatus>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('quotes_of_job').on(table.jobId, table.createdAt),
    index('quotes_of_provider').on(table.providerId),
    uniqueIndex('quotes_one_open').on(table.jobId, table.providerId).where(sql`status = 'OPEN'`),
    uniqueIndex('quotes_one_accepted').on(table.jobId).where(sql`status = 'ACCEPTED'`),
  ],
);

/** A provider's hours. Its row is the lock under which places in the calendar are given. */
export const calendars = orders.table('calendars', {
  providerId: text('provider_id').$type<ProviderId>().primaryKey(),
  weeklyHours: jsonb('weekly_hours').$type<readonly WeeklyHours[]>().notNull(),
  timeZone: text('time_zone').notNull(),
  bufferMinutes: integer('buffer_minutes').notNull(),
});

export const timeOff = orders.table(
  'time_off',
  {
    id: text().$type<TimeOffId>().primaryKey(),
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    note: text(),
  },
  (table) => [index('time_off_of_provider').on(table.providerId, table.endsAt)],
);

/**
 * What is taken of calendars, by holds and by live orders alike: a constraint (`places_do_not_overlap`, in a migration
 * of its own) lets no two of a provider's overlap. A hold becomes an order's in the same row.
 */
export const places = orders.table(
  'places',
  {
    id: text().primaryKey(),
    providerId: text('provider_id').$type<ProviderId>().notNull(),
    customerId: text('customer_id').$type<CustomerId>().notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    /** The job's end and the buffer after it. */
    occupiedUntil: instant('occupied_until').notNull(),
    /** Of an order. The columns below are of a hold. */
    orderId: text('order_id').$type<OrderId>().unique('places_one_per_order'),
    holdId: text('hold_id').$type<SlotHoldId>(),
    offeringId: text('offering_id').$type<OfferingId>(),
    amount: minorUnits('amount'),
    currency: text().$type<CurrencyCode>(),
    expiresAt: instant('expires_at'),
  },
  (table) => [
    index('places_of_provider').on(table.providerId, table.occupiedUntil),
    index('places_held_by_customer').on(table.customerId).where(sql`hold_id is not null`),
    check('places_of_hold_or_order', sql`(${table.orderId} is null) = (${table.holdId} is not null)`),
    check('places_of_hold_expire', sql`(${table.holdId} is null) = (${table.expiresAt} is null)`),
  ],
);

/** The last known position of a provider on the way. */
export const positions = orders.table('positions', {
  orderId: text('order_id').$type<OrderId>().primaryKey(),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
  heading: doublePrecision(),
  at: instant('at').notNull(),
});

/** The user context's state, fed by its events. */
export const knownProviders = orders.table(
  'known_providers',
  {
    id: text().$type<ProviderId>().primaryKey(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    serviceRadiusMeters: integer('service_radius_meters').notNull(),
    skillIds: text('skill_ids').array().$type<SkillId[]>().notNull().default([]),
    /** Where the provider works. */
    timeZone: text('time_zone'),
    sequence: integer().notNull(),
  },
  (table) => [index('known_providers_by_skill').using('gin', table.skillIds)],
);

/** The auth context's state, fed by its events. */
export const knownAccounts = orders.table('known_accounts', {
  id: text().$type<AccountId>().primaryKey(),
  emailVerified: boolean('email_verified').notNull(),
});

export const knownOfferings = orders.table('known_offerings', {
  id: text().$type<OfferingId>().primaryKey(),
  providerId: text('provider_id').$type<ProviderId>().notNull(),
  title: text().notNull(),
  amount: minorUnits('amount').notNull(),
  currency: text().$type<CurrencyCode>().notNull(),
  priceUnit: text('price_unit').$type<'JOB' | 'HOUR'>().notNull(),
  durationMinutes: integer('duration_minutes').notNull(),
  active: boolean().notNull(),
  sequence: integer().notNull(),
});
