import type { Clock } from '@marketplace/kernel/clock';
import { mongoMessages } from '@marketplace/messaging/mongo-messages';
import type { Mongo } from '@marketplace/storage/mongo';
import type { ClientSession } from 'mongodb';
import type { ProfileTransaction, UserStores } from '../application/ports.ts';
import { UNRATED } from '../domain/rating.ts';
import { bookableDocument, type Collections, collectionsOf, createCollections } from './collections.ts';
import { listingDocument } from './listing-document.ts';
import { addToMarket } from './mongo-market.ts';
import { portfolioWithin } from './mongo-portfolio.ts';
import { mongoProfiles } from './mongo-profiles.ts';
import { mongoSearch } from './mongo-search.ts';

/** The context's stores in MongoDB, with their collections and indexes. */
export async function mongoStores(mongo: Mongo, clock: Clock): Promise<UserStores> {
  const messages = mongoMessages({ mongo, source: '/user', clock });
  await messages.createCollections();
  await createCollections(mongo.db);
  const collections = collectionsOf(mongo.db);
  return {
    profiles: mongoProfiles(mongo, collections),
    search: mongoSearch(collections),
    messages: messages.store,
    transact: (origin, work) =>
      mongo.transaction((session) =>
        work({
          ...messages.within(session, origin),
          ...profilesWithin(session, collections),
          ...portfolioWithin(session, collections),
        }),
      ),
  };
}

function profilesWithin(session: ClientSession, collections: Collections): ProfileTransaction {
  const { customers, providers, offerings, listings, knownVersions, knownRatings, knownBookable } = collections;
  return {
    provider: (id) => lockedProvider(session, collections, id),
    async offeringsOf(id) {
      const found = await offerings.find({ providerId: id }, { session }).sort({ _id: 1 }).toArray();
      return found.map(({ document }) => document);
    },
    async insertCustomer(customer) {
      const $setOnInsert = { document: customer };
      const answer = await customers.updateOne({ _id: customer.id }, { $setOnInsert }, { upsert: true, session });
      return answer.upsertedCount > 0;
    },
    async saveCustomer(customer) {
      await customers.updateOne({ _id: customer.id }, { $set: { document: customer } }, { upsert: true, session });
    },
    async insertProvider(provider) {
      const $setOnInsert = { document: provider, revision: 0 };
      const answer = await providers.updateOne({ _id: provider.id }, { $setOnInsert }, { upsert: true, session });
      return answer.upsertedCount > 0;
    },
    async saveProvider(provider) {
      await providers.updateOne({ _id: provider.id }, { $set: { document: provider } }, { session });
    },
    async saveOffering(offering) {
      const $set = { providerId: offering.providerId, document: offering };
      await offerings.updateOne({ _id: offering.id }, { $set }, { upsert: true, session });
    },
    async saveListing(id, listing) {
      if (!listing) {
        await listings.deleteOne({ _id: id }, { session });
        return;
      }
      const { _id, ...document } = listingDocument(listing, await knownRating(session, collections, id));
      await listings.replaceOne({ _id }, document, { upsert: true, session });
    },
    async isNewest({ source, subject, sequence }) {
      const key = { _id: `${source} ${subject}` };
      const $max = { sequence };
      const before = await knownVersions.findOneAndUpdate(key, { $max }, { upsert: true, session });
      return before === null || before.sequence < sequence;
    },
    async knownRating(id) {
      await lockedProvider(session, collections, id); // a listing that is saved meanwhile would miss the rating
      return knownRating(session, collections, id);
    },
    async saveKnownRating({ providerId, rating, change }) {
      await knownRatings.replaceOne({ _id: providerId }, { ...rating }, { upsert: true, session });
      await listings.updateOne({ _id: providerId }, { $set: { knownRating: rating } }, { session });
      await addToMarket(session, collections, change);
    },
    async saveKnownBookable(id, weeks) {
      await knownBookable.deleteMany({ providerId: id }, { session });
      if (weeks.length === 0) return;
      await knownBookable.insertMany(
        weeks.map((week) => bookableDocument(id, week)),
        { session },
      );
    },
  };
}

async function lockedProvider(session: ClientSession, { providers }: Collections, id: string) {
  const found = await providers.findOneAndUpdate({ _id: id }, { $inc: { revision: 1 } }, { session });
  return found?.document;
}

async function knownRating(session: ClientSession, { knownRatings }: Collections, id: string) {
  const found = await knownRatings.findOne({ _id: id }, { session });
  return found ? { sum: found.sum, count: found.count } : UNRATED;
}
