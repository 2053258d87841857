import type { ClientSession } from 'mongodb';

export type Topic = 'outbox' | 'inbox' | 'deadlines';

/**
 * Wake-ups within the process: MongoDB tells others nothing. It is enough while whoever appends is alive, since the same
 * process relays and fires; what a dead one left is found by the polls of the others.
 */
export interface LocalWakeUps {
  now(topic: Topic): void;
  /** When the session ends, which is after its transaction. */
  after(session: ClientSession, topic: Topic): void;
  on(topic: Topic, wake: () => void): Promise<() => Promise<void>>;
}

export function localWakeUps(): LocalWakeUps {
  const callbacks = new Map<Topic, Set<() => void>>();
  const promised = new WeakMap<ClientSession, Set<Topic>>();
  const now = (topic: Topic) => {
    for (const wake of callbacks.get(topic) ?? []) wake();
  };
  return {
    now,
    after(session, topic) {
      const topics = promised.get(session) ?? new Set();
      if (topics.has(topic)) return;
      promised.set(session, topics.add(topic));
      session.once('ended', () => now(topic));
    },
    async on(topic, wake) {
      const set = callbacks.get(topic) ?? new Set();
      callbacks.set(topic, set.add(wake));
      return async () => {
        set.delete(wake);
      };
    },
  };
}
