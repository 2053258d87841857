/** What clients write: conditions, variables, aliases, fragments, mutations, over fields of two subgraphs. */
import { type FederationGraph, federationCases } from '../support/federation-cases.ts';

interface Filter {
  readonly min?: number;
  readonly tags?: readonly string[];
  readonly deep?: { readonly on?: boolean };
}
interface Shown {
  readonly n?: number | null;
  readonly text?: string;
  readonly list?: readonly (number | null)[] | null;
  readonly filter?: Filter | null;
  readonly mode?: string;
}

const calls: string[] = [];
let balance = 0;
const show = (_: unknown, args: Shown) => JSON.stringify(args);
const move = (name: string, by: number) => {
  calls.push(name);
  balance += by;
  return { id: 'a', balance };
};

const args = 'show(n: Int = 7, text: String, list: [Int], filter: Filter, mode: Mode = FAST): String';
const inputs =
  'input Filter { min: Int = 1 tags: [String!] deep: Deep } input Deep { on: Boolean = true } enum Mode { FAST SLOW }';

const graph: FederationGraph = {
  reset: () => {
    calls.length = 0;
    balance = 0;
  },
  subgraphs: {
    one: {
      sdl: `type Query { account: Account ${args} big: Float }
        type Mutation { add(by: Int!): Account! fail: Account }
        type Account @key(fields: "id") { id: ID! balance: Int! ${args} }
        ${inputs}`,
      resolvers: {
        Query: { account: () => ({ id: 'a', balance: 1 }), show, big: () => 1e21 },
        Mutation: {
          add: (_: unknown, { by }: { by: number }) => move('add', by),
          fail: () => {
            throw new Error('no');
          },
        },
        Account: { show },
      },
    },
    two: {
      sdl: `type Query { two: Int! other: Account }
        type Mutation { take(by: Int!): Account! calls: [String!]! }
        type Account @key(fields: "id") { id: ID! owner: String! shown(n: Int = 7, filter: Filter, mode: Mode = SLOW): String }
        ${inputs}`,
      resolvers: {
        Query: { two: () => 2, other: () => ({ id: 'b' }) },
        Mutation: { take: (_: unknown, { by }: { by: number }) => move('take', -by), calls: () => [...calls] },
        Account: { owner: ({ id }: { id: string }) => `owner of ${id}`, shown: show },
      },
    },
  },
  whole: {
    sdl: `type Query { account: Account ${args} big: Float two: Int! other: Account }
      type Mutation { add(by: Int!): Account! fail: Account take(by: Int!): Account! calls: [String!]! }
      type Account { id: ID! balance: Int! ${args} owner: String! shown(n: Int = 7, filter: Filter, mode: Mode = SLOW): String }
      ${inputs}`,
    resolvers: {
      Query: {
        account: () => ({ id: 'a', balance: 1 }),
        show,
        big: () => 1e21,
        two: () => 2,
        other: () => ({ id: 'b' }),
      },
      Mutation: {
        add: (_, { by }) => move('add', by),
        take: (_, { by }) => move('take', -by),
        calls: () => [...calls],
        fail: () => {
          throw new Error('no');
        },
      },
      Account: { show, shown: show, owner: ({ id }) => `owner of ${id}` },
    },
  },
};

const on = { y: true, n: false };
const all = { n: 7, mode: 'FAST' };
const json = (value: object) => JSON.stringify(value);

