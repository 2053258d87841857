/** The notification store on MongoDB. Everything that must hold together is written in a transaction of the replica set. */
import type { DemoWorld } from '@marketplace/demo/world';
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, providerOf } from '@marketplace/kernel/ids';
import { mongoMessages } from '@marketplace/messaging/mongo-messages';
import type { Mongo } from '@marketplace/storage/mongo';
import type { ClientSession, Collection, Document } from 'mongodb';
import type { OperatorReads } from '../application/operator-ports.ts';
import {
  MAX_OPERATORS_TOLD,
  type NotificationReads,
  type NotificationRecords,
  type NotificationStore,
} from '../application/ports.ts';
import type { PushReads } from '../application/push-ports.ts';
import type { WebhookReads } from '../application/webhook-ports.ts';
import type { Preferences } from '../domain/preferences.ts';
import { demoCopies } from './demo-copies.ts';
import { toAccount, toNotification, toOrder, toPreferences } from './documents.ts';
import { type Collections, createCollections, type Stored } from './mongo-collections.ts';
import { underId, withId } from './mongo-documents.ts';
import { mongoMails, mongoPushes } from './mongo-kept.ts';
import { operatorReads, operatorRecords } from './mongo-operators.ts';
import { pushReads, pushRecords } from './mongo-push-subscriptions.ts';
import { webhookReads, webhookRecords } from './mongo-webhooks.ts';

