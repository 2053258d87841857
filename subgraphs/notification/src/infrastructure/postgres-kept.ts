/** Mails and pushes that are kept instead of sent. */
import type { Db } from '@marketplace/storage/database';
import { desc, sql } from 'drizzle-orm';
import { MAX_STORED, type MailStore } from '../application/ports.ts';
import type { PushStore } from '../application/push-ports.ts';
import { toMail, toPush } from './documents.ts';
import { mails, pushes } from './tables.ts';

type Kept = { readonly id: string; readonly sentAt: Date };

const kept = <Document extends Kept>(
  db: Db,
  table: typeof mails | typeof pushes,
  read: (document: unknown) => Document,
) => ({
  save: async (document: Document): Promise<void> => {
    const row = { id: document.id, sentAt: document.sentAt, document };
    await db.insert(table).values(row).onConflictDoUpdate({ target: table.id, set: row });
    await db.execute(sql`delete from ${table} where id in
      (select id from ${table} order by sent_at desc, id desc offset ${MAX_STORED})`);
  },
  latest: async (limit: number): Promise<readonly Document[]> => {
    const found = await db.select().from(table).orderBy(desc(table.sentAt), desc(table.id)).limit(limit);
    return found.map((row) => read(row.document));
  },
});

export const postgresMails = (db: Db): MailStore => kept(db, mails, toMail);
export const postgresPushes = (db: Db): PushStore => kept(db, pushes, toPush);
