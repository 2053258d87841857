import { DAY, later, MINUTE, type TimeWindow } from '@marketplace/kernel/clock';
import { Temporal } from 'temporal-polyfill';
import { type Availability, bookableWindows } from './availability.ts';
import { contains } from './intervals.ts';
import type { OrderSettings } from './settings.ts';

/** What decides whether a slot is free. `busy`: taken places, each with the buffer after it. */
export interface Calendar {
  readonly availability: Availability;
  readonly busy: readonly TimeWindow[];
}

export const slotAt = (start: Date, minutes: number): TimeWindow => ({ start, end: later(start, minutes * MINUTE) });

/** A place in the calendar ends with the buffer after its job. */
export const occupiedUntil = (slot: TimeWindow, { bufferMinutes }: Pick<Availability, 'bufferMinutes'>): Date =>
  later(slot.end, bufferMinutes * MINUTE);

/** The range in which a job may be booked now. */
export function bookingRange(now: Date, settings: OrderSettings): TimeWindow {
  return { start: later(now, settings.leadMinutes * MINUTE), end: later(now, settings.bookingHorizonDays * DAY) };
}

/** All slots of this length that start in `asked`, in order. */
export function freeSlots(
  { availability, busy }: Calendar,
  durationMinutes: number,
  asked: TimeWindow,
  now: Date,
  settings: OrderSettings,
): TimeWindow[] {
  const range = bookingRange(now, settings);
  const from = asked.start > range.start ? asked.start : range.start;
  const to = asked.end < range.end ? asked.end : range.end;
  const length = durationMinutes * MINUTE;
  const slots: TimeWindow[] = [];
  // A job may end after the range that its start is asked in.
  for (const window of bookableWindows(availability, busy, from, later(to, length))) {
    let start = nextStart(window.start, availability.timeZone, settings);
    while (start < to && later(start, length) <= window.end) {
      slots.push({ start, end: later(start, length) });
      start = nextStart(later(start, 1), availability.timeZone, settings);
    }
  }
  return slots;
}

/** Whether exactly this slot could be booked now. */
export function isFree(
  { availability, busy }: Calendar,
  slot: TimeWindow,
  now: Date,
  settings: OrderSettings,
): boolean {
  const range = bookingRange(now, settings);
  if (slot.start < range.start || slot.start >= range.end) return false;
  if (nextStart(slot.start, availability.timeZone, settings) > slot.start) return false;
  return bookableWindows(availability, busy, slot.start, slot.end).some((window) => contains(window, slot));
}

/** The first instant from `instant` on at which the local clock shows a multiple of the step. */
function nextStart(instant: Date, timeZone: string, { slotStepMinutes }: OrderSettings): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const sinceStep = (local.minute % slotStepMinutes) * MINUTE + local.second * 1_000 + local.millisecond;
  return sinceStep === 0 ? instant : later(instant, slotStepMinutes * MINUTE - sinceStep);
}
