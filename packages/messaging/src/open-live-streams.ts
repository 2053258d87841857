import type { Logger } from '@marketplace/kernel/logger';
import { type Bell, createBell } from './bell.ts';
import type { Broker, LiveMessage } from './broker.ts';
import type { LiveStreams } from './live-streams.ts';
import type { StreamEntry, StreamStore } from './message-store.ts';

const READ_AT_ONCE = 100;
const POLL_MS = 15_000; // for wake-ups that were lost

/** Follows a context's streams. `streamsOf` says which have grown by an event or a signal that is covered by `patterns`. */
export async function openLiveStreams(parts: {
  readonly store: StreamStore;
  readonly broker: Broker;
  readonly patterns: readonly string[];
  streamsOf(message: LiveMessage): readonly string[];
  readonly logger: Logger;
}): Promise<LiveStreams> {
  const { store, broker, patterns, streamsOf, logger } = parts;
  const followers = new Map<string, Set<Follower>>();

  const listening = await broker.listen({ patterns, onMessage, onConnected: wakeAll });

  function onMessage(message: LiveMessage): void {
    try {
      for (const stream of streamsOf(message)) for (const { bell } of followers.get(stream) ?? []) bell.ring();
    } catch (error) {
      logger.error({ err: error, type: message.type }, 'streams of a message not told');
    }
  }

  function wakeAll(): void {
    for (const set of followers.values()) for (const { bell } of set) bell.ring();
  }

  function add(stream: string, follower: Follower): void {
    followers.set(stream, (followers.get(stream) ?? new Set()).add(follower));
  }

  function remove(stream: string, follower: Follower): void {
    const set = followers.get(stream);
    set?.delete(follower);
    if (set?.size === 0) followers.delete(stream);
  }

  return {
    follow(stream, after) {
      const follower: Follower = { bell: createBell(), stopped: false };
      add(stream, follower); // before the first read: what is appended from now on rings
      const entries = read(store, stream, after, follower);
      const stop = () => {
        follower.stopped = true;
        follower.bell.ring(); // or a caller that leaves would wait for the next entry
        remove(stream, follower);
      };
      return {
        next: () =>
          entries.next().catch((error: unknown) => {
            stop();
            throw error;
          }),
        return: () => {
          stop();
          return entries.return(undefined);
        },
        throw: (error: unknown) => {
          stop();
          return entries.throw(error);
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    },
    async close() {
      await listening.close();
      for (const set of followers.values()) {
        for (const follower of set) {
          follower.stopped = true;
          follower.bell.ring();
        }
      }
      followers.clear();
    },
  };
}

interface Follower {
  readonly bell: Bell;
  stopped: boolean;
}

async function* read(
  store: StreamStore,
  stream: string,
  after: number,
  follower: Follower,
): AsyncGenerator<StreamEntry, undefined> {
  let last = after;
  while (!follower.stopped) {
    const entries = await store.read(stream, last, READ_AT_ONCE);
    for (const entry of entries) {
      last = entry.number;
      yield entry;
      if (follower.stopped) return;
    }
    if (entries.length < READ_AT_ONCE) await follower.bell.sleep(POLL_MS);
  }
}
