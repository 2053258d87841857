import { DAY, HOUR, later } from '@marketplace/kernel/clock';
import { distanceMeters, type GeoPoint, publicPoint } from '@marketplace/kernel/geo';
import { isId, newId } from '@marketplace/kernel/ids';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsAround, cellsOf } from '../src/domain/area.ts';
import { byWeek, weekOf } from '../src/domain/bookable.ts';
import { listingOf } from '../src/domain/listing.ts';
import { chordBetween, chordOf, metersOf, positionOf } from '../src/domain/position.ts';
import { newProvider } from '../src/domain/provider.ts';
import { meanOf, ratingOf, weighted } from '../src/domain/rating.ts';
import { SKILLS, skillById, skillBySlug } from '../src/domain/skill-catalogue.ts';
import { workingWindows } from '../src/domain/weekly-hours.ts';
import { containsWords, searchableText, wordsOf } from '../src/domain/words.ts';

const points = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

describe('skills', () => {
  test('have ids and slugs of their own', () => {
    expect(SKILLS.every(({ id }) => isId('skl', id))).toBe(true);
    expect(new Set(SKILLS.map(({ id }) => id)).size).toBe(SKILLS.length);
    expect(new Set(SKILLS.map(({ slug }) => slug)).size).toBe(SKILLS.length);
    for (const skill of SKILLS) expect([skillById(skill.id), skillBySlug(skill.slug)]).toEqual([skill, skill]);
    expect(() => skillBySlug('alchemy')).toThrow('alchemy');
  });
});

describe('a chord', () => {
  test('tells the distance over ground', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const meters = metersOf(chordBetween(positionOf(a), positionOf(b)));
        // opposite points: the arc sine is flat there, and nobody searches that far
        if (distanceMeters(a, b) < 19_000_000) expect(Math.abs(meters - distanceMeters(a, b))).toBeLessThan(0.5);
      }),
    );
  });

  test('and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (meters) => {
        expect(metersOf(chordOf(meters))).toBeCloseTo(meters, 6);
      }),
    );
  });
});

describe('cells around a point', () => {
  const radii = fc.constantFrom(1, 300, 2_000, 10_000, 40_000, 100_000);

  test('have every point within the radius, anywhere on the globe', () => {
    const offset = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 7, noNaN: true }));
    fc.assert(
      fc.property(points, radii, offset, (centre, meters, [part, bearing]) => {
        const point = moved(centre, part * meters, bearing);
        const within = metersOf(chordBetween(positionOf(centre), positionOf(point))) <= meters;
        const around = new Set(cellsAround(positionOf(centre), meters));
        if (within) expect(cellsOf(positionOf(point)).some((cell) => around.has(cell))).toBe(true);
      }),
    );
  });

  test('are few, and not much more than the area', () => {
    fc.assert(
      fc.property(points, fc.constantFrom(2_000, 10_000, 40_000, 100_000), (centre, meters) => {
        const around = new Set(cellsAround(positionOf(centre), meters));
        expect(around.size).toBeLessThan(500);
        const far = moved(centre, 1.8 * meters, meters);
        expect(cellsOf(positionOf(far)).some((cell) => around.has(cell))).toBe(false);
      }),
    );
  });

  function moved({ latitude, longitude }: GeoPoint, meters: number, bearing: number): GeoPoint {
    const radians = Math.PI / 180;
    const [angle, from] = [meters / 6_371_008.8, latitude * radians];
    const to = Math.asin(Math.sin(from) * Math.cos(angle) + Math.cos(from) * Math.sin(angle) * Math.cos(bearing));
    const east = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(from),
      Math.cos(angle) - Math.sin(from) * Math.sin(to),
    );
    return { latitude: to / radians, longitude: longitude + east / radians };
  }
});

describe('words', () => {
  test('are told apart by neither case nor accents nor punctuation', () => {
    expect(wordsOf(' Señor  O’Brien’s CAFÉ—24/7 ')).toEqual(['senor', 'o', 'brien', 's', 'cafe', '24', '7']);
    expect(wordsOf('Уборка квартиры')).toEqual(['уборка', 'квартиры']);
    expect(wordsOf('%_ \\ .* \0')).toEqual([]);
  });

  test('are found by any beginning of theirs, and are plain letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of wordsOf(text)) {
          expect(word).toMatch(/^[\p{Letter}\p{Number}]+$/u);
          expect(containsWords(searchableText('Ada', text), [[...word].slice(0, 3).join('')])).toBe(true);
        }
      }),
    );
  });
});

