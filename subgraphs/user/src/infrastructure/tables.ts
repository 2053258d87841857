import { messageTables } from '@marketplace/messaging/message-tables';
import {
  bigint,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import type { Customer } from '../domain/customer.ts';
import type { Offering } from '../domain/offering.ts';
import type { PortfolioItem } from '../domain/portfolio.ts';
import type { Position } from '../domain/position.ts';
import type { Provider } from '../domain/provider.ts';
import type { Upload } from '../domain/upload.ts';

export const users = pgSchema('users');
export const {
  outbox,
  outboxSubjects,
  inboxHandled,
  inboxSubjects,
  inboxWaiting,
  deadlines,
  streamHeads,
  streamEntries,
} = messageTables(users);

/** A point of the unit sphere, for a GiST index that knows no poles. Written, compared, never read back. */
const cube = customType<{ data: Position; driverData: string }>({
  dataType: () => 'cube',
  toDriver: (position) => `(${position.join(', ')})`,
});
const int8multirange = customType<{ data: string; driverData: string }>({ dataType: () => 'int8multirange' });

export const customers = users.table('customers', {
  id: text().primaryKey(),
  document: jsonb().$type<Customer>().notNull(),
});

export const providers = users.table('providers', {
  id: text().primaryKey(),
  document: jsonb().$type<Provider>().notNull(),
});

export const offerings = users.table(
  'offerings',
  {
    id: text().primaryKey(),
    providerId: text('provider_id').notNull(),
    document: jsonb().$type<Offering>().notNull(),
  },
  (table) => [index('offerings_of_provider').on(table.providerId, table.id)],
);

export const portfolioItems = users.table(
  'portfolio_items',
  {
    id: text().primaryKey(),
    providerId: text('provider_id').notNull(),
    document: jsonb().$type<PortfolioItem>().notNull(),
  },
  (table) => [index('portfolio_items_of_provider').on(table.providerId, table.id)],
);

export const uploads = users.table(
  'uploads',
  {
    id: text().primaryKey(),
    providerId: text('provider_id').notNull(),
    document: jsonb().$type<Upload>().notNull(),
  },
  (table) => [index('uploads_of_provider').on(table.providerId)],
);

/**
 * What search reads, one narrow row per provider that can be found. Offers stand in parallel arrays, so that a search
 * over thousands of matches looks nothing else up. What a search asks that names no skill is worked out beforehand: the
 * lowest price in each currency, by currency, and the shortest duration.
 */
export const listings = users.table(
  'listings',
  {
    providerId: text('provider_id').primaryKey(),
    position: cube().notNull(),
    serviceChord: doublePrecision('service_chord').notNull(),
    skillIds: text('skill_ids').array().notNull(),
    offerSkills: text('offer_skills').array().notNull(),
    offerCurrencies: text('offer_currencies').array().notNull(),
    offerAmounts: bigint('offer_amounts', { mode: 'number' }).array().notNull(),
    offerMinutes: integer('offer_minutes').array().notNull(),
    priceCurrencies: text('price_currencies').array().notNull(),
    priceMinimums: bigint('price_minimums', { mode: 'number' }).array().notNull(),
    shortestMinutes: integer('shortest_minutes'),
    text: text().notNull(),
    knownRatingSum: integer('known_rating_sum').notNull().default(0),
    knownRatingCount: integer('known_rating_count').notNull().default(0),
  },
  (table) => [index('listings_position').using('gist', table.position)],
);

/** Of a subject of another context: the number of the newest event that a copy was made from. */
export const knownVersions = users.table(
  'known_versions',
  {
    source: text().notNull(),
    subject: text().notNull(),
    sequence: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.source, table.subject] })],
);

/** A copy of the review context's summaries. */
export const knownRatings = users.table('known_ratings', {
  providerId: text('provider_id').primaryKey(),
  sum: integer().notNull(),
  count: integer().notNull(),
});

/** The sum over all known ratings, kept in step: one row. */
export const knownMarket = users.table('known_market', {
  id: text().primaryKey(),
  sum: bigint({ mode: 'number' }).notNull(),
  count: bigint({ mode: 'number' }).notNull(),
});

/** A copy of the order context's bookable intervals, by week: small enough to stay beside the key. */
export const knownBookable = users.table(
  'known_bookable',
  {
    providerId: text('provider_id').notNull(),
    week: integer().notNull(),
    /** In milliseconds since the epoch, which are read and compared in a fraction of the time that instants take. */
    windows: int8multirange().notNull(),
  },
  (table) => [primaryKey({ columns: [table.providerId, table.week] })],
);
