import { type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** A relational database or one of its transactions, whichever driver is behind it. */
export type Db = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** PostgreSQL or PGlite, opened. Contexts see nothing but this. */
export interface Database {
  readonly db: Db;
  /** No other process can have it open: what one that died has claimed is free. */
  readonly soleProcess: boolean;
  /**
   * Runs `work` in one transaction. In it use `tx` alone and await nothing but its SQL: PGlite is a single connection,
   * so awaiting anything else that needs the database would never end.
   */
  transaction<T>(work: (tx: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls back after each commit that notified `channel`. Wake-ups can be lost: always poll slowly as well. */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  /** Applies a context's migrations. Safe to run from several processes at once. */
  migrate(migrations: Migrations): Promise<void>;
  /** Answers while the database does. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface TransactionOptions {
  readonly isolationLevel?: 'read committed' | 'repeatable read' | 'serializable';
}

/** `context` names the table that records what was applied; `folder` is drizzle-kit's output. */
export interface Migrations {
  readonly context: string;
  readonly folder: string;
}

/** The rows of a raw query, which both drivers give in the same shape. The caller states the type it selected. */
export async function rows<Row extends Record<string, unknown>>(db: Db, query: SQL): Promise<Row[]> {
  // as: drizzle types a raw result by its driver, and `Db` is any driver
  const result = (await db.execute(query)) as unknown as { rows: Row[] };
  return result.rows;
}

/** Notifies the listeners of `channel` when the transaction commits. */
export async function notify(db: Db, channel: string, payload = ''): Promise<void> {
  await db.execute(sql`select pg_notify(${channel}, ${payload})`);
}
