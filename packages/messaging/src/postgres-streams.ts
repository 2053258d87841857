import { type Database, type Db, rows } from '@marketplace/storage/database';
import { and, asc, eq, gt, lt, notLike, sql } from 'drizzle-orm';
import { type Json, PRUNED_AT_ONCE, type StreamStore } from './message-store.ts';
import type { MessageTables } from './message-tables.ts';
import { checkWhole } from './whole-stream.ts';

/** The head's row is locked until the commit, so that numbers become visible in their order. */
export async function appendToStream(
  tx: Db,
  { streamHeads, streamEntries }: MessageTables,
  stream: string,
  entry: Json,
  at: Date,
): Promise<number> {
  const [head] = await rows<{ number: number }>(
    tx,
    sql`with head as (
        insert into ${streamHeads} as h (stream, number) values (${stream}, 1)
        on conflict (stream) do update set number = h.number + 1 returning number
      )
      insert into ${streamEntries} (stream, number, entry, at)
      select ${stream}::text, number, ${JSON.stringify(entry)}::jsonb, ${at.toISOString()}::timestamptz from head
      returning number`,
  );
  if (!head) throw new Error(`no number for stream ${stream}`);
  return head.number;
}

export function postgresStreams(database: Database, { streamHeads, streamEntries }: MessageTables): StreamStore {
  const { db } = database;
  return {
    async read(stream, after, limit) {
      // one statement, so that head and entries are of one moment
      const found = await db
        .select({
          head: streamHeads.number,
          number: streamEntries.number,
          entry: streamEntries.entry,
          at: streamEntries.at,
        })
        .from(streamHeads)
        .leftJoin(streamEntries, and(eq(streamEntries.stream, streamHeads.stream), gt(streamEntries.number, after)))
        .where(eq(streamHeads.stream, stream))
        .orderBy(asc(streamEntries.number))
        .limit(limit);
      const entries = found.flatMap(({ number, entry, at }) =>
        number === null || at === null ? [] : [{ number, entry, at }],
      );
      return checkWhole(stream, after, found[0]?.head ?? 0, entries);
    },
    async head(stream) {
      const [found] = await db.select().from(streamHeads).where(eq(streamHeads.stream, stream));
      return found?.number ?? 0;
    },
    async prune(before, kept) {
      const old = db
        .select({ row: sql`ctid` })
        .from(streamEntries)
        .where(
          and(
            lt(streamEntries.at, before),
            ...kept.map((prefix) => notLike(streamEntries.stream, `${literal(prefix)}%`)),
          ),
        )
        .limit(PRUNED_AT_ONCE);
      const deleted = await db
        .delete(streamEntries)
        .where(sql`ctid = any(array(${old}))`)
        .returning({ number: streamEntries.number });
      return deleted.length;
    },
  };
}

const literal = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
