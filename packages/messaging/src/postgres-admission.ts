import { type Db, rows } from '@marketplace/storage/database';
import { and, eq, sql } from 'drizzle-orm';
import type { AnyEnvelope } from './envelope.ts';
import type { InboxVerdict } from './message-store.ts';
import type { MessageTables } from './message-tables.ts';

export async function admit(
  tx: Db,
  tables: MessageTables,
  consumer: string,
  event: AnyEnvelope,
  replayed: boolean,
): Promise<InboxVerdict> {
  if (await admitNext(tx, tables, consumer, event)) return 'new';
  const last = await lastNumber(tx, tables, consumer, event);
  if (event.sequence > last) return 'early';
  if (replayed) return (await markHandled(tx, tables, consumer, event.id)) ? 'new' : 'duplicate';
  return (await isHandled(tx, tables, consumer, event.id)) ? 'duplicate' : 'late';
}

/** Moves the subject on to this event if it is the next one, and records it. Waits for whoever else is doing so. */
async function admitNext(
  tx: Db,
  { inboxSubjects, inboxHandled }: MessageTables,
  consumer: string,
  { source, subject, sequence, id }: AnyEnvelope,
): Promise<boolean> {
  const advanced =
    sequence === 1
      ? sql`insert into ${inboxSubjects} (consumer, source, subject, sequence)
          values (${consumer}, ${source}, ${subject}, 1) on conflict do nothing returning sequence`
      : sql`update ${inboxSubjects} set sequence = ${sequence}
          where consumer = ${consumer} and source = ${source} and subject = ${subject} and sequence = ${sequence}::int - 1
          returning sequence`;
  const admitted = await rows(
    tx,
    sql`with advanced as (${advanced})
        insert into ${inboxHandled} (consumer, event_id) select ${consumer}::text, ${id}::text from advanced
        returning event_id`,
  );
  return admitted.length > 0;
}

/** The number up to which a subject's events are handled or set aside. */
export async function lastNumber(
  tx: Db,
  { inboxSubjects }: MessageTables,
  consumer: string,
  { source, subject }: AnyEnvelope,
): Promise<number> {
  const [found] = await tx
    .select({ sequence: inboxSubjects.sequence })
    .from(inboxSubjects)
    .where(
      and(eq(inboxSubjects.consumer, consumer), eq(inboxSubjects.source, source), eq(inboxSubjects.subject, subject)),
    );
  return found?.sequence ?? 0;
}

async function isHandled(tx: Db, { inboxHandled }: MessageTables, consumer: string, id: string): Promise<boolean> {
  const found = await tx
    .select()
    .from(inboxHandled)
    .where(and(eq(inboxHandled.consumer, consumer), eq(inboxHandled.eventId, id)));
  return found.length > 0;
}

/** False when it was handled before. */
export async function markHandled(
  tx: Db,
  { inboxHandled }: MessageTables,
  consumer: string,
  id: string,
): Promise<boolean> {
  const marked = await tx
    .insert(inboxHandled)
    .values({ consumer, eventId: id })
    .onConflictDoNothing()
    .returning({ id: inboxHandled.eventId });
  return marked.length > 0;
}

/** What was set aside counts as done for those that follow it. */
export async function moveOn(
  tx: Db,
  { inboxSubjects }: MessageTables,
  consumer: string,
  { source, subject, sequence }: { source: string; subject: string; sequence: number },
): Promise<void> {
  await tx
    .insert(inboxSubjects)
    .values({ consumer, source, subject, sequence })
    .onConflictDoUpdate({
      target: [inboxSubjects.consumer, inboxSubjects.source, inboxSubjects.subject],
      set: { sequence: sql`greatest(${inboxSubjects.sequence}, excluded.sequence)` },
    });
}