describe('a rating', () => {
  test('is drawn towards the market’s mean by the weight of ten reviews', () => {
    expect(weighted({ sum: 0, count: 0 }, 4.2)).toBeCloseTo(4.2);
    expect(weighted({ sum: 50, count: 10 }, 4)).toBeCloseTo(4.5);
    expect(weighted({ sum: 5_000, count: 1_000 }, 1)).toBeGreaterThan(4.9);
  });

  test('is the histogram’s', () => {
    expect(ratingOf([1, 0, 2, 0, 3])).toEqual({ sum: 22, count: 6 });
    expect(meanOf(ratingOf([0, 0, 0, 0, 0]))).toBe(3);
  });
});

describe('bookable weeks', () => {
  const epoch = new Date(0);
  const windows = fc.array(
    fc
      .tuple(fc.integer({ min: 0, max: 24 * 100 }), fc.integer({ min: 1, max: 24 * 20 }))
      .map(([from, hours]) => ({ start: later(epoch, from * HOUR), end: later(epoch, (from + hours) * HOUR) })),
    { maxLength: 5 },
  );

  test('the week of an instant has every interval around it', () => {
    fc.assert(
      fc.property(windows, fc.integer({ min: 0, max: 24 * 121 }), (all, hours) => {
        const instant = later(epoch, hours * HOUR);
        const week = byWeek(all).find((each) => each.week === weekOf(instant));
        const around = all.filter(({ start, end }) => start <= instant && instant < end);
        for (const window of around) expect(week?.windows).toContain(window);
      }),
    );
  });

  test('none has an interval that does not touch it', () => {
    fc.assert(
      fc.property(windows, (all) => {
        for (const { week, windows: inWeek } of byWeek(all))
          for (const { start, end } of inWeek) {
            expect(start.getTime()).toBeLessThan((week + 1) * 7 * DAY);
            expect(end.getTime()).toBeGreaterThan(week * 7 * DAY);
          }
      }),
    );
  });
});

describe('working hours', () => {
  const berlin = (hours: Parameters<typeof workingWindows>[0], now: string, days: number) =>
    workingWindows(hours, 'Europe/Berlin', new Date(now), days).map(({ start, end }) => [
      start.toISOString(),
      end.toISOString(),
    ]);
  const office = [{ weekday: 7, from: '09:00', to: '17:00' }];

  test('are local: an hour earlier in summer', () => {
    expect(berlin(office, '2026-03-20T00:00:00Z', 15)).toEqual([
      ['2026-03-22T08:00:00.000Z', '2026-03-22T16:00:00.000Z'],
      ['2026-03-29T07:00:00.000Z', '2026-03-29T15:00:00.000Z'], // the clock was put forward that night
    ]);
  });

  test('begin now on the day that is under way', () => {
    const split = [{ weekday: 7, from: '18:00', to: '20:00' }, ...office, { weekday: 7, from: '06:00', to: '07:00' }];
    expect(berlin(split, '2026-03-22T10:30:00Z', 1)).toEqual([
      ['2026-03-22T10:30:00.000Z', '2026-03-22T16:00:00.000Z'],
      ['2026-03-22T17:00:00.000Z', '2026-03-22T19:00:00.000Z'],
    ]);
    expect(berlin(office, '2026-03-22T16:00:00Z', 7)).toEqual([]);
  });
});

describe('a listing', () => {
  const provider = newProvider(newId('prv'), 'Ada');

  test('is of who has said where they work', () => {
    expect(listingOf(provider, [])).toBeNull();
  });

  test('knows the rounded point alone', () => {
    fc.assert(
      fc.property(points, (point) => {
        const location = { point, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' };
        expect(listingOf({ ...provider, location }, [])?.point).toEqual(publicPoint(point));
      }),
    );
  });
});
