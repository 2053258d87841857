import { DAY, type TimeWindow } from '@marketplace/kernel/clock';

/** A provider's bookable intervals that touch one week, each whole. The weeks are counted from the epoch, in UTC. */
export interface BookableWeek {
  readonly week: number;
  readonly windows: readonly TimeWindow[];
}

const WEEK = 7 * DAY;
const MAX_WEEKS = 60; // more than a year; the booking horizon is half of one

export const weekOf = (instant: Date): number => Math.floor(instant.getTime() / WEEK);

/** An interval over the turn of a week stands in both, so that one week tells whether a job fits into it. */
export function byWeek(windows: readonly TimeWindow[]): readonly BookableWeek[] {
  const weeks = new Map<number, TimeWindow[]>();
  for (const window of windows) {
    const first = weekOf(window.start);
    const last = Math.min(weekOf(new Date(window.end.getTime() - 1)), first + MAX_WEEKS);
    for (let week = first; week <= last; week += 1) weeks.set(week, [...(weeks.get(week) ?? []), window]);
  }
  return [...weeks].map(([week, inWeek]) => ({ week, windows: inWeek }));
}
