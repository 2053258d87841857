/** Mails and pushes that are kept instead of sent. */
import type { Collection } from 'mongodb';
import { MAX_STORED, type MailStore } from '../application/ports.ts';
import type { PushStore } from '../application/push-ports.ts';
import { toMail, toPush } from './documents.ts';
import type { Stored } from './mongo-collections.ts';
import { withId } from './mongo-documents.ts';

const NEWEST_FIRST = { sentAt: -1, _id: -1 } as const;

const kept = <Document extends { readonly id: string }>(
  collection: Collection<Stored>,
  read: (document: unknown) => Document,
) => ({
  save: async ({ id, ...document }: Document): Promise<void> => {
    await collection.updateOne({ _id: id }, { $set: document }, { upsert: true });
    const old = await collection
      .find()
      .sort(NEWEST_FIRST)
      .skip(MAX_STORED)
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    if (old.length > 0) await collection.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
  },
  latest: async (limit: number): Promise<readonly Document[]> => {
    const found = await collection.find().sort(NEWEST_FIRST).limit(limit).toArray();
    return found.map((each) => read(withId(each)));
  },
});

export const mongoMails = (mails: Collection<Stored>): MailStore => kept(mails, toMail);
export const mongoPushes = (pushes: Collection<Stored>): PushStore => kept(pushes, toPush);
