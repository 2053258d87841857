/** The review store on MongoDB. Everything that must hold together is written in a transaction of the replica set. */
import type { DemoWorld } from '@marketplace/demo/world';
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, customerOf, type ProviderId, providerOf, type ReviewId } from '@marketplace/kernel/ids';
import type { TransactionMessages } from '@marketplace/messaging/message-store';
import { mongoMessages } from '@marketplace/messaging/mongo-messages';
import type { Mongo } from '@marketplace/storage/mongo';
import type { ClientSession, Collection, Document, Filter, Db as MongoDb } from 'mongodb';
import type {
  PublishedPosition,
  QueuePosition,
  ReviewReads,
  ReviewStore,
  ReviewTransaction,
} from '../application/ports.ts';
import type { Report } from '../domain/moderation.ts';
import { type Histogram, NO_RATINGS } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';
import { demoReviews } from './demo-reviews.ts';
import { toHistogram, toOrder, toProviderId, toReport, toReview } from './documents.ts';

interface Stored extends Document {
  _id: string;
}

interface Collections {
  readonly orders: Collection<Stored>;
  readonly reviews: Collection<Stored>;
  readonly ratings: Collection<Stored>;
  readonly reports: Collection<Stored>;
}

/** Creates the indexes and opens the store. */
export async function mongoReviews(mongo: Mongo, clock: Clock): Promise<ReviewStore> {
  const messages = mongoMessages({ mongo, source: '/review', clock });
  await messages.createCollections();
  const collections = await createCollections(mongo.db);
  return {
    transact: (origin, work) =>
      mongo.transaction((session) =>
        work({ ...messages.within(session, origin), ...reviewsWithin(collections, session) }),
      ),
    messages: messages.store,
    reads: reviewReads(collections),
    importDemo: (world) => importDemo(mongo, collections, world),
  };
}

const PUBLISHED = { subject: 'PROVIDER', state: 'PUBLISHED' } as const;
const UNDER_REVIEW = { state: 'UNDER_REVIEW' } as const;

async function createCollections(db: MongoDb): Promise<Collections> {
  const orders = db.collection<Stored>('known_orders');
  const reviews = db.collection<Stored>('reviews');
  const ratings = db.collection<Stored>('ratings');
  const reports = db.collection<Stored>('reports');
  await reviews.createIndex({ orderId: 1, subject: 1 }, { unique: true });
  await reviews.createIndex(
    { providerId: 1, publishedAt: -1, _id: -1 },
    { name: 'published_of_provider', partialFilterExpression: PUBLISHED },
  );
  await reviews.createIndex(
    { underReviewSince: 1, _id: 1 },
    { name: 'under_review', partialFilterExpression: UNDER_REVIEW },
  );
  await reviews.createIndex({ providerId: 1 }, { name: 'of_provider' });
  await reviews.createIndex({ customerId: 1 }, { name: 'of_customer' });
  await reports.createIndex({ reviewId: 1, reporter: 1 }, { unique: true });
  await reports.createIndex({ reporter: 1 });
  // a transaction is not to create what it writes to first
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const name of ['known_orders', 'ratings']) if (!existing.has(name)) await createCollection(db, name);
  return { orders, reviews, ratings, reports };
}

const NAMESPACE_EXISTS = 48;

/** Another replica that starts at the same time may be first. */
async function createCollection(db: MongoDb, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NAMESPACE_EXISTS)) throw error;
  }
}

type OwnQuestions = Omit<ReviewTransaction, keyof TransactionMessages>;

function reviewsWithin({ orders, reviews, ratings, reports }: Collections, session: ClientSession): OwnQuestions {
  return {
    lockOrder: async (_id) => {
      // a write is the only lock: who comes second conflicts, and its transaction runs again
      const found = await orders.findOneAndUpdate({ _id }, { $inc: { locks: 1 } }, { session });
      return found ? toOrder(withId(found)) : undefined;
    },
    saveOrder: async ({ id, ...order }) => {
      await orders.updateOne({ _id: id }, { $set: order }, { session, upsert: true });
    },
    review: async (_id) => {
      const found = await reviews.findOne({ _id }, { session });
      return found ? toReview(withId(found)) : undefined;
    },
    reviewsOf: async (orderId) => {
      const found = await reviews.find({ orderId }, { session }).toArray();
      return found.map((review) => toReview(withId(review)));
    },
    saveReview: async ({ id, ...review }) => {
      await reviews.updateOne({ _id: id }, { $set: review }, { session, upsert: true });
    },
    countRating: async (provider, stars, change) => {
      const none = { histogram: [...NO_RATINGS] };
      await ratings.updateOne({ _id: provider }, { $setOnInsert: none }, { session, upsert: true });
      const counted = await ratings.findOneAndUpdate(
        { _id: provider },
        { $inc: { [`histogram.${stars - 1}`]: change } },
        { session, returnDocument: 'after' },
      );
      return toHistogram(counted?.histogram);
    },
    report: async (reviewId, reporter) => {
      const found = await reports.findOne({ reviewId, reporter }, { session });
      return found ? toReport(found) : undefined;
    },
    saveReport: async (report) => {
      await reports.insertOne({ _id: `${report.reviewId}/${report.reporter}`, ...report }, { session });
    },
  };
}

