/** @context and @fromContext: arguments that come from an object above, which ApolloGateway can not serve. */
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RouterInTest, routerOver } from './support/test-router.ts';

const items: Record<string, string> = { i1: 'Apple', i2: 'Pear' };
const item = (id: string) => ({ __typename: 'Item', id });
const shop = (id: string, currency: string | null, ...ids: string[]) => ({
  __typename: 'Shop',
  id,
  currency,
  info: { code: `${id}-code`, tags: [id, 'x'] },
  items: ids.map(item),
  shelf: { best: item(ids[0] ?? 'i1') },
});
const market = { __typename: 'Market', id: 'm', money: 'CHF', tags: ['m'], items: [item('i1')] };
const SHOPS = [shop('s1', 'EUR', 'i1', 'i2'), shop('s2', 'USD', 'i1'), shop('s3', null, 'i2'), shop('s4', 'EUR', 'i2')];

const subgraphs = {
  shops: {
    sdl: `
      type Query { shops: [Shop!]! places: [Place!]! broken: Shop }
      union Place = Shop | Market
      type Shop @key(fields: "id") @context(name: "place") {
        id: ID! currency: String info: Info! items: [Item!]! shelf: Shelf! mine: String
      }
      type Market @key(fields: "id") @context(name: "place") { id: ID! money: String! tags: [String!]! items: [Item!]! }
      type Info { code: String! tags: [String!]! }
      type Shelf { best: Item }
      type Item @key(fields: "id") {
        id: ID!
        price(currency: String @fromContext(field: "$place ... on Shop { currency } ... on Market { money }"), digits: Int): String
        label(code: String @fromContext(field: "$place ... on Shop { info { code } } ... on Market { money }")): String
        tagged(tags: [String] @fromContext(field: "$place ... on Shop { info { tags } } ... on Market { tags }")): String
      }`,
    resolvers: {
      Query: {
        shops: () => SHOPS,
        places: () => [SHOPS[0], market],
        broken: () => ({
          ...shop('s9', 'x', 'i1'),
          currency: () => {
            throw new GraphQLError('no currency', { extensions: { code: 'NO_CURRENCY' } });
          },
        }),
      },
      Item: {
        price: ({ id }: { id: string }, { currency, digits }: { currency: string | null; digits?: number }) =>
          `${id} in ${currency}${digits === undefined ? '' : ` to ${digits}`}`,
        label: ({ id }: { id: string }, { code }: { code: string | null }) => `${id} at ${code}`,
        tagged: (_: unknown, { tags }: { tags: string[] | null }) => tags?.join('+') ?? 'none',
      },
    },
  },
  stock: {
    sdl: `
      type Item @key(fields: "id") { id: ID! name: String! left: Int! next: Item }`,
    resolvers: {
      Item: {
        name: ({ id }: { id: string }) => items[id] ?? 'none',
        left: ({ id }: { id: string }) => Number(id.slice(1)),
        next: ({ id }: { id: string }) => ({ id: id === 'i1' ? 'i2' : 'i1' }),
      },
    },
  },
};

let router: RouterInTest<keyof typeof subgraphs>;
beforeAll(async () => {
  router = await routerOver(subgraphs);
});
afterAll(() => router.stop());
beforeEach(() => {
  for (const { asked } of Object.values(router.upstreams)) asked.length = 0;
});

test('an entity gets the value of the object above it, in each place its own', async () => {
  const { data, errors } = await router.ask('{ shops { items { price } } }');
  expect(errors).toBeUndefined();
  expect(data.shops).toEqual([
    { items: [{ price: 'i1 in EUR' }, { price: 'i2 in EUR' }] },
    { items: [{ price: 'i1 in USD' }] },
    { items: [{ price: 'i2 in null' }] },
    { items: [{ price: 'i2 in EUR' }] },
  ]);
});

test('one request is made for each distinct context, and none twice for one entity', async () => {
  await router.ask('{ shops { items { price } } }');
  const [, ...asked] = router.upstreams.shops.asked;
  const ids = asked.map(({ variables }) => (variables.representations as { id: string }[]).map(({ id }) => id).join());
  expect(ids.toSorted()).toEqual(['i1', 'i1,i2', 'i2']);
});

