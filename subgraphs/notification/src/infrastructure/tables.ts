/** Documents with the fields that they are found by beside them. drizzle-kit makes the migrations from this file. */
import { messageTables } from '@marketplace/messaging/message-tables';
import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, pgSchema, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

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

export const knownAccounts = notifications.table(
  'known_accounts',
  {
    id: text().primaryKey(),
    document: jsonb().notNull(),
  },
  (table) => [index('known_operators').on(table.id).where(sql`document -> 'roles' ? 'OPERATOR'`)],
);

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

/** Pushes kept instead of sent, where there are no keys for push services. */
export const pushes = notifications.table(
  'pushes',
  {
    id: text().primaryKey(),
    sentAt: instant('sent_at').notNull(),
    document: jsonb().notNull(),
  },
  (table) => [index('pushes_by_age').on(table.sentAt, table.id)],
);

/** Browsers that are told. */
export const pushSubscriptions = notifications.table(
  'push_subscriptions',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    endpoint: text().notNull(),
    createdAt: instant('created_at').notNull(),
    document: jsonb().notNull(),
  },
  (table) => [
    uniqueIndex('push_subscriptions_once').on(table.endpoint),
    index('push_subscriptions_of_account').on(table.accountId, table.createdAt),
  ],
);

export const auditEntries = notifications.table(
  'audit_entries',
  {
    id: text().primaryKey(),
    at: instant('at').notNull(),
    document: jsonb().notNull(),
  },
  (table) => [index('audit_entries_by_age').on(table.at, table.id)],
);

/** What happened around each order. */
export const storyEntries = notifications.table(
  'story_entries',
  {
    orderId: text('order_id').notNull(),
    id: text().notNull(),
    at: instant('at').notNull(),
    document: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.id] }),
    index('story_entries_in_order').on(table.orderId, table.at, table.id),
  ],
);

/** Of all consumers, as they have told. */
export const parkedMessages = notifications.table(
  'parked_messages',
  {
    id: text().primaryKey(),
    parkedAt: instant('parked_at').notNull(),
    document: jsonb().notNull(),
  },
  (table) => [index('parked_messages_by_age').on(table.parkedAt, table.id)],
);

export const webhooks = notifications.table(
  'webhooks',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    active: boolean().notNull(),
    document: jsonb().notNull(),
  },
  (table) => [index('webhooks_of_account').on(table.accountId, table.id)],
);

export const webhookDeliveries = notifications.table(
  'webhook_deliveries',
  {
    id: text().primaryKey(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    entity: text().notNull(),
    eventId: text('event_id').notNull(),
    status: text().notNull(),
    createdAt: instant('created_at').notNull(),
    document: jsonb().notNull(),
  },
  (table) => [
    uniqueIndex('webhook_deliveries_once').on(table.webhookId, table.eventId),
    index('webhook_deliveries_of_webhook').on(table.webhookId, table.id),
    index('webhook_deliveries_pending').on(table.webhookId, table.entity, table.id).where(sql`status = 'PENDING'`),
    index('webhook_deliveries_by_age').on(table.webhookId, table.createdAt),
  ],
);
