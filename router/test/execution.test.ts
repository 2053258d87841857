import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { resetShop, shop } from './support/shop.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

let router: RouterInTest<keyof typeof shop>;
beforeAll(async () => {
  router = await routerOver(shop);
});
afterAll(() => router.stop());
beforeEach(() => {
  resetShop();
  for (const { asked } of Object.values(router.upstreams)) asked.length = 0;
});

const dataOf = async (query: string, variables?: object) => {
  const { data, errors } = await router.ask(query, variables);
  expect(errors).toBeUndefined();
  return data;
};

describe('entities', () => {
  test('are completed by other subgraphs, by simple and by compound nested keys', async () => {
    expect(await dataOf('{ product(id: "p1") { name ... on Furniture { inStock rival { name inStock } } } }')).toEqual({
      product: { name: 'Chair', inStock: true, rival: { name: 'Table', inStock: false } },
    });
  });

  test('bring along what @requires names, nested and with arguments', async () => {
    expect(await dataOf('{ product(id: "p1") { ... on Furniture { shippingCost(express: true) label } } }')).toEqual({
      product: { shippingCost: 140, label: 'p1-leg:2.2 p1-top:2.2' },
    });
  });

  test('are asked for once, in one request, however often they occur', async () => {
    const data = await dataOf('{ topReviews { product { name } } }');
    expect(data.topReviews.map(({ product }: { product: { name: string } }) => product.name)).toEqual([
      'Chair',
      'Novel',
      'Chair',
    ]);
    expect(router.upstreams.catalog.asked.map(({ variables }) => variables)).toEqual([
      {
        representations: [
          { __typename: 'Furniture', id: 'p1' },
          { __typename: 'Book', id: 'p2' },
        ],
      },
    ]);
  });

  test('that are null or of no matching type are not asked for', async () => {
    expect(
      await dataOf('{ product(id: "none") { reviews { text } } a: product(id: "p2") { ... on Furniture { label } } }'),
    ).toEqual({
      product: null,
      a: {},
    });
    expect(router.upstreams.reviews.asked).toEqual([]);
    expect(router.upstreams.shipping.asked).toEqual([]);
  });
});

