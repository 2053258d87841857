import type { Clock } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { type Database, rows } from '@marketplace/storage/database';
import type { Mongo } from '@marketplace/storage/mongo';
import { mongoDatabase, pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { sql } from 'drizzle-orm';
import { bigint, pgSchema, text } from 'drizzle-orm/pg-core';
import { describe } from 'vitest';
import type { AnyEnvelope, EventDraft, Origin } from '../src/envelope.ts';
import type { MessageStore, Transact, TransactionMessages } from '../src/message-store.ts';
import { messageTables } from '../src/message-tables.ts';
import { mongoMessages } from '../src/mongo-messages.ts';
import { postgresMessages } from '../src/postgres-messages.ts';

/** A context as small as can be: notes, to which transactions append. */
export interface NotesTransaction extends TransactionMessages {
  note(key: string, text: string): Promise<void>;
}

export interface MessageWorld {
  readonly store: MessageStore;
  readonly transact: Transact<NotesTransaction>;
  readonly clock: TestClock;
  /** What was noted under this key, in order. */
  notes(key: string): Promise<string[]>;
  /** The same database as another process sees it. */
  another(): MessageWorld;
  close(): Promise<void>;
}

/** Runs a suite on every kind of store. */
export function describeWorlds(name: string, suite: (open: () => Promise<MessageWorld>) => void): void {
  describe(`${name} (pglite)`, () => suite(async () => postgresWorld(await pgliteDatabase())));
  describeWith('postgres', name, (url) => suite(async () => postgresWorld(await postgresDatabase(url))));
  describeWith('mongodb', name, (url) => suite(async () => mongoWorld(await mongoDatabase(url))));
}

export interface TestClock extends Clock {
  moveBy(milliseconds: number): void;
}

export function testClock(start = new Date('2026-03-01T10:00:00.000Z')): TestClock {
  let now = start.getTime();
  return {
    now: () => new Date(now),
    moveBy(milliseconds) {
      now += milliseconds;
    },
  };
}

export const ORIGIN: Origin = { correlationId: 'test' };
const SOURCE = '/sample';

/** An event about `subject` that tells its number. */
export function draft(subject: string, number = 1): EventDraft {
  const amount = money(number, currencyCode('EUR'));
  return { type: 'payout.completed', subject, data: { payoutId: newId('pyo'), accountId: newId('acc'), amount } };
}

/** Events 1 to `count` of a subject, as another context would have published them. */
export function eventsOf(subject: string, count: number): AnyEnvelope[] {
  return Array.from({ length: count }, (_, index) => eventOf(subject, index + 1));
}

export function eventOf(subject: string, sequence: number): AnyEnvelope {
  return {
    specversion: '1.0',
    id: newId('evt'),
    source: '/payment',
    time: '2026-03-01T10:00:00.000Z',
    datacontenttype: 'application/json',
    dataschema: 'https://marketplace.dev/events/payout.completed/1',
    sequence,
    correlationid: 'test',
    ...draft(subject, sequence),
  } as AnyEnvelope; // as: a spread does not show that type and data belong together
}

export async function postgresWorld(database: Database): Promise<MessageWorld> {
  const schema = pgSchema('sample');
  const position = bigint({ mode: 'number' }).generatedAlwaysAsIdentity();
  const notes = schema.table('notes', { key: text(), text: text(), position });
  const tables = { schema, ...messageTables(schema), notes };
  const statements = await generateMigration(generateDrizzleJson({}), generateDrizzleJson(tables));
  for (const statement of statements) await database.db.execute(sql.raw(statement));
  return worldOnPostgres(database, testClock());
}

function worldOnPostgres(database: Database, clock: TestClock): MessageWorld {
  const { store, within } = postgresMessages({ database, schema: 'sample', source: SOURCE, clock });
  return {
    store,
    clock,
    transact: (origin, work) =>
      database.transaction((tx) =>
        work({
          ...within(tx, origin),
          async note(key, note) {
            await tx.execute(sql`insert into sample.notes values (${key}, ${note})`);
          },
        }),
      ),
    async notes(key) {
      const found = await rows<{ text: string }>(
        database.db,
        sql`select text from sample.notes where key = ${key} order by position`,
      );
      return found.map((row) => row.text);
    },
    another: () => worldOnPostgres(database, clock),
    close: database.close,
  };
}

async function mongoWorld(mongo: Mongo): Promise<MessageWorld> {
  const world = worldOnMongo(mongo, testClock());
  await world.createCollections();
  await mongo.db.createCollection('notes');
  return world;
}

function worldOnMongo(mongo: Mongo, clock: TestClock): MessageWorld & { createCollections(): Promise<void> } {
  const { store, within, createCollections } = mongoMessages({ mongo, source: SOURCE, clock });
  const notes = mongo.db.collection<{ _id: string; texts: string[] }>('notes');
  return {
    store,
    clock,
    createCollections,
    transact: (origin, work) =>
      mongo.transaction((session) =>
        work({
          ...within(session, origin),
          async note(key, note) {
            await notes.updateOne({ _id: key }, { $push: { texts: note } }, { upsert: true, session });
          },
        }),
      ),
    notes: async (key) => (await notes.findOne({ _id: key }))?.texts ?? [],
    another: () => worldOnMongo(mongo, clock),
    close: mongo.close,
  };
}
