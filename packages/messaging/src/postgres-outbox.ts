import { type Database, type Db, rows } from '@marketplace/storage/database';
import { and, asc, between, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { composeEnvelopes, numbersNeeded, type Publisher } from './compose-envelopes.ts';
import type { AnyEnvelope, EventDraft, Origin } from './envelope.ts';
import { type OutboxStore, PRUNED_AT_ONCE } from './message-store.ts';
import type { MessageTables } from './message-tables.ts';
import type { WakeUps } from './postgres-wake-ups.ts';

const CLAIM_WINDOW = 500; // events looked at to find the subjects to claim: bounds the query when many are unsent

/** A subject's row is locked until the commit, so that its numbers are gapless and appear in their order. */
export async function appendToOutbox(
  tx: Db,
  { outbox, outboxSubjects }: MessageTables,
  drafts: readonly EventDraft[],
  origin: Origin,
  publisher: Publisher,
  wake: WakeUps,
): Promise<void> {
  if (drafts.length === 0) return;
  const lastNumbers = await tx
    .insert(outboxSubjects)
    .values(numbersNeeded(drafts).map(([subject, count]) => ({ subject, sequence: count })))
    .onConflictDoUpdate({
      target: outboxSubjects.subject,
      set: { sequence: sql`${outboxSubjects.sequence} + excluded.sequence` },
    })
    .returning({ subject: outboxSubjects.subject, sequence: outboxSubjects.sequence });
  const numbers = new Map(lastNumbers.map(({ subject, sequence }) => [subject, sequence]));
  const events = composeEnvelopes(drafts, numbers, origin, publisher);
  const inserted = tx
    .insert(outbox)
    .values(events.map((event) => ({ id: event.id, subject: event.subject, sequence: event.sequence, event })))
    .getSQL();
  await tx.execute(sql`with inserted as (${inserted}) select ${wake.notify('outbox')}`);
}

export function postgresOutbox(
  database: Database,
  { outbox, outboxSubjects }: MessageTables,
  source: `/${string}`,
  wake: WakeUps,
): OutboxStore {
  const { db } = database;
  return {
    source,
    async claimSubjects(claimer, limit, leaseMs) {
      const claimed = await rows<{ subject: string }>(
        db,
        sql`with unsent as (
            select s.subject, o.position from ${outbox} o join ${outboxSubjects} s on s.subject = o.subject
            where o.sent_at is null and (s.claimed_until is null or s.claimed_until < clock_timestamp())
            order by o.position limit ${CLAIM_WINDOW} for update of s skip locked
          ), oldest as (select subject from unsent group by subject order by min(position) limit ${limit})
          update ${outboxSubjects} s
          set claimed_by = ${claimer}, claimed_until = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'
          from oldest where s.subject = oldest.subject returning s.subject`,
      );
      return claimed.map(({ subject }) => subject);
    },
    async unsent(subjects, limit) {
      if (subjects.length === 0) return [];
      const found = await db
        .select({ event: outbox.event })
        .from(outbox)
        .where(and(isNull(outbox.sentAt), inArray(outbox.subject, [...subjects])))
        .orderBy(asc(outbox.position))
        .limit(limit);
      return found.map(({ event }): AnyEnvelope => event);
    },
    async markSent(eventIds) {
      if (eventIds.length === 0) return;
      await db
        .update(outbox)
        .set({ sentAt: sql`clock_timestamp()` })
        .where(inArray(outbox.id, [...eventIds]));
    },
    async release(claimer, subjects) {
      // one at a time: who publishes about several of them locks them in another order
      for (const subject of subjects)
        await db
          .update(outboxSubjects)
          .set({ claimedBy: null, claimedUntil: null })
          .where(and(eq(outboxSubjects.claimedBy, claimer), eq(outboxSubjects.subject, subject)));
    },
    async resend(subject, from, to) {
      const again = db
        .update(outbox)
        .set({ sentAt: null })
        .where(and(eq(outbox.subject, subject), between(outbox.sequence, from, to), isNotNull(outbox.sentAt)))
        .getSQL();
      await db.execute(sql`with again as (${again}) select ${wake.notify('outbox')}`);
    },
    async prune(appendedBefore) {
      const old = db
        .select({ position: outbox.position })
        .from(outbox)
        .where(and(lt(outbox.createdAt, appendedBefore), isNotNull(outbox.sentAt)))
        .limit(PRUNED_AT_ONCE);
      const deleted = await db.delete(outbox).where(inArray(outbox.position, old)).returning({ id: outbox.id });
      return deleted.length;
    },
    async newest() {
      const [found] = await db.select({ id: outbox.id }).from(outbox).orderBy(desc(outbox.position)).limit(1);
      return found?.id ?? null;
    },
    async backlog() {
      const [found] = await db
        .select({
          unsent: sql<number>`count(*)::int`,
          oldest: sql<Date | null>`min(${outbox.createdAt})`.mapWith(outbox.createdAt),
        })
        .from(outbox)
        .where(isNull(outbox.sentAt));
      return found ?? { unsent: 0, oldest: null };
    },
    onAppended: (onAppended) => wake.on('outbox', onAppended),
  };
}
