import type { DemoOrder, DemoProvider, DemoWorld } from '@marketplace/demo/world';
import { DAY, HOUR, later, systemClock } from '@marketplace/kernel/clock';
import { customerOf, newId, providerOf } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { nobody, openUserContext } from './user-context.ts';

let user: Awaited<ReturnType<typeof openUserContext>>;
beforeAll(async () => {
  user = await openUserContext();
});
afterAll(() => user.close());

const skillId = skillBySlug('window-cleaning').id;
const noon = new Date('2026-11-01T12:00:00.000Z');
const point = { latitude: 48.135, longitude: 11.58 };

function provider(displayName: string): DemoProvider {
  return {
    id: providerOf(newId('acc')),
    displayName,
    bio: 'Glass of all kinds',
    skillIds: [skillId],
    location: { point, city: 'Munich', countryCode: 'DE', timeZone: 'Europe/Berlin' },
    serviceRadiusMeters: 12_000,
    verified: true,
    offerings: [
      {
        id: newId('off'),
        title: 'Windows of a flat',
        description: 'Inside and out',
        skillId,
        price: money(4_500, currencyCode('EUR')),
        priceUnit: 'JOB',
        durationMinutes: 90,
      },
    ],
    weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '09:00', to: '17:00' })),
    bufferMinutes: 0,
  };
}

function order(of: DemoProvider, ...ratings: readonly number[]): DemoOrder {
  return {
    id: newId('ord'),
    customerId: newId('cus'),
    providerId: of.id,
    offeringId: of.offerings[0]?.id ?? newId('off'),
    title: 'Windows of a flat',
    price: money(4_500, currencyCode('EUR')),
    scheduledFor: { start: noon, end: later(noon, HOUR) },
    timeZone: 'Europe/Berlin',
    address: 'Marienplatz 1',
    location: point,
    placedAt: noon,
    acceptedAt: noon,
    departedAt: noon,
    startedAt: noon,
    completedAt: noon,
    settledAt: noon,
    reviews: [
      ...ratings.map((rating) => ({ id: newId('rev'), subject: 'PROVIDER' as const, rating, comment: '', at: noon })),
      { id: newId('rev'), subject: 'CUSTOMER' as const, rating: 1, comment: '', at: noon },
    ],
  };
}

test('the demo world is found, with its ratings, and comes once', async () => {
  const [good, new_] = [provider('Good'), provider('New')];
  const account = {
    id: newId('acc'),
    email: 'a@demo.test',
    roles: ['CUSTOMER' as const],
    locale: 'en',
    createdAt: noon,
  };
  const world: DemoWorld = {
    accounts: [{ ...account, displayName: 'Ben' }],
    providers: [good, new_],
    orders: [order(good, 5), order(good, 4), order(new_)],
  };
  await user.context.importDemo(world);
  await user.context.importDemo({ ...world, providers: [provider('Another')] });

  const query = /* GraphQL */ `query ($filter: ProviderFilter!) {
    searchProviders(filter: $filter, sort: RATING) {
      totalCount
      edges { node { displayName verified skills { id } offerings { title price { amount } } } }
    }
  }`;
  const find = async (filter: object) =>
    (await user.ask(nobody, query, { filter: { near: point, ...filter } })).data.searchProviders;
  const rest = {
    verified: true,
    skills: [{ id: skillId }],
    offerings: [{ title: 'Windows of a flat', price: { amount: 4_500 } }],
  };
  expect(await find({})).toMatchObject({ totalCount: 2 });
  expect(await find({ minRating: 4.5, text: 'glass munich' })).toEqual({
    totalCount: 1,
    edges: [{ node: { displayName: 'Good', ...rest } }],
  });
  // at once, before the order context has told when: on each of the next fourteen days at ten, and never at night
  const now = systemClock.now().getTime();
  const [ten, night] = ['T09:00:00.000Z', 'T22:00:00.000Z'];
  for (let day = 1; day <= 14; day += 1) {
    const date = new Date(now + day * DAY).toISOString().slice(0, 10);
    expect(await find({ availableAt: date + ten })).toMatchObject({ totalCount: 2 });
    expect(await find({ availableAt: date + night })).toMatchObject({ totalCount: 0 });
  }
  expect(await user.stores.search.marketRating()).toEqual({ sum: 9, count: 2 });
  expect(await user.stores.profiles.customers([customerOf(account.id)])).toMatchObject([{ displayName: 'Ben' }]);
  expect(await user.published(good.id)).toEqual([]);
});
