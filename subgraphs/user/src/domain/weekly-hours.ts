import type { TimeWindow } from '@marketplace/kernel/clock';
import { Temporal } from 'temporal-polyfill';

/** When somebody works, in local time. */
export interface WeeklyHours {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** E.g. 09:00. */
  readonly from: string;
  /** Later on the same day. */
  readonly to: string;
}

/** These hours as instants, on so many local days from the one of `now` on; what is past of today is left out. */
export function workingWindows(
  hours: readonly WeeklyHours[],
  timeZone: string,
  now: Date,
  days: number,
): readonly TimeWindow[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const windows = Array.from({ length: days }, (_, index) => today.add({ days: index })).flatMap((date) =>
    hours
      .filter(({ weekday }) => weekday === date.dayOfWeek)
      .map(({ from, to }) => ({ start: instantOf(date, from, timeZone), end: instantOf(date, to, timeZone) })),
  );
  return windows
    .filter(({ end }) => end > now)
    .map(({ start, end }) => ({ start: start > now ? start : now, end }))
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());
}

/** A local time that the clock skips is as much later as it skips; of one that comes twice it is the first. */
function instantOf(date: Temporal.PlainDate, time: string, timeZone: string): Date {
  const plainTime = Temporal.PlainTime.from(time);
  return new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}