function reviewReads({ orders, reviews, ratings, reports }: Collections): ReviewReads {
  const oneOf = (ids: readonly string[]): Filter<Stored> => ({ _id: { $in: [...ids] } });
  return {
    orders: async (ids) => (await orders.find(oneOf(ids)).toArray()).map((order) => toOrder(withId(order))),
    reviews: async (ids) => (await reviews.find(oneOf(ids)).toArray()).map((review) => toReview(withId(review))),
    reviewsOf: async (ids) => {
      const found = await reviews
        .find({ orderId: { $in: [...ids] } })
        .sort({ _id: 1 })
        .toArray();
      return found.map((review) => toReview(withId(review)));
    },
    histograms: async (providers) => {
      const found = await ratings.find(oneOf(providers)).toArray();
      return new Map<ProviderId, Histogram>(found.map((one) => [toProviderId(one._id), toHistogram(one.histogram)]));
    },
    published: (providers, limit, after) => published(ratings, providers, limit, after),
    underReview: (moderator, limit, after) => underReview(reviews, moderator, limit, after),
    reviewsConcerning: async (account, limit) => {
      const found = await reviews
        .find({ $or: [{ providerId: providerOf(account) }, { customerId: customerOf(account) }] })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray();
      return found.map((review) => toReview(withId(review)));
    },
    reportsBy: async (account, limit) => {
      const found = await reports.find({ reporter: account }).sort({ at: -1, reviewId: -1 }).limit(limit).toArray();
      return found.map(toReport);
    },
    reports: async (ids) => {
      const found = await reports
        .find({ reviewId: { $in: [...ids] } })
        .sort({ at: 1, reporter: 1 })
        .toArray();
      return Map.groupBy<ReviewId, Report>(found.map(toReport), (report) => report.reviewId);
    },
  };
}

/** One request for all providers: whoever has published reviews has a rating to start from. */
async function published(
  ratings: Collection<Stored>,
  providers: readonly ProviderId[],
  limit: number,
  after: PublishedPosition | undefined,
): Promise<ReadonlyMap<ProviderId, readonly Review[]>> {
  const older: Document = after
    ? { $or: [{ publishedAt: { $lt: after.publishedAt } }, { publishedAt: after.publishedAt, _id: { $lt: after.id } }] }
    : {};
  const found = await ratings
    .aggregate<Document>([
      { $match: { _id: { $in: [...providers] } } },
      {
        $lookup: {
          from: 'reviews',
          localField: '_id',
          foreignField: 'providerId',
          pipeline: [
            { $match: { ...PUBLISHED, ...older } },
            { $sort: { publishedAt: -1, _id: -1 } },
            { $limit: limit },
          ],
          as: 'reviews',
        },
      },
    ])
    .toArray();
  return new Map(
    found.map((one) => [
      toProviderId(one._id),
      Array.from<Document, Review>(one.reviews, (review) => toReview(withId(review))),
    ]),
  );
}

async function underReview(
  reviews: Collection<Stored>,
  moderator: AccountId,
  limit: number,
  after: QueuePosition | undefined,
): Promise<readonly Review[]> {
  const later: Filter<Stored> = after
    ? {
        $or: [
          { underReviewSince: { $gt: after.underReviewSince } },
          { underReviewSince: after.underReviewSince, _id: { $gt: after.id } },
        ],
      }
    : {};
  const ofOthers = { providerId: { $ne: providerOf(moderator) }, customerId: { $ne: customerOf(moderator) } };
  const found = await reviews
    .find({ ...UNDER_REVIEW, ...ofOthers, ...later })
    .sort({ underReviewSince: 1, _id: 1 })
    .limit(limit)
    .toArray();
  return found.map((review) => toReview(withId(review)));
}

const withId = ({ _id, ...rest }: Document): unknown => ({ id: _id, ...rest });

async function importDemo(mongo: Mongo, { orders, reviews, ratings }: Collections, world: DemoWorld): Promise<void> {
  const demo = demoReviews(world);
  const stored = <T extends { id: string }>({ id, ...rest }: T): Stored => ({ _id: id, ...rest });
  await mongo.transaction(async (session) => {
    if (demo.orders.length === 0 || (await orders.findOne({}, { session }))) return;
    await orders.insertMany(demo.orders.map(stored), { session });
    if (demo.reviews.length > 0) await reviews.insertMany(demo.reviews.map(stored), { session });
    const counts = [...demo.histograms].map(([_id, histogram]) => ({ _id, histogram: [...histogram] }));
    if (counts.length > 0) await ratings.insertMany(counts, { session });
  });
}
