import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Issuer, issuer, type TokenClaims } from './support/accounts.ts';
import type { TestSubgraphs } from './support/supergraph.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

const subgraphs = {
  orders: {
    sdl: `
      type Query {
        open: String
        order: Order
        orders: [Order!]!
        mine: String @authenticated
        audit: String @policy(policies: [["OPERATOR"]])
        anything: Node
      }
      type Mutation { pay: Order @requiresScopes(scopes: [["orders:write"]]) note: Int! }
      interface Node { id: ID! }
      type Order implements Node @key(fields: "id") {
        id: ID!
        pin: String! @authenticated
        total: Int @requiresScopes(scopes: [["orders:read", "payments:read"], ["orders:write"]])
        vault: Vault
      }
      type Vault @requiresScopes(scopes: [["payments:read"]]) { code: String }
    `,
    resolvers: {
      Query: {
        open: () => 'open',
        order: () => ({ id: 'o1' }),
        orders: () => [{ id: 'o1' }, { id: 'o2' }],
        mine: () => 'mine',
        audit: () => 'audited',
        anything: () => ({ __typename: 'Order', id: 'o1' }),
      },
      Mutation: { pay: () => ({ id: 'o1' }), note: () => 1 },
      Order: { pin: () => '123456', total: () => 7, vault: () => ({ code: 'c' }) },
    },
  },
  payments: {
    sdl: `type Order @key(fields: "id") { id: ID! payment: String @authenticated }`,
    resolvers: { Order: { payment: () => 'paid' } },
  },
} satisfies TestSubgraphs;

let accounts: Issuer;
let router: RouterInTest<keyof typeof subgraphs>;
beforeAll(async () => {
  accounts = await issuer();
  router = await routerOver(subgraphs, {
    authentication: accounts.authentication,
  });
});
afterAll(() => router.stop());
beforeEach(() => {
  for (const { asked } of Object.values(router.upstreams)) asked.length = 0;
});

const as = async (claims: TokenClaims | undefined, query: string) =>
  router.ask(query, {}, claims ? { authorization: `Bearer ${await accounts.token(claims)}` } : {});

const codes = ({ errors = [] }: Awaited<ReturnType<typeof as>>) =>
  errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]);

describe('a field with @authenticated', () => {
  test('is UNAUTHENTICATED to somebody without a token, and the rest is answered', async () => {
    const answer = await as(undefined, '{ open m: mine }');
    expect(answer.data).toEqual({ open: 'open', m: null });
    expect(codes(answer)).toEqual([['m', 'UNAUTHENTICATED']]);
    expect(router.upstreams.orders.asked.map(({ query }) => query)).toEqual(['{open}']);
  });

  test('is given to whoever is signed in', async () => {
    expect(await as({}, '{ open mine }')).toEqual({ data: { open: 'open', mine: 'mine' } });
  });

  test('nulls its parent when it is non-null, in each place', async () => {
    const answer = await as(undefined, '{ open order { id pin } }');
    expect(answer.data).toEqual({ open: 'open', order: null });
    expect(codes(answer)).toEqual([['order.pin', 'UNAUTHENTICATED']]);
  });

  test('in another subgraph is not fetched from there', async () => {
    const answer = await as(undefined, '{ orders { payment } }');
    expect(answer.data).toEqual({ orders: [{ payment: null }, { payment: null }] });
    expect(codes(answer)).toEqual([
      ['orders.0.payment', 'UNAUTHENTICATED'],
      ['orders.1.payment', 'UNAUTHENTICATED'],
    ]);
    expect(router.upstreams.payments.asked).toEqual([]);
  });

  test('is found in fragments', async () => {
    const answer = await as(undefined, '{ anything { id ...F } } fragment F on Order { ... { payment } id }');
    expect(answer.data).toEqual({ anything: { id: 'o1', payment: null } });
    expect(codes(answer)).toEqual([['anything.payment', 'UNAUTHENTICATED']]);
  });
});

describe('a field with @requiresScopes', () => {
  test.each([
    ['', false],
    ['orders:read', false],
    ['payments:read', false],
    ['orders:read payments:read', true],
    ['orders:write', true],
  ])('takes every scope of one of its lists: %j', async (scope, allowed) => {
    const answer = await as({ scope }, '{ order { id total } }');
    expect(answer.data).toEqual({ order: { id: 'o1', total: allowed ? 7 : null } });
    expect(codes(answer)).toEqual(allowed ? [] : [['order.total', 'FORBIDDEN']]);
  });

  test('tells somebody without a token to sign in', async () => {
    expect(codes(await as(undefined, '{ order { total } }'))).toEqual([['order.total', 'UNAUTHENTICATED']]);
  });

  test('binds every field that leads to a type with it', async () => {
    const answer = await as({}, '{ order { vault { code } } }');
    expect(answer.data).toEqual({ order: { vault: null } });
    expect(codes(answer)).toEqual([['order.vault', 'FORBIDDEN']]);
    expect(await as({ scope: 'payments:read' }, '{ order { vault { code } } }')).toEqual({
      data: { order: { vault: { code: 'c' } } },
    });
  });

  test('keeps a mutation from being made, and others are', async () => {
    const answer = await as({}, 'mutation { pay { id } note }');
    expect(answer.data).toEqual({ pay: null, note: 1 });
    expect(codes(answer)).toEqual([['pay', 'FORBIDDEN']]);
    expect(router.upstreams.orders.asked.map(({ query }) => query)).toEqual(['mutation{note}']);
  });
});

test('a field with @policy is for those who fulfil it, by default by a role of its name', async () => {
  expect(codes(await as({}, '{ audit }'))).toEqual([['audit', 'FORBIDDEN']]);
  expect(await as({ roles: ['OPERATOR'] }, '{ audit }')).toEqual({ data: { audit: 'audited' } });
});

test('an operation of which nothing is left asks no subgraph', async () => {
  const answer = await as(undefined, '{ mine audit }');
  expect(answer.data).toEqual({ mine: null, audit: null });
  expect(codes(answer)).toEqual([
    ['mine', 'UNAUTHENTICATED'],
    ['audit', 'UNAUTHENTICATED'],
  ]);
  expect(router.upstreams.orders.asked).toEqual([]);
});

test('one operation is answered to each caller by their own rights, however the callers mix', async () => {
  const query = '{ mine order { id total } }';
  const ask = async (claims: TokenClaims | undefined) => (await as(claims, query)).data;
  const nobody = { mine: null, order: { id: 'o1', total: null } };
  const someone = { mine: 'mine', order: { id: 'o1', total: null } };
  const writer = { mine: 'mine', order: { id: 'o1', total: 7 } };
  const callers = [undefined, {}, { scope: 'orders:write' }, undefined, { scope: 'orders:write' }, {}];
  expect(await Promise.all(callers.map(ask))).toEqual([nobody, someone, writer, nobody, writer, someone]);
});
