/** Calls of this subgraph past the router, by somebody who is validly signed in and has no part in what they ask for. */
import { readFileSync } from 'node:fs';
import type { Caller } from '@marketplace/subgraph/caller';
import { entryPoints, outcomeOf } from '@marketplace/testing/entry-points';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { nobody, openUserContext, type Person, person } from './user-context.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

/** What there is of others: a provider with a profile, an offering that is not active, a portfolio and an upload. */
interface Others {
  readonly owner: Person;
  readonly offering: string;
  readonly item: string;
  readonly upload: string;
}

/** An operation about what is others', with its variable, and what its one root field comes to, for a stranger and for nobody. */
type Case = readonly [operation: string, variable: (others: Others) => unknown, forStranger: string, forNobody: string];

const WORK = {
  title: 'Home cleaning',
  description: 'Two rooms',
  skillId: skillBySlug('home-cleaning').id,
  price: { amount: 6_000, currency: 'EUR' },
  priceUnit: 'JOB',
  durationMinutes: 120,
};
const BERLIN = { latitude: 52.52349, longitude: 13.41144 };

const mutation = (
  field: string,
  type: string,
  answer: string,
  input: (others: Others) => object,
  forStranger: string,
) =>
  [
    `mutation ($v: ${type}!) { ${field}(input: $v) { ${answer} { id } userErrors { code } } }`,
    input,
    forStranger,
    'UNAUTHENTICATED',
  ] as const;
const entity = (type: string, id: (others: Others) => string, forStranger = 'answered', forNobody = forStranger) =>
  [
    `query ($v: [_Any!]!) { _entities(representations: $v) { ... on ${type} { id } } }`,
    (others: Others) => [{ __typename: type, id: id(others) }],
    forStranger,
    forNobody,
  ] as const;

const CASES: Readonly<Record<string, Case>> = {
  'Query.viewer': ['{ viewer { customer { id } } }', () => null, 'answered', 'UNAUTHENTICATED'],
  'Query.skills': ['{ skills { id } }', () => null, 'answered', 'answered'],
  'Query.provider': [
    'query ($v: ID!) { provider(id: $v) { id } }',
    ({ owner }) => owner.providerId,
    'answered',
    'answered',
  ],
  'Query.offering': ['query ($v: ID!) { offering(id: $v) { id } }', ({ offering }) => offering, 'nothing', 'nothing'],
  'Query.searchProviders': [
    'query ($v: ProviderFilter!) { searchProviders(filter: $v) { edges { node { id } } } }',
    () => ({ near: BERLIN }),
    'answered',
    'answered',
  ],
  'Mutation.updateProvider': mutation(
    'updateProvider',
    'UpdateProviderInput',
    'provider',
    () => ({ displayName: 'Mine' }),
    'done',
  ),
  'Mutation.saveOffering': mutation(
    'saveOffering',
    'SaveOfferingInput',
    'offering',
    ({ offering }) => ({ ...WORK, id: offering, title: 'Mine' }),
    'NOT_FOUND',
  ),
  'Mutation.createUpload': mutation(
    'createUpload',
    'CreateUploadInput',
    'upload',
    () => ({ contentType: 'image/png', byteSize: 1 }),
    'done',
  ),
  'Mutation.savePortfolioItem': mutation(
    'savePortfolioItem',
    'SavePortfolioItemInput',
    'portfolioItem',
    ({ upload }) => ({ title: 'Mine', description: '', uploadId: upload }),
    'NOT_FOUND',
  ),
  'Mutation.deletePortfolioItem': [
    'mutation ($v: ID!) { deletePortfolioItem(id: $v) { portfolioItem { id } userErrors { code } } }',
    ({ item }) => item,
    'NOT_FOUND',
    'UNAUTHENTICATED',
  ],
  'Mutation.setProviderVerified': [
    `mutation ($v: ID!) { setProviderVerified(providerId: $v, verified: true, reason: "me") {
      provider { id } userErrors { code } } }`,
    ({ owner }) => owner.providerId,
    'FORBIDDEN',
    'UNAUTHENTICATED',
  ],
  '_entities.Customer': entity('Customer', ({ owner }) => owner.customerId, 'answered', 'nothing'),
  '_entities.Provider': entity('Provider', ({ owner }) => owner.providerId),
  '_entities.Offering': entity('Offering', ({ offering }) => offering, 'nothing'),
  '_entities.Skill': entity('Skill', () => WORK.skillId),
};

const PROFILE = `query ($id: ID!) { provider(id: $id) {
  id displayName bio verified serviceRadiusMeters skills { id } location { point { latitude longitude } city }
  offerings { id title active } portfolio { id title imageUrl } } }`;

describe('object-level authorisation holds when the subgraph is called directly', () => {
  let user: Awaited<ReturnType<typeof openUserContext>>;
  let others: Others;
  const stranger = person('Eve', 'PROVIDER');
  beforeAll(async () => {
    user = await openUserContext();
    others = await provider(user);
  });
  afterAll(() => user.close());

  const tried = async (caller: Caller, operation: string, v: unknown) =>
    outcomeOf(await user.ask(caller, operation, { v }));
  const profile = async (caller: Caller) =>
    (await user.ask(caller, PROFILE, { id: others.owner.providerId })).data.provider;

  test('every root field and entity has a case', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(entryPoints(sdl));
  });

  test.each(Object.entries(CASES))(
    '%s gives nobody what is another’s',
    async (_, [operation, variable, ...outcomes]) => {
      const before = await profile(others.owner);
      expect(await tried(stranger, operation, variable(others))).toBe(outcomes[0]);
      expect(await tried(nobody, operation, variable(others))).toBe(outcomes[1]);
      expect(await profile(others.owner)).toEqual(before);
    },
  );

  test('of a provider others see the rounded place and what is active', async () => {
    expect(await profile(others.owner)).toMatchObject({ location: { point: BERLIN }, offerings: [{ active: false }] });
    for (const caller of [stranger, person('Olga', 'OPERATOR', 'ADMIN', 'MODERATOR'), nobody])
      expect(await profile(caller)).toMatchObject({
        location: { point: { latitude: 52.525, longitude: 13.41 } },
        offerings: [],
      });
  });
});

async function provider(user: Awaited<ReturnType<typeof openUserContext>>): Promise<Others> {
  const owner = person('Ada', 'PROVIDER');
  const made = async (operation: string, input: object): Promise<string> => {
    const { data } = await user.ask(owner, operation, { input });
    const answer = Object(Object.values(data)[0]);
    return Object(Object.values(answer)[0]).id;
  };
  await made('mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { provider { id } } }', {
    bio: 'Twenty years of it',
    location: { point: BERLIN, city: 'Berlin', countryCode: 'DE', timeZone: 'Europe/Berlin' },
  });
  return {
    owner,
    offering: await made('mutation ($input: SaveOfferingInput!) { saveOffering(input: $input) { offering { id } } }', {
      ...WORK,
      active: false,
    }),
    item: await made(
      'mutation ($input: SavePortfolioItemInput!) { savePortfolioItem(input: $input) { portfolioItem { id } } }',
      { title: 'Before and after', description: 'A kitchen' },
    ),
    upload: await made('mutation ($input: CreateUploadInput!) { createUpload(input: $input) { upload { id } } }', {
      contentType: 'image/png',
      byteSize: 100,
    }),
  };
}
