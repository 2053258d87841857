import type { AccountId } from '@marketplace/kernel/ids';
import type { Db } from '@marketplace/storage/database';
import { and, asc, desc, eq, lt, ne, type SQL, sql } from 'drizzle-orm';
import { PRUNED_DELIVERIES, type WebhookReads, type WebhookRecords } from '../application/webhook-ports.ts';
import type { Lane } from '../domain/webhook.ts';
import { toDelivery, toWebhook } from './documents.ts';
import { webhookDeliveries, webhooks } from './tables.ts';

export const webhookRecords = (tx: Db): WebhookRecords => ({
  webhooks: (account) => webhooksOf(tx, account),
  webhooksFor: async (account, type) => {
    const wanted = sql`${webhooks.document} -> 'eventTypes' ? ${type}`;
    const found = await tx
      .select()
      .from(webhooks)
      .where(and(eq(webhooks.accountId, account), eq(webhooks.active, true), wanted));
    return found.map(({ document }) => toWebhook(document));
  },
  lockWebhook: async (id) => {
    const [found] = await tx.select().from(webhooks).where(eq(webhooks.id, id)).for('update');
    return found && toWebhook(found.document);
  },
  saveWebhook: async (document) => {
    const { id, accountId, active } = document;
    const row = { id, accountId, active, document };
    await tx.insert(webhooks).values(row).onConflictDoUpdate({ target: webhooks.id, set: row });
  },
  removeWebhook: async (id) => {
    await tx.delete(webhooks).where(eq(webhooks.id, id)); // and its deliveries, by their foreign key
  },
  addDelivery: async (document) => {
    const { id, webhookId, entity, eventId, status, createdAt } = document;
    const added = await tx
      .insert(webhookDeliveries)
      .values({ id, webhookId, entity, eventId, status, createdAt, document })
      .onConflictDoNothing({ target: [webhookDeliveries.webhookId, webhookDeliveries.eventId] })
      .returning({ id: webhookDeliveries.id });
    return added.length > 0;
  },
  delivery: async (id) => {
    const [found] = await tx.select().from(webhookDeliveries).where(eq(webhookDeliveries.id, id));
    return found && toDelivery(found.document);
  },
  saveDelivery: async (document) => {
    const { id, status } = document;
    await tx.update(webhookDeliveries).set({ status, document }).where(eq(webhookDeliveries.id, id));
  },
  firstPending: (lane) => firstPending(tx, lane),
  failPending: async (webhookId) => {
    const failed = { status: 'FAILED', nextAttemptAt: null };
    await tx
      .update(webhookDeliveries)
      .set({
        status: 'FAILED',
        document: sql`${webhookDeliveries.document} || ${JSON.stringify(failed)}::jsonb`,
      })
      .where(and(eq(webhookDeliveries.webhookId, webhookId), isPending));
  },
  pruneDeliveries: async (webhookId, before) => {
    const old = tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.webhookId, webhookId),
          lt(webhookDeliveries.createdAt, before),
          ne(webhookDeliveries.status, 'PENDING'),
        ),
      )
      .limit(PRUNED_DELIVERIES);
    await tx.delete(webhookDeliveries).where(sql`id in ${old}`);
  },
});

export const webhookReads = (db: Db): WebhookReads => ({
  webhook: async (id) => {
    const [found] = await db.select().from(webhooks).where(eq(webhooks.id, id));
    return found && toWebhook(found.document);
  },
  webhooks: (account) => webhooksOf(db, account),
  firstPending: (lane) => firstPending(db, lane),
  deliveries: async (webhookId, limit, after) => {
    const older = after ? lt(webhookDeliveries.id, after) : undefined;
    const found = await db
      .select()
      .from(webhookDeliveries)
      .where(and(eq(webhookDeliveries.webhookId, webhookId), older))
      .orderBy(desc(webhookDeliveries.id))
      .limit(limit);
    return found.map(({ document }) => toDelivery(document));
  },
});

const isPending: SQL = eq(webhookDeliveries.status, 'PENDING');

async function webhooksOf(db: Db, account: AccountId) {
  const found = await db.select().from(webhooks).where(eq(webhooks.accountId, account)).orderBy(desc(webhooks.id));
  return found.map(({ document }) => toWebhook(document));
}

async function firstPending(db: Db, { webhookId, entity }: Lane) {
  const [found] = await db
    .select()
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.entity, entity), isPending))
    .orderBy(asc(webhookDeliveries.id))
    .limit(1);
  return found && toDelivery(found.document);
}
