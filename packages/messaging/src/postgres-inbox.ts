import { newId } from '@marketplace/kernel/ids';
import { type Database, type Db, rows } from '@marketplace/storage/database';
import { and, asc, eq, gt, inArray, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyEnvelope, EventDraft, Origin } from './envelope.ts';
import { storableText } from './error-text.ts';
import { readEnvelope } from './message-body.ts';
import { type InboxStore, PRUNED_AT_ONCE, type WaitingMessage } from './message-store.ts';
import type { MessageTables } from './message-tables.ts';
import { originOfParking, parkedDrafts, unparkedDrafts } from './parking-events.ts';
import { lastNumber, markHandled, moveOn } from './postgres-admission.ts';
import type { WakeUps } from './postgres-wake-ups.ts';

type Row = MessageTables['inboxWaiting']['$inferSelect'];
type Publish = (tx: Db, drafts: readonly EventDraft[], origin: Origin) => Promise<void>;

/** `publish`: what it sets aside is told in the same transaction. */
export function postgresInbox(database: Database, tables: MessageTables, wake: WakeUps, publish: Publish): InboxStore {
  const { db } = database;
  const waiting = tables.inboxWaiting;
  const isWaiting = eq(waiting.state, 'WAITING');
  const isParked = eq(waiting.state, 'PARKED');
  /** Of the table as `w`: no other of its subject waits before it. */
  const isFirst = sql`(w.replayed or not exists (
    select from ${waiting} e where e.consumer = w.consumer and e.source = w.source and e.subject = w.subject
      and e.state = 'WAITING' and not e.replayed and e.sequence < w.sequence))`;
  const unclaimed = { claimedBy: null, claimedUntil: null };

  const ofSubject = (consumer: string, { source, subject }: AnyEnvelope): SQL | undefined =>
    and(eq(waiting.consumer, consumer), eq(waiting.source, source), eq(waiting.subject, subject));

  const row = (consumer: string, event: AnyEnvelope, error: string) => ({
    id: newId('msg'),
    consumer,
    eventId: event.id,
    source: event.source,
    subject: event.subject,
    sequence: event.sequence,
    body: JSON.stringify(event),
    error,
  });

  async function tellParked(tx: Db, row: Row | undefined): Promise<void> {
    if (!row) return; // it was before
    const message = messageOf(row);
    const parkedAt = message.parkedAt ?? new Date();
    await publish(tx, parkedDrafts({ ...message, parkedAt }), originOfParking(message));
  }

  async function tellUnparked(tx: Db, row: Row, how: 'REPLAYED' | 'DISCARDED'): Promise<void> {
    const message = messageOf(row);
    await publish(tx, unparkedDrafts(message, how), originOfParking(message));
  }

  return {
    handledUpTo: (consumer, event) => lastNumber(db, tables, consumer, event),
    async isHeldBack(consumer, event) {
      const found = await db
        .select({ id: waiting.id })
        .from(waiting)
        .where(
          and(ofSubject(consumer, event), isWaiting, eq(waiting.replayed, false), lt(waiting.sequence, event.sequence)),
        )
        .limit(1);
      return found.length > 0;
    },
    async wait(consumer, event, error, dueAt) {
      await db
        .insert(waiting)
        .values({ ...row(consumer, event, error), state: 'WAITING', dueAt })
        .onConflictDoNothing();
    },
    async hasten(consumer, event, sequence, now) {
      const hastened = await db
        .update(waiting)
        .set({ dueAt: sql`least(${waiting.dueAt}, ${now.toISOString()}::timestamptz)` })
        .where(and(ofSubject(consumer, event), isWaiting, eq(waiting.sequence, sequence)))
        .returning({ id: waiting.id });
      return hastened.length > 0;
    },
    async claimDue(consumer, claimer, now, limit, leaseMs) {
      const at = now.toISOString();
      const claimed = await rows<{ id: string }>(
        db,
        sql`with due as (
            select w.id from ${waiting} w
            where w.consumer = ${consumer} and w.state = 'WAITING' and w.due_at <= ${at}::timestamptz
              and (w.claimed_until is null or w.claimed_until < clock_timestamp())
              and ${isFirst}
            order by w.due_at limit ${limit} for update skip locked
          )
          update ${waiting} w
          set claimed_by = ${claimer}, claimed_until = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
          from due where w.id = due.id returning w.id`,
      );
      const ids = claimed.map(({ id }) => id);
      const found = await db.select().from(waiting).where(inArray(waiting.id, ids)).orderBy(asc(waiting.dueAt));
      return found.map(messageOf);
    },
    async nextDue(consumer) {
      const [found] = await rows<{ due: string | Date | null }>(
        db,
        sql`select min(w.due_at) as due from ${waiting} w
            where w.consumer = ${consumer} and w.state = 'WAITING' and ${isFirst}`,
      );
      return found?.due ? new Date(found.due) : null;
    },
    async remove(id) {
      await db.delete(waiting).where(eq(waiting.id, id));
    },
    async retryAt(id, error, dueAt) {
      await db
        .update(waiting)
        .set({ attempts: sql`${waiting.attempts} + 1`, error, dueAt, ...unclaimed })
        .where(and(eq(waiting.id, id), isWaiting));
    },
    park: (id, error) =>
      database.transaction(async (tx) => {
        const [parked] = await tx
          .update(waiting)
          .set({ state: 'PARKED', error, parkedAt: sql`clock_timestamp()`, replayed: false, ...unclaimed })
          .where(and(eq(waiting.id, id), isWaiting))
          .returning();
        const { event } = parked ? messageOf(parked) : { event: null };
        if (parked && event) await moveOn(tx, tables, parked.consumer, event);
        await tellParked(tx, parked);
      }),
    parkEvent: (consumer, event, error) =>
      database.transaction(async (tx) => {
        const parked = { state: 'PARKED', error, parkedAt: sql`clock_timestamp()` } as const;
        const [changed] = await tx
          .insert(waiting)
          .values({ ...row(consumer, event, error), ...parked, dueAt: sql`clock_timestamp()` })
          .onConflictDoUpdate({ target: [waiting.consumer, waiting.eventId], set: parked, setWhere: isWaiting })
          .returning();
        await moveOn(tx, tables, consumer, event);
        await tellParked(tx, changed);
      }),
    parkUnreadable: (consumer, body, error) =>
      database.transaction(async (tx) => {
        const now = sql`clock_timestamp()`;
        const [parked] = await tx
          .insert(waiting)
          .values({
            id: newId('msg'),
            consumer,
            body: storableText(body),
            error,
            state: 'PARKED',
            dueAt: now,
            parkedAt: now,
          })
          .returning();
        await tellParked(tx, parked);
      }),
    async parked(limit, after) {
      const found = await db
        .select()
        .from(waiting)
        .where(and(isParked, after === null ? undefined : gt(waiting.id, after)))
        .orderBy(asc(waiting.id))
        .limit(limit);
      return found.map(messageOf);
    },
    replay: (id) =>
      database.transaction(async (tx) => {
        const [replayed] = await tx
          .update(waiting)
          .set({ state: 'WAITING', replayed: true, dueAt: sql`clock_timestamp()`, parkedAt: null })
          .where(and(eq(waiting.id, id), isParked, isNotNull(waiting.eventId)))
          .returning();
        if (!replayed) return false;
        await tx.execute(sql`select ${wake.notify('inbox')}`);
        await tellUnparked(tx, replayed, 'REPLAYED');
        return true;
      }),
    discard: (id) =>
      database.transaction(async (tx) => {
        const [gone] = await tx
          .delete(waiting)
          .where(and(eq(waiting.id, id), isParked))
          .returning();
        if (!gone) return false;
        if (gone.eventId) await markHandled(tx, tables, gone.consumer, gone.eventId);
        await tellUnparked(tx, gone, 'DISCARDED');
        return true;
      }),
    onDue: (onDue) => wake.on('inbox', onDue),
    async prune(handledBefore) {
      const { inboxHandled } = tables;
      const old = db
        .select({ row: sql`ctid` })
        .from(inboxHandled)
        .where(lt(inboxHandled.handledAt, handledBefore))
        .limit(PRUNED_AT_ONCE);
      const deleted = await db
        .delete(inboxHandled)
        .where(sql`ctid = any(array(${old}))`)
        .returning({ id: inboxHandled.eventId });
      return deleted.length;
    },
  };
}

function messageOf(row: Row): WaitingMessage {
  const { id, consumer, body, state, replayed, attempts, error, dueAt, parkedAt } = row;
  const event = row.eventId === null ? null : readEnvelope(body);
  return { id, consumer, event, body, state, replayed, attempts, error, dueAt, parkedAt };
}
