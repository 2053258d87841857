import type { ClientSession } from 'mongodb';
import { MAX_PUSH_SUBSCRIPTIONS, type PushReads, type PushRecords } from '../application/push-ports.ts';
import { toPushSubscription } from './documents.ts';
import type { Collections } from './mongo-collections.ts';
import { underId, withId } from './mongo-documents.ts';

export const pushRecords = ({ pushSubscriptions }: Collections, session: ClientSession): PushRecords => ({
  pushSubscriptions: async (accountId) => {
    const found = await pushSubscriptions.find({ accountId }, { session }).sort({ createdAt: 1, _id: 1 }).toArray();
    return found.map((each) => toPushSubscription(withId(each)));
  },
  savePushSubscription: async (subscription) => {
    const { accountId, endpoint } = subscription;
    // a document's _id can't be changed
    await pushSubscriptions.deleteOne({ endpoint }, { session });
    await pushSubscriptions.insertOne(underId(subscription), { session });
    const old = await pushSubscriptions
      .find({ accountId }, { session })
      .sort({ createdAt: -1, _id: -1 })
      .skip(MAX_PUSH_SUBSCRIPTIONS)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    if (old.length > 0) await pushSubscriptions.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } }, { session });
  },
  removePushSubscription: async (accountId, endpoint) => {
    await pushSubscriptions.deleteOne({ accountId, endpoint }, { session });
  },
});

export const pushReads = ({ pushSubscriptions }: Collections): PushReads => ({
  pushSubscription: async (_id) => {
    const found = await pushSubscriptions.findOne({ _id });
    return found ? toPushSubscription(withId(found)) : undefined;
  },
});
