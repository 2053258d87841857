import type { Database, Db } from '@marketplace/storage/database';
import { asc, inArray } from 'drizzle-orm';
import type { ProfileStore, Profiles } from '../application/ports.ts';
import { plus, UNRATED } from '../domain/rating.ts';
import { listingRow } from './listing-row.ts';
import { addToMarket } from './postgres-market.ts';
import { customers, knownRatings, listings, offerings, providers } from './tables.ts';

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
    fill: (profiles) => database.transaction((tx) => fill(tx, profiles)),
  };
}

const CHUNK = 500; // rows of one statement, far below the protocol's 65,535 parameters

async function fill(tx: Db, profiles: Profiles): Promise<void> {
  const [present] = await tx.select({ id: customers.id }).from(customers).limit(1);
  if (present) return;
  const ratings = new Map(profiles.ratings.map(({ providerId, rating }) => [providerId, rating]));
  for (const some of chunks(profiles.customers))
    await tx.insert(customers).values(some.map((customer) => ({ id: customer.id, document: customer })));
  for (const some of chunks(profiles.providers))
    await tx.insert(providers).values(some.map((provider) => ({ id: provider.id, document: provider })));
  for (const some of chunks(profiles.offerings))
    await tx
      .insert(offerings)
      .values(some.map((offering) => ({ id: offering.id, providerId: offering.providerId, document: offering })));
  for (const some of chunks(profiles.listings))
    await tx
      .insert(listings)
      .values(some.map((listing) => listingRow(listing, ratings.get(listing.providerId) ?? UNRATED)));
  for (const some of chunks(profiles.ratings))
    await tx.insert(knownRatings).values(some.map(({ providerId, rating }) => ({ providerId, ...rating })));
  await addToMarket(tx, [...ratings.values()].reduce(plus, UNRATED));
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}
