import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { readOperation } from '../src/operation/operation.ts';
import { coerceVariables } from '../src/operation/variables.ts';
import { readSupergraph } from '../src/schema/read-supergraph.ts';
import { type LoadedSupergraph, supergraphOf } from '../src/schema/supergraph.ts';
import { composeSupergraph, type TestSubgraphs } from './support/supergraph.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

const library = {
  library: {
    sdl: `
      type Query {
        book: Book
        books(first: Int = 20, last: Int): [Book!]! @listSize(slicingArguments: ["first", "last"])
        shelf(first: Int): Shelf! @listSize(slicingArguments: ["first"], sizedFields: ["edges"], requireOneSlicingArgument: false)
        top: [Book!]! @listSize(assumedSize: 3)
        grid: [[Book]]
        report(filter: Filter, pages: Int @cost(weight: 2)): Report @cost(weight: 50)
      }
      type Mutation { lend: Book }
      type Subscription { lent: Book }
      type Shelf { edges: [Edge!]! total: Int @cost(weight: 7) }
      type Edge { node: Book! }
      type Book @key(fields: "id") { id: ID! title: String cover: Image tags: [String!] }
      type Image @cost(weight: 5) { url: String }
      type Report { text: String }
      input Filter { word: String @cost(weight: 4) parts: [Filter!] }
    `,
    resolvers: { Query: { book: () => ({ id: '1' }), books: () => [] } },
  },
} satisfies TestSubgraphs;

let supergraph: LoadedSupergraph;
let router: RouterInTest<'library'>;
beforeAll(async () => {
  supergraph = supergraphOf(readSupergraph(composeSupergraph(library)).facts);
  router = await routerOver(library, { limits: { cost: 100 } });
});
afterAll(() => router.stop());

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const operation = readOperation({ ...supergraph, limits: DEFAULT_LIMITS }, query, undefined);
  return operation.costOf(coerceVariables(supergraph.api, operation, variables));
}

describe('the cost of', () => {
  test.each<[string, string, number]>([
    ['leaves and introspection is nothing', '{ __typename __schema { types { name } } }', 0],
    ['an object is 1', '{ book { id title } }', 1],
    ['a list of leaves is nothing', '{ book { tags } }', 1],
    ['a list without a size is ten times its item', '{ grid { id } }', 100],
    ['a list of assumed size', '{ top { id cover { url } } }', 3 * (1 + 5)],
    ['a list by its default', '{ books { id } }', 20],
    ['a list by its argument', '{ books(first: 4) { id } }', 4],
    ['a list by the greatest argument', '{ books(first: 2, last: 9) { id } }', 9],
    ['a list is never negative', '{ books(first: -5, last: 0) { id } }', 0],
    ['a connection sized by its parent', '{ shelf(first: 6) { total edges { node { id } } } }', 1 + 7 + 6 * 2],
    ['a connection without a size', '{ shelf { edges { node { id } } } }', 1 + 10 * 2],
    [
      'a field with a weight, its arguments and input fields',
      '{ report(pages: 3, filter: { word: "a", parts: [{ word: "b" }, {}] }) { text } }',
      50 + 2 + 8,
    ],
    ['a mutation is ten more', 'mutation { lend { id } }', 11],
    ['a subscription is that of one event', 'subscription { lent { id } }', 1],
    ['aliases is that of each', '{ a: book { id } b: book { id } }', 2],
    ['fragments is that of their fields', '{ ...F ... { book { id } } } fragment F on Query { top { id } }', 4],
    ['what is skipped is nothing', '{ book @skip(if: true) { id } ... @include(if: false) { top { id } } }', 0],
  ])('%s', (_name, query, cost) => {
    expect(costOf(query)).toBe(cost);
  });

  test('an operation depends on its variables', () => {
    const query = 'query Q($n: Int = 5, $no: Boolean = false) { books(first: $n) { id } book @skip(if: $no) { id } }';
    expect(costOf(query)).toBe(6);
    expect(costOf(query, { n: 30, no: true })).toBe(30);
  });
});

test('what costs more than the limit is refused before it runs', async () => {
  const response = await fetch(`${router.url}?query={books(first:101){id}}`, {
    headers: { accept: 'application/graphql-response+json' },
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    errors: [{ extensions: { code: 'COST_EXCEEDED', cost: { estimated: 101, limit: 100 } } }],
  });
  expect(router.upstreams.library.asked).toEqual([]);
  expect((await router.ask('{ books(first: 100) { id } }')).data).toEqual({ books: [] });
});

describe('an operation is refused with too many', () => {
  const many = (count: number, one: (i: number) => string) => Array.from({ length: count }, (_, i) => one(i)).join(' ');
  test.each([
    ['aliases', `{ book { ${many(301, (i) => `a${i}: id`)} } }`],
    [
      'aliases by way of fragments',
      `{ ${many(40, () => '...F')} } fragment F on Query { book { ${many(8, (i) => `a${i}: id`)} } }`,
    ],
    ['fields of the root', `{ ${many(51, (i) => `a${i}: __typename`)} }`],
    ['directives', `{ book { id ${many(301, () => '@skip(if: false)')} } }`],
  ])('%s', async (_name, query) => {
    const { errors } = await router.ask(query);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(/more than the limit of/), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });
});
