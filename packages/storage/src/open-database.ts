import { WrongEnvironment } from '@marketplace/kernel/environment';
import type { Database } from './database.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

const provided = new Map<string, Database>();

/**
 * Makes this database what `openDatabase(url)` gives in this process, for whoever runs many contexts over one of their own.
 * Its owner closes it: closing what was opened by the URL does nothing. Returns what takes that back.
 */
export function provideDatabase(url: string, database: Database): () => void {
  provided.set(url, { ...database, close: async () => {} });
  return () => provided.delete(url);
}

/**
 * Opens a database by its URL: `pglite:DIR` (embedded, kept in DIR), `pglite:` (in memory) or `postgres://…`.
 * The same `pglite:DIR` opened twice in a process is one database, closed with its last holder.
 */
export async function openDatabase(url: string): Promise<Database> {
  const given = provided.get(url);
  if (given) return given;
  const scheme = url.slice(0, url.indexOf(':'));
  if (scheme === 'pglite') return openPglite(url.slice('pglite:'.length));
  if (scheme === 'postgres' || scheme === 'postgresql') return openPostgres(url);
  throw new WrongEnvironment('DATABASE_URL: must start with pglite: or postgres://');
}
