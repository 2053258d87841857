/** Empty databases for tests, each suite its own: PGlite always, PostgreSQL and MongoDB where there are any. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Database } from '@marketplace/storage/database';
import { type Mongo, openMongo } from '@marketplace/storage/mongo';
import { openDatabase } from '@marketplace/storage/open-database';
import { createPglite, overPglite } from '@marketplace/storage/pglite';
import pg from 'pg';
import { inject } from 'vitest';
import type {} from './global-setup.ts'; // declares what `inject` gives

/** A new PGlite in memory, restored from a snapshot that the test run made once: starting one from nothing takes seconds. */
export async function pgliteDatabase(): Promise<Database> {
  const snapshot = new Blob([await readFile(inject('pgliteSnapshot'))]);
  return overPglite(await createPglite(undefined, snapshot));
}

/** A new database on a real PostgreSQL, dropped when it is closed. */
export async function postgresDatabase(serverUrl: string): Promise<Database & { readonly url: string }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const database = await openDatabase(url.href);
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close();
      await administer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

/** A new database on a real MongoDB, dropped when it is closed. */
export async function mongoDatabase(serverUrl: string): Promise<Mongo> {
  const mongo = await openMongo(serverUrl, `test_${randomUUID().replaceAll('-', '')}`);
  return {
    ...mongo,
    close: async () => {
      await mongo.db.dropDatabase();
      await mongo.close();
    },
  };
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
