import { newId, type OfferingId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MAX_OFFERINGS } from '../src/domain/offering.ts';
import { SKILLS, skillBySlug } from '../src/domain/skill-catalogue.ts';
import { type Answer, nobody, openUserContext, type Person, person } from './user-context.ts';

const UPDATE = /* GraphQL */ `mutation ($input: UpdateProviderInput!) {
  updateProvider(input: $input) {
    provider { id displayName bio verified serviceRadiusMeters skills { id } location { point { latitude longitude } city } }
    userErrors { code field }
  }
}`;
const SAVE = /* GraphQL */ `mutation ($input: SaveOfferingInput!) {
  saveOffering(input: $input) {
    offering { id title active price { amount currency } skill { name } provider { id skills { id } } }
    userErrors { code field }
  }
}`;
interface Saved {
  saveOffering: { offering: { id: OfferingId }; userErrors: readonly unknown[] };
}
const cleaning = skillBySlug('home-cleaning').id;
const home = {
  point: { latitude: 52.52349, longitude: 13.41144 },
  city: 'Berlin',
  countryCode: 'DE',
  timeZone: 'Europe/Berlin',
};
const rounded = { latitude: 52.525, longitude: 13.41 };
const work = {
  title: 'Home cleaning',
  description: 'Two rooms',
  skillId: cleaning,
  price: { amount: 6_000, currency: 'EUR' },
  priceUnit: 'JOB',
  durationMinutes: 120,
};

