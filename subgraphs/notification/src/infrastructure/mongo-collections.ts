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
}

const NAMES = ['known_accounts', 'known_providers', 'known_orders', 'notifications', 'preferences', 'mails'] as const;

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
  await of('mails').createIndex({ sentAt: -1, _id: -1 });
  return {
    accounts: of('known_accounts'),
    providers: of('known_providers'),
    orders: of('known_orders'),
    notifications: of('notifications'),
    preferences: of('preferences'),
    mails: of('mails'),
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
