/** Domain time. Deadlines, slots and windows ask it; tokens, leases and retries keep the machine's time. */
export interface Clock {
  /** The present instant. Never changed by its holder. */
  now(): Date;
  /** Calls back whenever the clock was moved, until it is told to stop. Missing where time only passes. */
  onMoved?(listener: () => void): () => void;
}

export const systemClock: Clock = { now: () => new Date() };

/** A sandbox's clock: the system's time and an offset that grows when somebody moves it. */
export interface ShiftedClock extends Clock {
  onMoved(listener: () => void): () => void;
  /** Milliseconds ahead of the system. */
  readonly offset: number;
  /** A smaller offset changes nothing: time never goes back. */
  shiftTo(offset: number): void;
}

export function shiftedClock(system: Clock = systemClock): ShiftedClock {
  const listeners = new Set<() => void>();
  let offset = 0;
  return {
    now: () => later(system.now(), offset),
    onMoved(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get offset() {
      return offset;
    },
    shiftTo(wanted) {
      if (wanted <= offset) return;
      offset = wanted;
      for (const listener of listeners) listener();
    },
  };
}

/** What a context goes by: in a sandbox an operator can move its time. */
export const contextClock = (sandbox: boolean): Clock => (sandbox ? shiftedClock() : systemClock);

export const isShiftedClock = (clock: Clock): clock is ShiftedClock => 'shiftTo' in clock;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const later = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() + milliseconds);
export const earlier = (instant: Date, milliseconds: number): Date => new Date(instant.getTime() - milliseconds);

/** Half-open: includes `start`, excludes `end`. */
export interface TimeWindow {
  readonly start: Date;
  readonly end: Date;
}
