import { DAY, HOUR, later } from '@marketplace/kernel/clock';
import { distanceMeters, publicPoint } from '@marketplace/kernel/geo';
import { isId, newId } from '@marketplace/kernel/ids';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byWeek, weekOf } from '../src/domain/bookable.ts';
import { listingOf } from '../src/domain/listing.ts';
import { chordBetween, chordOf, metersOf, positionOf } from '../src/domain/position.ts';
import { newProvider } from '../src/domain/provider.ts';
import { meanOf, ratingOf, weighted } from '../src/domain/rating.ts';
import { SKILLS, skillById, skillBySlug } from '../src/domain/skill-catalogue.ts';
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
