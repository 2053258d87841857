import { newId } from '@marketplace/kernel/ids';
import type { Database, Db } from '@marketplace/storage/database';
import { and, asc, eq, inArray, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Deadline, DeadlineStore, NewDeadline } from './message-store.ts';
import type { MessageTables } from './message-tables.ts';
import type { WakeUps } from './postgres-wake-ups.ts';

export async function setDeadline(
  tx: Db,
  { deadlines }: MessageTables,
  { kind, subject, dueAt, data = null }: NewDeadline,
  wake: WakeUps,
): Promise<void> {
  const fresh = {
    id: newId('dln'),
    dueAt,
    data,
    attempts: 0,
    error: null,
    retryAt: null,
    claimedBy: null,
    claimedUntil: null,
  };
  const upsert = tx
    .insert(deadlines)
    .values({ kind, subject, ...fresh })
    .onConflictDoUpdate({ target: [deadlines.kind, deadlines.subject], set: fresh })
    .getSQL();
  await tx.execute(sql`with upsert as (${upsert}) select ${wake.notify('deadlines')}`);
}

export async function clearDeadline(
  tx: Db,
  { deadlines }: MessageTables,
  kind: string,
  subject: string,
): Promise<void> {
  await tx.delete(deadlines).where(and(eq(deadlines.kind, kind), eq(deadlines.subject, subject)));
}

export function postgresDeadlines(database: Database, { deadlines }: MessageTables, wake: WakeUps): DeadlineStore {
  const { db } = database;
  const machineNow = sql`clock_timestamp()`;
  return {
    async claimDue(claimer, now, limit, leaseMs) {
      const due = db.$with('due').as(
        db
          .select({ id: deadlines.id })
          .from(deadlines)
          .where(
            and(
              lte(deadlines.dueAt, now),
              or(isNull(deadlines.claimedUntil), lt(deadlines.claimedUntil, machineNow)),
              or(isNull(deadlines.retryAt), lte(deadlines.retryAt, machineNow)),
            ),
          )
          .orderBy(asc(deadlines.dueAt))
          .limit(limit)
          .for('update', { skipLocked: true }),
      );
      const claimed = await db
        .with(due)
        .update(deadlines)
        .set({ claimedBy: claimer, claimedUntil: sql`clock_timestamp() + ${leaseMs}::int * interval '1 millisecond'` })
        .where(inArray(deadlines.id, db.select({ id: due.id }).from(due)))
        .returning();
      return claimed
        .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
        .map(
          ({ id, kind, subject, dueAt, data, attempts }): Deadline => ({ id, kind, subject, dueAt, data, attempts }),
        );
    },
    async complete({ id }) {
      await db.delete(deadlines).where(eq(deadlines.id, id));
    },
    async retryAt({ id, attempts }, error, dueAt) {
      await db
        .update(deadlines)
        .set({ attempts: attempts + 1, error, retryAt: dueAt, claimedBy: null, claimedUntil: null })
        .where(eq(deadlines.id, id));
    },
    async next() {
      const [found] = await db
        .select({ dueAt: deadlines.dueAt })
        .from(deadlines)
        .orderBy(asc(deadlines.dueAt))
        .limit(1);
      return found?.dueAt ?? null;
    },
    async ahead(now, but, patienceMs) {
      const at = now.toISOString();
      const [found] = await db
        .select({
          due: sql<boolean | null>`bool_or(due_at <= ${at}::timestamptz
            and coalesce(retry_at, '-infinity') <= clock_timestamp() + ${patienceMs}::int * interval '1 millisecond')`,
          next: sql<Date | null>`min(due_at) filter (where due_at > ${at}::timestamptz)`.mapWith(deadlines.dueAt),
        })
        .from(deadlines)
        .where(notInArray(deadlines.kind, [...but]));
      return { due: found?.due ?? false, next: found?.next ?? null };
    },
    onSet: (onSet) => wake.on('deadlines', onSet),
  };
}
