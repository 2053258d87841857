/** Documents with the fields that they are found by beside them. drizzle-kit makes the migrations from this file. */
import { messageTables } from '@marketplace/messaging/message-tables';
import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgSchema, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

export const notifications = pgSchema('notifications');

export const {
  outbox,
  outboxSubjects,
  inboxHandled,
  inboxSubjects,
  inboxWaiting,
  deadlines,
  streamHeads,
  streamEntries,
} = messageTables(notifications);

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** `document` holds the fields that have no column. */
export const notificationDocuments = notifications.table(
  'notifications',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    eventId: text('event_id').notNull(),
    inApp: boolean('in_app').notNull(),
    email: text().notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    document: jsonb().notNull(),
  },
  (table) => [
    uniqueIndex('notifications_once').on(table.accountId, table.eventId),
    index('notifications_in_app').on(table.accountId, table.createdAt, table.id).where(sql`in_app`),
    index('notifications_unread').on(table.accountId).where(sql`in_app and read_at is null`),
  ],
);

export const knownAccounts = notifications.table('known_accounts', {
  id: text().primaryKey(),
  document: jsonb().notNull(),
});

export const knownProviders = notifications.table('known_providers', {
  id: text().primaryKey(),
  displayName: text('display_name').notNull(),
});

export const knownOrders = notifications.table('known_orders', {
  id: text().primaryKey(),
  document: jsonb().notNull(),
});

/** An account's chosen channels by type. */
export const preferences = notifications.table('preferences', {
  accountId: text('account_id').primaryKey(),
  document: jsonb().notNull(),
});

/** Mails kept instead of sent, where there is no mail server. */
export const mails = notifications.table(
  'mails',
  {
    id: text().primaryKey(),
    sentAt: instant('sent_at').notNull(),
    document: jsonb().notNull(),
  },
  (table) => [index('mails_by_age').on(table.sentAt, table.id)],
);
