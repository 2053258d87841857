import type { Clock } from '@marketplace/kernel/clock';

/** Domain time as the simulation wants it: it stands still until it is moved. */
export interface MovableClock extends Clock {
  onMoved(listener: () => void): () => void;
  moveTo(instant: Date): void;
}

export function movableClock(start: Date): MovableClock {
  const listeners = new Set<() => void>();
  let now = start;
  return {
    now: () => now,
    onMoved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    moveTo(instant) {
      now = instant;
      for (const listener of listeners) listener();
    },
  };
}
