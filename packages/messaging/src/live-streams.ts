import type { StreamEntry } from './message-store.ts';

/**
 * Follows streams as they grow. The store is the truth and a broker message only a wake-up: a follower registers for
 * wake-ups first, then reads the log from its number, and again after every wake-up, reconnection and 15 seconds.
 */
export interface LiveStreams {
  /** All entries after `after`, then each new one, in order and once, until the caller stops. Throws CursorUnknown. */
  follow(stream: string, after: number): AsyncIterableIterator<StreamEntry>;
  close(): Promise<void>;
}
