import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  type PgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { AnyEnvelope } from './envelope.ts';
import type { Json, WaitingState } from './message-store.ts';

export type MessageTables = ReturnType<typeof messageTables>;

/** The tables of a context's messages, in its own schema, so that they commit with its rows and come with its migrations. */
export function messageTables(schema: PgSchema) {
  return { ...outboxTables(schema), ...inboxTables(schema), ...deadlineTable(schema), ...streamTables(schema) };
}

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

function outboxTables(schema: PgSchema) {
  const outbox = schema.table(
    'outbox',
    {
      /** In order within a subject; between subjects only roughly. */
      position: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
      id: text().notNull().unique('outbox_id'),
      subject: text().notNull(),
      sequence: integer().notNull(),
      event: jsonb().$type<AnyEnvelope>().notNull(),
      createdAt: instant('created_at').notNull().defaultNow(),
      sentAt: instant('sent_at'),
    },
    (table) => [
      uniqueIndex('outbox_by_subject').on(table.subject, table.sequence),
      index('outbox_unsent').on(table.position).where(sql`sent_at is null`),
      index('outbox_by_age').on(table.createdAt),
    ],
  );
  /** The last number of each subject, and which relay is sending its events. */
  const outboxSubjects = schema.table('outbox_subjects', {
    subject: text().primaryKey(),
    sequence: integer().notNull(),
    claimedBy: text('claimed_by'),
    claimedUntil: instant('claimed_until'),
  });
  return { outbox, outboxSubjects };
}

function inboxTables(schema: PgSchema) {
  const inboxHandled = schema.table(
    'inbox_handled',
    {
      consumer: text().notNull(),
      eventId: text('event_id').notNull(),
      handledAt: instant('handled_at').notNull().defaultNow(),
    },
    (table) => [
      primaryKey({ columns: [table.consumer, table.eventId] }),
      index('inbox_handled_by_age').on(table.handledAt),
    ],
  );
  /** The number up to which a subject's events are handled or set aside. */
  const inboxSubjects = schema.table(
    'inbox_subjects',
    {
      consumer: text().notNull(),
      source: text().notNull(),
      subject: text().notNull(),
      sequence: integer().notNull(),
    },
    (table) => [primaryKey({ columns: [table.consumer, table.source, table.subject] })],
  );
  /** Messages that could not be handled yet, or were given up. The event's columns are null when it cannot be read. */
  const inboxWaiting = schema.table(
    'inbox_waiting',
    {
      id: text().primaryKey(),
      consumer: text().notNull(),
      eventId: text('event_id'),
      source: text(),
      subject: text(),
      sequence: integer(),
      body: text().notNull(),
      state: text().$type<WaitingState>().notNull(),
      /** Parked once and taken up again: it stands outside its subject's order. */
      replayed: boolean().notNull().default(false),
      attempts: integer().notNull().default(0),
      error: text().notNull(),
      dueAt: instant('due_at').notNull(),
      parkedAt: instant('parked_at'),
      claimedBy: text('claimed_by'),
      claimedUntil: instant('claimed_until'),
    },
    (table) => [
      uniqueIndex('inbox_waiting_once').on(table.consumer, table.eventId),
      index('inbox_waiting_by_subject').on(table.consumer, table.source, table.subject, table.sequence),
      index('inbox_waiting_due').on(table.consumer, table.dueAt).where(sql`state = 'WAITING'`),
    ],
  );
  return { inboxHandled, inboxSubjects, inboxWaiting };
}

function deadlineTable(schema: PgSchema) {
  const deadlines = schema.table(
    'deadlines',
    {
      /** Another one whenever it is set anew. */
      id: text().primaryKey(),
      kind: text().notNull(),
      subject: text().notNull(),
      /** Domain time; the instants below are the machine's. */
      dueAt: instant('due_at').notNull(),
      data: jsonb().$type<Json>(),
      attempts: integer().notNull().default(0),
      error: text(),
      retryAt: instant('retry_at'),
      claimedBy: text('claimed_by'),
      claimedUntil: instant('claimed_until'),
    },
    (table) => [uniqueIndex('deadlines_once').on(table.kind, table.subject), index('deadlines_due').on(table.dueAt)],
  );
  return { deadlines };
}

function streamTables(schema: PgSchema) {
  const streamHeads = schema.table('stream_heads', {
    stream: text().primaryKey(),
    number: integer().notNull(),
  });
  const streamEntries = schema.table(
    'stream_entries',
    {
      stream: text().notNull(),
      number: integer().notNull(),
      entry: jsonb().$type<Json>().notNull(),
      at: instant('at').notNull(),
    },
    (table) => [primaryKey({ columns: [table.stream, table.number] }), index('stream_entries_by_age').on(table.at)],
  );
  return { streamHeads, streamEntries };
}
