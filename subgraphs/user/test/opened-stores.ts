/** The context's stores on each kind of database, empty, for the suites of its ports. */
import { type Clock, systemClock } from '@marketplace/kernel/clock';
import type { Database } from '@marketplace/storage/database';
import type { Mongo } from '@marketplace/storage/mongo';
import { sql } from 'drizzle-orm';
import type { UserStores } from '../src/application/ports.ts';
import { mongoStores } from '../src/infrastructure/mongo-stores.ts';
import { postgresStores } from '../src/infrastructure/postgres-stores.ts';

export interface OpenedStores {
  readonly stores: UserStores;
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function onPostgres(database: Database, clock: Clock = systemClock): Promise<OpenedStores> {
  return {
    stores: await postgresStores(database, clock),
    async clear() {
      await database.db.execute(sql`truncate users.customers, users.providers, users.offerings, users.listings,
        users.known_ratings, users.known_versions, users.known_market, users.known_bookable, users.portfolio_items, users.uploads,
        users.deadlines, users.outbox, users.outbox_subjects`);
    },
    close: database.close,
  };
}

export async function onMongo(mongo: Mongo): Promise<OpenedStores> {
  return {
    stores: await mongoStores(mongo, systemClock),
    async clear() {
      for (const collection of await mongo.db.collections()) await collection.deleteMany({});
    },
    close: mongo.close,
  };
}
