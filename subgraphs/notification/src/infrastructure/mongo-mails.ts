import type { Collection } from 'mongodb';
import { MAX_STORED_MAILS, type MailStore } from '../application/ports.ts';
import { toMail } from './documents.ts';
import type { Stored } from './mongo-collections.ts';

export function mongoMails(mails: Collection<Stored>): MailStore {
  const newestFirst = { sentAt: -1, _id: -1 } as const;
  return {
    save: async ({ id, ...mail }) => {
      await mails.updateOne({ _id: id }, { $set: mail }, { upsert: true });
      const old = await mails
        .find()
        .sort(newestFirst)
        .skip(MAX_STORED_MAILS)
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      if (old.length > 0) await mails.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
    },
    latest: async (limit) => {
      const found = await mails.find().sort(newestFirst).limit(limit).toArray();
      return found.map(({ _id, ...mail }) => toMail({ id: _id, ...mail }));
    },
  };
}
