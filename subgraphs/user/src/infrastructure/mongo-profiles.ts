import type { Mongo } from '@marketplace/storage/mongo';
import type { ClientSession } from 'mongodb';
import type { ProfileStore, Profiles } from '../application/ports.ts';
import { plus, UNRATED } from '../domain/rating.ts';
import { bookableDocument, type Collections } from './collections.ts';
import { listingDocument } from './listing-document.ts';
import { addToMarket } from './mongo-market.ts';

export function mongoProfiles(mongo: Mongo, collections: Collections): ProfileStore {
  const { customers, providers, offerings, portfolioItems } = collections;
  return {
    async customers(ids) {
      return (await customers.find({ _id: { $in: [...ids] } }).toArray()).map(({ document }) => document);
    },
    async providers(ids) {
      return (await providers.find({ _id: { $in: [...ids] } }).toArray()).map(({ document }) => document);
    },
    async offerings(ids) {
      return (await offerings.find({ _id: { $in: [...ids] } }).toArray()).map(({ document }) => document);
    },
    async offeringsOf(ids) {
      const found = await offerings
        .find({ providerId: { $in: [...ids] } })
        .sort({ _id: 1 })
        .toArray();
      return found.map(({ document }) => document);
    },
    async portfoliosOf(ids) {
      const found = await portfolioItems
        .find({ providerId: { $in: [...ids] } })
        .sort({ _id: 1 })
        .toArray();
      return found.map(({ document }) => document);
    },
    fill: (profiles) => mongo.transaction((session) => fill(session, collections, profiles)),
  };
}

async function fill(session: ClientSession, collections: Collections, profiles: Profiles): Promise<void> {
  if (await collections.customers.findOne({}, { session })) return;
  const ratings = new Map(profiles.ratings.map(({ providerId, rating }) => [providerId, rating]));
  const of = <T extends { id: string }>(documents: readonly T[]) =>
    documents.map((document) => ({ _id: document.id, document }));
  const offerings = profiles.offerings.map((document) => ({
    _id: document.id,
    providerId: document.providerId,
    document,
  }));
  const listings = profiles.listings.map((listing) =>
    listingDocument(listing, ratings.get(listing.providerId) ?? UNRATED),
  );
  const knownRatings = profiles.ratings.map(({ providerId, rating }) => ({ _id: providerId, ...rating }));
  const bookable = profiles.bookable.flatMap(({ providerId, weeks }) =>
    weeks.map((week) => bookableDocument(providerId, week)),
  );
  const providers = of(profiles.providers).map((provider) => ({ ...provider, revision: 0 }));
  if (profiles.customers.length > 0) await collections.customers.insertMany(of(profiles.customers), { session });
  if (providers.length > 0) await collections.providers.insertMany(providers, { session });
  if (offerings.length > 0) await collections.offerings.insertMany(offerings, { session });
  if (listings.length > 0) await collections.listings.insertMany(listings, { session });
  if (knownRatings.length > 0) await collections.knownRatings.insertMany(knownRatings, { session });
  if (bookable.length > 0) await collections.knownBookable.insertMany(bookable, { session });
  await addToMarket(session, collections, [...ratings.values()].reduce(plus, UNRATED));
}
