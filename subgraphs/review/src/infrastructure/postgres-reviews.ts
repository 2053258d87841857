/** The review store on PostgreSQL or PGlite, documents as JSONB. */
import type { DemoWorld } from '@marketplace/demo/world';
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, customerOf, type ProviderId, providerOf, type ReviewId } from '@marketplace/kernel/ids';
import type { TransactionMessages } from '@marketplace/messaging/message-store';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import { type Database, type Db, rows } from '@marketplace/storage/database';
import { and, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type {
  PublishedPosition,
  QueuePosition,
  ReviewReads,
  ReviewStore,
  ReviewTransaction,
} from '../application/ports.ts';
import type { Report } from '../domain/moderation.ts';
import type { Histogram } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';
import { demoReviews } from './demo-reviews.ts';
import { toHistogram, toOrder, toProviderId, toReport, toReview } from './documents.ts';
import { knownOrders, ratings, reports, reviewDocuments } from './tables.ts';

const MIGRATIONS = new URL('../../migrations', import.meta.url).pathname;

/** Migrates the schema `reviews` and opens the store on it. */
export async function postgresReviews(database: Database, clock: Clock): Promise<ReviewStore> {
  await database.migrate({ context: 'reviews', folder: MIGRATIONS });
  const messages = postgresMessages({ database, schema: 'reviews', source: '/review', clock });
  return {
    transact: (origin, work) =>
      database.transaction((tx) => work({ ...messages.within(tx, origin), ...reviewsWithin(tx) })),
    messages: messages.store,
    reads: reviewReads(database.db),
    importDemo: (world) => database.transaction((tx) => importDemo(tx, world)),
  };
}

type OwnQuestions = Omit<ReviewTransaction, keyof TransactionMessages>;

function reviewsWithin(tx: Db): OwnQuestions {
  return {
    lockOrder: async (id) => {
      const [found] = await tx.select().from(knownOrders).where(eq(knownOrders.id, id)).for('update');
      return found && toOrder(found.document);
    },
    saveOrder: async (order) => {
      await tx
        .insert(knownOrders)
        .values({ id: order.id, document: order })
        .onConflictDoUpdate({ target: knownOrders.id, set: { document: order } });
    },
    review: async (id) => {
      const [found] = await tx.select().from(reviewDocuments).where(eq(reviewDocuments.id, id));
      return found && toReview(found.document);
    },
    reviewsOf: async (order) => {
      const found = await tx.select().from(reviewDocuments).where(eq(reviewDocuments.orderId, order));
      return found.map((row) => toReview(row.document));
    },
    saveReview: async (review) => {
      const row = reviewRow(review);
      await tx.insert(reviewDocuments).values(row).onConflictDoUpdate({ target: reviewDocuments.id, set: row });
    },
    countRating: async (provider, stars, change) => {
      const none = sql`array[0, 0, 0, 0, 0]`;
      await tx.insert(ratings).values({ providerId: provider, histogram: none }).onConflictDoNothing();
      const [counted] = await rows<{ histogram: unknown }>(
        tx,
        sql`update ${ratings} set histogram[${stars}::int] = histogram[${stars}::int] + ${change}::int
            where provider_id = ${provider} returning histogram`,
      );
      return toHistogram(counted?.histogram);
    },
    report: async (review, reporter) => {
      const [found] = await tx
        .select()
        .from(reports)
        .where(and(eq(reports.reviewId, review), eq(reports.reporter, reporter)));
      return found && toReport(found.document);
    },
    saveReport: async (report) => {
      await tx.insert(reports).values({ reviewId: report.reviewId, reporter: report.reporter, document: report });
    },
  };
}

function reviewReads(db: Db): ReviewReads {
  return {
    orders: async (ids) => {
      const found = await db
        .select()
        .from(knownOrders)
        .where(inArray(knownOrders.id, [...ids]));
      return found.map((row) => toOrder(row.document));
    },
    reviews: async (ids) => {
      const found = await db
        .select()
        .from(reviewDocuments)
        .where(inArray(reviewDocuments.id, [...ids]));
      return found.map((row) => toReview(row.document));
    },
    reviewsOf: async (orders) => {
      const found = await db
        .select()
        .from(reviewDocuments)
        .where(inArray(reviewDocuments.orderId, [...orders]))
        .orderBy(reviewDocuments.id);
      return found.map((row) => toReview(row.document));
    },
    histograms: async (providers) => {
      const found = await db
        .select()
        .from(ratings)
        .where(inArray(ratings.providerId, [...providers]));
      return new Map<ProviderId, Histogram>(
        found.map((row) => [toProviderId(row.providerId), toHistogram(row.histogram)]),
      );
    },
    published: (providers, limit, after) => published(db, providers, limit, after),
    underReview: (moderator, limit, after) => underReview(db, moderator, limit, after),
    reviewsConcerning: async (account, limit) => {
      const found = await db
        .select()
        .from(reviewDocuments)
        .where(
          or(
            eq(reviewDocuments.providerId, providerOf(account)),
            sql`document ->> 'customerId' = ${customerOf(account)}`,
          ),
        )
        .orderBy(desc(reviewDocuments.id))
        .limit(limit);
      return found.map((row) => toReview(row.document));
    },
    reportsBy: async (account, limit) => {
      const found = await db
        .select()
        .from(reports)
        .where(eq(reports.reporter, account))
        .orderBy(sql`document ->> 'at' desc`, desc(reports.reviewId))
        .limit(limit);
      return found.map((row) => toReport(row.document));
    },
    reports: async (ids) => {
      const found = await db
        .select()
        .from(reports)
        .where(inArray(reports.reviewId, [...ids]))
        .orderBy(sql`document ->> 'at'`, reports.reporter);
      return Map.groupBy<ReviewId, Report>(
        found.map((row) => toReport(row.document)),
        (report) => report.reviewId,
      );
    },
  };
}

/** One statement for all providers: each one's newest by the index. */
async function published(
  db: Db,
  providers: readonly ProviderId[],
  limit: number,
  after: PublishedPosition | undefined,
): Promise<ReadonlyMap<ProviderId, readonly Review[]>> {
  if (providers.length === 0) return new Map();
  const older = after
    ? sql`and (published_at, id) < (${after.publishedAt.toISOString()}::timestamptz, ${after.id})`
    : sql``;
  const found = await rows<{ document: unknown }>(
    db,
    sql`select page.document from (values ${sql.join(
      providers.map((provider) => sql`(${provider}::text)`),
      sql`, `,
    )}) as asked (provider)
        cross join lateral (
          select document from ${reviewDocuments}
          where provider_id = asked.provider and state = 'PUBLISHED' and subject = 'PROVIDER' ${older}
          order by published_at desc, id desc limit ${limit}
        ) as page`,
  );
  const reviews = found.map((row) => toReview(row.document));
  return Map.groupBy(reviews.sort(newestFirst), (review) => review.providerId);
}

async function underReview(
  db: Db,
  moderator: AccountId,
  limit: number,
  after: QueuePosition | undefined,
): Promise<readonly Review[]> {
  const later = after
    ? sql`and (under_review_since, id) > (${after.underReviewSince.toISOString()}::timestamptz, ${after.id})`
    : sql``;
  const found = await rows<{ document: unknown }>(
    db,
    sql`select document from ${reviewDocuments}
        where state = 'UNDER_REVIEW' and provider_id <> ${providerOf(moderator)}
          and document ->> 'customerId' <> ${customerOf(moderator)} ${later}
        order by under_review_since, id limit ${limit}`,
  );
  return found.map((row) => toReview(row.document));
}

function newestFirst(a: Review, b: Review): number {
  const byTime = (b.publishedAt?.getTime() ?? 0) - (a.publishedAt?.getTime() ?? 0);
  return byTime || (a.id < b.id ? 1 : -1);
}

const reviewRow = (review: Review) => ({
  id: review.id,
  orderId: review.orderId,
  subject: review.subject,
  providerId: review.providerId,
  state: review.state,
  publishedAt: review.publishedAt,
  underReviewSince: review.underReviewSince,
  document: review,
});

async function importDemo(tx: Db, world: DemoWorld): Promise<void> {
  const [any] = await tx.select({ id: knownOrders.id }).from(knownOrders).limit(1);
  if (any) return;
  const { orders, reviews, histograms } = demoReviews(world);
  const counts = [...histograms].map(([provider, histogram]) => ({ provider, histogram }));
  await tx.execute(sql`insert into ${knownOrders} (id, document)
    select row ->> 'id', row from jsonb_array_elements(${JSON.stringify(orders)}::jsonb) row`);
  await tx.execute(sql`insert into ${reviewDocuments} (id, order_id, subject, provider_id, state, published_at, document)
    select row ->> 'id', row ->> 'orderId', row ->> 'subject', row ->> 'providerId', row ->> 'state',
      (row ->> 'publishedAt')::timestamptz, row
    from jsonb_array_elements(${JSON.stringify(reviews)}::jsonb) row`);
  await tx.execute(sql`insert into ${ratings} (provider_id, histogram)
    select row ->> 'provider', array(select jsonb_array_elements_text(row -> 'histogram')::int)
    from jsonb_array_elements(${JSON.stringify(counts)}::jsonb) row`);
}
