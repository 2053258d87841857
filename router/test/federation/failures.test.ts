/** What fails: where the null stops, which path the error has, what is answered all the same. */
import { GraphQLError } from 'graphql';
import { type FederationGraph, federationCases } from '../support/federation-cases.ts';

interface Shop {
  readonly id: string;
}

const fail = (message = 'no') => {
  throw new GraphQLError(message, { extensions: { code: 'NOPE' } });
};
const shops = [{ id: 's1' }, { id: 's2' }, { id: 's3' }];
/** Only the second shop has trouble. */
const unless =
  <T>(value: T) =>
  ({ id }: Shop): T =>
    id === 's2' ? fail() : value;
const nullFor =
  <T>(value: T) =>
  ({ id }: Shop): T | null =>
    id === 's2' ? null : value;

const first = {
  name: ({ id }: Shop) => `shop ${id}`,
  soft: unless('soft'),
  hard: unless('hard'),
  list: unless(['a', 'b']),
  items: ({ id }: Shop) => [
    { n: 1, id },
    { n: 2, id },
  ],
};
const item = {
  soft: ({ n, id }: Shop & { n: number }) => (n === 2 && id === 's2' ? fail() : n),
  hard: ({ n, id }: Shop & { n: number }) => (n === 2 && id === 's2' ? fail() : n),
};
const second = {
  stock: unless(3),
  must: unless(4),
  empty: nullFor(5),
  lines: ({ id }: Shop) => [1, 2].map((n) => ({ n, id })),
  owner: ({ id }: Shop) => ({ id }),
  rate: ({ soft }: { soft: string | null }) => `rate of ${soft}`,
};
const line = { text: ({ n, id }: Shop & { n: number }) => (id === 's2' && n === 1 ? fail() : `line ${n}`) };
const owner = { mail: unless('m@x') };
const roots = {
  shops: () => shops,
  shop: () => ({ id: 's2' }),
  strict: () => ({ id: 's2' }),
  bad: () => fail(),
  dead: () => fail(),
  fine: () => 'fine',
};

const graph: FederationGraph = {
  subgraphs: {
    first: {
      sdl: `type Query { shops: [Shop!] shop: Shop strict: Shop! bad: String fine: String }
        type Shop @key(fields: "id") { id: ID! name: String! soft: String hard: String! list: [String!] items: [Item] }
        type Item { soft: Int hard: Int! }`,
      resolvers: { Query: roots, Shop: { __resolveReference: (shop: Shop) => shop, ...first }, Item: item },
    },
    second: {
      sdl: `type Query { dead: Shop }
        type Shop @key(fields: "id") {
          id: ID! soft: String @external stock: Int must: Int! empty: Int lines: [Line!] owner: Owner
          rate: String @requires(fields: "soft")
        }
        type Line { text: String! } type Owner { mail: String! }`,
      resolvers: { Query: { dead: () => fail() }, Shop: second, Line: line, Owner: owner },
    },
  },
  whole: {
    sdl: `type Query { shops: [Shop!] shop: Shop strict: Shop! bad: String fine: String dead: Shop }
      type Shop {
        id: ID! name: String! soft: String hard: String! list: [String!] items: [Item] stock: Int must: Int! empty: Int
        lines: [Line!] owner: Owner rate: String
      }
      type Item { soft: Int hard: Int! } type Line { text: String! } type Owner { mail: String! }`,
    resolvers: {
      Query: roots,
      Shop: { ...first, ...second, rate: ({ id }) => `rate of ${id === 's2' ? null : 'soft'}` },
      Item: item,
      Line: line,
      Owner: owner,
    },
  },
};

