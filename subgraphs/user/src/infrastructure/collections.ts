import type { Collection, Db } from 'mongodb';
import { MongoServerError } from 'mongodb';
import type { Customer } from '../domain/customer.ts';
import type { Offering } from '../domain/offering.ts';
import type { Provider } from '../domain/provider.ts';
import type { Rating } from '../domain/rating.ts';

/** The context's collections in MongoDB. Every `_id` is the id of what the document is about. */
export interface Collections {
  readonly customers: Collection<{ _id: string; document: Customer }>;
  /** `revision` is counted up by whoever needs the provider to itself: a transaction that did not see it fails and is run again. */
  readonly providers: Collection<{ _id: string; document: Provider; revision: number }>;
  readonly offerings: Collection<{ _id: string; providerId: string; document: Offering }>;
  readonly listings: Collection<ListingDocument>;
  readonly knownRatings: Collection<Rating & { _id: string }>;
  /** One document: the sum over all known ratings. */
  readonly knownMarket: Collection<Rating & { _id: string }>;
  readonly knownBookable: Collection<BookableDocument>;
}

export interface ListingDocument {
  _id: string;
  /** GeoJSON, for the index. */
  point: { type: 'Point'; coordinates: [longitude: number, latitude: number] };
  /** The same point on the unit sphere, for distances. */
  position: { x: number; y: number; z: number };
  serviceChord: number;
  skillIds: readonly string[];
  offers: readonly { skillId: string; currency: string; amount: number; minutes: number }[];
  text: string;
  knownRating: Rating;
}

export interface BookableDocument {
  /** As `bookableKey` makes it. */
  _id: string;
  providerId: string;
  windows: readonly { start: Date; end: Date }[];
}

export const bookableKey = (providerId: string, week: number): string => `${providerId}/${week}`;

export function collectionsOf(db: Db): Collections {
  return {
    customers: db.collection('customers'),
    providers: db.collection('providers'),
    offerings: db.collection('offerings'),
    listings: db.collection('listings'),
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
  await collections.listings.createIndex({ point: '2dsphere' });
  await collections.knownBookable.createIndex({ providerId: 1 });
}

const NAMESPACE_EXISTS = 48;

async function createCollection(db: Db, name: string): Promise<void> {
  await db.createCollection(name).catch((error: unknown) => {
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
  });
}
