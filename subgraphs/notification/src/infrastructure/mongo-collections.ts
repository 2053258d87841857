import type { Collection, Document, Db as MongoDb } from 'mongodb';

export interface Stored extends Document {
  _id: string;
}

export interface Collections {
  readonly accounts: Collection<Stored>;
  readonly providers: Collection<Stored>;
  readonly orders: Collection<Stored>;
  readonly notifications: Collection<Stored>;
  readonly preferences: Collection<Stored>;
  readonly mails: Collection<Stored>;
  readonly pushes: Collection<Stored>;
  readonly pushSubscriptions: Collection<Stored>;
  readonly auditEntries: Collection<Stored>;
  readonly storyEntries: Collection<Stored>;
  readonly parkedMessages: Collection<Stored>;
  readonly webhooks: Collection<Stored>;
  readonly webhookDeliveries: Collection<Stored>;
}

const NAMES = [
  'known_accounts',
  'known_providers',
  'known_orders',
  'notifications',
  'preferences',
  'mails',
  'pushes',
  'push_subscriptions',
  'audit_entries',
  'story_entries',
  'parked_messages',
  'webhooks',
  'webhook_deliveries',
] as const;

/** Creates what is missing, before any transaction writes to it. */
export async function createCollections(db: MongoDb): Promise<Collections> {
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const name of NAMES) if (!existing.has(name)) await createCollection(db, name);
  const of = (name: (typeof NAMES)[number]): Collection<Stored> => db.collection<Stored>(name);
  await of('notifications').createIndexes([
    { key: { accountId: 1, eventId: 1 }, unique: true },
    { key: { accountId: 1, createdAt: -1, _id: -1 }, partialFilterExpression: { inApp: true } },
    { key: { accountId: 1, readAt: 1 }, partialFilterExpression: { inApp: true } },
  ]);
  await of('known_accounts').createIndex({ roles: 1 }, { partialFilterExpression: { roles: 'OPERATOR' } });
  await of('mails').createIndex({ sentAt: -1, _id: -1 });
  await of('pushes').createIndex({ sentAt: -1, _id: -1 });
  await of('push_subscriptions').createIndexes([
    { key: { endpoint: 1 }, unique: true },
    { key: { accountId: 1, createdAt: 1, _id: 1 } },
  ]);
  await of('audit_entries').createIndex({ at: -1, _id: -1 });
  await of('story_entries').createIndex({ orderId: 1, at: 1, id: 1 });
  await of('parked_messages').createIndex({ parkedAt: -1, _id: -1 });
  await of('webhooks').createIndex({ accountId: 1, _id: 1 });
  await of('webhook_deliveries').createIndexes([
    { key: { webhookId: 1, eventId: 1 }, unique: true },
    { key: { webhookId: 1, _id: 1 } },
    { key: { webhookId: 1, createdAt: 1 } },
    { key: { webhookId: 1, entity: 1, _id: 1 }, partialFilterExpression: { status: 'PENDING' } },
  ]);
  return {
    accounts: of('known_accounts'),
    providers: of('known_providers'),
    orders: of('known_orders'),
    notifications: of('notifications'),
    preferences: of('preferences'),
    mails: of('mails'),
    pushes: of('pushes'),
    pushSubscriptions: of('push_subscriptions'),
    auditEntries: of('audit_entries'),
    storyEntries: of('story_entries'),
    parkedMessages: of('parked_messages'),
    webhooks: of('webhooks'),
    webhookDeliveries: of('webhook_deliveries'),
  };
}

const NAMESPACE_EXISTS = 48;

/** Another replica that starts at the same time may be first. */
async function createCollection(db: MongoDb, name: string): Promise<void> {
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === NAMESPACE_EXISTS)) throw error;
  }
}
