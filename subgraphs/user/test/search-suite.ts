import { HOUR, later, MINUTE, type TimeWindow } from '@marketplace/kernel/clock';
import type { GeoPoint } from '@marketplace/kernel/geo';
import { newId, type ProviderId } from '@marketplace/kernel/ids';
import { money } from '@marketplace/kernel/money';
import * as fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { byWeek } from '../src/domain/bookable.ts';
import type { Listing } from '../src/domain/listing.ts';
import { chordBetween, metersOf, positionOf } from '../src/domain/position.ts';
import { newProvider } from '../src/domain/provider.ts';
import { meanOf, type Rating, UNRATED } from '../src/domain/rating.ts';
import { PROVIDER_SORTS, type ProviderFilter, type ProviderSort, type SearchResult } from '../src/domain/search.ts';
import { SKILLS } from '../src/domain/skill-catalogue.ts';
import { searchableText, wordsOf } from '../src/domain/words.ts';
import type { OpenedStores } from './opened-stores.ts';
import { cleaning, eur, filters, lawns, listed, offer, usd, wiring } from './search-arbitraries.ts';
import { searched } from './search-model.ts';

const origin = { correlationId: 'test' };
const berlin: GeoPoint = { latitude: 52.52, longitude: 13.405 };
const anyone: ProviderFilter = {
  near: berlin,
  radiusMeters: 10_000,
  skillIds: null,
  words: [],
  minRating: null,
  maxPrice: null,
  availableAt: null,
};
const far = (a: GeoPoint, b: GeoPoint): number => metersOf(chordBetween(positionOf(a), positionOf(b)));
const east = (degrees: number): GeoPoint => ({ ...berlin, longitude: berlin.longitude + degrees });

