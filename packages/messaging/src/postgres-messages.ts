import type { Clock } from '@marketplace/kernel/clock';
import type { Database, Db } from '@marketplace/storage/database';
import { isNotNull } from 'drizzle-orm';
import { pgSchema } from 'drizzle-orm/pg-core';
import type { Publisher } from './compose-envelopes.ts';
import type { Origin } from './envelope.ts';
import type { MessageStore, TransactionMessages } from './message-store.ts';
import { type MessageTables, messageTables } from './message-tables.ts';
import { admit } from './postgres-admission.ts';
import { clearDeadline, postgresDeadlines, setDeadline } from './postgres-deadlines.ts';
import { postgresInbox } from './postgres-inbox.ts';
import { appendToOutbox, postgresOutbox } from './postgres-outbox.ts';
import { appendToStream, postgresStreams } from './postgres-streams.ts';
import { wakeUps } from './postgres-wake-ups.ts';

export interface PostgresMessages {
  readonly store: MessageStore;
  /** What a transaction of the context's database can do with messages. */
  within(tx: Db, origin: Origin): TransactionMessages;
}

/** A context's messages in its own schema, whose migrations have `messageTables(schema)`. */
export function postgresMessages(parts: {
  readonly database: Database;
  readonly schema: string;
  readonly source: `/${string}`;
  readonly clock: Clock;
}): PostgresMessages {
  const { database, schema, source, clock } = parts;
  const tables = messageTables(pgSchema(schema));
  const wake = wakeUps(database, schema);
  const publisher: Publisher = { source, clock };
  return {
    store: {
      outbox: postgresOutbox(database, tables, source, wake),
      inbox: postgresInbox(database, tables, wake, (tx, drafts, origin) =>
        appendToOutbox(tx, tables, drafts, origin, publisher, wake),
      ),
      deadlines: postgresDeadlines(database, tables, wake),
      streams: postgresStreams(database, tables),
      freeLeases: () => freeLeases(database, tables),
    },
    within: (tx, origin) => ({
      publish: (...drafts) => appendToOutbox(tx, tables, drafts, origin, publisher, wake),
      setDeadline: (deadline) => setDeadline(tx, tables, deadline, wake),
      clearDeadline: (kind, subject) => clearDeadline(tx, tables, kind, subject),
      appendToStream: (stream, entry) => appendToStream(tx, tables, stream, entry, clock.now()),
      inbox: { admit: (consumer, event, replayed = false) => admit(tx, tables, consumer, event, replayed) },
    }),
  };
}

async function freeLeases({ db, soleProcess }: Database, tables: MessageTables): Promise<void> {
  if (!soleProcess) return;
  for (const table of [tables.outboxSubjects, tables.inboxWaiting, tables.deadlines]) {
    await db.update(table).set({ claimedBy: null, claimedUntil: null }).where(isNotNull(table.claimedBy));
  }
}
