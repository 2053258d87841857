/** Random listings around one city, and filters of which most let somebody through. */
import { HOUR, later } from '@marketplace/kernel/clock';
import { publicPoint } from '@marketplace/kernel/geo';
import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import * as fc from 'fast-check';
import type { Offer } from '../src/domain/listing.ts';
import { PROVIDER_SORTS } from '../src/domain/search.ts';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { searchableText } from '../src/domain/words.ts';
import type { Listed } from './search-model.ts';

export const [cleaning, wiring, lawns] = [
  skillBySlug('home-cleaning').id,
  skillBySlug('wiring').id,
  skillBySlug('lawn-care').id,
];
export const [eur, usd] = [currencyCode('EUR'), currencyCode('USD')];

export const offer = (skillId: Offer['skillId'], amount: number, currency = eur, durationMinutes = 60): Offer => ({
  skillId,
  price: money(amount, currency),
  durationMinutes,
});

const noon = new Date('2026-12-01T12:00:00.000Z');
const thousandth = fc.integer({ min: 0, max: 1_000 }).map((number) => number / 1_000);
// off the grid of public points, so that no two of them are equally far
const aroundBerlin = fc.record({
  latitude: thousandth.map((part) => 52.450123 + 0.1 * part),
  longitude: thousandth.map((part) => 13.300321 + 0.2 * part),
});
const skills = fc.uniqueArray(fc.constantFrom(cleaning, wiring, lawns), { minLength: 1 });
const offers = fc
  .tuple(
    fc.constantFrom(cleaning, wiring, lawns),
    fc.integer({ min: 1, max: 5 }),
    fc.constantFrom(eur, usd),
    fc.constantFrom(30, 90),
  )
  .map(([skillId, amount, currency, minutes]) => offer(skillId, amount, currency, minutes));
const windows = fc
  .tuple(fc.integer({ min: -6, max: 2 }), fc.integer({ min: 1, max: 4 }))
  .map(([from, hours]) => ({ start: later(noon, from * HOUR), end: later(noon, (from + hours) * HOUR) }));
export const listed: fc.Arbitrary<Listed> = fc.record({
  listing: fc.record({
    providerId: fc.constant(null).map(() => newId('prv')),
    point: aroundBerlin.map(publicPoint),
    serviceRadiusMeters: fc.constantFrom(5_000, 20_000, 50_000),
    skillIds: skills,
    offers: fc.array(offers, { maxLength: 4 }),
    text: fc.constantFrom('Ada cleans', 'Ben Claire', 'clean wires').map((text) => searchableText(text)),
  }),
  rating: fc
    .integer({ min: 0, max: 3 })
    .chain((count) => fc.integer({ min: count, max: 5 * count }).map((sum) => ({ sum, count }))),
  bookable: fc.array(windows, { maxLength: 1 }),
});
/** Null two times in three, so that most filters let somebody through. */
function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ arbitrary: fc.constant(null), weight: 2 }, { arbitrary, weight: 1 });
}
export const filters = fc.record({
  filter: fc.record({
    near: aroundBerlin,
    radiusMeters: fc.constantFrom(5_000, 20_000, 100_000),
    skillIds: rarely(skills),
    words: fc.constantFrom([], [], [], ['cl'], ['clean'], ['ada', 'clean']),
    minRating: rarely(fc.constantFrom(3, 4.5)),
    maxPrice: rarely(
      fc
        .tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom(eur, usd))
        .map(([amount, currency]) => money(amount, currency)),
    ),
    availableAt: rarely(fc.integer({ min: -4, max: 4 }).map((hours) => later(noon, hours * HOUR))),
  }),
  sort: fc.constantFrom(...PROVIDER_SORTS),
});
