import { type Database, type Db, notify } from '@marketplace/storage/database';
import { and, asc, eq, exists, inArray, isNull, lt, notInArray, or, sql } from 'drizzle-orm';
import { covers } from './broker.ts';
import { bindings, messages, queues } from './broker-tables.ts';
import type { Outgoing } from './message-body.ts';

/** Notified with the names of the consumers that have new messages; empty for all. */
export const MESSAGES_CHANNEL = 'broker_messages';
/** Notified with the name of a consumer whose queue is free to be taken over. */
export const FREE_CHANNEL = 'broker_free_queues';

const ROWS_PER_STATEMENT = 1_000; // four parameters each, of the 65,535 that a statement can have
const NOTIFIED_NAMES_BYTES = 7_000; // below the 8,000 bytes that a notification can carry

export interface QueuedMessage {
  readonly id: number;
  readonly subject: string;
  readonly body: string;
  /** This delivery included. */
  readonly deliveries: number;
}

/** The embedded broker's statements on its queues. Leases run in the database's time. */
export interface EmbeddedQueues {
  /** Makes the queue, if there is none yet, and binds it. */
  bind(consumer: string, patterns: readonly string[]): Promise<void>;
  /** Takes a free queue, or keeps it, for this long. False when it is another holder's. */
  hold(consumer: string, holder: string, leaseMs: number): Promise<boolean>;
  /** Frees what another process held that is known to be dead: all but those whose holder begins with `prefix`. */
  freeAllBut(prefix: string): Promise<void>;
  /** Frees a queue. `unstarted` were claimed and not tried. */
  release(consumer: string, holder: string, unstarted: readonly number[]): Promise<void>;
  /** The next messages of a queue that `holder` holds, without those `inHand`, in order. */
  claim(consumer: string, holder: string, inHand: readonly number[], limit: number): Promise<readonly QueuedMessage[]>;
  remove(ids: readonly number[]): Promise<void>;
  count(consumer: string): Promise<number>;
}

export function embeddedQueues(database: Database): EmbeddedQueues {
  const { db } = database;
  return {
    bind: (consumer, patterns) =>
      database.transaction(async (tx) => {
        await tx.insert(queues).values({ consumer }).onConflictDoNothing();
        const wanted = patterns.map((pattern) => ({ consumer, pattern }));
        if (wanted.length > 0) await tx.insert(bindings).values(wanted).onConflictDoNothing();
      }),
    async hold(consumer, holder, leaseMs) {
      const heldUntil = sql`now() + ${leaseMs} * interval '1 millisecond'`;
      const free = or(isNull(queues.holder), eq(queues.holder, holder), lt(queues.heldUntil, sql`now()`));
      const held = await db
        .update(queues)
        .set({ holder, heldUntil })
        .where(and(eq(queues.consumer, consumer), free))
        .returning({ consumer: queues.consumer });
      return held.length > 0;
    },
    async freeAllBut(prefix) {
      await db.update(queues).set({ holder: null }).where(sql`not starts_with(${queues.holder}, ${prefix})`);
    },
    release: (consumer, holder, unstarted) =>
      database.transaction(async (tx) => {
        if (unstarted.length > 0) {
          const oneLess = { deliveries: sql`${messages.deliveries} - 1` };
          await tx
            .update(messages)
            .set(oneLess)
            .where(inArray(messages.id, [...unstarted]));
        }
        const own = and(eq(queues.consumer, consumer), eq(queues.holder, holder));
        await tx.update(queues).set({ holder: null, heldUntil: null }).where(own);
        await notify(tx, FREE_CHANNEL, consumer);
      }),
    async claim(consumer, holder, inHand, limit) {
      const held = db
        .select({ one: sql`1` })
        .from(queues)
        .where(and(eq(queues.consumer, consumer), eq(queues.holder, holder)));
      const next = db
        .select({ id: messages.id })
        .from(messages)
        .where(and(eq(messages.consumer, consumer), notInArray(messages.id, [...inHand]), exists(held)))
        .orderBy(asc(messages.id))
        .limit(limit);
      const claimed = await db
        .update(messages)
        .set({ deliveries: sql`${messages.deliveries} + 1` })
        .where(inArray(messages.id, next))
        .returning({
          id: messages.id,
          subject: messages.subject,
          body: messages.body,
          deliveries: messages.deliveries,
        });
      return claimed.sort((one, other) => one.id - other.id);
    },
    async remove(ids) {
      await db.delete(messages).where(inArray(messages.id, [...ids]));
    },
    count: (consumer) => db.$count(messages, eq(messages.consumer, consumer)),
  };
}

/** Writes a row for each queue that an event is bound for, and returns how many events had none. */
export async function enqueue(tx: Db, outgoing: readonly Outgoing[]): Promise<number> {
  const bound = await tx.select().from(bindings);
  let unrouted = 0;
  const added = outgoing.flatMap(({ event, body }) => {
    const matching = bound.filter(({ pattern }) => covers(pattern, event.type));
    if (matching.length === 0) unrouted += 1;
    const consumers = new Set(matching.map(({ consumer }) => consumer));
    return [...consumers].map((consumer) => ({ consumer, subject: event.subject, body }));
  });
  for (let from = 0; from < added.length; from += ROWS_PER_STATEMENT) {
    await tx.insert(messages).values(added.slice(from, from + ROWS_PER_STATEMENT));
  }
  if (added.length > 0) {
    const names = [...new Set(added.map(({ consumer }) => consumer))].join(' ');
    await notify(tx, MESSAGES_CHANNEL, Buffer.byteLength(names) < NOTIFIED_NAMES_BYTES ? names : '');
  }
  return unrouted;
}
