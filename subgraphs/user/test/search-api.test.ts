import { newId } from '@marketplace/kernel/ids';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { type Answer, nobody, openUserContext, type Person, person } from './user-context.ts';

const UPDATE = /* GraphQL */ `mutation ($input: UpdateProviderInput!) {
  updateProvider(input: $input) { userErrors { code } }
}`;
const SAVE = /* GraphQL */ `mutation ($input: SaveOfferingInput!) {
  saveOffering(input: $input) { userErrors { code } }
}`;
const SEARCH = /* GraphQL */ `query ($filter: ProviderFilter!, $sort: ProviderSort, $first: Int, $after: String) {
  searchProviders(filter: $filter, sort: $sort, first: $first, after: $after) {
    totalCount
    edges { distanceMeters node { id displayName offerings { title } } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

interface Searched {
  searchProviders: {
    totalCount: number;
    edges: readonly { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
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

describe('a search through the API', () => {
  let user: Awaited<ReturnType<typeof openUserContext>>;
  let ada: Person;
  beforeAll(async () => {
    user = await openUserContext();
  });
  afterAll(() => user.close());
  beforeEach(async () => {
    await user.clear();
    ada = person('Ada', 'PROVIDER');
  });

  const update = (caller: Person, input: object) => user.ask(caller, UPDATE, { input });
  const save = (caller: Person) => user.ask(caller, SAVE, { input: work });
  const search = (variables: object, caller = nobody) =>
    user.ask<Searched>(caller, SEARCH, { filter: { near: home.point }, ...variables });
  const codes = ({ errors }: Answer<unknown>) => errors?.map(({ extensions }) => extensions);

  test('finds a provider as soon as they have said where they work', async () => {
    await save(ada);
    expect((await search({})).data.searchProviders).toMatchObject({ totalCount: 0, edges: [] });
    await update(ada, { location: home });
    const { data } = await search({ filter: { near: rounded, text: 'CLEAN berl', skillIds: [cleaning] } });
    expect(data.searchProviders).toEqual({
      totalCount: 1,
      edges: [
        {
          distanceMeters: 0,
          node: { id: ada.providerId, displayName: 'Ada', offerings: [{ title: 'Home cleaning' }] },
        },
      ],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: expect.any(String) },
    });
  });

  test('tells distances to the rounded point, rounded to 100 m', async () => {
    await update(ada, { location: home });
    const { data } = await search({ filter: { near: { latitude: 52.53, longitude: 13.42 } } });
    expect(data.searchProviders).toMatchObject({ edges: [{ distanceMeters: 900 }] });
  });

  test.each(['DISTANCE', 'RATING', 'PRICE'])('by %s goes on from a cursor', async (sort) => {
    const people = Array.from({ length: 5 }, (_, index) => person(`Provider ${index}`, 'PROVIDER'));
    for (const each of people) await update(each, { location: home });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Searched['searchProviders'] = (await search({ sort, first: 2, after })).data.searchProviders;
      seen.push(...page.edges.map(({ node }) => node.id));
      expect(seen.length).toBeLessThanOrEqual(5);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen.toSorted()).toEqual(people.map(({ providerId }) => providerId).toSorted());
    expect(new Set(seen).size).toBe(5);
  });

  test('knows no cursor but its own', async () => {
    for (const each of [ada, person('Cid', 'PROVIDER')]) await update(each, { location: home });
    const { endCursor } = (await search({ first: 1 })).data.searchProviders.pageInfo;
    for (const variables of [{ after: 'nonsense' }, { after: endCursor, sort: 'PRICE' }])
      expect(codes(await search(variables))).toMatchObject([{ code: 'CURSOR_UNKNOWN' }]);
  });

  test.each([
    { first: 0 },
    { first: 101 },
    { filter: { near: { latitude: 91, longitude: 0 } } },
    { filter: { near: home.point, radiusMeters: 0 } },
    { filter: { near: home.point, radiusMeters: 100_001 } },
    { filter: { near: home.point, text: 'x'.repeat(101) } },
    { filter: { near: home.point, minRating: 5.1 } },
    { filter: { near: home.point, maxPrice: { amount: -1, currency: 'EUR' } } },
    { filter: { near: home.point, skillIds: Array.from({ length: 25 }, () => cleaning) } },
  ])('with %j is of a wrong shape', async (variables) => {
    expect(codes(await search(variables))).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  test('for a skill that does not exist finds nobody, and for none finds all', async () => {
    await update(ada, { location: home });
    const total = async (skillIds: string[]) =>
      (await search({ filter: { near: home.point, skillIds } })).data.searchProviders.totalCount;
    expect(await total([newId('skl')])).toBe(0);
    expect(await total([])).toBe(1);
  });
});
