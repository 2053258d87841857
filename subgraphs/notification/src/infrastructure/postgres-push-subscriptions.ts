import type { Db } from '@marketplace/storage/database';
import { and, asc, eq, sql } from 'drizzle-orm';
import { MAX_PUSH_SUBSCRIPTIONS, type PushReads, type PushRecords } from '../application/push-ports.ts';
import { toPushSubscription } from './documents.ts';
import { pushSubscriptions } from './tables.ts';

export const pushRecords = (tx: Db): PushRecords => ({
  pushSubscriptions: async (accountId) => {
    const found = await tx
      .select()
      .from(pushSubscriptions)
      .where(eq(pushSubscriptions.accountId, accountId))
      .orderBy(asc(pushSubscriptions.createdAt), asc(pushSubscriptions.id));
    return found.map(({ document }) => toPushSubscription(document));
  },
  savePushSubscription: async (document) => {
    const { id, accountId, endpoint, createdAt } = document;
    const row = { id, accountId, endpoint, createdAt, document };
    await tx.insert(pushSubscriptions).values(row).onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: row });
    await tx.execute(sql`delete from ${pushSubscriptions} where id in
      (select id from ${pushSubscriptions} where account_id = ${accountId}
       order by created_at desc, id desc offset ${MAX_PUSH_SUBSCRIPTIONS})`);
  },
  removePushSubscription: async (accountId, endpoint) => {
    await tx
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.accountId, accountId), eq(pushSubscriptions.endpoint, endpoint)));
  },
});

export const pushReads = (db: Db): PushReads => ({
  pushSubscription: async (id) => {
    const [found] = await db.select().from(pushSubscriptions).where(eq(pushSubscriptions.id, id));
    return found && toPushSubscription(found.document);
  },
});
