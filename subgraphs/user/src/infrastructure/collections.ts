import type { Collection, Db } from 'mongodb';
import { MongoServerError } from 'mongodb';
import type { BookableWeek } from '../domain/bookable.ts';
import type { Customer } from '../domain/customer.ts';
import type { Offering } from '../domain/offering.ts';
import type { PortfolioItem } from '../domain/portfolio.ts';
import type { Provider } from '../domain/provider.ts';
import type { Rating } from '../domain/rating.ts';
import type { Upload } from '../domain/upload.ts';
import { areasOf } from './listing-areas.ts';

/** The context's collections in MongoDB. Every `_id` is the id of what the document is about. */
export interface Collections {
  readonly customers: Collection<{ _id: string; document: Customer }>;
  /** `revision` is counted up by whoever needs the provider to itself: a transaction that did not see it fails and is run again. */
  readonly providers: Collection<{ _id: string; document: Provider; revision: number }>;
  readonly offerings: Collection<{ _id: string; providerId: string; document: Offering }>;
  readonly portfolioItems: Collection<{ _id: string; providerId: string; document: PortfolioItem }>;
  /** `revision` as of providers. */
  readonly uploads: Collection<{ _id: string; providerId: string; document: Upload; revision: number }>;
  readonly listings: Collection<ListingDocument>;
  /** Of a subject of another context: the number of the newest event that a copy was made from. */
  readonly knownVersions: Collection<{ _id: string; sequence: number }>;
  readonly knownRatings: Collection<Rating & { _id: string }>;
  /** One document: the sum over all known ratings. */
  readonly knownMarket: Collection<Rating & { _id: string }>;
  readonly knownBookable: Collection<BookableDocument>;
}

export interface ListingDocument {
  _id: string;
  /** As `areasOf` makes them, for the index: every cell alone, and with every skill. */
  areas: readonly string[];
  /** The point on the unit sphere, for distances. */
  position: { x: number; y: number; z: number };
  serviceChord: number;
  skillIds: readonly string[];
  offers: readonly { skillId: string; currency: string; amount: number; minutes: number }[];
  text: string;
  knownRating: Rating;
}

export interface BookableDocument {
  /** The provider's id, a slash and the week. */
  _id: string;
  providerId: string;
  windows: readonly { start: Date; end: Date }[];
}

export const bookableDocument = (providerId: string, { week, windows }: BookableWeek): BookableDocument => ({
  _id: bookableKey(providerId, week),
  providerId,
  windows,
});

const bookableKey = (providerId: string, week: number): string => `${providerId}/${week}`;

export function collectionsOf(db: Db): Collections {
  return {
    customers: db.collection('customers'),
    providers: db.collection('providers'),
    offerings: db.collection('offerings'),
    portfolioItems: db.collection('portfolio_items'),
    uploads: db.collection('uploads'),
    listings: db.collection('listings'),
    knownVersions: db.collection('known_versions'),
    knownRatings: db.collection('known_ratings'),
    knownMarket: db.collection('known_market'),
    knownBookable: db.collection('known_bookable'),
  };
}

/** Creates what is missing, with its indexes. A transaction must not be the first to write to a collection. */
export async function createCollections(db: Db): Promise<void> {
  const collections = collectionsOf(db);
  for (const { collectionName } of Object.values(collections)) await createCollection(db, collectionName);
  await collections.offerings.createIndex({ providerId: 1, _id: 1 });
  await collections.portfolioItems.createIndex({ providerId: 1, _id: 1 });
  await collections.uploads.createIndex({ providerId: 1 });
  await collections.listings.createIndex({ areas: 1 });
  await addAreas(collections.listings);
  await collections.knownBookable.createIndex({ providerId: 1 });
}

/** Listings of the first version had a point with an index of its own instead. */
async function addAreas(listings: Collection<ListingDocument>): Promise<void> {
  for await (const { _id, position, skillIds } of listings.find({ areas: { $exists: false } })) {
    const areas = areasOf([position.x, position.y, position.z], skillIds);
    await listings.updateOne({ _id }, { $set: { areas }, $unset: { point: true } });
  }
  await listings.dropIndex('point_2dsphere').catch(unless(INDEX_NOT_FOUND));
}

const INDEX_NOT_FOUND = 27;
const NAMESPACE_EXISTS = 48;

async function createCollection(db: Db, name: string): Promise<void> {
  await db.createCollection(name).catch(unless(NAMESPACE_EXISTS));
}

const unless =
  (code: number) =>
  (error: unknown): void => {
    if (!(error instanceof MongoServerError && error.code === code)) throw error;
  };
