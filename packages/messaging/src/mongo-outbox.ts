import { type ClientSession, MongoBulkWriteError } from 'mongodb';
import { composeEnvelopes, numbersNeeded, type Publisher } from './compose-envelopes.ts';
import type { EventDraft, Origin } from './envelope.ts';
import { type OutboxStore, PRUNED_AT_ONCE } from './message-store.ts';
import type { MessageCollections } from './mongo-collections.ts';
import type { LocalWakeUps } from './mongo-wake-ups.ts';

const CLAIM_WINDOW = 500; // events looked at to find the subjects to claim: bounds the query when many are unsent
const DUPLICATE_KEY = 11_000;

/** Two transactions that number the same subject's events conflict: one of them is run again. */
export async function appendToOutbox(
  session: ClientSession,
  { outbox, outboxSubjects }: MessageCollections,
  drafts: readonly EventDraft[],
  origin: Origin,
  publisher: Publisher,
  wake: LocalWakeUps,
): Promise<void> {
  if (drafts.length === 0) return;
  const numbers = new Map<string, number>();
  for (const [subject, count] of numbersNeeded(drafts)) {
    const head = await outboxSubjects.findOneAndUpdate(
      { _id: subject },
      { $inc: { number: count } },
      { upsert: true, returnDocument: 'after', session },
    );
    numbers.set(subject, head?.number ?? 0);
  }
  const createdAt = new Date();
  const events = composeEnvelopes(drafts, numbers, origin, publisher);
  await outbox.insertMany(
    events.map((event) => ({
      _id: event.id,
      subject: event.subject,
      sequence: event.sequence,
      event,
      createdAt,
      unsent: true as const,
    })),
    { session },
  );
  wake.after(session, 'outbox');
}

export function mongoOutbox(
  { outbox, outboxLeases }: MessageCollections,
  source: `/${string}`,
  wake: LocalWakeUps,
): OutboxStore {
  /** Leases those that nobody has, and returns them. */
  async function lease(subjects: readonly string[], claimer: string, until: Date): Promise<string[]> {
    try {
      await outboxLeases.insertMany(
        subjects.map((_id) => ({ _id, claimer, until })),
        { ordered: false },
      );
      return [...subjects];
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError)) throw error;
      const faults = [error.writeErrors].flat();
      if (faults.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
      const taken = new Set(faults.map(({ index }) => index));
      return subjects.filter((_, index) => !taken.has(index));
    }
  }

  return {
    source,
    async claimSubjects(claimer, limit, leaseMs) {
      const oldest = await outbox.findOne({ unsent: true }, { projection: { _id: 1 } });
      if (!oldest) return [];
      const now = Date.now();
      await outboxLeases.deleteMany({ until: { $lt: new Date(now) } });
      const leased = await outboxLeases.find().toArray();
      const unsent = await outbox
        .find({ unsent: true, subject: { $nin: leased.map(({ _id }) => _id) } })
        .sort({ createdAt: 1 })
        .limit(CLAIM_WINDOW)
        .project<{ subject: string }>({ subject: 1 })
        .toArray();
      const subjects = [...new Set(unsent.map(({ subject }) => subject))].slice(0, limit);
      return subjects.length === 0 ? [] : lease(subjects, claimer, new Date(now + leaseMs));
    },
    async unsent(subjects, limit) {
      const found = await outbox
        .find({ unsent: true, subject: { $in: [...subjects] } })
        .sort({ subject: 1, sequence: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ event }) => event);
    },
    async markSent(eventIds) {
      await outbox.updateMany({ _id: { $in: [...eventIds] } }, { $unset: { unsent: true } });
    },
    async release(claimer, subjects) {
      await outboxLeases.deleteMany({ _id: { $in: [...subjects] }, claimer });
    },
    async resend(subject, from, to) {
      await outbox.updateMany({ subject, sequence: { $gte: from, $lte: to } }, { $set: { unsent: true } });
      wake.now('outbox');
    },
    async prune(appendedBefore) {
      const old = await outbox
        .find({ createdAt: { $lt: appendedBefore }, unsent: { $exists: false } })
        .limit(PRUNED_AT_ONCE)
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      await outbox.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
      return old.length;
    },
    async newest() {
      // ids sort by their time
      return (await outbox.findOne({}, { sort: { _id: -1 }, projection: { _id: 1 } }))?._id ?? null;
    },
    async backlog() {
      const unsent = await outbox.countDocuments({ unsent: true });
      const oldest = await outbox.findOne({ unsent: true }, { sort: { createdAt: 1 } });
      return { unsent, oldest: oldest?.createdAt ?? null };
    },
    onAppended: (onAppended) => wake.on('outbox', onAppended),
  };
}
