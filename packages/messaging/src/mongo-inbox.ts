import { newId } from '@marketplace/kernel/ids';
import type { Mongo } from '@marketplace/storage/mongo';
import type { ClientSession, Filter } from 'mongodb';
import type { AnyEnvelope, EventDraft, Origin } from './envelope.ts';
import { readEnvelope } from './message-body.ts';
import { type InboxStore, PRUNED_AT_ONCE, type WaitingMessage } from './message-store.ts';
import { markHandled, moveOn, subjectKey } from './mongo-admission.ts';
import type { MessageCollections, WaitingDocument } from './mongo-collections.ts';
import type { LocalWakeUps } from './mongo-wake-ups.ts';
import { originOfParking, parkedDrafts, unparkedDrafts } from './parking-events.ts';

type Publish = (session: ClientSession, drafts: readonly EventDraft[], origin: Origin) => Promise<void>;

/** `publish`: what it sets aside is told in the same transaction. */
export function mongoInbox(
  mongo: Mongo,
  collections: MessageCollections,
  wake: LocalWakeUps,
  publish: Publish,
): InboxStore {
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

  async function tellParked(session: ClientSession, document: WaitingDocument): Promise<void> {
    const message = messageOf(document);
    const parkedAt = message.parkedAt ?? new Date();
    await publish(session, parkedDrafts({ ...message, parkedAt }), originOfParking(message));
  }

  async function tellUnparked(
    session: ClientSession,
    document: WaitingDocument,
    how: 'REPLAYED' | 'DISCARDED',
  ): Promise<void> {
    const message = messageOf(document);
    await publish(session, unparkedDrafts(message, how), originOfParking(message));
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
          { session, returnDocument: 'after' },
        );
        if (!parked) return;
        const { event } = messageOf(parked);
        if (event) await moveOn(session, collections, parked.consumer, event);
        await tellParked(session, parked);
      }),
    parkEvent: (consumer, event, error) =>
      mongo.transaction(async (session) => {
        const parked = { state: 'PARKED', error, parkedAt: new Date() } as const;
        const known = await inboxWaiting.findOne({ consumer, eventId: event.id }, { session });
        if (!known) {
          const document = { ...waitingDocument(consumer, event, error, new Date()), ...parked };
          await inboxWaiting.insertOne(document, { session });
          await tellParked(session, document);
        } else if (known.state === 'WAITING') {
          await inboxWaiting.updateOne({ _id: known._id }, { $set: parked }, { session });
          await tellParked(session, { ...known, ...parked });
        }
        await moveOn(session, collections, consumer, event);
      }),
    parkUnreadable: (consumer, body, error) =>
      mongo.transaction(async (session) => {
        const now = new Date();
        const unknown = { state: 'PARKED', replayed: false, attempts: 0, claimedUntil: null } as const;
        const document = { _id: newId('msg'), consumer, body, error, dueAt: now, parkedAt: now, ...unknown };
        await inboxWaiting.insertOne(document, { session });
        await tellParked(session, document);
      }),
    async parked(limit, after) {
      const filter: Filter<WaitingDocument> = { state: 'PARKED', ...(after === null ? {} : { _id: { $gt: after } }) };
      const found = await inboxWaiting.find(filter).sort({ _id: 1 }).limit(limit).toArray();
      return found.map(messageOf);
    },
    replay: (id) =>
      mongo.transaction(async (session) => {
        const replayed = await inboxWaiting.findOneAndUpdate(
          { _id: id, state: 'PARKED', eventId: { $exists: true } },
          { $set: { state: 'WAITING', replayed: true, dueAt: new Date(), parkedAt: null } },
          { session },
        );
        if (!replayed) return false;
        await tellUnparked(session, replayed, 'REPLAYED');
        wake.after(session, 'inbox');
        return true;
      }),
    discard: (id) =>
      mongo.transaction(async (session) => {
        const gone = await inboxWaiting.findOneAndDelete({ _id: id, state: 'PARKED' }, { session });
        if (!gone) return false;
        if (gone.eventId) await markHandled(session, collections, gone.consumer, gone.eventId);
        await tellUnparked(session, gone, 'DISCARDED');
        return true;
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
