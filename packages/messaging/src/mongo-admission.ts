import type { ClientSession } from 'mongodb';
import type { AnyEnvelope } from './envelope.ts';
import type { InboxVerdict } from './message-store.ts';
import type { MessageCollections } from './mongo-collections.ts';

export const subjectKey = (consumer: string, { source, subject }: AnyEnvelope): string =>
  `${consumer} ${source} ${subject}`;
const handledKey = (consumer: string, eventId: string): string => `${consumer} ${eventId}`;

export async function admit(
  session: ClientSession,
  collections: MessageCollections,
  consumer: string,
  event: AnyEnvelope,
  replayed: boolean,
): Promise<InboxVerdict> {
  const { inboxSubjects, inboxHandled } = collections;
  if (await advance(session, collections, consumer, event)) {
    await markHandled(session, collections, consumer, event.id);
    return 'new';
  }
  const last = await inboxSubjects.findOne({ _id: subjectKey(consumer, event) }, { session });
  if (event.sequence > (last?.number ?? 0)) return 'early';
  if (await inboxHandled.findOne({ _id: handledKey(consumer, event.id) }, { session })) return 'duplicate';
  if (!replayed) return 'late';
  await markHandled(session, collections, consumer, event.id);
  return 'new';
}

/** Moves the subject on to this event if it is the next one. A transaction that does the same is run again. */
async function advance(
  session: ClientSession,
  { inboxSubjects }: MessageCollections,
  consumer: string,
  event: AnyEnvelope,
): Promise<boolean> {
  const _id = subjectKey(consumer, event);
  const number = event.sequence;
  if (number === 1) {
    const { upsertedCount } = await inboxSubjects.updateOne(
      { _id },
      { $setOnInsert: { number } },
      { upsert: true, session },
    );
    return upsertedCount === 1;
  }
  const { modifiedCount } = await inboxSubjects.updateOne(
    { _id, number: number - 1 },
    { $set: { number } },
    { session },
  );
  return modifiedCount === 1;
}

export async function markHandled(
  session: ClientSession,
  { inboxHandled }: MessageCollections,
  consumer: string,
  eventId: string,
): Promise<void> {
  await inboxHandled.insertOne({ _id: handledKey(consumer, eventId), handledAt: new Date() }, { session });
}

/** What was set aside counts as done for those that follow it. */
export async function moveOn(
  session: ClientSession,
  { inboxSubjects }: MessageCollections,
  consumer: string,
  event: AnyEnvelope,
): Promise<void> {
  await inboxSubjects.updateOne(
    { _id: subjectKey(consumer, event) },
    { $max: { number: event.sequence } },
    { upsert: true, session },
  );
}