/** What a search finds and in which order, whichever database is behind the port. */
export function searchSuite(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.clear());

  async function list(changes: Partial<Listing> & { rating?: Rating; bookable?: readonly TimeWindow[] } = {}) {
    const { rating = UNRATED, bookable = [], ...rest } = changes;
    const providerId = rest.providerId ?? newId('prv');
    const listing: Listing = {
      providerId,
      point: berlin,
      serviceRadiusMeters: 50_000,
      skillIds: [],
      offers: [],
      text: searchableText('Ada'),
      ...rest,
    };
    await opened.stores.transact(origin, async (tx) => {
      await tx.insertProvider(newProvider(providerId, 'Ada'));
      await tx.saveListing(providerId, listing);
      if (rating.count > 0) await tx.saveKnownRating({ providerId, rating, change: rating });
      await tx.saveKnownBookable(providerId, byWeek(bookable));
    });
    return providerId;
  }

  async function search(filter: Partial<ProviderFilter> = {}, sort: ProviderSort = 'DISTANCE', limit = 100) {
    const marketMean = meanOf(await opened.stores.search.marketRating());
    return opened.stores.search.search({
      filter: { ...anyone, ...filter },
      order: { sort, marketMean },
      after: null,
      limit,
    });
  }
  const ids = ({ found }: SearchResult): readonly ProviderId[] => found.map(({ place }) => place.id);
  const find = async (filter: Partial<ProviderFilter> = {}, sort?: ProviderSort) => ids(await search(filter, sort));

  test('the nearest comes first, equals in order of their ids', async () => {
    const [second, first] = [await list({ point: east(0.02) }), await list({ point: east(0.01) })];
    const [third, fourth] = [await list({ point: east(0.03) }), await list({ point: east(0.03) })].toSorted();
    const { found, total } = await search();
    expect(found.map(({ place }) => place.id)).toEqual([first, second, third, fourth]);
    expect(total).toBe(4);
    for (const [index, degrees] of [0.01, 0.02, 0.03, 0.03].entries())
      expect(metersOf(found[index]?.chord ?? 0)).toBeCloseTo(far(berlin, east(degrees)), 3);
  });

  test('both radiuses count: the one searched and the provider’s own', async () => {
    const away = far(berlin, east(0.05));
    const provider = await list({ point: east(0.05), serviceRadiusMeters: Math.ceil(away) });
    expect(await find({ radiusMeters: Math.ceil(away) })).toEqual([provider]);
    expect(await find({ radiusMeters: Math.floor(away) })).toEqual([]);
    await list({ providerId: provider, point: east(0.05), serviceRadiusMeters: Math.floor(away) });
    expect(await find({ radiusMeters: Math.ceil(away) })).toEqual([]);
  });

  test('a place is near over the antimeridian and over the poles', async () => {
    const fiji = await list({ point: { latitude: -16.5, longitude: 179.98 } });
    const northPole = await list({ point: { latitude: 89.98, longitude: 0 } });
    const southPole = await list({ point: { latitude: -90, longitude: 0 } });
    const line = await list({ point: { latitude: 0, longitude: -180 } });
    expect(await find({ near: { latitude: -16.5, longitude: -179.98 } })).toEqual([fiji]);
    expect(await find({ near: { latitude: 89.98, longitude: 179 } })).toEqual([northPole]);
    expect(await find({ near: { latitude: -89.95, longitude: 77 } })).toEqual([southPole]);
    expect(await find({ near: { latitude: 0, longitude: 180 } })).toEqual([line]);
  });

  test('any of the skills is enough', async () => {
    const cleaner = await list({ point: east(0.01), skillIds: [cleaning] });
    const both = await list({ point: east(0.02), skillIds: [wiring, cleaning] });
    const gardener = await list({ point: east(0.03), skillIds: [lawns] });
    expect(await find({ skillIds: [cleaning] })).toEqual([cleaner, both]);
    expect(await find({ skillIds: [wiring, lawns] })).toEqual([both, gardener]);
    expect(await find({ skillIds: [] })).toEqual([]);
  });

  test('each word of the text begins a word of the listing, whatever its case and accents', async () => {
    const text = searchableText('Ådá Café-Cleaning', 'Window and office cleaning in Berlin, 24/7');
    const cleaner = await list({ text });
    for (const words of ['clean', 'CAFE berl', 'ada window', '24 7'])
      expect(await find({ words: wordsOf(words) })).toEqual([cleaner]);
    for (const words of ['leaning', 'clean paris', 'x']) expect(await find({ words: wordsOf(words) })).toEqual([]);
    expect(await find({ words: wordsOf(' %_.*\\ ') })).toEqual([cleaner]);
  });

  test('a minimum rating is of the average, and who has no review has none', async () => {
    await list();
    await list({ rating: { sum: 8, count: 2 } });
    const good = await list({ rating: { sum: 9, count: 2 } });
    expect(await find({ minRating: 4.5 })).toEqual([good]);
    expect(await find({ minRating: 4.51 })).toEqual([]);
  });

  test('by rating, few reviews are drawn towards the market’s mean', async () => {
    const many = await list({ rating: { sum: 480, count: 100 } });
    const one = await list({ rating: { sum: 5, count: 1 } });
    const none = await list();
    const bad = await list({ rating: { sum: 2, count: 1 } });
    expect(await find({}, 'RATING')).toEqual([many, one, none, bad]);
  });

  test('a rating is found whether it was known before the listing or after', async () => {
    const provider = newId('prv');
    const rating = { sum: 5, count: 1 };
    await opened.stores.transact(origin, async (tx) => {
      await tx.insertProvider(newProvider(provider, 'Ada'));
      await tx.saveKnownRating({ providerId: provider, rating, change: rating });
    });
    await list({ providerId: provider });
    expect(await find({ minRating: 5 })).toEqual([provider]);
    await list({ providerId: provider, point: east(0.01) });
    expect(await find({ minRating: 5 })).toEqual([provider]);
  });

  test('a highest price is of a matching offer in its currency', async () => {
    const cheap = await list({ offers: [offer(cleaning, 3_000), offer(wiring, 9_000)], skillIds: [cleaning, wiring] });
    await list({ offers: [offer(cleaning, 1_000, usd)], skillIds: [cleaning] });
    await list({ skillIds: [cleaning] });
    expect(await find({ maxPrice: money(3_000, eur) })).toEqual([cheap]);
    expect(await find({ maxPrice: money(2_999, eur) })).toEqual([]);
    expect(await find({ maxPrice: money(8_999, eur), skillIds: [wiring] })).toEqual([]);
    expect(await find({ maxPrice: money(9_000, eur), skillIds: [wiring] })).toEqual([cheap]);
  });

  test('by price, the cheapest matching offer counts, currencies apart, and who has none comes last', async () => {
    const skillIds = [cleaning, wiring];
    const none = await list({ skillIds });
    const dollars = await list({ skillIds, offers: [offer(cleaning, 100, usd)] });
    const dear = await list({ skillIds, offers: [offer(cleaning, 5_000), offer(wiring, 1)] });
    const cheap = await list({ skillIds, offers: [offer(cleaning, 9_000), offer(cleaning, 4_000)] });
    const both = await list({ skillIds, offers: [offer(cleaning, 101, usd), offer(cleaning, 9_999)] });
    expect(await find({ skillIds: [cleaning] }, 'PRICE')).toEqual([cheap, dear, both, dollars, none]);
    expect(await find({}, 'PRICE')).toEqual([dear, cheap, both, dollars, none]);
    expect(await find({ maxPrice: money(101, usd) }, 'PRICE')).toEqual([dollars, both]);
  });

  test('free is who can be booked for as long as the shortest matching offer takes', async () => {
    const start = new Date('2026-12-03T09:00:00.000Z');
    const offers = [offer(cleaning, 1, eur, 120), offer(wiring, 1, eur, 45)];
    const provider = await list({
      offers,
      skillIds: [cleaning, wiring],
      bookable: [
        { start, end: later(start, 2 * HOUR) },
        { start: later(start, 5 * HOUR), end: later(start, 6 * HOUR) },
      ],
    });
    await list({ offers, skillIds: [cleaning] }); // nobody has told when
    await list({ skillIds: [cleaning], bookable: [{ start, end: later(start, 9 * HOUR) }] }); // nothing to book
    const at = (minutes: number, skill = wiring) =>
      find({ skillIds: [skill], availableAt: later(start, minutes * MINUTE) });
    expect(await at(0, cleaning)).toEqual([provider]);
    expect(await at(1, cleaning)).toEqual([]);
    expect(await at(-1)).toEqual([]);
    expect(await at(75)).toEqual([provider]);
    expect(await at(76)).toEqual([]);
    expect(await at(300)).toEqual([provider]);
  });

  test('a search for every skill there is finds those who have one, near and far', async () => {
    const skillIds = SKILLS.map(({ id }) => id);
    const [near, farther] = [
      await list({ skillIds: [wiring, lawns] }),
      await list({ skillIds: [lawns], point: east(0.1) }),
    ];
    await list({ skillIds: [] });
    await list({ skillIds: [lawns], point: east(0.2) });
    expect(await find({ skillIds })).toEqual([near, farther]);
  });

  test('a bookable interval over the turn of a week is one', async () => {
    const turn = new Date('2026-12-03T00:00:00.000Z'); // weeks are counted from a Thursday
    const provider = await list({
      offers: [offer(cleaning, 1, eur, 120)],
      bookable: [{ start: later(turn, -3 * HOUR), end: later(turn, 3 * HOUR) }],
    });
    for (const hours of [-3, -1, 0, 1])
      expect(await find({ availableAt: later(turn, hours * HOUR) })).toEqual([provider]);
    for (const hours of [-4, 2]) expect(await find({ availableAt: later(turn, hours * HOUR) })).toEqual([]);
  });

  test('what is known of bookable times is replaced, and a listing taken back is not found', async () => {
    const start = new Date('2026-12-03T09:00:00.000Z');
    const window = { start, end: later(start, HOUR) };
    const provider = await list({ offers: [offer(cleaning, 1)], bookable: [window] });
    expect(await find({ availableAt: start })).toEqual([provider]);
    await opened.stores.transact(origin, (tx) => tx.saveKnownBookable(provider, byWeek([])));
    expect(await find({ availableAt: start })).toEqual([]);
    await opened.stores.transact(origin, (tx) => tx.saveListing(provider, null));
    expect(await find()).toEqual([]);
  });

  describe.each(PROVIDER_SORTS)('paging is stable while rows are added, by %s', (sort) => {
    test('shows everybody once, while others come and go, and counts all', async () => {
      const some = (index: number) =>
        list({
          point: east(0.005 * (index % 4)),
          offers: index % 3 === 0 ? [] : [offer(cleaning, 1_000 + (index % 5), index % 2 ? eur : usd)],
          rating: { sum: 1 + (index % 4), count: 1 },
        });
      const there: ProviderId[] = [];
      for (let index = 0; index < 11; index += 1) there.push(await some(index));
      const marketMean = meanOf(await opened.stores.search.marketRating());
      const page = (after: SearchResult['found'][number] | undefined) =>
        opened.stores.search.search({
          filter: anyone,
          order: { sort, marketMean },
          after: after?.place ?? null,
          limit: 3,
        });
      const seen: ProviderId[] = [];
      let added = 0;
      for (let result = await page(undefined); result.found.length > 0; result = await page(result.found.at(-1))) {
        seen.push(...ids(result));
        expect(result.total).toBe(11 + added);
        expect(seen.length).toBeLessThanOrEqual(result.total);
        if (added < 4) await some(added++);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(there.filter((id) => !seen.includes(id))).toEqual([]);
    });
  });

  test('it finds what looking at every listing finds, in that order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(listed, { minLength: 10, maxLength: 30 }),
        fc.array(filters, { minLength: 8, maxLength: 8 }),
        async (all, wanted) => {
          await opened.clear();
          await opened.stores.profiles.fill({
            customers: [],
            providers: all.map(({ listing }) => newProvider(listing.providerId, 'Ada')),
            offerings: [],
            listings: all.map(({ listing }) => listing),
            ratings: all.flatMap(({ listing: { providerId }, rating }) =>
              rating.count > 0 ? [{ providerId, rating }] : [],
            ),
            bookable: all.map(({ listing: { providerId }, bookable }) => ({ providerId, weeks: byWeek(bookable) })),
          });
          const marketMean = meanOf(await opened.stores.search.marketRating());
          for (const { filter, sort } of wanted) {
            const expected = searched(all, filter, sort, marketMean);
            const result = await search(filter, sort);
            expect(ids(result)).toEqual(expected);
            expect(result.total).toBe(expected.length);
          }
        },
      ),
      { numRuns: 20, seed: 20_261_125 },
    );
  });
}
