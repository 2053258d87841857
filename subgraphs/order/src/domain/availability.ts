/** When a provider can be booked: weekly local hours, less time off and what is booked already. */
import { earlier, MINUTE, type TimeWindow } from '@marketplace/kernel/clock';
import type { Id } from '@marketplace/kernel/ids';
import { type Refusal, Refused } from '@marketplace/kernel/refusal';
import { Temporal } from 'temporal-polyfill';
import { clip, merge, subtract } from './intervals.ts';

export interface WeeklyHours {
  /** 1 = Monday … 7 = Sunday. */
  readonly weekday: number;
  /** Local time, `HH:MM`. */
  readonly from: string;
  /** Local time, up to `24:00`. Not later than `from` means on the next day. */
  readonly to: string;
}

export type TimeOffId = Id<'tof'>;

export interface TimeOff {
  readonly id: TimeOffId;
  readonly window: TimeWindow;
  readonly note: string | null;
}

export interface Hours {
  readonly weeklyHours: readonly WeeklyHours[];
  /** IANA name. */
  readonly timeZone: string;
  /** Kept free after each job. */
  readonly bufferMinutes: number;
}

export interface Availability extends Hours {
  readonly timeOff: readonly TimeOff[];
}

const MOST_WEEKLY_HOURS = 42; // six a day: what is published of them up to the horizon stays far below a message's limit
const LONGEST_BUFFER_MINUTES = 8 * 60;
const FROM = /^([01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Throws all that is wrong with hours that a provider wants to set, as INVALID_INPUT. */
export function checkHours({ weeklyHours, timeZone, bufferMinutes }: Hours): void {
  const wrong = (message: string, ...field: string[]): Refusal => ({ code: 'INVALID_INPUT', message, field });
  const refusals = weeklyHours.flatMap(({ weekday, from, to }, index) => [
    ...(weekday >= 1 && weekday <= 7
      ? []
      : [wrong('A weekday is 1 (Monday) to 7 (Sunday).', 'weeklyHours', `${index}`, 'weekday')]),
    ...(FROM.test(from) ? [] : [wrong('A local time is written as 09:00.', 'weeklyHours', `${index}`, 'from')]),
    ...(TO.test(to) ? [] : [wrong('A local time is written as 17:00.', 'weeklyHours', `${index}`, 'to')]),
  ]);
  if (weeklyHours.length > MOST_WEEKLY_HOURS)
    refusals.push(wrong(`There are at most ${MOST_WEEKLY_HOURS} windows in a week.`, 'weeklyHours'));
  if (!isTimeZone(timeZone)) refusals.push(wrong('A time zone is an IANA name, e.g. Europe/Berlin.', 'timeZone'));
  if (bufferMinutes < 0 || bufferMinutes > LONGEST_BUFFER_MINUTES)
    refusals.push(wrong(`A buffer is 0 to ${LONGEST_BUFFER_MINUTES} minutes.`, 'bufferMinutes'));
  const [first, ...rest] = refusals;
  if (first) throw new Refused([first, ...rest]);
}

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false; // offsets such as +01:00 are no places: they know no daylight saving
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The windows in `from` … `to` in which a job may lie whole: a job fits if and only if one of them contains it.
 * `busy` are the places that are taken, each with the buffer after it.
 */
export function bookableWindows(
  availability: Availability,
  busy: readonly TimeWindow[],
  from: Date,
  to: Date,
): TimeWindow[] {
  const { bufferMinutes, timeOff } = availability;
  // A job before a taken place needs this provider's buffer between the two.
  const taken = busy.map(({ start, end }) => ({ start: earlier(start, bufferMinutes * MINUTE), end }));
  const unavailable = merge([...taken, ...timeOff.map(({ window }) => window)]);
  return clip(subtract(workingHours(availability, from, to), unavailable), from, to);
}

/** All hours that touch `from` … `to`, as instants. A window that daylight saving cuts or stretches is as long as the clock says. */
function workingHours({ weeklyHours, timeZone }: Hours, from: Date, to: Date): TimeWindow[] {
  const windows: TimeWindow[] = [];
  const last = localDate(to, timeZone);
  // From the day before: its last window may reach over midnight.
  let date = localDate(from, timeZone).subtract({ days: 1 });
  for (; Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (const hours of weeklyHours) {
      if (hours.weekday !== date.dayOfWeek) continue;
      const overMidnight = hours.to <= hours.from || hours.to === '24:00';
      windows.push({
        start: instantOf(date, hours.from, timeZone),
        end: instantOf(
          overMidnight ? date.add({ days: 1 }) : date,
          hours.to === '24:00' ? '00:00' : hours.to,
          timeZone,
        ),
      });
    }
  }
  return merge(windows);
}

const localDate = (instant: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/** A local time that the clock skips is as much later as it skips; of one that comes twice it is the first. */
function instantOf(date: Temporal.PlainDate, time: string, timeZone: string): Date {
  const plainTime = Temporal.PlainTime.from(time);
  return new Date(date.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds);
}
