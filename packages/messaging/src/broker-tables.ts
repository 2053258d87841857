/** The embedded broker's own tables. No context reads them. */
import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

export const broker = pgSchema('broker');

/** A consumer's durable queue, and which process is being given its messages. */
export const queues = broker.table('queues', {
  consumer: text().primaryKey(),
  holder: text(),
  heldUntil: timestamp('held_until', { withTimezone: true }),
});

export const bindings = broker.table(
  'bindings',
  {
    consumer: text()
      .notNull()
      .references(() => queues.consumer, { onDelete: 'cascade' }),
    pattern: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.consumer, table.pattern] })],
);

/** What waits to be handled, each queue's in order of id. A handled message is deleted. */
export const messages = broker.table(
  'messages',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    consumer: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    /** How often it was given to a process. */
    deliveries: integer().notNull().default(0),
  },
  (table) => [index('messages_in_order').on(table.consumer, table.id)],
);

/** Messages to listeners that are too large for a notification, for as long as one takes to be read. */
export const largeNotices = broker.table('large_notices', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  body: text().notNull(),
  writtenAt: timestamp('written_at', { withTimezone: true }).notNull().default(sql`now()`),
});