/** Creates collections and indexes and opens the store. */
export async function mongoNotifications(mongo: Mongo, clock: Clock): Promise<NotificationStore> {
  const messages = mongoMessages({ mongo, source: '/notification', clock });
  await messages.createCollections();
  const collections = await createCollections(mongo.db);
  return {
    transact: (origin, work) =>
      mongo.transaction((session) =>
        work({
          ...messages.within(session, origin),
          ...copiesWithin(collections, session),
          ...notificationsWithin(collections, session),
          ...operatorRecords(collections, session),
          ...pushRecords(collections, session),
          ...webhookRecords(collections, session),
        }),
      ),
    messages: messages.store,
    reads: {
      ...notificationReads(collections),
      ...operatorReads(collections),
      ...pushReads(collections),
      ...webhookReads(collections),
    },
    mails: mongoMails(collections.mails),
    pushes: mongoPushes(collections.pushes),
    importDemo: (world) => mongo.transaction((session) => importDemo(collections, session, world)),
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

function copiesWithin({ accounts, providers, orders }: Collections, session: ClientSession): Copies {
  const save = async (collection: Collection<Stored>, { id, ...document }: { id: string }): Promise<void> => {
    await collection.updateOne({ _id: id }, { $set: document }, { session, upsert: true });
  };
  return {
    account: async (_id) => {
      const found = await accounts.findOne({ _id }, { session });
      return found ? toAccount(withId(found)) : undefined;
    },
    lockAccount: async (_id) => {
      // a write is the only lock: who comes second conflicts, and its transaction runs again
      const found = await accounts.findOneAndUpdate({ _id }, { $inc: { locks: 1 } }, { session });
      return found ? toAccount(withId(found)) : undefined;
    },
    saveAccount: (account) => save(accounts, account),
    operators: async () => {
      const found = await accounts
        .find({ roles: 'OPERATOR' }, { session })
        .sort({ _id: 1 })
        .limit(MAX_OPERATORS_TOLD)
        .toArray();
      return found.map((each) => toAccount(withId(each)).id);
    },
    providerName: async (_id) => (await providers.findOne({ _id }, { session }))?.displayName,
    saveProviderName: async (_id, displayName) => {
      await providers.updateOne({ _id }, { $set: { displayName } }, { session, upsert: true });
    },
    lockOrder: async (_id) => {
      const found = await orders.findOneAndUpdate({ _id }, { $inc: { locks: 1 } }, { session });
      return found ? toOrder(withId(found)) : undefined;
    },
    saveOrder: (order) => save(orders, order),
  };
}

function notificationsWithin(collections: Collections, session: ClientSession): OwnNotifications {
  const { notifications, preferences } = collections;
  return {
    preferences: async (_id) => chosen(await preferences.findOne({ _id }, { session })),
    changePreferences: async (_id, changes) => {
      // the write locks; types have dots in their names, so that no update can address one by its path
      const before = await preferences.findOneAndUpdate({ _id }, { $inc: { locks: 1 } }, { session, upsert: true });
      const after = { ...chosen(before), ...changes };
      const channels = Object.entries(after).map(([type, of]) => ({ type, channels: of }));
      await preferences.updateOne({ _id }, { $set: { channels } }, { session });
      return after;
    },
    addNotification: async ({ id, accountId, eventId, ...rest }) => {
      const key = { accountId, eventId };
      const added = await notifications.updateOne(
        key,
        { $setOnInsert: { _id: id, ...rest } },
        { session, upsert: true },
      );
      return added.upsertedCount > 0;
    },
    setEmailState: async (_id, email) => {
      await notifications.updateOne({ _id }, { $set: { email } }, { session });
    },
    markRead: async (accountId, ids, readAt) => {
      const those = { accountId, inApp: true, _id: { $in: [...ids] } };
      const found = await notifications.countDocuments(those, { session });
      await notifications.updateMany({ ...those, readAt: null }, { $set: { readAt } }, { session });
      return found;
    },
    removeAllOf: async (accountId) => {
      const { providers, pushSubscriptions, webhooks, webhookDeliveries } = collections;
      await providers.deleteOne({ _id: providerOf(accountId) }, { session });
      await notifications.deleteMany({ accountId }, { session });
      await preferences.deleteOne({ _id: accountId }, { session });
      await pushSubscriptions.deleteMany({ accountId }, { session });
      const gone = await webhooks.find({ accountId }, { session }).project<{ _id: string }>({ _id: 1 }).toArray();
      await webhookDeliveries.deleteMany({ webhookId: { $in: gone.map(({ _id }) => _id) } }, { session });
      await webhooks.deleteMany({ accountId }, { session });
    },
  };
}

function notificationReads({ accounts, orders, notifications, preferences }: Collections): OwnReads {
  return {
    order: async (_id) => {
      const found = await orders.findOne({ _id });
      return found ? toOrder(withId(found)) : undefined;
    },
    notification: async (_id) => {
      const found = await notifications.findOne({ _id });
      return found ? toNotification(withId(found)) : undefined;
    },
    account: async (_id) => {
      const found = await accounts.findOne({ _id });
      return found ? toAccount(withId(found)) : undefined;
    },
    inApp: async (accountId: AccountId, limit, after) => {
      const older: Document = after
        ? { $or: [{ createdAt: { $lt: after.createdAt } }, { createdAt: after.createdAt, _id: { $lt: after.id } }] }
        : {};
      const found = await notifications
        .find({ accountId, inApp: true, ...older })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map((each) => toNotification(withId(each)));
    },
    unread: (accountId) => notifications.countDocuments({ accountId, inApp: true, readAt: null }),
    preferences: async (_id) => chosen(await preferences.findOne({ _id })),
  };
}

function chosen(stored: Document | null): Preferences {
  const entries: Iterable<Document> = stored?.channels ?? [];
  return toPreferences(Object.fromEntries(Array.from(entries, ({ type, channels }) => [type, channels])));
}

async function importDemo(
  { accounts, providers, orders }: Collections,
  session: ClientSession,
  world: DemoWorld,
): Promise<void> {
  if (await accounts.findOne({}, { session })) return;
  const demo = demoCopies(world);
  const insert = async (collection: Collection<Stored>, all: readonly { id: string }[]): Promise<void> => {
    if (all.length > 0) await collection.insertMany(all.map(underId), { session });
  };
  await insert(accounts, demo.accounts);
  await insert(providers, demo.providers);
  await insert(orders, demo.orders);
}
