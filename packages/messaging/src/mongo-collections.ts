import type { Mongo } from '@marketplace/storage/mongo';
import type { AnyEnvelope } from './envelope.ts';
import type { Json, WaitingState } from './message-store.ts';

interface OutboxDocument {
  readonly _id: string;
  readonly subject: string;
  readonly sequence: number;
  readonly event: AnyEnvelope;
  readonly createdAt: Date;
  /** Absent once it is sent, so that the indexes of what is unsent stay small. */
  readonly unsent?: true;
}

/** `_id` is a subject or a stream, or a consumer with one: its last number. */
interface NumberDocument {
  readonly _id: string;
  readonly number: number;
}

interface LeaseDocument {
  readonly _id: string;
  readonly claimer: string;
  readonly until: Date;
}

/** `_id` is the consumer and the event. */
interface HandledDocument {
  readonly _id: string;
  readonly handledAt: Date;
}

export interface WaitingDocument {
  readonly _id: string;
  readonly consumer: string;
  readonly eventId?: string;
  readonly source?: string;
  readonly subject?: string;
  readonly sequence?: number;
  readonly body: string;
  readonly state: WaitingState;
  readonly replayed: boolean;
  readonly attempts: number;
  readonly error: string;
  readonly dueAt: Date;
  readonly parkedAt: Date | null;
  readonly claimedUntil: Date | null;
}

/** `_id` is the kind and the subject; `id` is another whenever it is set anew. */
interface DeadlineDocument {
  readonly _id: string;
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly dueAt: Date;
  readonly data: Json;
  readonly attempts: number;
  readonly error: string | null;
  readonly retryAt: Date | null;
  readonly claimedUntil: Date | null;
}

interface StreamEntryDocument {
  readonly _id: string;
  readonly stream: string;
  readonly number: number;
  readonly entry: Json;
  readonly at: Date;
}

export type MessageCollections = ReturnType<typeof messageCollections>;

export function messageCollections({ db }: Mongo) {
  return {
    outbox: db.collection<OutboxDocument>('outbox'),
    outboxSubjects: db.collection<NumberDocument>('outbox_subjects'),
    /** Apart from the subjects, so that a relay at work is not in the way of a transaction that publishes. */
    outboxLeases: db.collection<LeaseDocument>('outbox_leases'),
    inboxHandled: db.collection<HandledDocument>('inbox_handled'),
    inboxSubjects: db.collection<NumberDocument>('inbox_subjects'),
    inboxWaiting: db.collection<WaitingDocument>('inbox_waiting'),
    deadlines: db.collection<DeadlineDocument>('deadlines'),
    streamHeads: db.collection<NumberDocument>('stream_heads'),
    streamEntries: db.collection<StreamEntryDocument>('stream_entries'),
  };
}

/** Creates what is missing. Safe to run from several processes at once. */
export async function createMessageCollections(collections: MessageCollections): Promise<void> {
  const { outbox, outboxLeases, inboxHandled, inboxWaiting, deadlines, streamEntries } = collections;
  const unsent = { partialFilterExpression: { unsent: true } };
  await outbox.createIndexes([
    { key: { subject: 1, sequence: 1 }, unique: true },
    { key: { unsent: 1, createdAt: 1 }, ...unsent },
    { key: { unsent: 1, subject: 1, sequence: 1 }, ...unsent },
    { key: { createdAt: 1 } },
  ]);
  await outboxLeases.createIndex({ until: 1 });
  await inboxHandled.createIndex({ handledAt: 1 });
  await inboxWaiting.createIndexes([
    {
      key: { consumer: 1, eventId: 1 },
      unique: true,
      partialFilterExpression: { eventId: { $exists: true } },
    },
    { key: { consumer: 1, state: 1, source: 1, subject: 1, sequence: 1 } },
    { key: { state: 1, _id: 1 } },
  ]);
  await deadlines.createIndex({ dueAt: 1 });
  await streamEntries.createIndexes([{ key: { stream: 1, number: 1 }, unique: true }, { key: { at: 1 } }]);
}
