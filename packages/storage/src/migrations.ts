import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';

/** Not a context's own schema: the first migration of a context creates that one. */
export const MIGRATIONS_SCHEMA = 'migrations';
export const migrationsTable = (context: string): string => `${context}_migrations`;

/** Names the advisory lock under which one process at a time migrates. */
export const MIGRATION_LOCK = 7_201_311;

// What the contexts' indexes and constraints stand on. All are in Debian's postgresql-contrib and in PGlite.
const EXTENSIONS = ['btree_gist', 'pg_trgm', 'cube', 'earthdistance'];

export async function createExtensions(db: Db): Promise<void> {
  for (const name of EXTENSIONS) await db.execute(sql`create extension if not exists ${sql.identifier(name)}`);
}
