import type { Clock } from '@marketplace/kernel/clock';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import type { Database, Db } from '@marketplace/storage/database';
import { asc, eq, lt } from 'drizzle-orm';
import type { ProfileTransaction, UserStores } from '../application/ports.ts';
import { UNRATED } from '../domain/rating.ts';
import { bookableRow } from './bookable-row.ts';
import { listingRow } from './listing-row.ts';
import { addToMarket } from './postgres-market.ts';
import { portfolioWithin } from './postgres-portfolio.ts';
import { postgresProfiles } from './postgres-profiles.ts';
import { postgresSearch } from './postgres-search.ts';
import { customers, knownBookable, knownRatings, knownVersions, listings, offerings, providers } from './tables.ts';

const MIGRATIONS = new URL('../../migrations', import.meta.url).pathname;

/** The context's stores in PostgreSQL or PGlite, migrated. */
export async function postgresStores(database: Database, clock: Clock): Promise<UserStores> {
  await database.migrate({ context: 'user', folder: MIGRATIONS });
  const messages = postgresMessages({ database, schema: 'users', source: '/user', clock });
  return {
    profiles: postgresProfiles(database),
    search: postgresSearch(database),
    messages: messages.store,
    transact: (origin, work) =>
      database.transaction((tx) =>
        work({ ...messages.within(tx, origin), ...profilesWithin(tx), ...portfolioWithin(tx) }),
      ),
  };
}

function profilesWithin(tx: Db): ProfileTransaction {
  return {
    provider: (id) => lockedProvider(tx, id),
    async offeringsOf(id) {
      const found = await tx.select().from(offerings).where(eq(offerings.providerId, id)).orderBy(asc(offerings.id));
      return found.map(({ document }) => document);
    },
    async insertCustomer(customer) {
      const row = { id: customer.id, document: customer };
      const inserted = await tx.insert(customers).values(row).onConflictDoNothing().returning({ id: customers.id });
      return inserted.length > 0;
    },
    async saveCustomer(customer) {
      const row = { id: customer.id, document: customer };
      await tx.insert(customers).values(row).onConflictDoUpdate({ target: customers.id, set: row });
    },
    async insertProvider(provider) {
      const row = { id: provider.id, document: provider };
      const inserted = await tx.insert(providers).values(row).onConflictDoNothing().returning({ id: providers.id });
      return inserted.length > 0;
    },
    async saveProvider(provider) {
      await tx.update(providers).set({ document: provider }).where(eq(providers.id, provider.id));
    },
    async saveOffering(offering) {
      const row = { id: offering.id, providerId: offering.providerId, document: offering };
      await tx.insert(offerings).values(row).onConflictDoUpdate({ target: offerings.id, set: row });
    },
    async saveListing(id, listing) {
      if (!listing) {
        await tx.delete(listings).where(eq(listings.providerId, id));
        return;
      }
      const row = listingRow(listing, await knownRating(tx, id));
      await tx.insert(listings).values(row).onConflictDoUpdate({ target: listings.providerId, set: row });
    },
    async isNewest({ source, subject, sequence }) {
      const saved = await tx
        .insert(knownVersions)
        .values({ source, subject, sequence })
        .onConflictDoUpdate({
          target: [knownVersions.source, knownVersions.subject],
          set: { sequence },
          setWhere: lt(knownVersions.sequence, sequence),
        })
        .returning({ subject: knownVersions.subject });
      return saved.length > 0;
    },
    async knownRating(id) {
      await lockedProvider(tx, id); // a listing that is saved meanwhile would miss the rating
      return knownRating(tx, id);
    },
    async saveKnownRating({ providerId, rating, change }) {
      await tx
        .insert(knownRatings)
        .values({ providerId, ...rating })
        .onConflictDoUpdate({ target: knownRatings.providerId, set: rating });
      const copy = { knownRatingSum: rating.sum, knownRatingCount: rating.count };
      await tx.update(listings).set(copy).where(eq(listings.providerId, providerId));
      await addToMarket(tx, change);
    },
    async saveKnownBookable(id, weeks) {
      await tx.delete(knownBookable).where(eq(knownBookable.providerId, id));
      if (weeks.length === 0) return;
      await tx.insert(knownBookable).values(weeks.map((week) => bookableRow(id, week)));
    },
  };
}

async function lockedProvider(tx: Db, id: string) {
  const [found] = await tx.select().from(providers).where(eq(providers.id, id)).for('update');
  return found?.document;
}

async function knownRating(tx: Db, id: string) {
  const [found] = await tx
    .select({ sum: knownRatings.sum, count: knownRatings.count })
    .from(knownRatings)
    .where(eq(knownRatings.providerId, id));
  return found ?? UNRATED;
}
