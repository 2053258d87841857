/** @requires: values of other subgraphs that a field is made of. */
import { type FederationGraph, federationCases } from '../support/federation-cases.ts';

interface Box {
  readonly id: string;
  readonly weight: number;
  readonly fragile: boolean | null;
  readonly size: { readonly width: number; readonly height: number };
  readonly parts: readonly { readonly name: string; readonly weight: number }[];
  readonly cost: number;
}

const boxes = [
  {
    id: 'b1',
    weight: 2,
    fragile: true,
    size: { width: 3, height: 4 },
    parts: [
      { name: 'lid', weight: 1 },
      { name: 'body', weight: 1 },
    ],
  },
  { id: 'b2', weight: 5, fragile: null, size: { width: 1, height: 1 }, parts: [] },
];
const byId = ({ id }: { id: string }) => boxes.find((box) => box.id === id) ?? null;
const cost = ({ weight, fragile }: Box) => weight * (fragile ? 20 : 10);
const area = ({ size }: Box) => size.width * size.height;
const packing = ({ parts }: Box) => parts.map(({ name, weight }) => `${name}:${weight}`).join(' ');
const express = (box: Box, { factor }: { factor: number }) => cost(box) * factor;

const graph: FederationGraph = {
  subgraphs: {
    store: {
      sdl: `type Query { boxes: [Box!]! box(id: ID!): Box }
        type Box @key(fields: "id") { id: ID! weight: Int! fragile: Boolean size: Size! parts: [Part!]! label: String! }
        type Size { width: Int! height: Int! } type Part { name: String! weight: Int! }`,
      resolvers: {
        Query: { boxes: () => boxes, box: (_: unknown, args: { id: string }) => byId(args) },
        Box: { __resolveReference: byId, label: ({ id }: Box) => `box ${id}` },
      },
    },
    post: {
      sdl: `type Query { parcel: Box }
        type Box @key(fields: "id") {
          id: ID! weight: Int! @external fragile: Boolean @external size: Size! @external parts: [Part!]! @external
          cost: Int @requires(fields: "weight fragile")
          express(factor: Int = 2): Int @requires(fields: "weight fragile")
          area: Int @requires(fields: "size { width height }")
          packing: String @requires(fields: "parts { name weight }")
          twin: Box
        }
        type Size @external { width: Int! height: Int! } type Part @external { name: String! weight: Int! }`,
      resolvers: {
        Query: { parcel: () => ({ id: 'b2' }) },
        Box: { cost, express, area, packing, twin: ({ id }: Box) => ({ id: id === 'b1' ? 'b2' : 'b1' }) },
      },
    },
    tax: {
      sdl: `type Box @key(fields: "id") {
          id: ID! cost: Int @external weight: Int! @external
          tax: Float @requires(fields: "cost") heavy: Boolean @requires(fields: "weight")
        }`,
      resolvers: {
        Box: { tax: (box: Box) => box.cost / 4, heavy: ({ weight }: Box) => weight > 4 },
      },
    },
    bill: {
      sdl: `type Box @key(fields: "id") { id: ID! tax: Float @external cost: Int @external
        total: Float @requires(fields: "tax cost") }`,
      resolvers: { Box: { total: (box: Box & { tax: number }) => box.tax + box.cost } },
    },
  },
  whole: {
    sdl: `type Query { boxes: [Box!]! box(id: ID!): Box parcel: Box }
      type Box {
        id: ID! weight: Int! fragile: Boolean size: Size! parts: [Part!]! label: String!
        cost: Int express(factor: Int = 2): Int area: Int packing: String twin: Box tax: Float heavy: Boolean total: Float
      }
      type Size { width: Int! height: Int! } type Part { name: String! weight: Int! }`,
    resolvers: {
      Query: { boxes: () => boxes, box: (_, args) => byId(args), parcel: () => boxes[1] },
      Box: {
        label: ({ id }) => `box ${id}`,
        cost,
        express,
        area,
        packing,
        twin: ({ id }) => boxes[id === 'b1' ? 1 : 0],
        tax: (box) => cost(box) / 4,
        heavy: ({ weight }) => weight > 4,
        total: (box) => cost(box) * 1.25,
      },
    },
  },
};