describe('abstract types', () => {
  test('give each object the fields of its own type', async () => {
    expect(
      await dataOf('{ products { __typename id ... on Book { pages shippingCost } ... on Furniture { weight } } }'),
    ).toEqual({
      products: [
        { __typename: 'Furniture', id: 'p1', weight: 7 },
        { __typename: 'Book', id: 'p2', pages: 300, shippingCost: 1 },
        { __typename: 'Furniture', id: 'p3', weight: 30 },
      ],
    });
  });

  test('hide an object whose type is inaccessible, without naming the type', async () => {
    const { data, errors } = await router.ask('{ things { __typename ... on Product { name } } }');
    expect(data).toEqual({
      things: [{ __typename: 'Furniture', name: 'Chair' }, { __typename: 'Book', name: 'Novel' }, null],
    });
    expect(errors).toMatchObject([{ path: ['things', 2], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(errors)).not.toContain('Secret');
  });

  test('carry interface fields that another subgraph adds', async () => {
    expect(await dataOf('{ products(first: 2) { reviews { id } } }')).toEqual({
      products: [{ reviews: [{ id: 'r1' }, { id: 'r3' }] }, { reviews: [{ id: 'r2' }] }],
    });
  });
});

describe('selections', () => {
  test('keep aliases, also of one field asked for twice with other arguments', async () => {
    const fields = 'cheap: shippingCost quick: shippingCost(express: true)';
    expect(await dataOf(`{ it: product(id: "p1") { title: name ... on Furniture { ${fields} } } }`)).toEqual({
      it: { title: 'Chair', cheap: 70, quick: 140 },
    });
  });

  test('merge fragments that share a field', async () => {
    const query = `
      query Q { product(id: "p1") { ...A ...B ... on Furniture { maker { name } } } }
      fragment A on Product { reviews { id } ... on Furniture { maker { __typename } } }
      fragment B on Product { reviews { text } }`;
    expect(await dataOf(query)).toEqual({
      product: {
        reviews: [
          { id: 'r1', text: 'good' },
          { id: 'r3', text: 'fine' },
        ],
        maker: { __typename: 'Maker', name: 'Oak' },
      },
    });
  });

  test('come in the order in which the client wrote them', async () => {
    const data = await dataOf('{ b: product(id: "p1") { reviews { text id } name id } a: product(id: "p2") { name } }');
    expect(JSON.stringify(data)).toBe(
      '{"b":{"reviews":[{"text":"good","id":"r1"},{"text":"fine","id":"r3"}],"name":"Chair","id":"p1"},"a":{"name":"Novel"}}',
    );
  });

  test('can be called what every JavaScript object inherits', async () => {
    expect(
      await dataOf('{ constructor: product(id: "p1") { toString: name valueOf: reviews { hasOwnProperty: id } } }'),
    ).toEqual({
      constructor: { toString: 'Chair', valueOf: [{ hasOwnProperty: 'r1' }, { hasOwnProperty: 'r3' }] },
    });
  });

  const conditional = `query Q($yes: Boolean!, $no: Boolean = false) {
    product(id: "p1") { name @include(if: $yes) id @skip(if: $no) reviews @include(if: $yes) @skip(if: $no) { id }
      ... @include(if: $no) { kind } ... on Furniture @skip(if: $yes) { weight } } }`;
  test.each([
    [{ yes: true }, { name: 'Chair', id: 'p1', reviews: [{ id: 'r1' }, { id: 'r3' }] }],
    [{ yes: false }, { id: 'p1', weight: 7 }],
    [
      { yes: true, no: true },
      { name: 'Chair', kind: 'FURNITURE' },
    ],
    [
      { yes: false, no: true },
      { kind: 'FURNITURE', weight: 7 },
    ],
  ])('are skipped and included by variables: %j', async (variables, product) => {
    expect(await dataOf(conditional, variables)).toEqual({ product });
  });

  test('that are all skipped ask nothing', async () => {
    expect(
      await dataOf('query Q($no: Boolean!) { products @include(if: $no) { reviews { id } } }', { no: false }),
    ).toEqual({});
    expect(Object.values(router.upstreams).flatMap(({ asked }) => asked)).toEqual([]);
  });

  test('of __typename at the root need no subgraph', async () => {
    expect(await dataOf('{ __typename me: __typename }')).toEqual({ __typename: 'Query', me: 'Query' });
    expect(await dataOf('mutation { __typename }')).toEqual({ __typename: 'Mutation' });
  });
});

test('a field that a client and a @requires ask for with different arguments keeps both values', async () => {
  expect(await dataOf('{ product(id: "p1") { ... on Furniture { parts { mass label } label } } }')).toEqual({
    product: {
      parts: [
        { mass: 1, label: 'p1-leg' },
        { mass: 1, label: 'p1-top' },
      ],
      label: 'p1-leg:2.2 p1-top:2.2',
    },
  });
  expect(
    await dataOf('{ product(id: "p1") { ... on Furniture { label parts { m: mass(unit: LB) mass(unit: KG) } } } }'),
  ).toEqual({
    product: {
      label: 'p1-leg:2.2 p1-top:2.2',
      parts: [
        { m: 2.2, mass: 1 },
        { m: 2.2, mass: 1 },
      ],
    },
  });
});

test('an object of which everything is skipped is still told to exist', async () => {
  const query =
    'query Q($no: Boolean = false) { product(id: "p1") { ... on Furniture { maker { name @include(if: $no) } } } }';
  expect(await dataOf(query)).toEqual({ product: { maker: {} } });
});

test('what is required under a condition does not stand in the way where there is none', async () => {
  const query =
    'query Q($no: Boolean!) { product(id: "p1") { ... on Furniture { parts { label } shippingCost @skip(if: $no) reviews { id } } } }';
  expect(await dataOf(query, { no: true })).toMatchObject({ product: { reviews: [{ id: 'r1' }, { id: 'r3' }] } });
});

describe('variables', () => {
  test('reach only the fetches that use them, and defaults hold', async () => {
    const query = `query Q($first: Int = 1, $express: Boolean) {
      products(first: $first) { ... on Furniture { shippingCost(express: $express) } } }`;
    expect(await dataOf(query, { express: true })).toEqual({ products: [{ shippingCost: 140 }] });
    expect(router.upstreams.catalog.asked[0]?.variables).toEqual({});
    expect(router.upstreams.shipping.asked[0]?.variables).toMatchObject({ express: true });
    expect(await dataOf(query, { first: 3, express: false })).toEqual({
      products: [{ shippingCost: 70 }, {}, { shippingCost: 300 }],
    });
  });
});

describe('mutations', () => {
  test('run one after the other in their order, past one that fails', async () => {
    const { data, errors } = await router.ask('mutation { a: add(by: 5) fail b: subtract(by: 2) c: add }');
    expect(data).toEqual({ a: 5, fail: null, b: 3, c: 4 });
    expect(errors).toMatchObject([{ message: 'no', path: ['fail'] }]);
  });
});

describe('nulls', () => {
  test('stand where a nullable field failed, with its path', async () => {
    const { data, errors } = await router.ask('{ topReviews { id oops: broken } }');
    expect(data.topReviews).toEqual(['r1', 'r2', 'r3'].map((id) => ({ id, oops: null })));
    expect(errors?.map(({ message, path }) => [message, path])).toEqual(
      [0, 1, 2].map((i) => ['broken pen', ['topReviews', i, 'oops']]),
    );
  });

  test('bubble up to the nearest nullable parent, with the path of the field that failed', async () => {
    const { data, errors } = await router.ask('{ review(id: "r2") { id strict } ok: review(id: "r1") { strict } }');
    expect(data).toEqual({ review: null, ok: { strict: 1 } });
    expect(errors).toMatchObject([{ message: 'too strict', path: ['review', 'strict'] }]);
  });

  test('bubble up through lists of non-null items to data itself', async () => {
    const { data, errors } = await router.ask('{ topReviews { strict } }');
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message: 'too strict', path: ['topReviews', 1, 'strict'] }]);
  });

  test('bubble up across subgraphs, on the path as the client sees it', async () => {
    const { data, errors } = await router.ask('{ things { ... on Product { is: reviews { strict } } } }');
    expect(data).toEqual({ things: [{ is: [{ strict: 1 }, { strict: 1 }] }, null, null] });
    expect(errors?.[0]).toMatchObject({ message: 'too strict', path: ['things', 1, 'is', 0, 'strict'] });
  });
});
