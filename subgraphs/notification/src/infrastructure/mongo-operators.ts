import type { ClientSession, Document } from 'mongodb';
import type { OperatorReads, OperatorRecords } from '../application/operator-ports.ts';
import { toAuditEntry, toParkedMessage, toStoryEntry } from './documents.ts';
import type { Collections } from './mongo-collections.ts';
import { withId } from './mongo-documents.ts';

export const operatorRecords = (
  { auditEntries, storyEntries, parkedMessages }: Collections,
  session: ClientSession,
): OperatorRecords => ({
  addAuditEntry: async ({ id, ...entry }) => {
    await auditEntries.updateOne({ _id: id }, { $setOnInsert: entry }, { session, upsert: true });
  },
  addStoryEntry: async (entry) => {
    const _id = `${entry.orderId}/${entry.id}`;
    await storyEntries.updateOne({ _id }, { $setOnInsert: entry }, { session, upsert: true });
  },
  saveParkedMessage: async ({ id, ...message }) => {
    await parkedMessages.updateOne({ _id: id }, { $set: message }, { session, upsert: true });
  },
  removeParkedMessage: async (_id) => {
    await parkedMessages.deleteOne({ _id }, { session });
  },
});

export const operatorReads = ({ auditEntries, storyEntries, parkedMessages }: Collections): OperatorReads => ({
  auditLog: async (limit, after) => {
    const found = await auditEntries
      .find(after ? before('at', after.at, after.id) : {})
      .sort({ at: -1, _id: -1 })
      .limit(limit)
      .toArray();
    return found.map((each) => toAuditEntry(withId(each)));
  },
  story: async (orderId, limit) => {
    const found = await storyEntries.find({ orderId }).sort({ at: 1, id: 1 }).limit(limit).toArray();
    return found.map(toStoryEntry);
  },
  parkedMessages: async (limit, after) => {
    const found = await parkedMessages
      .find(after ? before('parkedAt', after.parkedAt, after.id) : {})
      .sort({ parkedAt: -1, _id: -1 })
      .limit(limit)
      .toArray();
    return found.map((each) => toParkedMessage(withId(each)));
  },
  parkedMessage: async (_id) => {
    const found = await parkedMessages.findOne({ _id });
    return found ? toParkedMessage(withId(found)) : undefined;
  },
});

const before = (field: 'at' | 'parkedAt', instant: Date, id: string): Document => ({
  $or: [{ [field]: { $lt: instant } }, { [field]: instant, _id: { $lt: id } }],
});
