import { HOUR, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import type { Role } from '@marketplace/kernel/roles';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { arrivals, previousVersion } from '@marketplace/testing/deliveries';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handlers } from '../src/application/event-handlers.ts';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { envelope, nobody, openUserContext, type Person, person } from './user-context.ts';

const BERLIN = { latitude: 52.52, longitude: 13.405 };
const NOON = new Date('2026-12-03T12:00:00.000Z');

let user: Awaited<ReturnType<typeof openUserContext>>;
beforeAll(async () => {
  user = await openUserContext();
  await user.context.start();
});
afterAll(() => user.close());

/** A provider in Berlin with an offering of an hour. */
async function listed(): Promise<Person> {
  const provider = person('Ada', 'PROVIDER');
  const done = async (operation: string, input: object) =>
    expect(Object.values((await user.ask(provider, operation, { input })).data)).toEqual([{ userErrors: [] }]);
  await done('mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { userErrors { code } } }', {
    location: { point: BERLIN, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' },
  });
  await done('mutation ($input: SaveOfferingInput!) { saveOffering(input: $input) { userErrors { code } } }', {
    title: 'Wiring',
    description: '',
    skillId: skillBySlug('wiring').id,
    price: { amount: 5_000, currency: 'EUR' },
    priceUnit: 'HOUR',
    durationMinutes: 60,
  });
  return provider;
}

/** Whether a search with this filter finds them. */
async function isFound({ providerId }: Person, filter: object = {}): Promise<boolean> {
  const { data } = await user.ask<{ searchProviders: { edges: { node: { id: string } }[] } }>(
    nobody,
    'query ($filter: ProviderFilter!) { searchProviders(filter: $filter, first: 100) { edges { node { id } } } }',
    { filter: { near: BERLIN, ...filter } },
  );
  return data.searchProviders.edges.some(({ node }) => node.id === providerId);
}

const ofAccount = (
  { account }: Person,
  sequence: number,
  type: 'account.created' | 'account.roles_changed',
  ...roles: Role[]
) => {
  const about = { accountId: account, displayName: 'Ada', roles };
  return type === 'account.created'
    ? envelope('/auth', type, account, sequence, { ...about, email: 'ada@example.test', locale: 'en' })
    : envelope('/auth', type, account, sequence, about);
};
const accountDeleted = ({ account }: Person, sequence: number) =>
  envelope('/auth', 'account.deleted', account, sequence, { accountId: account });

const stars = (five: number): [number, number, number, number, number] => [0, 0, 0, 0, five];
const about = ({ providerId }: Person, five: number) => ({
  reviewId: newId('rev'),
  orderId: newId('ord'),
  subject: 'PROVIDER' as const,
  providerId,
  customerId: newId('cus'),
  summary: { average: null, count: five, histogram: stars(five) },
});
const reviewPublished = (provider: Person, sequence: number, five: number) =>
  envelope('/review', 'review.published', provider.providerId, sequence, { ...about(provider, five), rating: 5 });
const reviewRemoved = (provider: Person, sequence: number, five: number) =>
  envelope('/review', 'review.removed', provider.providerId, sequence, { ...about(provider, five), final: true });

const availabilityChanged = ({ providerId }: Person, sequence: number, hour: number) =>
  envelope('/order', 'availability.changed', providerId, sequence, {
    providerId,
    timeZone: 'Europe/Berlin',
    bookable: [{ start: later(NOON, hour * HOUR).toISOString(), end: later(NOON, (hour + 1) * HOUR).toISOString() }],
  });

describe('duplicates and reordering within a subject give the same end state', () => {
  async function deliver(events: readonly AnyEnvelope[], arrival: readonly number[]): Promise<void> {
    for (const position of arrival) for (const event of events.slice(position, position + 1)) await user.deliver(event);
    await user.quiet();
  }

  test.each(arrivals([0, 1, 2]))(
    'of an account that becomes a provider and is deleted: %i %i %i',
    async (...arrival) => {
      const ada = person('Ada');
      const events = [
        ofAccount(ada, 1, 'account.created', 'CUSTOMER'),
        ofAccount(ada, 2, 'account.roles_changed', 'CUSTOMER', 'PROVIDER'),
        accountDeleted(ada, 3),
      ];
      await deliver(events, arrival);
      expect(await user.stores.profiles.providers([ada.providerId])).toMatchObject([{ erased: true }]);
      expect(await user.stores.profiles.customers([ada.customerId])).toMatchObject([
        { displayName: 'Deleted account' },
      ]);
    },
  );

  test.each(arrivals([0, 1, 2]))('of a rating: %i %i %i', async (...arrival) => {
    const ada = await listed();
    await deliver([reviewPublished(ada, 1, 1), reviewRemoved(ada, 2, 0), reviewPublished(ada, 3, 2)], arrival);
    const known = await user.stores.transact({ correlationId: 'test' }, (tx) => tx.knownRating(ada.providerId));
    expect(known).toEqual({ sum: 10, count: 2 });
  });

  test.each(arrivals([0, 1, 2]))('of when a provider can be booked: %i %i %i', async (...arrival) => {
    const ada = await listed();
    const events = [1, 2, 3].map((sequence) => availabilityChanged(ada, sequence, 2 * sequence));
    await deliver(events, arrival);
    const free = [2, 4, 6].map((hour) => isFound(ada, { availableAt: later(NOON, hour * HOUR).toISOString() }));
    expect(await Promise.all(free)).toEqual([false, false, true]);
  });
});

describe('an event of the previous schema version is accepted', () => {
  let ada: Person;
  beforeEach(async () => {
    ada = await listed();
  });

  /** Each type that is acted on: the events up to it, and what is to be seen then. */
  const HEARD: Readonly<Record<string, () => readonly [readonly AnyEnvelope[], () => Promise<unknown>, unknown]>> = {
    'account.created': () => {
      const ben = person('Ben');
      const names = async () => (await user.stores.profiles.customers([ben.customerId])).map((one) => one.displayName);
      return [[ofAccount(ben, 1, 'account.created', 'CUSTOMER')], names, ['Ada']];
    },
    'account.roles_changed': () => [
      [ofAccount(ada, 1, 'account.roles_changed', 'CUSTOMER')],
      () => isFound(ada),
      false,
    ],
    'account.deleted': () => [[accountDeleted(ada, 1)], () => isFound(ada), false],
    'review.published': () => [[reviewPublished(ada, 1, 1)], () => isFound(ada, { minRating: 5 }), true],
    'review.removed': () => [
      [reviewPublished(ada, 1, 1), reviewRemoved(ada, 2, 0)],
      () => isFound(ada, { minRating: 5 }),
      false,
    ],
    'availability.changed': () => [
      [availabilityChanged(ada, 1, 0)],
      () => isFound(ada, { availableAt: NOON.toISOString() }),
      true,
    ],
  };

  test('of every type that is acted on', () => {
    expect(Object.keys(HEARD).toSorted()).toEqual(Object.keys(handlers).toSorted());
  });

  test.each(Object.entries(HEARD))('%s', async (_, hearing) => {
    const [events, seen, expected] = hearing();
    for (const event of events) await user.deliver(previousVersion(event));
    await user.quiet();
    expect(await seen()).toEqual(expected);
  });
});

describe('an account whose roles change', () => {
  const PROFILE = `query ($id: ID!) { provider(id: $id) { offerings { id active } } }`;
  const offerings = async (as: Person) =>
    (await user.ask<{ provider: { offerings: object[] } }>(as, PROFILE, { id: as.providerId })).data.provider.offerings;

  test('has a profile as soon as it is a provider’s', async () => {
    const ben = person('Ben');
    await user.deliver(ofAccount(ben, 1, 'account.roles_changed', 'CUSTOMER', 'PROVIDER'));
    await user.quiet();
    expect(await user.stores.profiles.providers([ben.providerId])).toMatchObject([{ displayName: 'Ada' }]);
  });

  test('is not found or booked while it is no provider’s, and found again when the role is given back', async () => {
    const ada = await listed();
    await user.deliver(ofAccount(ada, 1, 'account.roles_changed', 'CUSTOMER', 'PROVIDER', 'MODERATOR'));
    await user.quiet();
    expect(await isFound(ada)).toBe(true);
    await user.deliver(ofAccount(ada, 2, 'account.roles_changed', 'CUSTOMER'));
    await user.quiet();
    expect(await isFound(ada)).toBe(false);
    expect(await offerings(ada)).toMatchObject([{ active: false }]);
    await user.deliver(ofAccount(ada, 3, 'account.roles_changed', 'CUSTOMER', 'PROVIDER'));
    await user.quiet();
    expect(await isFound(ada)).toBe(true);
    expect(await offerings(ada)).toMatchObject([{ active: false }]);
  });
});