describe('the user subgraph', () => {
  let user: Awaited<ReturnType<typeof openUserContext>>;
  let ada: Person;
  let ben: Person;
  beforeAll(async () => {
    user = await openUserContext();
  });
  afterAll(() => user.close());
  beforeEach(async () => {
    await user.clear();
    [ada, ben] = [person('Ada', 'PROVIDER'), person('Ben')];
  });

  const update = (caller: Person, input: object) => user.ask(caller, UPDATE, { input });
  const save = async (caller: Person, input: object = {}) =>
    (await user.ask<Saved>(caller, SAVE, { input: { ...work, ...input } })).data.saveOffering;
  const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions);

  test('gives the catalogue of skills, whole', async () => {
    const { data } = await user.ask(nobody, '{ skills { id name category } }');
    expect(data.skills).toEqual(SKILLS.map(({ id, name, category }) => ({ id, name, category })));
  });

  test('a viewer has their profiles right after signing up, made once', async () => {
    const viewer = '{ viewer { customer { id displayName } provider { id displayName } } }';
    const asked = await Promise.all([1, 2, 3].map(() => user.ask(ada, viewer)));
    for (const { data } of asked)
      expect(data.viewer).toEqual({
        customer: { id: ada.customerId, displayName: 'Ada' },
        provider: { id: ada.providerId, displayName: 'Ada' },
      });
    expect(await user.published(ada.providerId)).toHaveLength(1);
    const { data } = await user.ask(ben, viewer);
    expect(data.viewer).toEqual({ customer: { id: ben.customerId, displayName: 'Ben' }, provider: null });
    expect(codes(await user.ask(nobody, viewer))).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  test('a provider changes what they send and nothing else', async () => {
    await update(ada, { displayName: 'Ada’s Cleaning', location: home, skillIds: [cleaning, cleaning] });
    const { data } = await update(ada, { bio: 'Since 2009', serviceRadiusMeters: 15_000, displayName: null });
    expect(data.updateProvider).toEqual({
      provider: {
        id: ada.providerId,
        displayName: 'Ada’s Cleaning',
        bio: 'Since 2009',
        verified: false,
        serviceRadiusMeters: 15_000,
        skills: [{ id: cleaning }],
        location: { point: home.point, city: 'Berlin' },
      },
      userErrors: [],
    });
  });

  test('the exact place is the provider’s own; everybody else, and every event, has the rounded one', async () => {
    await update(ada, { location: home });
    const where = 'query ($id: ID!) { provider(id: $id) { location { point { latitude longitude } } } }';
    for (const caller of [nobody, ben]) {
      const { data } = await user.ask(caller, where, { id: ada.providerId });
      expect(data.provider).toEqual({ location: { point: rounded } });
    }
    expect((await user.ask(ada, where, { id: ada.providerId })).data.provider).toEqual({
      location: { point: home.point },
    });
    const events = await user.published(ada.providerId);
    expect(events.at(-1)).toMatchObject({
      type: 'provider.updated',
      data: { location: { point: rounded, city: 'Berlin' } },
    });
    expect(JSON.stringify(events)).not.toContain('52.52349');
  });

  test.each([
    [{ displayName: ' ' }, ['displayName']],
    [{ displayName: 'Two\nlines' }, ['displayName']],
    [{ bio: 'x'.repeat(2_001) }, ['bio']],
    [{ bio: 'nul \0' }, ['bio']],
    [{ bio: 'half a pair \ud83d' }, ['bio']],
    [{ skillIds: [cleaning, 'skl_unknown'] }, ['skillIds', '1']],
    [{ serviceRadiusMeters: 499 }, ['serviceRadiusMeters']],
    [{ serviceRadiusMeters: 100_001 }, ['serviceRadiusMeters']],
    [{ location: { ...home, point: { latitude: 90.1, longitude: 0 } } }, ['location', 'point']],
    [{ location: { ...home, countryCode: 'de' } }, ['location', 'countryCode']],
    [{ location: { ...home, timeZone: 'Berlin' } }, ['location', 'timeZone']],
    [{ location: { ...home, timeZone: '+01:00' } }, ['location', 'timeZone']],
  ])('a profile with %j is refused, the field named', async (input, field) => {
    const { data } = await update(ada, input);
    expect(data.updateProvider).toEqual({ provider: null, userErrors: [{ code: 'INVALID_INPUT', field }] });
    expect(await user.published(ada.providerId)).toEqual([]);
  });

  test.each([
    [{ title: '' }, ['title']],
    [{ description: 'x'.repeat(2_001) }, ['description']],
    [{ skillId: newId('skl') }, ['skillId']],
    [{ price: { amount: 0, currency: 'EUR' } }, ['price', 'amount']],
    [{ price: { amount: 100_000_001, currency: 'EUR' } }, ['price', 'amount']],
    [{ durationMinutes: 14 }, ['durationMinutes']],
    [{ durationMinutes: 1_441 }, ['durationMinutes']],
  ])('an offering with %j is refused, the field named', async (input, field) => {
    expect(await save(ada, input)).toEqual({ offering: null, userErrors: [{ code: 'INVALID_INPUT', field }] });
  });

  test('every wrong field is named at once', async () => {
    const { userErrors } = await save(ada, { title: '', durationMinutes: 1 });
    expect(userErrors).toMatchObject([{ field: ['title'] }, { field: ['durationMinutes'] }]);
  });

  test('an offering is made, changed and told', async () => {
    const { offering } = await save(ada);
    expect(offering).toMatchObject({ title: 'Home cleaning', active: true, price: work.price });
    expect(offering).toMatchObject({ skill: { name: 'Home cleaning' }, provider: { skills: [{ id: cleaning }] } });
    await save(ada, { id: offering.id, title: 'Spring cleaning', active: false });
    const events = await user.published(offering.id);
    expect(events.map(({ type, sequence }) => [type, sequence])).toEqual([
      ['offering.saved', 1],
      ['offering.saved', 2],
    ]);
    expect(events[1]?.data).toEqual({
      offeringId: offering.id,
      providerId: ada.providerId,
      title: 'Spring cleaning',
      skillId: cleaning,
      price: work.price,
      priceUnit: 'JOB',
      durationMinutes: 120,
      active: false,
    });
  });

  test('an active offering’s skill is the provider’s, and the rest of the marketplace hears of it', async () => {
    const skillsTold = async () =>
      (await user.published(ada.providerId)).flatMap(({ data }) => ('skillIds' in data ? [data.skillIds] : []));
    const { offering } = await save(ada);
    expect(await skillsTold()).toEqual([[], [cleaning]]);
    await save(ada, { id: offering.id, title: 'The same skill' });
    expect(await skillsTold()).toHaveLength(2);
    await save(ada, { id: offering.id, active: false });
    expect((await skillsTold()).at(-1)).toEqual([]);
  });

  test('another’s offering can’t be changed, and is told apart from an unknown one by nobody', async () => {
    const { offering } = await save(ada);
    const eve = person('Eve', 'PROVIDER');
    for (const id of [offering.id, newId('off'), 'nonsense'])
      expect(await save(eve, { id, title: 'Mine now' })).toEqual({
        offering: null,
        userErrors: [{ code: 'NOT_FOUND', field: ['id'] }],
      });
  });

  test('an inactive offering exists for its provider alone', async () => {
    const { offering } = await save(ada, { active: false });
    const query = 'query ($id: ID!, $of: ID!) { offering(id: $id) { id } provider(id: $of) { offerings { id } } }';
    const seen = async (caller: typeof nobody) =>
      (await user.ask(caller, query, { id: offering.id, of: ada.providerId })).data;
    expect(await seen(ada)).toEqual({ offering: { id: offering.id }, provider: { offerings: [{ id: offering.id }] } });
    for (const caller of [nobody, ben])
      expect(await seen(caller)).toEqual({ offering: null, provider: { offerings: [] } });
  });

  test(`a provider has at most ${MAX_OFFERINGS} offerings, and can still change those`, async () => {
    const first = (await save(ada)).offering;
    const offering = (await user.stores.profiles.offerings([first.id]))[0];
    if (!offering) throw new Error('the offering was not saved');
    await user.stores.transact({ correlationId: 'test' }, async (tx) => {
      for (let count = 1; count < MAX_OFFERINGS; count += 1) await tx.saveOffering({ ...offering, id: newId('off') });
    });
    expect(await save(ada)).toMatchObject({ offering: null, userErrors: [{ code: 'INVALID_INPUT' }] });
    expect(await save(ada, { id: first.id })).toMatchObject({ userErrors: [] });
  });

  test('only providers have something to offer', async () => {
    expect(codes(await update(ben, { bio: 'x' }))).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(codes(await user.ask(nobody, SAVE, { input: work }))).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
  });

  test('what does not exist is null', async () => {
    const query = 'query ($id: ID!) { provider(id: $id) { id } offering(id: $id) { id } }';
    for (const id of [newId('prv'), newId('off'), ada.providerId, '', 'prv_\0'])
      expect((await user.ask(ben, query, { id })).data).toEqual({ provider: null, offering: null });
  });

  describe('as entities', () => {
    const ENTITIES = /* GraphQL */ `query ($representations: [_Any!]!) {
      _entities(representations: $representations) {
        ... on Customer { id displayName }
        ... on Provider { id displayName skills { id } }
        ... on Offering { id provider { displayName } }
        ... on Skill { id name }
      }
    }`;
    const entities = async (caller: typeof nobody, __typename: string, ids: readonly string[]) => {
      const representations = ids.map((id) => ({ __typename, id }));
      return (await user.ask(caller, ENTITIES, { representations })).data._entities;
    };

    test('customers are there for those who are signed in', async () => {
      await user.ask(ben, '{ viewer { customer { id } } }');
      const customer = { id: ben.customerId, displayName: 'Ben' };
      expect(await entities(ada, 'Customer', [ben.customerId, newId('cus'), 'cus_x'])).toEqual([customer, null, null]);
      expect(await entities(nobody, 'Customer', [ben.customerId])).toEqual([null]);
    });

    test('many are read at once', async () => {
      const people = Array.from({ length: 5 }, (_, index) => person(`Provider ${index}`, 'PROVIDER'));
      const offerings: string[] = [];
      for (const each of people) offerings.push((await save(each)).offering.id);
      const reads = vi.spyOn(user.stores.profiles, 'providers');
      const lists = vi.spyOn(user.stores.profiles, 'offeringsOf');
      const found = await entities(nobody, 'Provider', [...people.map(({ providerId }) => providerId), newId('prv')]);
      expect(found).toHaveLength(6);
      expect(found).toEqual([
        ...people.map(({ providerId, name }) => ({ id: providerId, displayName: name, skills: [{ id: cleaning }] })),
        null,
      ]);
      expect([reads.mock.calls.length, lists.mock.calls.length]).toEqual([1, 1]);
      await entities(nobody, 'Offering', offerings);
      expect(reads).toHaveBeenCalledTimes(2);
      vi.restoreAllMocks();
    });

    test('skills are the catalogue’s', async () => {
      expect(await entities(nobody, 'Skill', [cleaning, newId('skl')])).toEqual([
        { id: cleaning, name: 'Home cleaning' },
        null,
      ]);
    });
  });
});