federationCases('@requires', graph, {
  'is asked for though the client does not': {
    query: '{ boxes { cost } }',
    data: { boxes: [{ cost: 40 }, { cost: 50 }] },
  },
  'takes null for a value': { query: '{ box(id: "b2") { fragile cost } }', data: { box: { fragile: null, cost: 50 } } },
  'with objects': { query: '{ boxes { area } }', data: { boxes: [{ area: 12 }, { area: 1 }] } },
  'with lists of objects': {
    query: '{ boxes { packing } }',
    data: { boxes: [{ packing: 'lid:1 body:1' }, { packing: '' }] },
  },
  'beside a part of what it needs': {
    query: '{ boxes { area size { height } } }',
    data: {
      boxes: [
        { area: 12, size: { height: 4 } },
        { area: 1, size: { height: 1 } },
      ],
    },
  },
  'beside lists of what it needs': {
    query: '{ box(id: "b1") { parts { name } packing } }',
    data: { box: { parts: [{ name: 'lid' }, { name: 'body' }], packing: 'lid:1 body:1' } },
  },
  'of what requires something itself': { query: '{ boxes { tax } }', data: { boxes: [{ tax: 10 }, { tax: 12.5 }] } },
  'three deep': { query: '{ boxes { total } }', data: { boxes: [{ total: 50 }, { total: 62.5 }] } },
  'all at once': {
    query: '{ box(id: "b1") { id label weight cost tax total area heavy packing } }',
    data: {
      box: {
        id: 'b1',
        label: 'box b1',
        weight: 2,
        cost: 40,
        tax: 10,
        total: 50,
        area: 12,
        heavy: false,
        packing: 'lid:1 body:1',
      },
    },
  },
  'from a subgraph that does not know the values': {
    query: '{ parcel { cost label } }',
    data: { parcel: { cost: 50, label: 'box b2' } },
  },
  'of what requires something itself, in the subgraph on the way': {
    query: '{ boxes { twin { cost twin { tax } } } }',
    data: { boxes: [{ twin: { cost: 50, twin: { tax: 10 } } }, { twin: { cost: 40, twin: { tax: 12.5 } } }] },
    apollo: 'does not send what the field on the way requires',
  },
  'three deep, in the subgraph on the way': {
    query: '{ parcel { twin { total tax twin { t: total } } } }',
    data: { parcel: { twin: { total: 50, tax: 10, twin: { t: 62.5 } } } },
    apollo: 'does not send what the field on the way requires',
  },
  'beside the field on the way': {
    query: '{ boxes { twin { total cost } } }',
    data: { boxes: [{ twin: { total: 62.5, cost: 50 } }, { twin: { total: 50, cost: 40 } }] },
    apollo: 'does not send what the field on the way requires',
  },
  'on the way to another entity': {
    query: '{ boxes { twin { area packing label } } }',
    data: {
      boxes: [
        { twin: { area: 1, packing: '', label: 'box b2' } },
        { twin: { area: 12, packing: 'lid:1 body:1', label: 'box b1' } },
      ],
    },
  },
  'with arguments of its own': {
    query: '{ box(id: "b1") { express a: express(factor: 3) } }',
    data: { box: { express: 80, a: 120 } },
  },
  'with arguments from variables': {
    query: 'query ($f: Int!) { box(id: "b1") { express(factor: $f) } }',
    variables: { f: 5 },
    data: { box: { express: 200 } },
  },
  'under other names': {
    query: '{ box(id: "b1") { c: cost w: weight } }',
    data: { box: { c: 40, w: 2 } },
  },
  'whose value’s name means another field': {
    query: '{ box(id: "b1") { weight: label cost } }',
    data: { box: { weight: 'box b1', cost: 40 } },
    apollo: 'sends the wrong value',
  },
  'whose object’s name means another field': {
    query: '{ box(id: "b1") { size: label area } }',
    data: { box: { size: 'box b1', area: 12 } },
    apollo: 'sends the wrong value',
  },
  'within an object whose fields are named otherwise': {
    query: '{ box(id: "b1") { size { width: height height: width } area } }',
    data: { box: { size: { width: 4, height: 3 }, area: 12 } },
  },
  'named as each other': {
    query: '{ box(id: "b1") { cost: tax tax: cost total } }',
    data: { box: { cost: 10, tax: 40, total: 50 } },
    apollo: 'sends the wrong value',
  },
  'under a condition that holds': {
    query: 'query ($y: Boolean!) { box(id: "b1") { cost @include(if: $y) label } }',
    variables: { y: true },
    data: { box: { cost: 40, label: 'box b1' } },
  },
  'under a condition that does not': {
    query: 'query ($y: Boolean!) { box(id: "b1") { cost @include(if: $y) label } }',
    variables: { y: false },
    data: { box: { label: 'box b1' } },
  },
  'though what it needs is skipped': {
    query: 'query ($y: Boolean!) { box(id: "b1") { weight @skip(if: $y) cost tax } }',
    variables: { y: true },
    data: { box: { cost: 40, tax: 10 } },
  },
  'in a fragment': {
    query: '{ boxes { ...F } } fragment F on Box { ... { total } ...G } fragment G on Box { heavy }',
    data: {
      boxes: [
        { total: 50, heavy: false },
        { total: 62.5, heavy: true },
      ],
    },
  },
});
