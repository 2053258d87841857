import { HOUR, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handlers } from '../src/application/event-handlers.ts';
import type { ProviderFilter } from '../src/domain/search.ts';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { envelope, nobody, openUserContext, type Person, person } from './user-context.ts';

const near = { latitude: 52.52, longitude: 13.405 };
const anyone: ProviderFilter = {
  near,
  radiusMeters: 10_000,
  skillIds: null,
  words: [],
  minRating: null,
  maxPrice: null,
  availableAt: null,
};

describe('what the user context hears of', () => {
  let user: Awaited<ReturnType<typeof openUserContext>>;
  beforeAll(async () => {
    user = await openUserContext();
    await user.context.start();
  });
  afterAll(() => user.close());

  const found = async (filter: Partial<ProviderFilter>) => {
    const search = { filter: { ...anyone, ...filter }, order: { sort: 'DISTANCE' as const }, after: null, limit: 10 };
    return (await user.stores.search.search(search)).found.map(({ place }) => place.id);
  };
  const created = ({ account, name, roles }: Person) =>
    user.tell('/auth', 'account.created', account, 1, {
      accountId: account,
      email: 'someone@example.test',
      displayName: name ?? '',
      roles: [...roles],
      locale: 'en',
    });
  async function listed(name: string) {
    const provider = person(name, 'PROVIDER');
    const location = { point: near, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' };
    await user.ask(
      provider,
      'mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { userErrors { code } } }',
      {
        input: { location },
      },
    );
    return provider;
  }

  test('an account that was created gets its profiles', async () => {
    const ada = person('Ada', 'PROVIDER');
    await created(ada);
    const provider = await eventually(async () => (await user.stores.profiles.providers([ada.providerId]))[0]);
    expect(provider).toMatchObject({ displayName: 'Ada', location: null });
    expect(await user.stores.profiles.customers([ada.customerId])).toEqual([
      { id: ada.customerId, displayName: 'Ada' },
    ]);
    const ben = person('Ben');
    await created(ben);
    await eventually(async () => (await user.stores.profiles.customers([ben.customerId]))[0]);
    expect(await user.stores.profiles.providers([ben.providerId])).toEqual([]);
  });

  test('whoever asked before the event keeps what they made', async () => {
    const cid = await listed('Cid');
    await created({ ...cid, name: 'Another name' });
    const last = person('Last');
    await created(last);
    await eventually(async () => (await user.stores.profiles.customers([last.customerId]))[0]);
    const { data } = await user.ask(
      nobody,
      'query ($id: ID!) { provider(id: $id) { displayName location { city } } }',
      {
        id: cid.providerId,
      },
    );
    expect(data.provider).toEqual({ displayName: 'Cid', location: { city: 'Berlin' } });
  });

  describe('reviews', () => {
    type Histogram = [number, number, number, number, number];
    const about = (providerId: Person['providerId'], histogram: Histogram) => ({
      reviewId: newId('rev'),
      orderId: newId('ord'),
      subject: 'PROVIDER' as const,
      providerId,
      customerId: newId('cus'),
      summary: { average: null, count: histogram.reduce((sum, each) => sum + each, 0), histogram },
    });
    const published = (
      providerId: Person['providerId'],
      sequence: number,
      histogram: Histogram,
      subject: string = providerId,
    ) => ['/review', 'review.published', subject, sequence, { ...about(providerId, histogram), rating: 5 }] as const;
    const removed = (providerId: Person['providerId'], sequence: number, histogram: Histogram) =>
      ['/review', 'review.removed', providerId, sequence, { ...about(providerId, histogram), final: true }] as const;
    /** As the inbox hands it over when an operator replays what was parked: whenever. */
    const hear = (...event: ReturnType<typeof published>) =>
      user.stores.transact({ correlationId: 'test' }, async (tx) =>
        handlers['review.published']?.(tx, envelope(...event)),
      );

    test('that are published count once, for the provider and for the market, until they are removed', async () => {
      const { providerId } = await listed('Dora');
      const before = await user.stores.search.marketRating();
      const market = async () => {
        const { sum, count } = await user.stores.search.marketRating();
        return [sum - before.sum, count - before.count];
      };
      await user.tell(...published(providerId, 1, [0, 0, 0, 1, 2]));
      await eventually(async () => (await found({ minRating: 4.6 })).includes(providerId));
      await user.tell(...published(providerId, 2, [0, 0, 0, 1, 3]));
      await eventually(async () => (await found({ minRating: 4.75 })).includes(providerId));
      expect(await market()).toEqual([19, 4]);
      await user.tell(...removed(providerId, 3, [0, 0, 0, 0, 3]));
      await eventually(async () => (await found({ minRating: 5 })).includes(providerId));
      expect(await market()).toEqual([15, 3]);
      await user.tell(...removed(providerId, 4, [0, 0, 0, 0, 0]));
      await eventually(async () => !(await found({ minRating: 1 })).includes(providerId));
      expect(await market()).toEqual([0, 0]);
    });

    test('do not go back to an older summary that comes late', async () => {
      const { providerId } = await listed('Finn');
      await hear(...published(providerId, 2, [0, 0, 0, 0, 2]));
      const market = await user.stores.search.marketRating();
      await hear(...published(providerId, 1, [1, 0, 0, 0, 2]));
      expect(await found({ minRating: 5 })).toContain(providerId);
      expect(await user.stores.search.marketRating()).toEqual(market);
    });

    test('from when each was a subject of its own count as long as they add to the count', async () => {
      const { providerId } = await listed('Gil');
      await hear(...published(providerId, 1, [0, 0, 0, 0, 2], newId('rev')));
      await hear(...published(providerId, 1, [1, 0, 0, 0, 0], newId('rev')));
      expect(await found({ minRating: 5 })).toContain(providerId);
    });
  });

  test('when a provider can be booked, search knows', async () => {
    const erin = await listed('Erin');
    const start = new Date('2026-12-03T09:00:00.000Z');
    await user.ask(
      erin,
      'mutation ($input: SaveOfferingInput!) { saveOffering(input: $input) { userErrors { code } } }',
      {
        input: {
          title: 'Wiring',
          description: '',
          skillId: skillBySlug('wiring').id,
          price: money(5_000, currencyCode('EUR')),
          priceUnit: 'HOUR',
          durationMinutes: 60,
        },
      },
    );
    const change = (sequence: number, windows: number[][]) =>
      user.tell('/order', 'availability.changed', erin.providerId, sequence, {
        providerId: erin.providerId,
        timeZone: 'Europe/Berlin',
        bookable: windows.map(([from = 0, to = 0]) => ({
          start: later(start, from * HOUR).toISOString(),
          end: later(start, to * HOUR).toISOString(),
        })),
      });
    const free = async (hours: number) =>
      (await found({ availableAt: later(start, hours * HOUR) })).includes(erin.providerId);
    expect(await free(0)).toBe(false);
    await change(1, [[0, 2]]);
    await eventually(() => free(0));
    expect(await free(1.5)).toBe(false);
    await change(2, [[3, 4]]);
    await eventually(() => free(3));
    expect(await free(0)).toBe(false);
  });
});
