import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { cube } from '@electric-sql/pglite/contrib/cube';
import { earthdistance } from '@electric-sql/pglite/contrib/earthdistance';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import type { Database } from './database.ts';
import { createExtensions, MIGRATIONS_SCHEMA, migrationsTable } from './migrations.ts';

const extensions = { btree_gist, cube, earthdistance, pg_trgm };

interface Shared {
  readonly client: Promise<PGlite>;
  holders: number;
}
const open = new Map<string, Shared>();

/** `directory` empty: in memory, and not shared. */
export async function openPglite(directory: string): Promise<Database> {
  if (directory === '') return overPglite(await createPglite());
  const key = path.resolve(directory);
  const shared = open.get(key) ?? { client: createPglite(key), holders: 0 };
  open.set(key, shared);
  shared.holders += 1;
  const client = await shared.client.catch((error: unknown) => {
    open.delete(key);
    throw error;
  });
  return overPglite(client, async () => {
    shared.holders -= 1;
    if (shared.holders > 0) return;
    open.delete(key);
    await client.close();
  });
}

export async function createPglite(directory?: string, snapshot?: Blob): Promise<PGlite> {
  if (directory) await mkdir(path.dirname(directory), { recursive: true });
  return PGlite.create({
    extensions,
    ...(directory ? { dataDir: directory } : {}),
    ...(snapshot ? { loadDataDir: snapshot } : {}),
  });
}

export function overPglite(client: PGlite, release: () => Promise<void> = () => client.close()): Database {
  const db = drizzle(client);
  let closed: Promise<void> | undefined;
  return {
    db,
    soleProcess: true,
    transaction: (work, options) => db.transaction(work, options),
    listen: (channel, onNotify) => client.listen(channel, onNotify),
    migrate: async ({ context, folder }) => {
      await createExtensions(db);
      await migrate(db, {
        migrationsFolder: folder,
        migrationsSchema: MIGRATIONS_SCHEMA,
        migrationsTable: migrationsTable(context),
      });
    },
    ping: async () => {
      await client.query('select 1');
    },
    close: () => (closed ??= release()),
  };
}