federationCases('conditions', graph, {
  'keep and leave fields': {
    query:
      'query ($y: Boolean!, $n: Boolean!) { account { id @include(if: $y) balance @include(if: $n) owner @skip(if: $n) } }',
    variables: on,
    data: { account: { id: 'a', owner: 'owner of a' } },
  },
  'both on one field': {
    query:
      'query ($y: Boolean!, $n: Boolean!) { account { id owner @include(if: $y) @skip(if: $y) balance @include(if: $y) @skip(if: $n) } }',
    variables: on,
    data: { account: { id: 'a', balance: 1 } },
  },
  'on fragments': {
    query:
      'query ($y: Boolean!, $n: Boolean!) { account { ... @include(if: $n) { balance } ... on Account @skip(if: $n) { owner } ...F @include(if: $y) } } fragment F on Account { id }',
    variables: on,
    data: { account: { owner: 'owner of a', id: 'a' } },
  },
  'on whole objects': {
    query:
      'query ($y: Boolean!, $n: Boolean!) { account @include(if: $n) { owner } other @skip(if: $n) { owner @include(if: $y) } }',
    variables: on,
    data: { other: { owner: 'owner of b' } },
  },
  'that leave nothing of an object': {
    query: 'query ($n: Boolean!) { account { owner @include(if: $n) } }',
    variables: on,
    data: { account: {} },
  },
  'that leave nothing at all': { query: 'query ($n: Boolean!) { two @include(if: $n) }', variables: on, data: {} },
  'that differ between two of one field': {
    query: 'query ($y: Boolean!, $n: Boolean!) { account { owner @include(if: $n) owner @include(if: $y) } }',
    variables: on,
    data: { account: { owner: 'owner of a' } },
  },
  'within conditions': {
    query:
      'query ($y: Boolean!, $n: Boolean!) { account @include(if: $y) { ... @skip(if: $n) { owner @include(if: $y) balance @skip(if: $y) } } }',
    variables: on,
    data: { account: { owner: 'owner of a' } },
  },
  'as literals': {
    query: '{ account { id @include(if: false) owner @skip(if: false) balance @skip(if: true) } }',
    data: { account: { owner: 'owner of a' } },
  },
  'with defaults': {
    query: 'query ($d: Boolean = true) { account { id @include(if: $d) owner @skip(if: $d) } }',
    data: { account: { id: 'a' } },
  },
});

federationCases('arguments', graph, {
  'that are left out have their defaults': {
    query: '{ show account { show shown } }',
    data: { show: json(all), account: { show: json(all), shown: json({ n: 7, mode: 'SLOW' }) } },
  },
  'as literals of all kinds': {
    query: '{ show(n: 1, text: "a\\"b\\n", list: [1, null, 3], filter: { tags: ["x"], deep: {} }, mode: SLOW) }',
    data: {
      show: json({
        n: 1,
        text: 'a"b\n',
        list: [1, null, 3],
        filter: { min: 1, tags: ['x'], deep: { on: true } },
        mode: 'SLOW',
      }),
    },
  },
  'from variables of all kinds': {
    query:
      'query ($n: Int, $t: String, $l: [Int], $f: Filter, $m: Mode) { show(n: $n, text: $t, list: $l, filter: $f, mode: $m) }',
    variables: { n: 2, t: 'é', l: [1], f: { min: 4, tags: [], deep: { on: false } }, m: 'SLOW' },
    data: {
      show: json({ n: 2, text: 'é', list: [1], filter: { min: 4, tags: [], deep: { on: false } }, mode: 'SLOW' }),
    },
  },
  'from variables that are not given': {
    query:
      'query ($n: Int, $t: String, $m: Mode) { account { show(n: $n, text: $t, mode: $m) shown(n: $n, mode: $m) } }',
    data: { account: { show: json(all), shown: json({ n: 7, mode: 'SLOW' }) } },
  },
  'from variables that are null': {
    query: 'query ($n: Int) { account { show(n: $n) shown(n: $n) } }',
    variables: { n: null },
    data: { account: { show: json({ n: null, mode: 'FAST' }), shown: json({ n: null, mode: 'SLOW' }) } },
  },
  'from variables with defaults': {
    query:
      'query ($n: Int = 3, $f: Filter = { min: 5 }) { account { show(n: $n, filter: $f) shown(n: $n, filter: $f) } }',
    data: {
      account: {
        show: json({ n: 3, filter: { min: 5 }, mode: 'FAST' }),
        shown: json({ n: 3, filter: { min: 5 }, mode: 'SLOW' }),
      },
    },
  },
  'from variables within objects and lists': {
    query:
      'query ($n: Int, $t: String!, $b: Boolean) { show(list: [$n, 2], filter: { min: $n, tags: [$t, "y"], deep: { on: $b } }) }',
    variables: { n: 1, t: 'x', b: false },
    data: {
      show: json({ n: 7, list: [1, 2], filter: { min: 1, tags: ['x', 'y'], deep: { on: false } }, mode: 'FAST' }),
    },
  },
  'that one value coerces to a list': {
    query: 'query ($l: [Int], $f: Filter) { show(list: $l, filter: $f) a: show(list: 4) }',
    variables: { l: 3, f: { tags: 'x' } },
    data: {
      show: json({ n: 7, list: [3], filter: { min: 1, tags: ['x'] }, mode: 'FAST' }),
      a: json({ n: 7, list: [4], mode: 'FAST' }),
    },
  },
  'that differ under different names': {
    query: '{ account { a: shown(n: 1) b: shown(n: 2) c: shown } }',
    data: {
      account: { a: json({ n: 1, mode: 'SLOW' }), b: json({ n: 2, mode: 'SLOW' }), c: json({ n: 7, mode: 'SLOW' }) },
    },
  },
});

