/** Runs work of one subject one after the other, and that of different subjects beside each other. */
export interface Lanes {
  /** Queues work that never rejects. */
  enter(subject: string, work: () => Promise<void>): void;
  /** Resolves when no lane has work left. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    enter(subject, work) {
      const tail = (tails.get(subject) ?? Promise.resolve()).then(work).finally(() => {
        if (tails.get(subject) === tail) tails.delete(subject);
      });
      tails.set(subject, tail);
    },
    async idle() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
