import { WrongEnvironment } from '@marketplace/kernel/environment';
import type { Database } from './database.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/**
 * Opens a database by its URL: `pglite:DIR` (embedded, kept in DIR), `pglite:` (in memory) or `postgres://…`.
 * The same `pglite:DIR` opened twice in a process is one database, closed with its last holder.
 */
export async function openDatabase(url: string): Promise<Database> {
  const scheme = url.slice(0, url.indexOf(':'));
  if (scheme === 'pglite') return openPglite(url.slice('pglite:'.length));
  if (scheme === 'postgres' || scheme === 'postgresql') return openPostgres(url);
  throw new WrongEnvironment('DATABASE_URL: must start with pglite: or postgres://');
}
