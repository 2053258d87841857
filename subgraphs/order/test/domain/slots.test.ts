import { DAY, HOUR, later, MINUTE, type TimeWindow } from '@marketplace/kernel/clock';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Availability, bookableWindows, checkHours, type WeeklyHours } from '../../src/domain/availability.ts';
import { contains, merge, overlap, subtract } from '../../src/domain/intervals.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { freeSlots, isFree, occupiedUntil, slotAt } from '../../src/domain/slots.ts';

const settings = DEFAULT_SETTINGS;
const everyDay = (from: string, to: string): WeeklyHours[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));
const open = (timeZone: string, weeklyHours: WeeklyHours[], changes: Partial<Availability> = {}): Availability => ({
  weeklyHours,
  timeZone,
  bufferMinutes: 0,
  timeOff: [],
  ...changes,
});
const utc = (text: string) => new Date(`${text}:00.000Z`);
const starts = (availability: Availability, minutes: number, from: Date, to: Date, busy: TimeWindow[] = []) =>
  freeSlots({ availability, busy }, minutes, { start: from, end: to }, later(from, -DAY), settings).map(({ start }) =>
    start.toISOString().slice(0, 16),
  );

describe('slots', () => {
  test('in the night that loses an hour (Berlin, 29 March 2026) the hours are an hour shorter and no slot is at a time that is not', () => {
    const night = open('Europe/Berlin', everyDay('00:00', '06:00'));
    const windows = bookableWindows(night, [], utc('2026-03-28T23:00'), utc('2026-03-29T12:00'));
    expect(windows).toEqual([{ start: utc('2026-03-28T23:00'), end: utc('2026-03-29T04:00') }]);
    // 02:00 and 02:30 local do not exist: 01:30 is followed by 03:00
    expect(starts(night, 60, utc('2026-03-28T23:00'), utc('2026-03-29T12:00'))).toEqual(
      ['23:00', '23:30']
        .map((t) => `2026-03-28T${t}`)
        .concat(['00:00', '00:30', '01:00', '01:30', '02:00', '02:30', '03:00'].map((t) => `2026-03-29T${t}`)),
    );
  });

  test('in the night that gains an hour (Berlin, 25 October 2026) the hours are an hour longer and its half hours come twice', () => {
    const night = open('Europe/Berlin', everyDay('00:00', '06:00'));
    const windows = bookableWindows(night, [], utc('2026-10-24T22:00'), utc('2026-10-25T12:00'));
    expect(windows).toEqual([{ start: utc('2026-10-24T22:00'), end: utc('2026-10-25T05:00') }]);
    expect(starts(night, 60, utc('2026-10-24T22:00'), utc('2026-10-25T12:00'))).toHaveLength(13);
  });

  test('New York changes on other days (8 March, 1 November 2026)', () => {
    const night = open('America/New_York', everyDay('00:00', '06:00'));
    expect(bookableWindows(night, [], utc('2026-03-08T05:00'), utc('2026-03-08T20:00'))).toEqual([
      { start: utc('2026-03-08T05:00'), end: utc('2026-03-08T10:00') },
    ]);
    expect(bookableWindows(night, [], utc('2026-11-01T04:00'), utc('2026-11-01T20:00'))).toEqual([
      { start: utc('2026-11-01T04:00'), end: utc('2026-11-01T11:00') },
    ]);
  });

  test('nine o’clock stays nine o’clock across a change', () => {
    const day = open('Europe/Berlin', everyDay('09:00', '10:00'));
    expect(starts(day, 60, utc('2026-03-27T12:00'), utc('2026-03-30T12:00'))).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
      '2026-03-30T07:00',
    ]);
    expect(starts(day, 60, utc('2026-10-23T12:00'), utc('2026-10-26T12:00'))).toEqual([
      '2026-10-24T07:00',
      '2026-10-25T08:00',
      '2026-10-26T08:00',
    ]);
  });

  test('a customer in another zone asks for their own day and gets the provider’s hours', () => {
    const office = open('America/New_York', everyDay('09:00', '12:00'));
    // the 10th of March in Tokyo: from 10 in the morning of the 9th in New York, whose clocks changed the day before
    expect(starts(office, 60, utc('2026-03-09T15:00'), utc('2026-03-10T15:00'))).toEqual([
      '2026-03-09T15:00',
      '2026-03-10T13:00',
      '2026-03-10T13:30',
      '2026-03-10T14:00',
      '2026-03-10T14:30',
    ]);
  });

  test('a window over midnight is one window, and one that begins where another ends joins it', () => {
    const late = open('Europe/Berlin', [{ weekday: 5, from: '22:00', to: '02:00' }]); // Friday
    expect(bookableWindows(late, [], utc('2026-03-06T00:00'), utc('2026-03-08T00:00'))).toEqual([
      { start: utc('2026-03-06T21:00'), end: utc('2026-03-07T01:00') },
    ]);
    // asked from the day after, its rest is still there
    expect(bookableWindows(late, [], utc('2026-03-07T00:00'), utc('2026-03-08T00:00'))).toEqual([
      { start: utc('2026-03-07T00:00'), end: utc('2026-03-07T01:00') },
    ]);
    const always = open('Europe/Berlin', everyDay('00:00', '24:00'));
    expect(bookableWindows(always, [], utc('2026-03-06T00:00'), utc('2026-03-09T00:00'))).toHaveLength(1);
  });

  test('start at half hours of a clock that is off by three quarters', () => {
    const day = open('Asia/Kathmandu', everyDay('09:10', '11:00')); // UTC+05:45
    expect(starts(day, 30, utc('2026-03-02T00:00'), utc('2026-03-02T12:00'))).toEqual([
      '2026-03-02T03:45', // 09:30
      '2026-03-02T04:15',
      '2026-03-02T04:45',
    ]);
  });

  test('time off takes its window out', () => {
    const window = { start: utc('2026-03-02T09:00'), end: utc('2026-03-02T10:00') };
    const day = open('Etc/UTC', everyDay('08:00', '12:00'), { timeOff: [{ id: 'tof_x', window, note: null }] });
    expect(starts(day, 60, utc('2026-03-02T00:00'), utc('2026-03-02T12:00'))).toEqual([
      '2026-03-02T08:00',
      '2026-03-02T10:00',
      '2026-03-02T10:30',
      '2026-03-02T11:00',
    ]);
  });

  test('lie between half an hour and 180 days from now', () => {
    const availability = open('Etc/UTC', everyDay('00:00', '24:00'));
    const now = utc('2026-03-02T08:10');
    const slots = (start: Date, end: Date) => freeSlots({ availability, busy: [] }, 60, { start, end }, now, settings);
    expect(slots(now, later(now, DAY))[0]?.start).toEqual(utc('2026-03-02T09:00'));
    const horizon = later(now, 180 * DAY);
    expect(slots(later(horizon, -DAY), later(horizon, DAY)).at(-1)?.start).toEqual(later(horizon, -10 * MINUTE));
  });

  const zones = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Etc/UTC',
  );
  const onTheHalfHour = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Etc/UTC');
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 10, 30, 45))
    .map(([hour, minute]) => [hour, minute].map((part) => `${part}`.padStart(2, '0')).join(':'));
  const hours = fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), from: time, to: time }), {
    maxLength: 8,
  });
  // around the changes of both halves of the year
  const instant = fc.tuple(
    fc.constantFrom(utc('2026-03-07T12:00'), utc('2026-03-28T00:00'), utc('2026-10-24T12:00'), utc('2026-10-31T00:00')),
    fc.integer({ min: 0, max: 3 * 24 * 60 }),
  );
  const busy = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 6 * 24 * 12 }), fc.integer({ min: 1, max: 60 })), { maxLength: 6 })
    .map((places) => places.map(([from, length]) => ({ from, length })));

  test('never overlap what is taken, with the buffer on both sides, and are offered exactly when they can be booked', () => {
    fc.assert(
      fc.property(
        zones,
        hours,
        fc.constantFrom(0, 15, 45),
        fc.constantFrom(30, 60, 150),
        instant,
        busy,
        (timeZone, weeklyHours, bufferMinutes, minutes, [base, offset], taken) => {
          const start = later(base, offset * MINUTE);
          const asked = { start, end: later(start, 2 * DAY) };
          const now = later(start, -HOUR);
          const availability = open(timeZone, weeklyHours, { bufferMinutes });
          const places = merge(
            taken.map(({ from, length }) => ({
              start: later(base, from * 5 * MINUTE),
              end: later(base, (from + length) * 5 * MINUTE),
            })),
          );
          const calendar = { availability, busy: places };
          const slots = freeSlots(calendar, minutes, asked, now, settings);
          const offered = new Set(slots.map((slot) => slot.start.getTime()));
          expect(offered.size).toBe(slots.length);
          for (const slot of slots) {
            const place = { start: slot.start, end: occupiedUntil(slot, availability) };
            expect(places.some((other) => overlap(place, other))).toBe(false);
          }
          for (let at = asked.start; at < asked.end; at = later(at, 5 * MINUTE))
            expect(isFree(calendar, slotAt(at, minutes), now, settings)).toBe(offered.has(at.getTime()));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('are exactly what the published windows contain', () => {
    fc.assert(
      fc.property(onTheHalfHour, hours, busy, fc.constantFrom(0, 30), (timeZone, weeklyHours, taken, bufferMinutes) => {
        const base = utc('2026-03-28T00:00');
        const range = { start: base, end: later(base, 4 * DAY) };
        const availability = open(timeZone, weeklyHours, { bufferMinutes });
        const places = merge(
          taken.map(({ from, length }) => ({
            start: later(base, from * 5 * MINUTE),
            end: later(base, (from + length) * 5 * MINUTE),
          })),
        );
        const published = bookableWindows(availability, places, range.start, later(range.end, HOUR));
        const calendar = { availability, busy: places };
        const now = later(base, -HOUR);
        for (let at = range.start; at < range.end; at = later(at, 30 * MINUTE)) {
          const slot = slotAt(at, 60);
          expect(isFree(calendar, slot, now, settings)).toBe(published.some((window) => contains(window, slot)));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('intervals', () => {
  const windows = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 20 })), { maxLength: 8 })
    .map((all) => all.map(([start, length]) => ({ start: new Date(start), end: new Date(start + length) })));
  const has = (all: readonly TimeWindow[], instant: number) =>
    all.some(({ start, end }) => start.getTime() <= instant && instant < end.getTime());

  test('merge and subtract agree with sets of instants', () => {
    fc.assert(
      fc.property(windows, windows, (some, others) => {
        const merged = merge(some);
        const left = subtract(merged, merge(others));
        for (let instant = 0; instant < 90; instant += 1) {
          expect(has(merged, instant)).toBe(has(some, instant));
          expect(has(left, instant)).toBe(has(some, instant) && !has(others, instant));
        }
        for (const [index, window] of merged.entries()) {
          expect(window.start < window.end).toBe(true);
          const next = merged[index + 1];
          if (next) expect(window.end < next.start).toBe(true);
        }
      }),
    );
  });
});

describe('hours', () => {
  const hours = {
    weeklyHours: [{ weekday: 1, from: '09:00', to: '17:00' }],
    timeZone: 'Europe/Berlin',
    bufferMinutes: 0,
  };

  test('may end at midnight and lie in any zone that has a name', () => {
    expect(() => checkHours({ ...hours, weeklyHours: [{ weekday: 7, from: '00:00', to: '24:00' }] })).not.toThrow();
    expect(() => checkHours({ ...hours, timeZone: 'America/Argentina/Buenos_Aires' })).not.toThrow();
  });

  const onMonday = { weekday: 1, from: '09:00', to: '17:00' };
  test.each<[string, object]>([
    ['on no day of the week', { weeklyHours: [{ ...onMonday, weekday: 0 }] }],
    ['from the end of the day', { weeklyHours: [{ ...onMonday, from: '24:00' }] }],
    ['to a time of one digit', { weeklyHours: [{ ...onMonday, to: '9:00' }] }],
    ['too many', { weeklyHours: Array.from({ length: 43 }, () => onMonday) }],
    ['in an offset', { timeZone: '+01:00' }],
    ['nowhere', { timeZone: 'Nowhere' }],
    ['without a zone', { timeZone: '' }],
    ['with a buffer beyond a day’s work', { bufferMinutes: 481 }],
  ])('are refused when they are %s', (_, wrong) => {
    expect(() => checkHours({ ...hours, ...wrong })).toThrow('INVALID_INPUT');
  });
});
