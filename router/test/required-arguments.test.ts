/** Fields that @requires asks for with arguments. Apollo's planner mixes their values up, so ApolloGateway is not asked. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RouterInTest, routerOver } from './support/test-router.ts';

interface Box {
  readonly mass: number;
  readonly size: { readonly width: number };
  readonly items: readonly { readonly mass: number }[];
}

const mass =
  (kg: number) =>
  (_: unknown, { unit }: { unit: string }) =>
    unit === 'KG' ? kg : kg * 1_000;
const subgraphs = {
  boxes: {
    sdl: `
      type Query { boxes: [Box!]! thing: Thing }
      interface Thing { id: ID! mass(unit: Unit = KG): Float! }
      enum Unit { KG G }
      type Box implements Thing @key(fields: "id") {
        id: ID! mass(unit: Unit = KG): Float! size(unit: String = "m"): Size! items: [Item!]!
      }
      type Bag implements Thing @key(fields: "id") { id: ID! mass(unit: Unit = KG): Float! }
      type Size @shareable { width: Int! unit: String! }
      type Item @shareable { mass(unit: Unit = KG): Float! }`,
    resolvers: {
      Query: { boxes: () => [{ id: 'b1' }, { id: 'b2' }], thing: () => ({ __typename: 'Box', id: 'b3' }) },
      Box: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        mass: ({ id }: { id: string }, { unit }: { unit: string }) => Number(id.slice(1)) * (unit === 'KG' ? 1 : 1_000),
        size: (_: unknown, { unit }: { unit: string }) => ({ width: unit === 'm' ? 2 : 200, unit }),
        items: () => [{}, {}],
      },
      Item: { mass: mass(3) },
    },
  },
  post: {
    sdl: `
      enum Unit { KG G }
      type Box @key(fields: "id") {
        id: ID!
        mass(unit: Unit = KG): Float! @external
        size(unit: String = "m"): Size! @external
        items: [Item!]! @external
        grams: Float @requires(fields: "mass(unit: G)")
        kilos: Float @requires(fields: "mass(unit: KG)")
        plain: Float @requires(fields: "mass")
        again(times: Int!): Float @requires(fields: "mass(unit: G)")
        wide: Int @requires(fields: "size(unit: \\"cm\\") { width }")
        narrow: Int @requires(fields: "size(unit: \\"m\\") { width }")
        inside: String @requires(fields: "items { mass(unit: G) }")
        insideKilos: String @requires(fields: "items { mass(unit: KG) }")
        label: String
      }
      type Size @shareable { width: Int! unit: String! }
      type Item @shareable { mass(unit: Unit = KG): Float! }`,
    resolvers: {
      Box: {
        grams: ({ mass }: Box) => mass,
        kilos: ({ mass }: Box) => mass,
        plain: ({ mass }: Box) => mass,
        again: ({ mass }: Box, { times }: { times: number }) => mass * times,
        wide: ({ size }: Box) => size.width,
        narrow: ({ size }: Box) => size.width,
        inside: ({ items }: Box) => items.map((item) => item.mass).join(),
        insideKilos: ({ items }: Box) => items.map((item) => item.mass).join(),
        label: ({ id }: { id: string }) => `box ${id}`,
      },
      Item: { mass: mass(3) },
    },
  },
  customs: {
    sdl: `
      enum Unit { KG G }
      type Box @key(fields: "id") {
        id: ID!
        mass(unit: Unit = KG): Float! @external
        kilos: Float @external
        duty: Float @requires(fields: "mass(unit: G)")
        fee: Float @requires(fields: "mass(unit: KG) kilos")
      }`,
    resolvers: {
      Box: {
        duty: (box: Box) => box.mass / 100,
        fee: (box: Box & { kilos: number }) => box.mass + box.kilos,
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

test.each([
  ['one', '{ boxes { grams } }', { grams: 1_000 }],
  ['two of one field with different arguments', '{ boxes { grams kilos } }', { grams: 1_000, kilos: 1 }],
  ['with and without arguments', '{ boxes { grams plain } }', { grams: 1_000, plain: 1 }],
  [
    'three ways at once',
    '{ boxes { grams kilos plain label } }',
    { grams: 1_000, kilos: 1, plain: 1, label: 'box b1' },
  ],
  ['in two subgraphs', '{ boxes { kilos duty } }', { kilos: 1, duty: 10 }],
  ['in one that requires the other', '{ boxes { fee duty grams } }', { fee: 2, duty: 10, grams: 1_000 }],
  ['with objects', '{ boxes { wide narrow } }', { wide: 200, narrow: 2 }],
  ['within lists of objects', '{ boxes { inside insideKilos } }', { inside: '3000,3000', insideKilos: '3,3' }],
  [
    'all of them',
    '{ boxes { grams wide inside narrow insideKilos kilos } }',
    { grams: 1_000, wide: 200, inside: '3000,3000', narrow: 2, insideKilos: '3,3', kilos: 1 },
  ],
  ['beside the client’s own', '{ boxes { mass(unit: KG) grams } }', { mass: 1, grams: 1_000 }],
  ['beside the client’s own of the other kind', '{ boxes { mass(unit: G) kilos } }', { mass: 1_000, kilos: 1 }],
  [
    'beside the client’s in objects',
    '{ boxes { size { width unit } wide } }',
    { size: { width: 2, unit: 'm' }, wide: 200 },
  ],
  [
    'beside the client’s in lists',
    '{ boxes { items { mass } inside } }',
    { items: [{ mass: 3 }, { mass: 3 }], inside: '3000,3000' },
  ],
  ['with arguments of its own', 'query ($n: Int!) { boxes { again(times: $n) kilos } }', { again: 2_000, kilos: 1 }],
  ['under other names', '{ boxes { mass: grams kilos: plain grams: kilos } }', { mass: 1_000, kilos: 1, grams: 1 }],
  [
    'twice under other names',
    '{ boxes { a: again(times: 1) b: again(times: 3) c: kilos } }',
    { a: 1_000, b: 3_000, c: 1 },
  ],
])('%s', async (_name, query, first) => {
  const { data, errors } = await router.ask(query, { n: 2 });
  expect(errors).toBeUndefined();
  expect(data.boxes[0]).toEqual(first);
});

test('through an interface', async () => {
  const { data, errors } = await router.ask('{ thing { mass ... on Box { grams kilos } } }');
  expect(errors).toBeUndefined();
  expect(data.thing).toEqual({ mass: 3, grams: 3_000, kilos: 3 });
});

test('what can be asked for together is', async () => {
  await router.ask('{ boxes { grams label inside wide again(times: 1) } }');
  expect(router.upstreams.post.asked).toHaveLength(1);
  await router.ask('{ boxes { grams kilos label } }');
  expect(router.upstreams.post.asked).toHaveLength(3);
});

test('no subgraph is asked for what it does not have, and clients do not see it either', async () => {
  const { data } = await router.ask('{ __type(name: "Box") { fields { name } } }');
  const names: string[] = data.__type.fields.map(({ name }: { name: string }) => name);
  expect(names.filter((name) => name.includes('__'))).toEqual([]);
});
