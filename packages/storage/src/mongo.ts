import { type ClientSession, MongoClient, type Db as MongoDb } from 'mongodb';

/** A context's own MongoDB database, opened. */
export interface Mongo {
  readonly db: MongoDb;
  /** Runs `work` in one transaction of a replica set, again when the server says so: `work` has no effects but its writes. */
  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

const SERVER_SELECTION_TIMEOUT_MS = 5_000;
const SOCKET_TIMEOUT_MS = 30_000;
const POOL_SIZE = 20;

export async function openMongo(url: string, databaseName: string): Promise<Mongo> {
  const client = new MongoClient(url, {
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    maxPoolSize: POOL_SIZE,
    ignoreUndefined: true,
  });
  await client.connect();
  const db = client.db(databaseName);
  return {
    db,
    transaction: (work) => client.withSession((session) => session.withTransaction(() => work(session))),
    ping: async () => {
      await db.command({ ping: 1 });
    },
    close: () => client.close(),
  };
}

/** Whether a document database's URL names MongoDB (`mongodb://`, `mongodb+srv://`). */
export function isMongoUrl(url: string): boolean {
  return url.startsWith('mongodb://') || url.startsWith('mongodb+srv://');
}

/** The database that a MongoDB URL names, if it names one. Several hosts make it no URL that `URL` could read. */
export function databaseInUrl(url: string): string | undefined {
  return /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(url)?.[1];
}
