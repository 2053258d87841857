/** So much of something at the same time, the rest in a queue that ends somewhere. */
export interface Bulkhead {
  /**
   * Resolves when there is room, false at once when the queue is full too, or later when `signal` aborts first.
   * Whoever got true must `leave`.
   */
  enter(signal: AbortSignal | undefined, waitMs: number): Promise<boolean>;
  leave(): void;
}

export function bulkhead(atOnce: number, maxWaiting: number): Bulkhead {
  const waiting = new Set<(entered: boolean) => void>();
  let inside = 0;
  return {
    enter(signal, waitMs) {
      if (inside < atOnce) {
        inside += 1;
        return Promise.resolve(true);
      }
      if (waiting.size >= maxWaiting || signal?.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        const settle = (entered: boolean) => {
          waiting.delete(settle);
          clearTimeout(timer);
          signal?.removeEventListener('abort', leave);
          resolve(entered);
        };
        const leave = () => settle(false);
        const timer = setTimeout(leave, waitMs);
        signal?.addEventListener('abort', leave);
        waiting.add(settle);
      });
    },
    leave() {
      const [next] = waiting;
      if (next) next(true);
      else inside -= 1;
    },
  };
}
