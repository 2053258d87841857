import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Database } from './database.ts';
import { createExtensions, MIGRATION_LOCK, MIGRATIONS_SCHEMA, migrationsTable } from './migrations.ts';

const POOL_SIZE = 10; // a context's share of the server's connections
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000; // no query of ours takes longer but by mistake
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 15_000; // a transaction does only its own SQL
const RECONNECT_MS = 1_000;

export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  pool.on('error', () => {}); // an idle connection was lost: the next query opens another
  const listeners = notifications(url);
  const db = drizzle(pool);
  return {
    db,
    soleProcess: false,
    transaction: (work, options) => db.transaction(work, options),
    listen: listeners.listen,
    migrate: ({ context, folder }) => migrateLocked(url, context, folder),
    ping: async () => {
      await pool.query('select 1');
    },
    close: async () => {
      await listeners.close();
      await pool.end();
    },
  };
}

async function migrateLocked(url: string, context: string, migrationsFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    const db = drizzle(client);
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await createExtensions(db);
    await migrate(db, {
      migrationsFolder,
      migrationsSchema: MIGRATIONS_SCHEMA,
      migrationsTable: migrationsTable(context),
    });
  } finally {
    await client.end(); // frees the lock too
  }
}

/** One connection that listens for everybody, opened with the first listener and again whenever it is lost. */
function notifications(url: string) {
  const callbacks = new Map<string, Set<(payload: string) => void>>();
  let client: pg.Client | undefined;
  let connecting: Promise<void> | undefined;
  let closed = false;

  async function connect(): Promise<void> {
    const next = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    next.on('error', () => {});
    next.on('end', () => {
      if (client === next) client = undefined;
      if (!closed) void reconnect();
    });
    next.on('notification', ({ channel, payload }) => {
      for (const callback of callbacks.get(channel) ?? []) callback(payload ?? '');
    });
    await next.connect();
    for (const channel of callbacks.keys()) await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    client = next;
    // whatever was notified meanwhile is lost: wake everybody once
    for (const set of callbacks.values()) for (const callback of set) callback('');
  }

  async function reconnect(): Promise<void> {
    while (!closed && !client) {
      await sleep(RECONNECT_MS, undefined, { ref: false });
      connecting ??= connect().finally(() => (connecting = undefined));
      await connecting.catch(() => {}); // the next round tries again
    }
  }

  return {
    async listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>> {
      const set = callbacks.get(channel) ?? new Set();
      callbacks.set(channel, set.add(onNotify));
      if (client) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      else await (connecting ??= connect().finally(() => (connecting = undefined)));
      return async () => {
        set.delete(onNotify);
        if (set.size > 0) return;
        callbacks.delete(channel);
        await client?.query(`unlisten ${pg.escapeIdentifier(channel)}`);
      };
    },
    async close(): Promise<void> {
      closed = true;
      await client?.end();
    },
  };
}
