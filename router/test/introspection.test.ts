import { Supergraph } from '@apollo/federation-internals';
import { getIntrospectionQuery, graphqlSync } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shop } from './support/shop.ts';
import { composeSupergraph } from './support/supergraph.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

const schema = Supergraph.build(composeSupergraph(shop)).apiSchema().toGraphQLJSSchema();
let router: RouterInTest<keyof typeof shop>;
beforeAll(async () => {
  router = await routerOver(shop);
});
afterAll(() => router.stop());

const partial = `query Q($name: String!, $deep: Boolean = false) {
  it: __type(name: $name) { name ...F fields @skip(if: $deep) { name } }
  __schema { queryType { name ... @include(if: $deep) { fields { name } } } }
  none: __type(name: "Secret") { name }
}
fragment F on __Type { kind interfaces { name } }`;

test.each<[string, string, Record<string, unknown>]>([
  ['the whole schema', getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }), {}],
  ['parts of it', partial, { name: 'Book' }],
  ['parts of it, with conditions', partial, { name: 'Furniture', deep: true }],
])('introspection of %s equals graphql-js on the API schema', async (_name, query, variables) => {
  const expected = graphqlSync({ schema, source: query, variableValues: variables });
  expect(expected.errors).toBeUndefined();
  expect(await router.ask(query, variables)).toEqual(JSON.parse(JSON.stringify(expected)));
  expect(router.upstreams.catalog.asked).toEqual([]);
});

test('introspection stands beside data', async () => {
  expect(await router.ask('{ product(id: "p2") { name } __type(name: "Unit") { name } }')).toEqual({
    data: { product: { name: 'Novel' }, __type: { name: 'Unit' } },
  });
});
