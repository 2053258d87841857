import type { Db } from '@marketplace/storage/database';
import { desc, sql } from 'drizzle-orm';
import { MAX_STORED_MAILS, type MailStore } from '../application/ports.ts';
import { toMail } from './documents.ts';
import { mails } from './tables.ts';

export function postgresMails(db: Db): MailStore {
  return {
    save: async (document) => {
      const row = { id: document.id, sentAt: document.sentAt, document };
      await db.insert(mails).values(row).onConflictDoUpdate({ target: mails.id, set: row });
      await db.execute(sql`delete from ${mails} where id in
        (select id from ${mails} order by sent_at desc, id desc offset ${MAX_STORED_MAILS})`);
    },
    latest: async (limit) => {
      const found = await db.select().from(mails).orderBy(desc(mails.sentAt), desc(mails.id)).limit(limit);
      return found.map((row) => toMail(row.document));
    },
  };
}
