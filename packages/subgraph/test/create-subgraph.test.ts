import { CursorUnknown, decodeCursor } from '@marketplace/kernel/cursor';
import { newId } from '@marketplace/kernel/ids';
import { type Logger, silentLogger } from '@marketplace/kernel/logger';
import { refuse } from '@marketplace/kernel/refusal';
import { refuseShape } from '@marketplace/kernel/shape';
import { requireRole, signedIn } from '@marketplace/subgraph/require-caller';
import type { FormattedExecutionResult } from 'graphql';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Caller } from '../src/caller.ts';
import { createSubgraph } from '../src/create-subgraph.ts';
import { identityKey, signIdentity } from '../src/identity.ts';
import { scalarResolvers } from '../src/scalars.ts';
import { withUserErrors } from '../src/user-errors.ts';

const sdl = /* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar DateTime
  scalar MinorUnits
  scalar CurrencyCode
  type Thing @key(fields: "id") { id: ID! name: String }
  type UserError { code: String! message: String! field: [String!] }
  type MakePayload { thing: Thing userErrors: [UserError!]! }
  type Query {
    thing(id: ID!): Thing
    fails: String
    mine: String
    operators: String
    refused(code: String!): String
    shape: String
    page(after: String): String
    later(than: DateTime!): DateTime
    twice(amount: MinorUnits! = 1): MinorUnits
    currency(code: CurrencyCode!): CurrencyCode
    wrongInstant: DateTime
  }
  type Mutation { make(name: String!): MakePayload }
  type Subscription { count(to: Int!): Int silence: Int breaks: Int lost: Int }
`;

let stopped: string[] = [];
const resolvers = {
  ...scalarResolvers,
  Query: {
    thing: (_: unknown, { id }: { id: string }) => ({ id, name: 'a thing' }),
    fails: () => {
      throw new Error('connection to 10.0.0.7 refused', { cause: new Error('secret') });
    },
    mine: (_: unknown, __: unknown, { caller }: { caller: Caller }) => signedIn(caller).account,
    operators: (_: unknown, __: unknown, { caller }: { caller: Caller }) => requireRole(caller, 'OPERATOR').account,
    refused: (_: unknown, { code }: { code: 'INVALID_INPUT' | 'NOT_FOUND' }) => refuse(code, 'not today'),
    shape: () => refuseShape('first must be between 1 and 100'),
    page: (_: unknown, { after }: { after: string }) => decodeCursor('thing', z.tuple([z.number()]), after).join(),
    later: (_: unknown, { than }: { than: Date }) => new Date(than.getTime() + 1_000),
    twice: (_: unknown, { amount }: { amount: number }) => amount * 2,
    currency: (_: unknown, { code }: { code: string }) => code,
    wrongInstant: () => 'tomorrow',
  },
  Mutation: {
    make: (_: unknown, { name }: { name: string }) =>
      withUserErrors(async () => {
        if (name === '') refuse('INVALID_INPUT', 'a name is needed', ['name']);
        return { thing: { id: '1', name } };
      }),
  },
  Thing: {
    __resolveReference: ({ id }: { id: string }) => (id === 'none' ? null : { id, name: `thing ${id}` }),
  },
  Subscription: {
    count: {
      async *subscribe(_: unknown, { to }: { to: number }) {
        try {
          for (let count = 1; count <= to; count += 1) yield { count };
        } finally {
          stopped.push('count');
        }
      },
    },
    silence: {
      subscribe: () => ({
        next: () => new Promise(() => {}),
        return: async () => {
          stopped.push('silence');
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      }),
    },
    breaks: {
      async *subscribe() {
        yield { breaks: 1 };
        throw new Error('the stream broke at 10.0.0.7');
      },
    },
    lost: {
      subscribe: () => {
        throw new CursorUnknown('no such cursor');
      },
    },
  },
};

const key = identityKey('a secret of at least thirty-two bytes', 'sample');
const anonymous: Caller = {
  account: null,
  name: null,
  roles: [],
  scopes: [],
  signIn: null,
  requestId: 'req-1',
  address: null,
  userAgent: null,
};
const account = newId('acc');
const customer: Caller = { ...anonymous, account, roles: ['CUSTOMER'] };
const identity = (caller: Caller = customer) => signIdentity(caller, 'sample', key);

const logged: object[] = [];
const logger: Logger = { ...silentLogger, error: (fields) => logged.push(fields) };
const subgraph = createSubgraph({
  name: 'sample',
  sdl,
  resolvers,
  context: (caller) => ({ caller }),
  identityKey: key,
  logger,
});
const run = (query: string, variables: Record<string, unknown> = {}, caller = customer) =>
  subgraph.execute({ query, variables }, identity(caller));
const code = (result: FormattedExecutionResult) => result.errors?.[0]?.extensions?.code;

beforeEach(() => {
  stopped = [];
  logged.length = 0;
});

describe('identity', () => {
  const operations = ['{ mine }', '{ _service { sdl } }', '{ _entities(representations: []) { __typename } }'];
  test.each(operations)('%s without a signed identity is UNAUTHENTICATED', async (query) => {
    for (const given of [
      undefined,
      'nonsense',
      `${identity()}x`,
      signIdentity(customer, 'another', key),
      signIdentity(customer, 'sample', identityKey('another secret', 'sample')),
      signIdentity(customer, 'sample', key, Date.now() - 120_000),
    ]) {
      const result = await subgraph.execute({ query }, given);
      expect(code(result)).toBe('UNAUTHENTICATED');
      expect(result.data).toBeUndefined();
    }
  });

  test('a subscription without one is UNAUTHENTICATED too', async () => {
    const result = await subgraph.subscribe({ query: 'subscription { silence }' }, undefined);
    expect(result).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test('the signed caller reaches the resolvers', async () => {
    expect((await run('{ mine }')).data).toEqual({ mine: account });
  });

  test('who is not signed in, or lacks the role, is told so', async () => {
    expect(code(await run('{ mine }', {}, anonymous))).toBe('UNAUTHENTICATED');
    expect(code(await run('{ operators }'))).toBe('FORBIDDEN');
  });
});

describe('entities', () => {
  test('resolve in order, and what does not exist is null', async () => {
    const result = await run('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Thing { id name } } }', {
      r: ['a', 'none', 'b'].map((id) => ({ __typename: 'Thing', id })),
    });
    expect(result).toEqual({
      data: { _entities: [{ id: 'a', name: 'thing a' }, null, { id: 'b', name: 'thing b' }] },
    });
  });
});

describe('errors', () => {
  test('a fault is logged whole and told as an id', async () => {
    const result = await run('query Failing { fails thing(id: "1") { id } }');
    const id = result.errors?.[0]?.extensions?.id;
    expect(result).toMatchObject({
      data: { fails: null, thing: { id: '1' } },
      errors: [{ message: 'Internal server error', path: ['fails'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
    expect(JSON.stringify(result)).not.toMatch(/10\.0\.0\.7|secret|stack/);
    expect(id).toEqual(expect.any(String));
    expect(logged).toEqual([
      expect.objectContaining({
        id,
        requestId: 'req-1',
        subgraph: 'sample',
        err: expect.objectContaining({ message: 'connection to 10.0.0.7 refused' }),
      }),
    ]);
  });

  test.each([
    ['{ refused(code: "INVALID_INPUT") }', 'BAD_USER_INPUT'],
    ['{ refused(code: "NOT_FOUND") }', 'NOT_FOUND'],
    ['{ shape }', 'BAD_USER_INPUT'],
    ['{ page(after: "made up") }', 'CURSOR_UNKNOWN'],
    ['{ later(than: "2026-02-30T00:00:00Z") }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{ thing', 'GRAPHQL_PARSE_FAILED'],
    ['query A { mine } query B { mine }', 'OPERATION_RESOLUTION_FAILURE'],
    ['subscription { silence }', 'BAD_REQUEST'],
    ['', 'BAD_REQUEST'],
  ])('%s is %s, and no fault', async (query, expected) => {
    const result = await run(query);
    expect(code(result)).toBe(expected);
    expect(JSON.stringify(result)).not.toContain('stack');
    expect(logged).toEqual([]);
  });

  test.each([
    ['query ($d: DateTime!) { later(than: $d) }', { d: '2026-13-01T00:00:00Z' }],
    ['query ($d: DateTime!) { later(than: $d) }', {}],
    ['query ($m: MinorUnits!) { twice(amount: $m) }', { m: 1.5 }],
    ['query ($m: MinorUnits = 3) { twice(amount: $m) }', { m: null }],
    ['query ($c: CurrencyCode!) { currency(code: $c) }', { c: 'DOGE' }],
  ])('variables of a wrong type are BAD_USER_INPUT: %s %j', async (query, variables) => {
    expect(code(await run(query, variables))).toBe('BAD_USER_INPUT');
    expect(logged).toEqual([]);
  });

  test('a resolver that answers with a wrong scalar is a fault', async () => {
    expect(code(await run('{ wrongInstant }'))).toBe('INTERNAL_SERVER_ERROR');
    expect(logged).toHaveLength(1);
  });
});

describe('scalars and payloads', () => {
  test('cross the graph as they are', async () => {
    const result = await run(
      'query ($d: DateTime!, $m: MinorUnits!, $c: CurrencyCode!) { later(than: $d) twice(amount: $m) currency(code: $c) }',
      { d: '2026-11-23T10:30:00+01:00', m: 2 ** 40, c: 'EUR' },
    );
    expect(result.data).toEqual({ later: '2026-11-23T09:30:01.000Z', twice: 2 ** 41, currency: 'EUR' });
  });

  test('a refusal is a userError beside nulls, and success has none', async () => {
    const make = 'mutation ($name: String!) { make(name: $name) { thing { name } userErrors { code message field } } }';
    expect((await run(make, { name: '' })).data).toEqual({
      make: { thing: null, userErrors: [{ code: 'INVALID_INPUT', message: 'a name is needed', field: ['name'] }] },
    });
    expect((await run(make, { name: 'x' })).data).toEqual({ make: { thing: { name: 'x' }, userErrors: [] } });
  });
});

describe('subscriptions', () => {
  async function events(query: string): Promise<AsyncIterableIterator<FormattedExecutionResult>> {
    const result = await subgraph.subscribe({ query }, identity());
    if (!(Symbol.asyncIterator in result)) throw new Error(JSON.stringify(result));
    return result;
  }

  test('deliver each event and end with their source', async () => {
    expect(await Array.fromAsync(await events('subscription { count(to: 2) }'))).toEqual([
      { data: { count: 1 } },
      { data: { count: 2 } },
    ]);
  });

  test('end at once when nobody listens, also while they wait', async () => {
    const silence = await events('subscription { silence }');
    const waiting = silence.next();
    await silence.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(stopped).toEqual(['silence']);
  });

  test('a source that breaks ends with a masked error', async () => {
    const all = await Array.fromAsync(await events('subscription { breaks }'));
    expect(all).toHaveLength(2);
    expect(all[1]).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify(all)).not.toContain('10.0.0.7');
    expect(logged).toHaveLength(1);
  });

  test.each([
    ['subscription { lost }', 'CURSOR_UNKNOWN'],
    ['subscription { count(to: "x") }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription ($to: Int!) { count(to: $to) }', 'BAD_USER_INPUT'],
    ['subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['{ mine }', 'BAD_REQUEST'],
  ])('%s is refused with %s', async (query, expected) => {
    const result = await subgraph.subscribe({ query }, identity());
    expect(result).toMatchObject({ errors: [{ extensions: { code: expected } }] });
  });
});
