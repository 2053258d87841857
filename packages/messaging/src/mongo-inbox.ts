import { newId } from '@marketplace/kernel/ids';
import type { Mongo } from '@marketplace/storage/mongo';
import type { Filter } from 'mongodb';
import type { AnyEnvelope } from './envelope.ts';
import { readEnvelope } from './message-body.ts';
import { type InboxStore, PRUNED_AT_ONCE, type WaitingMessage } from './message-store.ts';
import { markHandled, moveOn, subjectKey } from './mongo-admission.ts';
import type { MessageCollections, WaitingDocument } from './mongo-collections.ts';
import type { LocalWakeUps } from './mongo-wake-ups.ts';

export function mongoInbox(mongo: Mongo, collections: MessageCollections, wake: LocalWakeUps): InboxStore {
  const { inboxWaiting, inboxSubjects, inboxHandled } = collections;

  const ofSubject = (consumer: string, { source, subject }: AnyEnvelope): Filter<WaitingDocument> => ({
    consumer,
    state: 'WAITING',
    source,
    subject,
  });

  /** What waits, of each subject the first alone, and what is replayed. */
  function firsts(consumer: string) {
    return inboxWaiting.aggregate<Pick<WaitingDocument, '_id' | 'dueAt' | 'claimedUntil'>>([
      { $match: { consumer, state: 'WAITING' } },
      { $sort: { source: 1, subject: 1, sequence: 1 } },
      {
        $group: {
          _id: { source: '$source', subject: '$subject', replayed: { $cond: ['$replayed', '$_id', null] } },
          id: { $first: '$_id' },
          dueAt: { $first: '$dueAt' },
          claimedUntil: { $first: '$claimedUntil' },
        },
      },
      { $project: { _id: '$id', dueAt: 1, claimedUntil: 1 } },
      { $sort: { dueAt: 1 } },
    ]);
  }

  return {
    async handledUpTo(consumer, event) {
      return (await inboxSubjects.findOne({ _id: subjectKey(consumer, event) }))?.number ?? 0;
    },
    async isHeldBack(consumer, event) {
      const earlier = { ...ofSubject(consumer, event), replayed: false, sequence: { $lt: event.sequence } };
      return (await inboxWaiting.findOne(earlier, { projection: { _id: 1 } })) !== null;
    },
    async wait(consumer, event, error, dueAt) {
      const { _id, ...document } = waitingDocument(consumer, event, error, dueAt);
      await inboxWaiting.updateOne(
        { consumer, eventId: event.id },
        { $setOnInsert: { _id, ...document } },
        { upsert: true },
      );
    },
    async hasten(consumer, event, sequence, now) {
      const filter = { ...ofSubject(consumer, event), sequence };
      const { matchedCount } = await inboxWaiting.updateOne(filter, { $min: { dueAt: now } });
      return matchedCount > 0;
    },
    async claimDue(consumer, _claimer, now, limit, leaseMs) {
      const machine = new Date();
      const claimed: WaitingMessage[] = [];
      for await (const { _id, dueAt, claimedUntil } of firsts(consumer)) {
        if (dueAt > now || claimed.length === limit) break;
        if (claimedUntil && claimedUntil >= machine) continue;
        const document = await inboxWaiting.findOneAndUpdate(
          { _id, state: 'WAITING', $or: [{ claimedUntil: null }, { claimedUntil: { $lt: machine } }] },
          { $set: { claimedUntil: new Date(machine.getTime() + leaseMs) } },
          { returnDocument: 'after' },
        );
        if (document) claimed.push(messageOf(document));
      }
      return claimed;
    },
    async nextDue(consumer) {
      const [first] = await firsts(consumer).toArray();
      return first?.dueAt ?? null;
    },
    async remove(id) {
      await inboxWaiting.deleteOne({ _id: id });
    },
    async retryAt(id, error, dueAt) {
      await inboxWaiting.updateOne(
        { _id: id, state: 'WAITING' },
        { $set: { error, dueAt, claimedUntil: null }, $inc: { attempts: 1 } },
      );
    },
    park: (id, error) =>
      mongo.transaction(async (session) => {
        const parked = await inboxWaiting.findOneAndUpdate(
          { _id: id, state: 'WAITING' },
          { $set: { state: 'PARKED', error, parkedAt: new Date(), replayed: false, claimedUntil: null } },
          { session },
        );
        const { event } = parked ? messageOf(parked) : { event: null };
        if (parked && event) await moveOn(session, collections, parked.consumer, event);
      }),
    parkEvent: (consumer, event, error) =>
      mongo.transaction(async (session) => {
        const parked = { state: 'PARKED', error, parkedAt: new Date() } as const;
        const known = await inboxWaiting.findOne({ consumer, eventId: event.id }, { session });
        if (!known) {
          const waiting = waitingDocument(consumer, event, error, new Date());
          await inboxWaiting.insertOne({ ...waiting, ...parked }, { session });
        } else if (known.state === 'WAITING') {
          await inboxWaiting.updateOne({ _id: known._id }, { $set: parked }, { session });
        }
        await moveOn(session, collections, consumer, event);
      }),
    async parkUnreadable(consumer, body, error) {
      const now = new Date();
      const unknown = { replayed: false, attempts: 0, claimedUntil: null };
      const document = { _id: newId('msg'), consumer, body, error, dueAt: now, parkedAt: now, ...unknown };
      await inboxWaiting.insertOne({ ...document, state: 'PARKED' });
    },
    async parked(limit, after) {
      const filter: Filter<WaitingDocument> = { state: 'PARKED', ...(after === null ? {} : { _id: { $gt: after } }) };
      const found = await inboxWaiting.find(filter).sort({ _id: 1 }).limit(limit).toArray();
      return found.map(messageOf);
    },
    async replay(id) {
      const { modifiedCount } = await inboxWaiting.updateOne(
        { _id: id, state: 'PARKED', eventId: { $exists: true } },
        { $set: { state: 'WAITING', replayed: true, dueAt: new Date(), parkedAt: null } },
      );
      if (modifiedCount > 0) wake.now('inbox');
      return modifiedCount > 0;
    },
    discard: (id) =>
      mongo.transaction(async (session) => {
        const gone = await inboxWaiting.findOneAndDelete({ _id: id, state: 'PARKED' }, { session });
        if (gone?.eventId) await markHandled(session, collections, gone.consumer, gone.eventId);
        return gone !== null;
      }),
    onDue: (onDue) => wake.on('inbox', onDue),
    async prune(handledBefore) {
      const old = await inboxHandled
        .find({ handledAt: { $lt: handledBefore } })
        .limit(PRUNED_AT_ONCE)
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      await inboxHandled.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
      return old.length;
    },
  };
}

function waitingDocument(consumer: string, event: AnyEnvelope, error: string, dueAt: Date): WaitingDocument {
  const { id: eventId, source, subject, sequence } = event;
  const fresh = { replayed: false, attempts: 0, parkedAt: null, claimedUntil: null };
  const body = JSON.stringify(event);
  return {
    _id: newId('msg'),
    consumer,
    eventId,
    source,
    subject,
    sequence,
    body,
    state: 'WAITING',
    error,
    dueAt,
    ...fresh,
  };
}

function messageOf({ _id, eventId, ...document }: WaitingDocument): WaitingMessage {
  const { consumer, body, state, replayed, attempts, error, dueAt, parkedAt } = document;
  const event = eventId === undefined ? null : readEnvelope(body);
  return { id: _id, consumer, event, body, state, replayed, attempts, error, dueAt, parkedAt };
}
