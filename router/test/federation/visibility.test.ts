/** @inaccessible, enums and inputs that subgraphs know differently. */
import { type FederationGraph, federationCases } from '../support/federation-cases.ts';

const parts = [
  { serial: 'x1', state: 'NEW', grade: 'A' },
  { serial: 'x2', state: 'WORN', grade: 'B' },
];
const find = (state: string | undefined) => parts.filter((part) => state === undefined || part.state === state);

const graph: FederationGraph = {
  subgraphs: {
    shop: {
      sdl: `type Query { parts(state: State): [Part!]! order(by: Order = {}): String secret: String @inaccessible }
        type Part @key(fields: "serial") { serial: ID! @inaccessible state: State! grade: Grade }
        enum State { NEW WORN } enum Grade { A B }
        input Order { field: String = "name" desc: Boolean = false hidden: Int @inaccessible both: Int }
        type Vault @inaccessible { key: String }
        extend type Part { vault: Vault @inaccessible }`,
      resolvers: {
        Query: {
          parts: (_: unknown, { state }: { state?: string }) => find(state),
          order: (_: unknown, { by }: { by: object }) => JSON.stringify(by),
        },
        Part: { __resolveReference: ({ serial }: { serial: string }) => parts.find((part) => part.serial === serial) },
      },
    },
    lab: {
      sdl: `type Query { worst: Grade sorted(by: Order): String tested: [Part!]! }
        type Part @key(fields: "serial") { serial: ID! @inaccessible score: Float! next: State }
        enum Grade { A B C } enum State { NEW WORN }
        input Order { field: String = "name" desc: Boolean = false both: Int }`,
      resolvers: {
        Query: {
          worst: () => 'C',
          sorted: (_: unknown, { by }: { by: object }) => JSON.stringify(by),
          tested: () => [{ serial: 'x2' }],
        },
        Part: {
          score: ({ serial }: { serial: string }) => Number(serial.slice(1)) / 2,
          next: ({ serial }: { serial: string }) => (serial === 'x1' ? 'WORN' : null),
        },
      },
    },
  },
  whole: {
    sdl: `type Query { parts(state: State): [Part!]! order(by: Order = {}): String worst: Grade sorted(by: Order): String tested: [Part!]! }
      type Part { state: State! grade: Grade score: Float! next: State } enum State { NEW WORN } enum Grade { A B C }
      input Order { field: String = "name" desc: Boolean = false both: Int }`,
    resolvers: {
      Query: {
        parts: (_, { state }) => find(state),
        order: (_, { by }) => JSON.stringify(by),
        worst: () => 'C',
        sorted: (_, { by }) => JSON.stringify(by),
        tested: () => [parts[1]],
      },
      Part: {
        score: ({ serial }) => Number(serial.slice(1)) / 2,
        next: ({ serial }) => (serial === 'x1' ? 'WORN' : null),
      },
    },
  },
};

federationCases('what is hidden', graph, {
  'serves as a key': { query: '{ parts { score } }', data: { parts: [{ score: 0.5 }, { score: 1 }] } },
  'serves as a key on the way back': {
    query: '{ tested { state grade score } }',
    data: { tested: [{ state: 'WORN', grade: 'B', score: 1 }] },
  },
  'leaves its name to clients': {
    query: '{ parts { serial: state score } }',
    data: {
      parts: [
        { serial: 'NEW', score: 0.5 },
        { serial: 'WORN', score: 1 },
      ],
    },
    apollo: 'answers with the key',
  },
});

federationCases('enums', graph, {
  'as values': {
    query: '{ parts { state next } }',
    data: {
      parts: [
        { state: 'NEW', next: 'WORN' },
        { state: 'WORN', next: null },
      ],
    },
  },
  'as literals': { query: '{ parts(state: WORN) { score } }', data: { parts: [{ score: 1 }] } },
  'as variables': {
    query: 'query ($s: State) { parts(state: $s) { state } }',
    variables: { s: 'NEW' },
    data: { parts: [{ state: 'NEW' }] },
  },
  'with values that one subgraph alone has': {
    query: '{ worst parts { grade } }',
    data: { worst: 'C', parts: [{ grade: 'A' }, { grade: 'B' }] },
  },
});

const byName = JSON.stringify({ field: 'name', desc: false });
federationCases('inputs', graph, {
  'with defaults': { query: '{ order sorted(by: {}) }', data: { order: byName, sorted: byName } },
  'with some of their fields': {
    query: '{ order(by: { desc: true }) sorted(by: { both: 2 }) }',
    data: {
      order: JSON.stringify({ field: 'name', desc: true }),
      sorted: JSON.stringify({ field: 'name', desc: false, both: 2 }),
    },
  },
  'from variables': {
    query: 'query ($o: Order) { order(by: $o) sorted(by: $o) }',
    variables: { o: { field: 'id', both: 1 } },
    data: {
      order: JSON.stringify({ field: 'id', desc: false, both: 1 }),
      sorted: JSON.stringify({ field: 'id', desc: false, both: 1 }),
    },
  },
});
