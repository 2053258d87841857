import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { providerUpdated } from '../src/application/published.ts';
import { newCustomer } from '../src/domain/customer.ts';
import type { Offering } from '../src/domain/offering.ts';
import { newProvider } from '../src/domain/provider.ts';
import { UNRATED } from '../src/domain/rating.ts';
import { SKILLS, skillBySlug } from '../src/domain/skill-catalogue.ts';
import type { OpenedStores } from './opened-stores.ts';

const origin = { correlationId: 'test' };

/** What the use cases rely on, whichever database is behind the port. */
export function profileSuite(open: () => Promise<OpenedStores>): void {
  let opened: OpenedStores;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  beforeEach(() => opened.clear());

  const offering = (changes: Partial<Offering> = {}): Offering => ({
    id: newId('off'),
    providerId: newId('prv'),
    title: 'Two hours of cleaning',
    description: 'With my own tools',
    skillId: skillBySlug('home-cleaning').id,
    price: money(6_000, currencyCode('EUR')),
    priceUnit: 'JOB',
    durationMinutes: 120,
    active: true,
    ...changes,
  });

  test('a profile is inserted once, and the first one stays', async () => {
    const id = newId('prv');
    const insert = (name: string) => opened.stores.transact(origin, (tx) => tx.insertProvider(newProvider(id, name)));
    expect(await insert('Ada')).toBe(true);
    expect(await insert('Eve')).toBe(false);
    expect(await opened.stores.profiles.providers([id, newId('prv')])).toEqual([newProvider(id, 'Ada')]);

    const customer = newCustomer(newId('cus'), 'Ben');
    const insertCustomer = () => opened.stores.transact(origin, (tx) => tx.insertCustomer(customer));
    expect(await insertCustomer()).toBe(true);
    expect(await insertCustomer()).toBe(false);
    expect(await opened.stores.profiles.customers([customer.id])).toEqual([customer]);
  });

  test('of many first requests at once one makes the profile', async () => {
    const provider = newProvider(newId('prv'), 'Ada');
    const made = await Promise.all(
      Array.from({ length: 8 }, () => opened.stores.transact(origin, (tx) => tx.insertProvider(provider))),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  test('changes of one provider at the same time all count', async () => {
    const id = newId('prv');
    await opened.stores.transact(origin, (tx) => tx.insertProvider(newProvider(id, 'Ada')));
    const lengthen = () =>
      opened.stores.transact(origin, async (tx) => {
        const provider = await tx.provider(id);
        if (provider) await tx.saveProvider({ ...provider, bio: `${provider.bio}x` });
      });
    await Promise.all(Array.from({ length: 8 }, lengthen));
    expect((await opened.stores.profiles.providers([id]))[0]?.bio).toBe('xxxxxxxx');
  });

  test('an offering is replaced by the one that is saved under its id', async () => {
    const first = offering();
    const second = offering({ providerId: first.providerId });
    await opened.stores.transact(origin, async (tx) => {
      await tx.saveOffering(first);
      await tx.saveOffering(second);
      await tx.saveOffering(offering());
    });
    const changed = { ...first, title: 'Three hours of cleaning', active: false };
    const seen = await opened.stores.transact(origin, async (tx) => {
      await tx.saveOffering(changed);
      return tx.offeringsOf(first.providerId);
    });
    expect(seen).toEqual([changed, second]);
    expect(await opened.stores.profiles.offeringsOf([first.providerId])).toEqual([changed, second]);
    expect(await opened.stores.profiles.offerings([second.id, newId('off')])).toEqual([second]);
  });

  test('a row change commits if and only if its event does', async () => {
    const provider = newProvider(newId('prv'), 'Ada');
    const { outbox } = opened.stores.messages;
    const create = (fail: boolean) =>
      opened.stores.transact(origin, async (tx) => {
        await tx.insertProvider(provider);
        await tx.publish(providerUpdated(provider, []));
        if (fail) throw new Error('changed my mind');
      });
    await expect(create(true)).rejects.toThrow('changed my mind');
    expect(await opened.stores.profiles.providers([provider.id])).toEqual([]);
    expect(await outbox.unsent([provider.id], 10)).toEqual([]);
    await create(false);
    expect(await outbox.unsent([provider.id], 10)).toMatchObject([{ type: 'provider.updated', sequence: 1 }]);
  });

  test('what is known of ratings adds up to the market’s', async () => {
    const [ada, ben] = [newId('prv'), newId('prv')];
    const rate = (providerId: typeof ada, sum: number, count: number) =>
      opened.stores.transact(origin, async (tx) => {
        const known = await tx.knownRating(providerId);
        const change = { sum: sum - known.sum, count: count - known.count };
        await tx.saveKnownRating({ providerId, rating: { sum, count }, change });
        return known;
      });
    expect(await opened.stores.search.marketRating()).toEqual(UNRATED);
    expect(await rate(ada, 5, 1)).toEqual(UNRATED);
    expect(await rate(ben, 3, 1)).toEqual(UNRATED);
    expect(await rate(ada, 9, 2)).toEqual({ sum: 5, count: 1 });
    expect(await opened.stores.search.marketRating()).toEqual({ sum: 12, count: 3 });
  });

  test('a customer is replaced by the one that is saved under its id', async () => {
    const customer = newCustomer(newId('cus'), 'Ben');
    for (const one of [customer, { ...customer, displayName: 'Benjamin' }])
      await opened.stores.transact(origin, (tx) => tx.saveCustomer(one));
    expect(await opened.stores.profiles.customers([customer.id])).toMatchObject([{ displayName: 'Benjamin' }]);
  });

  test('an event is the newest of its subject, or it comes late', async () => {
    const subject = newId('prv');
    const isNewest = (source: `/${string}`, sequence: number) =>
      opened.stores.transact(origin, (tx) => tx.isNewest({ source, subject, sequence }));
    expect(await isNewest('/review', 2)).toBe(true);
    expect(await isNewest('/review', 1)).toBe(false);
    expect(await isNewest('/review', 2)).toBe(false);
    expect(await isNewest('/order', 1)).toBe(true);
    expect(await isNewest('/review', 3)).toBe(true);
  });

  test('an empty store is filled once', async () => {
    const provider = newProvider(newId('prv'), 'Ada');
    const work = offering({ providerId: provider.id, skillId: SKILLS[3]?.id ?? newId('skl') });
    const profiles = {
      customers: [newCustomer(newId('cus'), 'Ben')],
      providers: [provider],
      offerings: [work],
      listings: [],
      ratings: [{ providerId: provider.id, rating: { sum: 14, count: 3 } }],
      bookable: [],
    };
    await opened.stores.profiles.fill(profiles);
    await opened.stores.profiles.fill({ ...profiles, customers: [newCustomer(newId('cus'), 'Eve')], ratings: [] });
    expect(await opened.stores.profiles.offeringsOf([provider.id])).toEqual([work]);
    expect(await opened.stores.search.marketRating()).toEqual({ sum: 14, count: 3 });
  });
}
