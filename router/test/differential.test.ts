/** The same operations through ApolloGateway, over the same subgraphs: the data is the same, and so is where it failed. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ReferenceGateway, referenceGateway } from './support/reference-gateway.ts';
import { resetShop, shop } from './support/shop.ts';
import { composeSupergraph } from './support/supergraph.ts';
import { type GraphQLAnswer, type RouterInTest, routerOver } from './support/test-router.ts';

let router: RouterInTest<keyof typeof shop>;
let gateway: ReferenceGateway;
beforeAll(async () => {
  router = await routerOver(shop);
  const schemas = Object.fromEntries(Object.entries(router.upstreams).map(([name, { schema }]) => [name, schema]));
  gateway = await referenceGateway(composeSupergraph(shop), schemas);
});
afterAll(async () => {
  await router.stop();
  await gateway.stop();
});
beforeEach(resetShop);

const operations: readonly (string | readonly [string, Record<string, unknown>])[] = [
  '{ products { id name kind } }',
  '{ products(first: 1) { __typename id } }',
  '{ product(id: "none") { id name } }',
  '{ product(id: "p1") { reviews { id text stars product { id name kind } } } }',
  '{ products { ... on Furniture { weight sku maker { name } } ... on Book { pages weight } } }',
  '{ products { ... on Furniture { w: weight } ... on Book { w: weight } } }',
  '{ products { ... on Furniture { inStock } } }',
  '{ products { ... on Furniture { rival { id name weight inStock rival { id } } } } }',
  '{ products { ... on Furniture { shippingCost } ... on Book { shippingCost } } }',
  '{ products { ... on Furniture { a: shippingCost b: shippingCost(express: true) } ... on Book { a: shippingCost(express: true) } } }',
  '{ products { ... on Furniture { label } } }',
  '{ products { ... on Furniture { label parts { label } } } }',
  '{ products { ... on Furniture { label inStock shippingCost reviews { text } rival { label } } } }',
  '{ things { __typename } }',
  '{ things { ... on Furniture { name inStock } ... on Book { name reviews { id } } } }',
  '{ things { ... on Product { id name kind reviews { product { name } } } } }',
  '{ topReviews { id text stars } }',
  '{ topReviews { product { __typename id name } } }',
  '{ topReviews { product { ... on Furniture { label shippingCost inStock } } } }',
  '{ topReviews { product { reviews { product { reviews { id } } } } } }',
  '{ a: topReviews { id } b: topReviews { text } }',
  '{ review(id: "r1") { broken } }',
  '{ review(id: "r2") { strict } }',
  '{ topReviews { strict } }',
  '{ topReviews { id broken product { name } } }',
  '{ things { ... on Product { reviews { strict } } } }',
  '{ __typename }',
  '{ __typename products { __typename reviews { __typename } } }',
  '{ t: __typename product(id: "p1") { t: __typename } }',
  '{ product(id: "p1") { ...A ...B } } fragment A on Product { id ...C } fragment B on Furniture { weight ...C } fragment C on Product { reviews { id } }',
  '{ ...R } fragment R on Query { product(id: "p2") { name } topReviews { id } }',
  '{ ... { ... on Query { product(id: "p2") { ... { name } } } } }',
  '{ product(id: "p1") { ... on Product { ... on Furniture { ... on Product { name } sku } } } }',
  '{ product(id: "p2") { ... on Furniture { sku } } }',
  ['query Q($id: ID!) { product(id: $id) { name } }', { id: 'p1' }],
  ['query Q($id: ID!) { product(id: $id) { name } }', { id: 3 }],
  ['query Q($first: Int) { products(first: $first) { id } }', { first: 2 }],
  ['query Q($first: Int = 2) { products(first: $first) { id } }', {}],
  ['query Q($e: Boolean = true) { products { ... on Furniture { shippingCost(express: $e) } } }', {}],
  ['query Q($e: Boolean) { products { ... on Furniture { shippingCost(express: $e) } } }', { e: null }],
  ['query Q($y: Boolean!) { product(id: "p1") { name @include(if: $y) id @skip(if: $y) } }', { y: true }],
  ['query Q($y: Boolean!) { product(id: "p1") { name @include(if: $y) id @skip(if: $y) } }', { y: false }],
  [
    'query Q($y: Boolean!) { products { ... on Furniture @include(if: $y) { inStock label } reviews @skip(if: $y) { id } } }',
    { y: true },
  ],
  [
    'query Q($y: Boolean!) { products { ... on Furniture @include(if: $y) { inStock label } reviews @skip(if: $y) { id } } }',
    { y: false },
  ],
  [
    'query Q($y: Boolean!, $n: Boolean!) { topReviews @include(if: $y) { product @skip(if: $n) { name @include(if: $y) id } id } }',
    { y: true, n: false },
  ],
  [
    'query Q($y: Boolean!, $n: Boolean!) { topReviews @include(if: $y) { product @skip(if: $n) { name @include(if: $y) id } id } }',
    { y: true, n: true },
  ],
  [
    'query Q($y: Boolean!, $n: Boolean!) { topReviews @include(if: $y) { product @skip(if: $n) { name @include(if: $y) id } id } }',
    { y: false, n: true },
  ],
  [
    'query Q($y: Boolean!) { ...F @include(if: $y) products { id } } fragment F on Query { topReviews { product { name } } }',
    { y: false },
  ],
  [
    'query Q($y: Boolean!) { ...F @include(if: $y) products { id } } fragment F on Query { topReviews { product { name } } }',
    { y: true },
  ],
  '{ product(id: "p1") { name @skip(if: true) id @include(if: false) kind } }',
  '{ __schema { queryType { name } types { name kind } } }',
  '{ __type(name: "Product") { name possibleTypes { name } fields { name type { name kind ofType { name } } } } product(id: "p1") { id } }',
  ['query Q($n: String!) { __type(name: $n) { name enumValues { name } } }', { n: 'Kind' }],
  'mutation { add }',
  'mutation { add(by: 5) subtract(by: 2) again: add(by: 4) }',
  'mutation { add fail subtract(by: 3) __typename }',
];

const failures = ({ errors = [] }: GraphQLAnswer) =>
  errors.map(({ message, path }) => `${path?.join('.')}: ${message}`).sort();

test.each(operations.map((one) => (typeof one === 'string' ? ([one, {}] as const) : one)))(
  '%s %j',
  async (query, variables) => {
    const expected = await gateway.ask(query, variables);
    resetShop();
    const answer = await router.ask(query, variables);
    expect(answer.data).toEqual(expected.data);
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data)); // in the same order
    if (!query.includes('things')) expect(failures(answer)).toEqual(failures(expected));
  },
);
