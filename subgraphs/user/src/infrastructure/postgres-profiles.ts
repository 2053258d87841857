import type { ProviderId } from '@marketplace/kernel/ids';
import type { Database, Db } from '@marketplace/storage/database';
import { asc, inArray } from 'drizzle-orm';
import type { ProfileStore, Profiles } from '../application/ports.ts';
import { plus, UNRATED } from '../domain/rating.ts';
import { bookableRow } from './bookable-row.ts';
import { insertMany } from './insert-many.ts';
import { listingRow } from './listing-row.ts';
import { addToMarket } from './postgres-market.ts';
import { customers, knownBookable, knownRatings, listings, offerings, portfolioItems, providers } from './tables.ts';

export function postgresProfiles(database: Database): ProfileStore {
  const { db } = database;
  return {
    async customers(ids) {
      const found = await db
        .select()
        .from(customers)
        .where(inArray(customers.id, [...ids]));
      return found.map(({ document }) => document);
    },
    async providers(ids) {
      const found = await db
        .select()
        .from(providers)
        .where(inArray(providers.id, [...ids]));
      return found.map(({ document }) => document);
    },
    async offerings(ids) {
      const found = await db
        .select()
        .from(offerings)
        .where(inArray(offerings.id, [...ids]));
      return found.map(({ document }) => document);
    },
    async offeringsOf(ids) {
      const found = await db
        .select()
        .from(offerings)
        .where(inArray(offerings.providerId, [...ids]))
        .orderBy(asc(offerings.id));
      return found.map(({ document }) => document);
    },
    async portfoliosOf(ids) {
      const found = await db
        .select()
        .from(portfolioItems)
        .where(inArray(portfolioItems.providerId, [...ids]))
        .orderBy(asc(portfolioItems.id));
      return found.map(({ document }) => document);
    },
    fill: (profiles) => database.transaction((tx) => fill(tx, profiles)),
  };
}

async function fill(tx: Db, profiles: Profiles): Promise<void> {
  const [present] = await tx.select({ id: customers.id }).from(customers).limit(1);
  if (present) return;
  const ratings = new Map(profiles.ratings.map(({ providerId, rating }) => [providerId, rating]));
  const ratingOf = (id: ProviderId) => ratings.get(id) ?? UNRATED;
  const document = <T extends { readonly id: string }>(entity: T) => ({ id: entity.id, document: entity });
  await insertMany(tx, customers, profiles.customers, document);
  await insertMany(tx, providers, profiles.providers, document);
  await insertMany(tx, offerings, profiles.offerings, (offering) => ({
    ...document(offering),
    providerId: offering.providerId,
  }));
  await insertMany(tx, listings, profiles.listings, (listing) => listingRow(listing, ratingOf(listing.providerId)));
  await insertMany(tx, knownRatings, profiles.ratings, ({ providerId, rating }) => ({ providerId, ...rating }));
  const weeks = profiles.bookable.flatMap(({ providerId, weeks }) => weeks.map((week) => ({ providerId, week })));
  await insertMany(tx, knownBookable, weeks, ({ providerId, week }) => bookableRow(providerId, week));
  await addToMarket(tx, [...ratings.values()].reduce(plus, UNRATED));
}
