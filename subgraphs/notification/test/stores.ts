/** The notification store over every database that there is, each suite with its own. */
import type { Clock } from '@marketplace/kernel/clock';
import { mongoDatabase, pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { describe } from 'vitest';
import type { NotificationStore } from '../src/application/ports.ts';
import { mongoNotifications } from '../src/infrastructure/mongo-notifications.ts';
import { postgresNotifications } from '../src/infrastructure/postgres-notifications.ts';

export interface OpenStore {
  readonly store: NotificationStore;
  close(): Promise<void>;
}
export type OpensStore = (clock: Clock) => Promise<OpenStore>;

export const openPglite: OpensStore = async (clock) => {
  const database = await pgliteDatabase();
  return { store: await postgresNotifications(database, clock), close: database.close };
};

const openPostgres =
  (url: string): OpensStore =>
  async (clock) => {
    const database = await postgresDatabase(url);
    return { store: await postgresNotifications(database, clock), close: database.close };
  };

const openMongo =
  (url: string): OpensStore =>
  async (clock) => {
    const mongo = await mongoDatabase(url);
    return { store: await mongoNotifications(mongo, clock), close: mongo.close };
  };

export function describeStores(name: string, suite: (open: OpensStore) => void): void {
  describe(`${name} (pglite)`, () => suite(openPglite));
  describeWith('postgres', name, (url) => suite(openPostgres(url)));
  describeWith('mongodb', name, (url) => suite(openMongo(url)));
}