test('the client sees neither the argument nor what was asked for it', async () => {
  const { errors } = await router.ask('{ shops { items { price(currency: "XXX") } } }');
  expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  const { data } = await router.ask('{ shops { id items { id price(digits: 2) } } }');
  expect(data.shops[0]).toEqual({
    id: 's1',
    items: [
      { id: 'i1', price: 'i1 in EUR to 2' },
      { id: 'i2', price: 'i2 in EUR to 2' },
    ],
  });
});

test.each([
  [
    'arguments of the client’s',
    'query ($d: Int) { shops { items { a: price(digits: $d) b: price } } }',
    { a: 'i1 in EUR to 3', b: 'i1 in EUR' },
  ],
  ['values deep in the object', '{ shops { items { label } } }', { label: 'i1 at s1-code' }],
  ['lists', '{ shops { items { tagged } } }', { tagged: 's1+x' }],
  [
    'fields of other subgraphs',
    '{ shops { items { name price left } } }',
    { name: 'Apple', price: 'i1 in EUR', left: 1 },
  ],
  ['several contexts', '{ shops { items { price label } } }', { price: 'i1 in EUR', label: 'i1 at s1-code' }],
  ['a name that hides the value', '{ shops { currency: id items { price } } }', { price: 'i1 in EUR' }],
  ['a fragment', '{ shops { ...F } } fragment F on Shop { items { ... { price } } }', { price: 'i1 in EUR' }],
])('it goes with %s', async (_name, query, first) => {
  const { data, errors } = await router.ask(query, { d: 3 });
  expect(errors).toBeUndefined();
  expect(data.shops[0].items[0]).toEqual(first);
});

test('a name that hides the value is the client’s all the same', async () => {
  const { data } = await router.ask('{ shops { currency: id items { price } } }');
  expect(data.shops.map(({ currency }: { currency: string }) => currency)).toEqual(['s1', 's2', 's3', 's4']);
});

test('several levels up', async () => {
  const { data } = await router.ask('{ shops { shelf { best { price } } } }');
  expect(data.shops[1]).toEqual({ shelf: { best: { price: 'i1 in USD' } } });
});

test('an entity that its subgraph gave once gets the value of each place where it stands', async () => {
  const { data } = await router.ask('{ shops { shelf { best { next { name price } } } } }');
  const prices = data.shops.map(({ shelf }: { shelf: { best: { next: object } } }) => shelf.best.next);
  expect(prices.slice(0, 2)).toEqual([
    { name: 'Pear', price: 'i2 in EUR' },
    { name: 'Pear', price: 'i2 in USD' },
  ]);
  expect(router.upstreams.stock.asked[0]?.variables.representations).toHaveLength(2);
});

test('each type that sets the context gives its own field', async () => {
  const { data } = await router.ask(
    '{ places { ... on Shop { items { price label } } ... on Market { items { price label } } } }',
  );
  expect(data.places).toEqual([
    {
      items: [
        { price: 'i1 in EUR', label: 'i1 at s1-code' },
        { price: 'i2 in EUR', label: 'i2 at s1-code' },
      ],
    },
    { items: [{ price: 'i1 in CHF', label: 'i1 at CHF' }] },
  ]);
});

test('a null that an error explains is a null as any other, and the client who asks for it is told', async () => {
  const { data, errors } = await router.ask('{ broken { currency items { name price } } }');
  expect(data.broken).toEqual({ currency: null, items: [{ name: 'Apple', price: 'i1 in null' }] });
  expect(errors).toMatchObject([{ path: ['broken', 'currency'], extensions: { code: 'NO_CURRENCY' } }]);
});

test('a subgraph that fails fails the field, in each place', async () => {
  let calls = 0;
  const { execute } = router.upstreams.shops;
  const failing = {
    ...router.upstreams.shops,
    execute: (request: Parameters<typeof execute>[0]) =>
      calls++ === 0 ? execute(request) : Promise.reject(new Error('gone')),
  };
  const second = await routerOver(subgraphs, { upstreams: { ...router.upstreams, shops: failing } });
  const { data, errors } = await second.ask('{ places { ... on Shop { id items { price } } } }');
  expect(data.places[0]).toEqual({ id: 's1', items: [{ price: null }, { price: null }] });
  expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['places.0.items.0.price', 'places.0.items.1.price']);
  await second.stop();
});
