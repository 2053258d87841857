import type { Database } from './database.ts';
import { databaseInUrl, isMongoUrl, type Mongo, openMongo } from './mongo.ts';
import { openDatabase } from './open-database.ts';

/** One way to build a context's stores for each kind of document database. */
export interface DocumentAdapters<Stores> {
  postgres(database: Database): Promise<Stores>;
  mongodb(mongo: Mongo): Promise<Stores>;
}

/**
 * Opens a document database by its URL and builds the context's stores on it: `mongodb://…` (in the database that the URL
 * names, or else in `databaseName`), or anything that `openDatabase` takes, with documents as JSONB.
 */
export async function openDocuments<Stores>(
  url: string,
  databaseName: string,
  adapters: DocumentAdapters<Stores>,
): Promise<{ stores: Stores; ping(): Promise<void>; close(): Promise<void> }> {
  if (isMongoUrl(url)) {
    const mongo = await openMongo(url, databaseInUrl(url) ?? databaseName);
    return { stores: await adapters.mongodb(mongo), ping: mongo.ping, close: mongo.close };
  }
  const database = await openDatabase(url);
  return { stores: await adapters.postgres(database), ping: database.ping, close: database.close };
}
