/** Domain time. Deadlines, slots and windows ask it; tokens, leases and retries keep the machine's time. */
export interface Clock {
  /** The present instant. Never changed by its holder. */
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

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
