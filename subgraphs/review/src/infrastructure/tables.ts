/** Documents with the fields that they are found by beside them. drizzle-kit makes the migrations from this file. */
import { messageTables } from '@marketplace/messaging/message-tables';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgSchema, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

export const reviews = pgSchema('reviews');

export const {
  outbox,
  outboxSubjects,
  inboxHandled,
  inboxSubjects,
  inboxWaiting,
  deadlines,
  streamHeads,
  streamEntries,
} = messageTables(reviews);

export const knownOrders = reviews.table('known_orders', {
  id: text().primaryKey(),
  document: jsonb().notNull(),
});

export const reviewDocuments = reviews.table(
  'reviews',
  {
    id: text().primaryKey(),
    orderId: text('order_id').notNull(),
    subject: text().notNull(),
    providerId: text('provider_id').notNull(),
    state: text().notNull(),
    publishedAt: timestamp('published_at', { withTimezone: true, precision: 3 }),
    underReviewSince: timestamp('under_review_since', { withTimezone: true, precision: 3 }),
    document: jsonb().notNull(),
  },
  (table) => [
    uniqueIndex('reviews_one_per_side').on(table.orderId, table.subject),
    index('reviews_published_of_provider')
      .on(table.providerId, table.publishedAt, table.id)
      .where(sql`state = 'PUBLISHED' and subject = 'PROVIDER'`),
    index('reviews_of_provider').on(table.providerId),
    index('reviews_of_customer').on(sql`(document ->> 'customerId')`),
    index('reviews_under_review').on(table.underReviewSince, table.id).where(sql`state = 'UNDER_REVIEW'`),
  ],
);

export const reports = reviews.table(
  'reports',
  {
    reviewId: text('review_id').notNull(),
    reporter: text().notNull(),
    document: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.reporter] }),
    index('reports_by_reporter').on(table.reporter),
  ],
);

/** How many published reviews gave each provider 1 to 5 stars. */
export const ratings = reviews.table('ratings', {
  providerId: text('provider_id').primaryKey(),
  histogram: integer().array().notNull(),
});
