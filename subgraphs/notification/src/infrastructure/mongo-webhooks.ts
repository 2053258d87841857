import type { AccountId } from '@marketplace/kernel/ids';
import type { ClientSession } from 'mongodb';
import { PRUNED_DELIVERIES, type WebhookReads, type WebhookRecords } from '../application/webhook-ports.ts';
import type { Lane } from '../domain/webhook.ts';
import { toDelivery, toWebhook } from './documents.ts';
import type { Collections } from './mongo-collections.ts';
import { withId } from './mongo-documents.ts';

export function webhookRecords(collections: Collections, session: ClientSession): WebhookRecords {
  const { webhooks, webhookDeliveries } = collections;
  return {
    webhooks: (account) => webhooksOf(collections, account, session),
    webhooksFor: async (accountId, type) => {
      const found = await webhooks.find({ accountId, active: true, eventTypes: type }, { session }).toArray();
      return found.map((each) => toWebhook(withId(each)));
    },
    lockWebhook: async (_id) => {
      // a write is the only lock: who comes second conflicts, and its transaction runs again
      const found = await webhooks.findOneAndUpdate({ _id }, { $inc: { locks: 1 } }, { session });
      return found ? toWebhook(withId(found)) : undefined;
    },
    saveWebhook: async ({ id, ...webhook }) => {
      await webhooks.updateOne({ _id: id }, { $set: webhook }, { session, upsert: true });
    },
    removeWebhook: async (_id) => {
      await webhooks.deleteOne({ _id }, { session });
      await webhookDeliveries.deleteMany({ webhookId: _id }, { session });
    },
    addDelivery: async ({ id, webhookId, eventId, ...delivery }) => {
      const { upsertedCount } = await webhookDeliveries.updateOne(
        { webhookId, eventId },
        { $setOnInsert: { _id: id, ...delivery } },
        { session, upsert: true },
      );
      return upsertedCount > 0;
    },
    delivery: async (_id) => {
      const found = await webhookDeliveries.findOne({ _id }, { session });
      return found ? toDelivery(withId(found)) : undefined;
    },
    saveDelivery: async ({ id, ...delivery }) => {
      await webhookDeliveries.updateOne({ _id: id }, { $set: delivery }, { session });
    },
    firstPending: (lane) => firstPending(collections, lane, session),
    failPending: async (webhookId) => {
      const failed = { status: 'FAILED', nextAttemptAt: null };
      await webhookDeliveries.updateMany({ webhookId, status: 'PENDING' }, { $set: failed }, { session });
    },
    pruneDeliveries: async (webhookId, before) => {
      const old = await webhookDeliveries
        .find({ webhookId, createdAt: { $lt: before }, status: { $ne: 'PENDING' } }, { session })
        .limit(PRUNED_DELIVERIES)
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      if (old.length > 0) await webhookDeliveries.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } }, { session });
    },
  };
}

export function webhookReads(collections: Collections): WebhookReads {
  const { webhooks, webhookDeliveries } = collections;
  return {
    webhook: async (_id) => {
      const found = await webhooks.findOne({ _id });
      return found ? toWebhook(withId(found)) : undefined;
    },
    webhooks: (account) => webhooksOf(collections, account),
    firstPending: (lane) => firstPending(collections, lane),
    deliveries: async (webhookId, limit, after) => {
      const older = after ? { _id: { $lt: after } } : {};
      const found = await webhookDeliveries
        .find({ webhookId, ...older })
        .sort({ _id: -1 })
        .limit(limit)
        .toArray();
      return found.map((each) => toDelivery(withId(each)));
    },
  };
}

async function webhooksOf({ webhooks }: Collections, accountId: AccountId, session?: ClientSession) {
  const found = await webhooks
    .find({ accountId }, session && { session })
    .sort({ _id: -1 })
    .toArray();
  return found.map((each) => toWebhook(withId(each)));
}

async function firstPending({ webhookDeliveries }: Collections, lane: Lane, session?: ClientSession) {
  const { webhookId, entity } = lane;
  const [found] = await webhookDeliveries
    .find({ webhookId, entity, status: 'PENDING' }, session && { session })
    .sort({ _id: 1 })
    .limit(1)
    .toArray();
  return found && toDelivery(withId(found));
}