federationCases('a field that fails', graph, {
  'is null with its path': {
    query: '{ shops { soft } }',
    data: { shops: [{ soft: 'soft' }, { soft: null }, { soft: 'soft' }] },
    errors: ['shops.1.soft'],
  },
  'in another subgraph is null with its path': {
    query: '{ shops { name stock } }',
    data: {
      shops: [
        { name: 'shop s1', stock: 3 },
        { name: 'shop s2', stock: null },
        { name: 'shop s3', stock: 3 },
      ],
    },
    errors: ['shops.1.stock'],
  },
  'under another name has a path of that name': {
    query: '{ all: shops { s: stock } }',
    data: { all: [{ s: 3 }, { s: null }, { s: 3 }] },
    errors: ['all.1.s'],
  },
  'under the name of a key has a path of that name': {
    query: '{ shops { id: soft stock } }',
    data: {
      shops: [
        { id: 'soft', stock: 3 },
        { id: null, stock: null },
        { id: 'soft', stock: 3 },
      ],
    },
    errors: ['shops.1.id', 'shops.1.stock'],
    apollo: 'has no key then',
  },
  'in both subgraphs is told twice': {
    query: '{ shop { soft stock } }',
    data: { shop: { soft: null, stock: null } },
    errors: ['shop.soft', 'shop.stock'],
  },
  'twice under different names is told twice': {
    query: '{ shop { a: stock b: stock } }',
    data: { shop: { a: null, b: null } },
    errors: ['shop.a', 'shop.b'],
  },
  'that is a list is null as a whole': {
    query: '{ shops { list } }',
    data: { shops: [{ list: ['a', 'b'] }, { list: null }, { list: ['a', 'b'] }] },
    errors: ['shops.1.list'],
  },
  'within a list of objects': {
    query: '{ shop { items { soft } } }',
    data: { shop: { items: [{ soft: 1 }, { soft: null }] } },
    errors: ['shop.items.1.soft'],
  },
  'at the root': { query: '{ bad fine }', data: { bad: null, fine: 'fine' }, errors: ['bad'] },
  'at the root of another subgraph': {
    query: '{ dead { name stock } fine }',
    data: { dead: null, fine: 'fine' },
    errors: ['dead'],
  },
  'and is skipped does not fail': {
    query: 'query ($n: Boolean!) { shop { name stock @include(if: $n) } }',
    variables: { n: false },
    data: { shop: { name: 'shop s2' } },
  },
  'that another requires is null to that one': {
    query: '{ shops { rate } }',
    data: { shops: [{ rate: 'rate of soft' }, { rate: 'rate of null' }, { rate: 'rate of soft' }] },
  },
});

federationCases('a null where none may be', graph, {
  'takes the object that it is in': {
    query: '{ shop { name hard } fine }',
    data: { shop: null, fine: 'fine' },
    errors: ['shop.hard'],
  },
  'takes the object, also from another subgraph': {
    query: '{ shop { name must } fine }',
    data: { shop: null, fine: 'fine' },
    errors: ['shop.must'],
  },
  'takes the list whose items may not be null': {
    query: '{ shops { must } fine }',
    data: { shops: null, fine: 'fine' },
    errors: ['shops.1.must'],
  },
  'stops at an item that may be null': {
    query: '{ shop { name items { hard } } }',
    data: { shop: { name: 'shop s2', items: [{ hard: 1 }, null] } },
    errors: ['shop.items.1.hard'],
  },
  'stops at an object that may be null': {
    query: '{ shops { owner { mail } name } }',
    data: {
      shops: [
        { owner: { mail: 'm@x' }, name: 'shop s1' },
        { owner: null, name: 'shop s2' },
        { owner: { mail: 'm@x' }, name: 'shop s3' },
      ],
    },
    errors: ['shops.1.owner.mail'],
  },
  'stops at a list that may be null': {
    query: '{ shops { name lines { text } } }',
    data: {
      shops: [
        { name: 'shop s1', lines: [{ text: 'line 1' }, { text: 'line 2' }] },
        { name: 'shop s2', lines: null },
        { name: 'shop s3', lines: [{ text: 'line 1' }, { text: 'line 2' }] },
      ],
    },
    errors: ['shops.1.lines.0.text'],
  },
  'takes everything where nothing may be null': {
    query: '{ strict { must } fine }',
    data: null,
    errors: ['strict.must'],
  },
  'under other names': {
    query: '{ x: shop { y: items { id: hard } } }',
    data: { x: { y: [{ id: 1 }, null] } },
    errors: ['x.y.1.id'],
  },
  'is none where nobody asks for it': {
    query: '{ shops { name } }',
    data: { shops: [{ name: 'shop s1' }, { name: 'shop s2' }, { name: 'shop s3' }] },
  },
});

federationCases('nulls that are no failures', graph, {
  'come through': { query: '{ shops { empty } }', data: { shops: [{ empty: 5 }, { empty: null }, { empty: 5 }] } },
  'beside failures': {
    query: '{ shop { empty stock name } }',
    data: { shop: { empty: null, stock: null, name: 'shop s2' } },
    errors: ['shop.stock'],
  },
});