federationCases('names and fragments', graph, {
  'of fields at the root': { query: '{ x: two y: two two }', data: { x: 2, y: 2, two: 2 } },
  swapped: {
    query: '{ account { owner: balance balance: owner } }',
    data: { account: { owner: 1, balance: 'owner of a' } },
  },
  'that objects inherit': {
    query: '{ constructor: account { toString: owner valueOf: balance hasOwnProperty: id } }',
    data: { constructor: { toString: 'owner of a', valueOf: 1, hasOwnProperty: 'a' } },
  },
  'of the type': {
    query: '{ __typename account { t: __typename owner } }',
    data: { __typename: 'Query', account: { t: 'Account', owner: 'owner of a' } },
  },
  'merge what is asked for twice': {
    query: '{ account { id } account { owner } ... { account { balance } } }',
    data: { account: { id: 'a', owner: 'owner of a', balance: 1 } },
  },
  'in fragments of fragments': {
    query:
      '{ ...Q } fragment Q on Query { account { ...A ...B } } fragment A on Account { ...B id } fragment B on Account { owner }',
    data: { account: { owner: 'owner of a', id: 'a' } },
  },
  'in the order of asking': {
    query: '{ two account { owner id balance } show }',
    data: { two: 2, account: { owner: 'owner of a', id: 'a', balance: 1 }, show: json(all) },
  },
  'of numbers that are large': { query: '{ big }', data: { big: 1e21 } },
});

federationCases('mutations', graph, {
  'run one after the other, whichever subgraph they are of': {
    query: 'mutation { add(by: 5) { balance } take(by: 2) { id } again: add(by: 4) { balance } calls }',
    data: { add: { balance: 5 }, take: { id: 'a' }, again: { balance: 7 }, calls: ['add', 'take', 'add'] },
  },
  'with what other subgraphs know': {
    query: 'mutation { add(by: 1) { balance owner } take(by: 1) { owner } calls }',
    data: { add: { balance: 1, owner: 'owner of a' }, take: { owner: 'owner of a' }, calls: ['add', 'take'] },
  },
  'go on after one that failed': {
    query: 'mutation { add(by: 1) { balance } fail { id } again: add(by: 1) { balance } calls }',
    data: { add: { balance: 1 }, fail: null, again: { balance: 2 }, calls: ['add', 'add'] },
    errors: ['fail'],
  },
  'in fragments keep their order': {
    query:
      'mutation ($b: Int!) { ...M calls } fragment M on Mutation { take(by: $b) { id } ... { add(by: $b) { balance } } }',
    variables: { b: 2 },
    data: { take: { id: 'a' }, add: { balance: 0 }, calls: ['take', 'add'] },
  },
  'under a condition': {
    query: 'mutation ($n: Boolean!) { add(by: 1) @include(if: $n) { id } take(by: 1) { id } calls }',
    variables: { n: false },
    data: { take: { id: 'a' }, calls: ['take'] },
  },
});
