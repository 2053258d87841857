import type { ClientSession } from 'mongodb';
import { type Json, PRUNED_AT_ONCE, type StreamStore } from './message-store.ts';
import type { MessageCollections } from './mongo-collections.ts';
import { checkWhole } from './whole-stream.ts';

export async function appendToStream(
  session: ClientSession,
  { streamHeads, streamEntries }: MessageCollections,
  stream: string,
  entry: Json,
  at: Date,
): Promise<number> {
  const head = await streamHeads.findOneAndUpdate(
    { _id: stream },
    { $inc: { number: 1 } },
    { upsert: true, returnDocument: 'after', session },
  );
  if (!head) throw new Error(`no number for stream ${stream}`);
  const { number } = head;
  await streamEntries.insertOne({ _id: `${stream} ${number}`, stream, number, entry, at }, { session });
  return number;
}

export function mongoStreams({ streamHeads, streamEntries }: MessageCollections): StreamStore {
  async function head(stream: string): Promise<number> {
    return (await streamHeads.findOne({ _id: stream }))?.number ?? 0;
  }
  return {
    head,
    async read(stream, after, limit) {
      const last = await head(stream); // before the entries, which may then be more, never fewer
      const entries = await streamEntries
        .find({ stream, number: { $gt: after } })
        .sort({ number: 1 })
        .limit(limit)
        .toArray();
      return checkWhole(
        stream,
        after,
        last,
        entries.map(({ number, entry, at }) => ({ number, entry, at })),
      );
    },
    async prune(before, kept) {
      const others = kept.length > 0 ? { stream: { $not: beginningWith(kept) } } : {};
      const old = await streamEntries
        .find({ at: { $lt: before }, ...others })
        .limit(PRUNED_AT_ONCE)
        .project<{ _id: string }>({ _id: 1 })
        .toArray();
      await streamEntries.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
      return old.length;
    },
  };
}

function beginningWith(prefixes: readonly string[]): RegExp {
  return new RegExp(`^(?:${prefixes.map((prefix) => prefix.replaceAll(/[^A-Za-z0-9_]/g, '\\$&')).join('|')})`);
}
