import { newId } from '@marketplace/kernel/ids';
import type { ClientSession } from 'mongodb';
import type { Deadline, DeadlineStore, NewDeadline } from './message-store.ts';
import type { MessageCollections } from './mongo-collections.ts';
import type { LocalWakeUps } from './mongo-wake-ups.ts';

const keyOf = (kind: string, subject: string): string => `${kind} ${subject}`;

export async function setDeadline(
  session: ClientSession,
  { deadlines }: MessageCollections,
  { kind, subject, dueAt, data = null }: NewDeadline,
  wake: LocalWakeUps,
): Promise<void> {
  const fresh = { id: newId('dln'), kind, subject, dueAt, data };
  await deadlines.replaceOne(
    { _id: keyOf(kind, subject) },
    { ...fresh, attempts: 0, error: null, retryAt: null, claimedUntil: null },
    { upsert: true, session },
  );
  wake.after(session, 'deadlines');
}

export async function clearDeadline(
  session: ClientSession,
  { deadlines }: MessageCollections,
  kind: string,
  subject: string,
): Promise<void> {
  await deadlines.deleteOne({ _id: keyOf(kind, subject) }, { session });
}

/** Leases and retries go by this process's clock: those of a context's processes differ by far less than a lease. */
export function mongoDeadlines({ deadlines }: MessageCollections, wake: LocalWakeUps): DeadlineStore {
  return {
    async claimDue(_claimer, now, limit, leaseMs) {
      const machine = new Date();
      const free = {
        $and: [
          { $or: [{ claimedUntil: null }, { claimedUntil: { $lt: machine } }] },
          { $or: [{ retryAt: null }, { retryAt: { $lte: machine } }] },
        ],
      };
      const due = await deadlines
        .find({ dueAt: { $lte: now }, ...free })
        .sort({ dueAt: 1 })
        .limit(limit)
        .toArray();
      const claimed: Deadline[] = [];
      for (const { _id, id, kind, subject, dueAt, data, attempts } of due) {
        const { modifiedCount } = await deadlines.updateOne(
          { _id, id, ...free },
          { $set: { claimedUntil: new Date(machine.getTime() + leaseMs) } },
        );
        if (modifiedCount === 1) claimed.push({ id, kind, subject, dueAt, data, attempts });
      }
      return claimed;
    },
    async complete({ id, kind, subject }) {
      await deadlines.deleteOne({ _id: keyOf(kind, subject), id });
    },
    async retryAt({ id, kind, subject, attempts }, error, dueAt) {
      await deadlines.updateOne(
        { _id: keyOf(kind, subject), id },
        { $set: { attempts: attempts + 1, error, retryAt: dueAt, claimedUntil: null } },
      );
    },
    async next() {
      const found = await deadlines.findOne({}, { sort: { dueAt: 1 } });
      return found?.dueAt ?? null;
    },
    async ahead(now, but, patienceMs) {
      const others = { kind: { $nin: [...but] } };
      const until = new Date(Date.now() + patienceMs);
      const due = { dueAt: { $lte: now }, $or: [{ retryAt: null }, { retryAt: { $lte: until } }] };
      const [overdue, next] = await Promise.all([
        deadlines.findOne({ ...others, ...due }, { projection: { _id: 1 } }),
        deadlines.findOne({ ...others, dueAt: { $gt: now } }, { sort: { dueAt: 1 } }),
      ]);
      return { due: overdue !== null, next: next?.dueAt ?? null };
    },
    onSet: (onSet) => wake.on('deadlines', onSet),
  };
}
