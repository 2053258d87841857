/** The notification store on PostgreSQL or PGlite, documents as JSONB. */
import type { DemoWorld } from '@marketplace/demo/world';
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, type NotificationId, providerOf } from '@marketplace/kernel/ids';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import { type Database, type Db, rows } from '@marketplace/storage/database';
import { and, count, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { OperatorReads } from '../application/operator-ports.ts';
import {
  MAX_OPERATORS_TOLD,
  type NotificationReads,
  type NotificationRecords,
  type NotificationStore,
} from '../application/ports.ts';
import type { PushReads } from '../application/push-ports.ts';
import type { WebhookReads } from '../application/webhook-ports.ts';
import type { Notification } from '../domain/notification.ts';
import type { Preferences } from '../domain/preferences.ts';
import { demoCopies } from './demo-copies.ts';
import { toAccount, toNotification, toOrder, toPreferences } from './documents.ts';
import { postgresMails, postgresPushes } from './postgres-kept.ts';
import { operatorReads, operatorRecords } from './postgres-operators.ts';
import { pushReads, pushRecords } from './postgres-push-subscriptions.ts';
import { webhookReads, webhookRecords } from './postgres-webhooks.ts';
import {
  knownAccounts,
  knownOrders,
  knownProviders,
  notificationDocuments,
  preferences,
  pushSubscriptions,
  webhooks,
} from './tables.ts';

const MIGRATIONS = new URL('../../migrations', import.meta.url).pathname;

/** Migrates the schema `notifications` and opens the store on it. */
export async function postgresNotifications(database: Database, clock: Clock): Promise<NotificationStore> {
  await database.migrate({ context: 'notifications', folder: MIGRATIONS });
  const messages = postgresMessages({ database, schema: 'notifications', source: '/notification', clock });
  return {
    transact: (origin, work) =>
      database.transaction((tx) =>
        work({
          ...messages.within(tx, origin),
          ...copiesWithin(tx),
          ...notificationsWithin(tx),
          ...operatorRecords(tx),
          ...pushRecords(tx),
          ...webhookRecords(tx),
        }),
      ),
    messages: messages.store,
    reads: {
      ...notificationReads(database.db),
      ...operatorReads(database.db),
      ...pushReads(database.db),
      ...webhookReads(database.db),
    },
    mails: postgresMails(database.db),
    pushes: postgresPushes(database.db),
    importDemo: (world) => database.transaction((tx) => importDemo(tx, world)),
  };
}

type Copies = Pick<
  NotificationRecords,
  | 'account'
  | 'lockAccount'
  | 'saveAccount'
  | 'operators'
  | 'providerName'
  | 'saveProviderName'
  | 'lockOrder'
  | 'saveOrder'
>;
type OwnNotifications = Omit<NotificationRecords, keyof Copies>;
type OwnReads = Omit<NotificationReads, keyof (OperatorReads & PushReads & WebhookReads)>;

function copiesWithin(tx: Db): Copies {
  return {
    account: (id) => account(tx, id),
    lockAccount: async (id) => {
      const [found] = await tx.select().from(knownAccounts).where(eq(knownAccounts.id, id)).for('update');
      return found && toAccount(found.document);
    },
    saveAccount: async (document) => {
      await tx
        .insert(knownAccounts)
        .values({ id: document.id, document })
        .onConflictDoUpdate({ target: knownAccounts.id, set: { document } });
    },
    operators: async () => {
      const found = await tx
        .select({ document: knownAccounts.document })
        .from(knownAccounts)
        .where(sql`${knownAccounts.document} -> 'roles' ? 'OPERATOR'`)
        .orderBy(knownAccounts.id)
        .limit(MAX_OPERATORS_TOLD);
      return found.map(({ document }) => toAccount(document).id);
    },
    providerName: async (id) => {
      const [found] = await tx.select().from(knownProviders).where(eq(knownProviders.id, id));
      return found?.displayName;
    },
    saveProviderName: async (id, displayName) => {
      await tx
        .insert(knownProviders)
        .values({ id, displayName })
        .onConflictDoUpdate({ target: knownProviders.id, set: { displayName } });
    },
    lockOrder: async (id) => {
      const [found] = await tx.select().from(knownOrders).where(eq(knownOrders.id, id)).for('update');
      return found && toOrder(found.document);
    },
    saveOrder: async (document) => {
      await tx
        .insert(knownOrders)
        .values({ id: document.id, document })
        .onConflictDoUpdate({ target: knownOrders.id, set: { document } });
    },
  };
}

function notificationsWithin(tx: Db): OwnNotifications {
  return {
    preferences: (accountId) => chosen(tx, accountId),
    changePreferences: async (accountId, changes) => {
      const [changed] = await tx
        .insert(preferences)
        .values({ accountId, document: changes })
        .onConflictDoUpdate({
          target: preferences.accountId,
          set: { document: sql`${preferences.document} || excluded.document` },
        })
        .returning({ document: preferences.document });
      return toPreferences(changed?.document);
    },
    addNotification: async (notification) => {
      const added = await tx
        .insert(notificationDocuments)
        .values(rowOf(notification))
        .onConflictDoNothing({ target: [notificationDocuments.accountId, notificationDocuments.eventId] })
        .returning({ id: notificationDocuments.id });
      return added.length > 0;
    },
    setEmailState: async (id, email) => {
      await tx.update(notificationDocuments).set({ email }).where(eq(notificationDocuments.id, id));
    },
    markRead: async (accountId, ids, readAt) => {
      const those = and(ownInApp(accountId), inArray(notificationDocuments.id, [...ids]));
      const found = await tx.select({ id: notificationDocuments.id }).from(notificationDocuments).where(those);
      await tx
        .update(notificationDocuments)
        .set({ readAt })
        .where(and(those, isNull(notificationDocuments.readAt)));
      return found.length;
    },
    removeAllOf: async (accountId) => {
      await tx.delete(notificationDocuments).where(eq(notificationDocuments.accountId, accountId));
      await tx.delete(preferences).where(eq(preferences.accountId, accountId));
      await tx.delete(pushSubscriptions).where(eq(pushSubscriptions.accountId, accountId));
      await tx.delete(webhooks).where(eq(webhooks.accountId, accountId));
      await tx.delete(knownProviders).where(eq(knownProviders.id, providerOf(accountId)));
    },
  };
}

function notificationReads(db: Db): OwnReads {
  return {
    order: async (id) => {
      const [found] = await db.select().from(knownOrders).where(eq(knownOrders.id, id));
      return found && toOrder(found.document);
    },
    notification: async (id: NotificationId) => {
      const [found] = await db.select().from(notificationDocuments).where(eq(notificationDocuments.id, id));
      return found && fromRow(found);
    },
    account: (id) => account(db, id),
    inApp: async (accountId, limit, after) => {
      const older = after
        ? sql`(created_at, id) < (${after.createdAt.toISOString()}::timestamptz, ${after.id})`
        : undefined;
      const found = await db
        .select()
        .from(notificationDocuments)
        .where(and(ownInApp(accountId), older))
        .orderBy(desc(notificationDocuments.createdAt), desc(notificationDocuments.id))
        .limit(limit);
      return found.map(fromRow);
    },
    unread: async (accountId) => {
      const [found] = await db
        .select({ unread: count() })
        .from(notificationDocuments)
        .where(and(ownInApp(accountId), isNull(notificationDocuments.readAt)));
      return found?.unread ?? 0;
    },
    preferences: (accountId) => chosen(db, accountId),
  };
}

const ownInApp = (accountId: AccountId): SQL | undefined =>
  and(eq(notificationDocuments.accountId, accountId), eq(notificationDocuments.inApp, sql`true`));

async function account(db: Db, id: AccountId) {
  const [found] = await db.select().from(knownAccounts).where(eq(knownAccounts.id, id));
  return found && toAccount(found.document);
}

async function chosen(db: Db, accountId: AccountId): Promise<Preferences> {
  const [found] = await db.select().from(preferences).where(eq(preferences.accountId, accountId));
  return found ? toPreferences(found.document) : {};
}

function rowOf(notification: Notification) {
  const { id, accountId, eventId, inApp, email, createdAt, readAt, ...document } = notification;
  return { id, accountId, eventId, inApp, email, createdAt, readAt, document };
}

function fromRow({ document, ...columns }: typeof notificationDocuments.$inferSelect): Notification {
  return toNotification({ ...Object(document), ...columns });
}

async function importDemo(tx: Db, world: DemoWorld): Promise<void> {
  const [any] = await tx.select({ id: knownAccounts.id }).from(knownAccounts).limit(1);
  if (any) return;
  const { accounts, providers, orders } = demoCopies(world);
  const each = (documents: readonly object[]): SQL =>
    sql`jsonb_array_elements(${JSON.stringify(documents)}::jsonb) row`;
  await rows(tx, sql`insert into ${knownAccounts} (id, document) select row ->> 'id', row from ${each(accounts)}`);
  await rows(
    tx,
    sql`insert into ${knownProviders} (id, display_name) select row ->> 'id', row ->> 'displayName' from ${each(providers)}`,
  );
  await rows(tx, sql`insert into ${knownOrders} (id, document) select row ->> 'id', row from ${each(orders)}`);
}
