import type { Clock } from '@marketplace/kernel/clock';
import type { Mongo } from '@marketplace/storage/mongo';
import type { ClientSession } from 'mongodb';
import type { Publisher } from './compose-envelopes.ts';
import type { Origin } from './envelope.ts';
import type { MessageStore, TransactionMessages } from './message-store.ts';
import { admit } from './mongo-admission.ts';
import { createMessageCollections, messageCollections } from './mongo-collections.ts';
import { clearDeadline, mongoDeadlines, setDeadline } from './mongo-deadlines.ts';
import { mongoInbox } from './mongo-inbox.ts';
import { appendToOutbox, mongoOutbox } from './mongo-outbox.ts';
import { appendToStream, mongoStreams } from './mongo-streams.ts';
import { localWakeUps } from './mongo-wake-ups.ts';

export interface MongoMessages {
  readonly store: MessageStore;
  /** What a transaction of the context's database can do with messages. */
  within(session: ClientSession, origin: Origin): TransactionMessages;
  /** Creates the collections and indexes that are missing; before any other use. */
  createCollections(): Promise<void>;
}

/** A context's messages in collections of its own database. */
export function mongoMessages(parts: {
  readonly mongo: Mongo;
  readonly source: `/${string}`;
  readonly clock: Clock;
}): MongoMessages {
  const { mongo, source, clock } = parts;
  const collections = messageCollections(mongo);
  const wake = localWakeUps();
  const publisher: Publisher = { source, clock };
  return {
    store: {
      outbox: mongoOutbox(collections, source, wake),
      inbox: mongoInbox(mongo, collections, wake, (session, drafts, origin) =>
        appendToOutbox(session, collections, drafts, origin, publisher, wake),
      ),
      deadlines: mongoDeadlines(collections, wake),
      streams: mongoStreams(collections),
      freeLeases: async () => {}, // other processes may be at work
    },
    within: (session, origin) => ({
      publish: (...drafts) => appendToOutbox(session, collections, drafts, origin, publisher, wake),
      setDeadline: (deadline) => setDeadline(session, collections, deadline, wake),
      clearDeadline: (kind, subject) => clearDeadline(session, collections, kind, subject),
      appendToStream: (stream, entry) => appendToStream(session, collections, stream, entry, clock.now()),
      inbox: {
        admit: (consumer, event, replayed = false) => admit(session, collections, consumer, event, replayed),
      },
    }),
    createCollections: () => createMessageCollections(collections),
  };
}
