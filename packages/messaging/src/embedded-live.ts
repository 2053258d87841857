import type { Database, Db } from '@marketplace/storage/database';
import { eq, lt, sql } from 'drizzle-orm';
import { covers, type Listener, type LiveMessage } from './broker.ts';
import { largeNotices } from './broker-tables.ts';
import { isRecord, readEnvelope } from './message-body.ts';

/** Notified with each message to listeners, or with the id of the row that holds one too large for a notification. */
const LIVE_CHANNEL = 'broker_live';
const NOTIFICATION_BYTES = 7_900; // PostgreSQL refuses 8,000
const LARGE_NOTICE_SECONDS = 60; // far longer than a listener takes to read it

/** What goes through the channel. */
type Notice =
  | { readonly event: string }
  | { readonly type: string; readonly payload: Readonly<Record<string, unknown>> };

/** Tells listeners in all processes of events when the transaction commits. */
export const tellOfEvents = (tx: Db, bodies: readonly string[]): Promise<void> =>
  tell(
    tx,
    bodies.map((event) => ({ event })),
  );

export const tellOfSignal = (db: Db, type: string, payload: Readonly<Record<string, unknown>>): Promise<void> =>
  tell(db, [{ type, payload }]);

async function tell(db: Db, notices: readonly Notice[]): Promise<void> {
  const notifications: string[] = [];
  for (const notice of notices) notifications.push(await fitting(db, JSON.stringify(notice)));
  if (notifications.length === 0) return;
  const values = sql.join(
    notifications.map((text) => sql`(${text})`),
    sql`, `,
  );
  await db.execute(sql`select pg_notify(${LIVE_CHANNEL}, body) from (values ${values}) as notices (body)`);
}

/** What a notification can carry: the body, or a reference to the row that it is written to. */
async function fitting(db: Db, body: string): Promise<string> {
  if (Buffer.byteLength(body) <= NOTIFICATION_BYTES) return body;
  const expired = sql`now() - ${LARGE_NOTICE_SECONDS} * interval '1 second'`;
  await db.delete(largeNotices).where(lt(largeNotices.writtenAt, expired));
  const [row] = await db.insert(largeNotices).values({ body }).returning({ id: largeNotices.id });
  return JSON.stringify({ large: row?.id });
}

/** The listeners of one broker: they share one registration with the database. */
export interface EmbeddedListeners {
  add(listener: Listener): Promise<() => void>;
  close(): Promise<void>;
}

export function embeddedListeners(database: Database): EmbeddedListeners {
  const listeners = new Set<Listener>();
  let registered: Promise<() => Promise<void>> | undefined;

  async function onNotice(text: string): Promise<void> {
    if (text === '') {
      for (const listener of listeners) listener.onConnected?.(); // the connection was lost, and notices with it
      return;
    }
    const message = await readNotice(database, text);
    if (!message) return;
    for (const listener of listeners) {
      if (listener.patterns.some((pattern) => covers(pattern, message.type))) listener.onMessage(message);
    }
  }

  // one after the other: a large message is read from its row while the next ones arrive
  let last = Promise.resolve();
  const inOrder = (text: string): void => {
    if (listeners.size > 0) last = last.then(() => onNotice(text)).catch(() => {}); // what can't be read is a lost hint
  };

  return {
    async add(listener) {
      listeners.add(listener);
      registered ??= database.listen(LIVE_CHANNEL, inOrder);
      try {
        await registered;
      } catch (error) {
        listeners.delete(listener);
        registered = undefined;
        throw error;
      }
      listener.onConnected?.();
      return () => listeners.delete(listener);
    },
    async close() {
      listeners.clear();
      const unlisten = await registered;
      await unlisten?.();
      await last;
    },
  };
}

async function readNotice(database: Database, text: string): Promise<LiveMessage | undefined> {
  let notice: unknown = JSON.parse(text);
  if (isRecord(notice) && typeof notice.large === 'number') {
    const [row] = await database.db.select().from(largeNotices).where(eq(largeNotices.id, notice.large));
    if (!row) return undefined;
    notice = JSON.parse(row.body);
  }
  if (!isRecord(notice)) return undefined;
  if (typeof notice.event === 'string') {
    const event = readEnvelope(notice.event);
    return { type: event.type, event, payload: event.data };
  }
  if (typeof notice.type !== 'string' || !isRecord(notice.payload)) return undefined;
  return { type: notice.type, payload: notice.payload };
}
