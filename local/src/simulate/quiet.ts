/** When all contexts have done what there is to do: outboxes sent, inboxes handled, deadlines that are due fired. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '@marketplace/kernel/clock';
import type { MemoryBroker } from '@marketplace/messaging/memory-broker';
import { type Database, type Db, rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';

/** Something is still to be done after all this time: it never will be. */
export class NeverQuiet extends Error {
  override readonly name = 'NeverQuiet';
}

const POLL_MS = 4;
const LONGEST_MS = 45_000; // a busy machine's longest; what has failed is logged and ends the wait at once

interface Backlog extends Record<string, unknown> {
  readonly schema: string;
  readonly unsent: number;
  readonly waiting: number;
  readonly due: number;
}

/** The contexts' schemas: those that have an outbox. */
export async function contextSchemas(db: Db): Promise<string[]> {
  const found = await rows<{ schema: string }>(
    db,
    sql`select table_schema::text as schema from information_schema.tables where table_name = 'outbox' order by 1`,
  );
  return found.map(({ schema }) => schema);
}

/** Resolves when nothing is to be done any more, or `giveUp` says that it is not worth waiting. Throws NeverQuiet. */
export async function untilQuiet(
  parts: { readonly database: Database; readonly broker: MemoryBroker; readonly clock: Clock },
  schemas: readonly string[],
  giveUp: () => boolean,
): Promise<void> {
  const end = Date.now() + LONGEST_MS;
  while (!giveUp()) {
    const before = parts.broker.traffic();
    if (before.queued === before.done) {
      const backlog = await backlogs(parts.database.db, schemas, parts.clock.now());
      // with no message on its way while the tables were read, what they say is all there is
      if (backlog.length === 0 && before.queued === parts.broker.traffic().queued) return;
      if (Date.now() > end) throw new NeverQuiet(`not quiet: ${JSON.stringify(backlog)}`);
    } else if (Date.now() > end) throw new NeverQuiet(`messages stay under way: ${JSON.stringify(before)}`);
    await pause(POLL_MS);
  }
}

/** A deadline that was put off in the machine's time, as some that only renew copies are, is nobody's business here. */
async function backlogs(db: Db, schemas: readonly string[], now: Date): Promise<Backlog[]> {
  const counts = schemas.map((schema) => {
    const table = (name: string) => sql`${sql.identifier(schema)}.${sql.identifier(name)}`;
    return sql`select ${schema}::text as schema,
      (select count(*)::int from ${table('outbox')} where sent_at is null) as unsent,
      (select count(*)::int from ${table('inbox_waiting')} where state = 'WAITING') as waiting,
      (select count(*)::int from ${table('deadlines')} where due_at <= ${now.toISOString()}::timestamptz
        and (retry_at is null or retry_at <= clock_timestamp())) as due`;
  });
  const found = await rows<Backlog>(db, sql.join(counts, sql` union all `));
  return found.filter(({ unsent, waiting, due }) => unsent + waiting + due > 0);
}
