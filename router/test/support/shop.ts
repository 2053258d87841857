/** A small world whose answers need several subgraphs: entities, compound keys, @requires, interfaces, unions. */
import type { TestSubgraphs } from './supergraph.ts';

const products = [
  { id: 'p1', sku: 'red', name: 'Chair', kind: 'FURNITURE', weight: 7, inStock: true, __typename: 'Furniture' },
  { id: 'p2', sku: 'blue', name: 'Novel', kind: 'BOOK', weight: 1, inStock: false, __typename: 'Book' },
  { id: 'p3', sku: 'green', name: 'Table', kind: 'FURNITURE', weight: 30, inStock: true, __typename: 'Furniture' },
];
const byId = ({ id }: { id: string }) => products.find((product) => product.id === id) ?? null;
const byIdOrSku = ({ id, sku }: { id?: string; sku?: string }) =>
  products.find((product) => product.id === id || product.sku === sku) ?? null;

let counter = 0;
export const resetShop = (): void => {
  counter = 0;
};

const catalog = {
  sdl: `
    type Query {
      products(first: Int = 10): [Product!]!
      product(id: ID!): Product
      things: [Thing]!
    }
    type Mutation { add(by: Int! = 1): Int! fail: Int subtract(by: Int!): Int! }
    enum Kind { FURNITURE BOOK }
    interface Product { id: ID! name: String! kind: Kind! }
    type Furniture implements Product @key(fields: "id") @key(fields: "maker { name } sku") {
      id: ID! name: String! kind: Kind! weight: Int! maker: Maker! sku: String! parts: [Part!]!
    }
    type Part { label: String! mass(unit: Unit = KG): Float! }
    enum Unit { KG LB }
    type Maker @shareable { name: String! }
    type Book implements Product @key(fields: "id") { id: ID! name: String! kind: Kind! weight: Int! pages: Int }
    union Thing = Furniture | Book | Secret
    type Secret @inaccessible { code: String }
  `,
  resolvers: {
    Query: {
      products: (_: unknown, { first }: { first: number }) => products.slice(0, first),
      product: (_: unknown, args: { id: string }) => byId(args),
      things: () => [products[0], products[1], { __typename: 'Secret', code: 'x' }],
    },
    Mutation: {
      add: (_: unknown, { by }: { by: number }) => (counter += by),
      fail: () => {
        throw new Error('no');
      },
      subtract: (_: unknown, { by }: { by: number }) => (counter -= by),
    },
    Furniture: {
      __resolveReference: byIdOrSku,
      maker: () => ({ name: 'Oak' }),
      parts: ({ id }: { id: string }) => [{ label: `${id}-leg` }, { label: `${id}-top` }],
    },
    Part: { mass: (_: unknown, { unit }: { unit: string }) => (unit === 'KG' ? 1 : 2.2) },
    Book: { __resolveReference: byId, pages: () => 300 },
  },
};

const shipping = {
  sdl: `
    type Furniture @key(fields: "id") {
      id: ID!
      weight: Int! @external
      parts: [Part!]! @external
      shippingCost(express: Boolean = false): Int @requires(fields: "weight")
      label: String @requires(fields: "parts { label mass(unit: LB) }")
    }
    type Part @external { label: String! mass(unit: Unit = KG): Float! }
    enum Unit { KG LB }
    type Book @key(fields: "id") { id: ID! weight: Int! @external shippingCost(express: Boolean = false): Int @requires(fields: "weight") }
  `,
  resolvers: {
    Furniture: {
      shippingCost: ({ weight }: { weight: number }, { express }: { express: boolean }) => weight * (express ? 20 : 10),
      label: ({ parts }: { parts: { label: string; mass: number }[] }) =>
        parts.map(({ label, mass }) => `${label}:${mass}`).join(' '),
    },
    Book: {
      shippingCost: ({ weight }: { weight: number }, { express }: { express: boolean }) => weight * (express ? 2 : 1),
    },
  },
};

const inventory = {
  sdl: `
    type Furniture @key(fields: "maker { name } sku") { maker: Maker! sku: String! inStock: Boolean! rival: Furniture }
    type Maker @shareable { name: String! }
  `,
  resolvers: {
    Furniture: {
      inStock: ({ sku }: { sku: string }) => sku === 'red',
      rival: ({ maker }: { maker: { name: string } }) => ({ maker, sku: 'green' }),
    },
  },
};

const reviews = {
  sdl: `
    type Query { topReviews: [Review!]! review(id: ID!): Review }
    type Review @key(fields: "id") { id: ID! text: String! product: Product! stars: Int broken: String strict: Int! }
    interface Product { id: ID! reviews: [Review!]! }
    type Furniture implements Product @key(fields: "id") { id: ID! reviews: [Review!]! }
    type Book implements Product @key(fields: "id") { id: ID! reviews: [Review!]! }
  `,
  resolvers: {
    Query: {
      topReviews: () => allReviews,
      review: (_: unknown, { id }: { id: string }) => allReviews.find((review) => review.id === id) ?? null,
    },
    Review: {
      product: ({ of }: { of: string }) => ({ id: of, __typename: byId({ id: of })?.__typename }),
      broken: () => {
        throw new Error('broken pen');
      },
      strict: ({ id }: { id: string }) => {
        if (id === 'r2') throw new Error('too strict');
        return 1;
      },
    },
    Furniture: { reviews: ({ id }: { id: string }) => allReviews.filter(({ of }) => of === id) },
    Book: { reviews: ({ id }: { id: string }) => allReviews.filter(({ of }) => of === id) },
  },
};

const allReviews = [
  { id: 'r1', text: 'good', of: 'p1', stars: 5 },
  { id: 'r2', text: 'bad', of: 'p2', stars: null },
  { id: 'r3', text: 'fine', of: 'p1', stars: 3 },
];

export const shop = { catalog, shipping, inventory, reviews } satisfies TestSubgraphs;
