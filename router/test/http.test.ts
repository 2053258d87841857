import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Issuer, issuer } from './support/accounts.ts';
import { shop } from './support/shop.ts';
import { type GraphQLAnswer, type RouterInTest, routerOver } from './support/test-router.ts';

let accounts: Issuer;
let router: RouterInTest<keyof typeof shop>;
beforeAll(async () => {
  accounts = await issuer();
  router = await routerOver(shop, {
    authentication: accounts.authentication,
    corsOrigins: ['https://app.example'],
    limits: { bodyBytes: 20_000, depth: 6, fields: 50, tokens: 500 },
  });
});
afterAll(() => router.stop());

const GOOD = '{"query":"{ product(id: \\"p2\\") { name } }"}';
const NOVEL = { product: { name: 'Novel' } };

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: GraphQLAnswer;
}

async function send(init: RequestInit & { readonly search?: string }): Promise<Reply> {
  const { search = '', ...rest } = init;
  const response = await fetch(router.url + search, rest);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

const post = (body: string, headers: Record<string, string> = {}) =>
  send({ method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
  send({ search: `?${new URLSearchParams(parameters)}`, headers });
const code = ({ body }: Reply) => body.errors?.[0]?.extensions.code;

test('an operation of a kind that the schema does not have is not valid', async () => {
  const reply = await post('{"query":"subscription { __typename }"}', { accept: 'application/graphql-response+json' });
  expect([reply.status, code(reply)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});

describe('what is wrong with a request is told by status and code, without a stack', () => {
  const NEW = 'application/graphql-response+json';
  const json = (body: object) => JSON.stringify(body);
  test.each<[string, string, string]>([
    ['malformed JSON', '{"query": ', 'BAD_USER_INPUT'],
    ['an empty body', '', 'BAD_USER_INPUT'],
    ['a list of requests', `[${GOOD}]`, 'BAD_USER_INPUT'],
    ['no query', '{}', 'BAD_USER_INPUT'],
    ['a query that is no string', '{"query":{}}', 'BAD_USER_INPUT'],
    ['variables that are no object', json({ query: '{ __typename }', variables: [] }), 'BAD_USER_INPUT'],
    ['extensions that are no object', json({ query: '{ __typename }', extensions: 'x' }), 'BAD_USER_INPUT'],
    ['an operationName that is no string', json({ query: '{ __typename }', operationName: 1 }), 'BAD_USER_INPUT'],
  ])('%s: 400 to every client', async (_name, body, expected) => {
    for (const accept of ['*/*', 'application/json', NEW]) {
      const reply = await post(body, { accept });
      expect([reply.status, code(reply)]).toEqual([400, expected]);
      expect(reply.body).not.toHaveProperty('data');
      expect(JSON.stringify(reply.body)).not.toMatch(/\.ts|stack/);
    }
  });

  test.each<[string, object, string]>([
    ['a syntax error', { query: '{ product( }' }, 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['an inaccessible type', { query: '{ things { ... on Secret { code } } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a literal of the wrong type', { query: '{ products(first: "x") { id } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      { query: 'query Q($n: Int) { products(first: $n) { id } }', variables: { n: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['a missing variable', { query: 'query Q($id: ID!) { product(id: $id) { id } }' }, 'BAD_USER_INPUT'],
    ['an operationName that is not there', { query: 'query A { __typename }', operationName: 'B' }, 'BAD_USER_INPUT'],
    [
      'two operations and no operationName',
      { query: 'query A { __typename } query B { __typename }' },
      'BAD_USER_INPUT',
    ],
    [
      'an operation too deep',
      { query: '{ product(id: 1) { reviews { product { reviews { product { reviews { id } } } } } } }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'too many fields by way of fragments',
      {
        query:
          '{ ...A ...A ...A } fragment A on Query { ...B ...B ...B } fragment B on Query { ...C ...C ...C } fragment C on Query { a: __typename b: __typename }',
      },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a fragment that leads to itself',
      { query: '{ ...A } fragment A on Query { ...A }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['too many tokens', { query: `{ ${'__typename '.repeat(500)} }` }, 'GRAPHQL_PARSE_FAILED'],
    ['a reserved name', { query: '{ __proto__: __typename }' }, 'GRAPHQL_VALIDATION_FAILED'],
  ])('%s: 400, and 200 to a client who names application/json alone', async (_name, body, expected) => {
    for (const [accept, status] of [
      ['*/*', 400],
      [NEW, 400],
      ['application/json', 200],
    ] as const) {
      const reply = await post(json(body), { accept });
      expect([reply.status, code(reply)]).toEqual([status, expected]);
      expect(reply.body).not.toHaveProperty('data');
    }
  });

  test('a body of another type is 415, too large a one 413, another method 405', async () => {
    expect((await post(GOOD, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post(GOOD, { 'content-type': 'application/json; charset=latin1' })).status).toBe(415);
    expect((await post(JSON.stringify({ query: ' '.repeat(20_000) }))).status).toBe(413);
    const put = await send({ method: 'PUT', body: GOOD });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test('mutations by GET are 405', async () => {
    const reply = await get({ query: 'mutation { add }' });
    expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('the media type', () => {
  test.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['application/*', 'application/json'],
    ['application/json', 'application/json'],
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json; charset=utf-8, application/json; q=0.9', 'application/graphql-response+json'],
    ['application/json; q=0.5, application/graphql-response+json; q=0.4', 'application/json'],
    ['text/html, application/json', 'application/json'],
  ])('for Accept %s is %s', async (accept, expected) => {
    const reply = await post(GOOD, accept === undefined ? {} : { accept });
    expect(reply.headers.get('content-type')).toBe(`${expected}; charset=utf-8`);
    expect([reply.status, reply.body.data]).toEqual([200, NOVEL]);
  });

  test.each(['text/html', 'application/json; q=0', 'application/json; charset=latin1'])(
    'for Accept %s is none: 406',
    async (accept) => {
      expect((await post(GOOD, { accept })).status).toBe(406);
    },
  );
});

describe('a query', () => {
  test('comes by GET with its variables as JSON', async () => {
    const query = 'query A { __typename } query B($id: ID!) { product(id: $id) { name } }';
    const reply = await get({ query, operationName: 'B', variables: '{"id":"p2"}' });
    expect([reply.status, reply.body]).toEqual([200, { data: NOVEL }]);
    expect((await get({ query, variables: '{' })).status).toBe(400);
    expect((await get({})).status).toBe(400);
  });

  test('may carry nulls for what it does not use', async () => {
    const reply = await post(
      JSON.stringify({
        query: '{ product(id: "p2") { name } }',
        variables: null,
        operationName: null,
        extensions: null,
      }),
    );
    expect(reply.body.data).toEqual(NOVEL);
  });

  test('that fails in part is 200', async () => {
    const reply = await post('{"query":"{ review(id: \\"r1\\") { broken } }"}', {
      accept: 'application/graphql-response+json',
    });
    expect(reply.status).toBe(200);
    expect(reply.body.data).toEqual({ review: { broken: null } });
  });
});

test('every answer has a request id of its own, which subgraphs see too', async () => {
  const reply = await post(GOOD);
  const id = reply.headers.get('x-request-id');
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(router.upstreams.catalog.asked.at(-1)?.caller.requestId).toBe(id);
  expect((await post('{')).headers.get('x-request-id')).not.toBe(id);
});

describe('a token', () => {
  test("says who is calling, and subgraphs are told under the router's seal", async () => {
    const token = await accounts.token({ name: 'Ann', roles: ['CUSTOMER', 'KING'], scope: 'orders:read moon:read' });
    await post(GOOD, { authorization: `Bearer ${token}`, 'user-agent': 'a test' });
    expect(router.upstreams.catalog.asked.at(-1)?.caller).toMatchObject({
      account: expect.stringMatching(/^acc_/),
      signIn: expect.stringMatching(/^sgn_/),
      name: 'Ann',
      roles: ['CUSTOMER'],
      scopes: ['orders:read'],
      address: '127.0.0.1',
      userAgent: 'a test',
    });
  });

  test('that is missing makes the caller anonymous', async () => {
    await post(GOOD);
    expect(router.upstreams.catalog.asked.at(-1)?.caller).toMatchObject({ account: null, roles: [], scopes: [] });
  });

  test('that is not valid is 401', async () => {
    const other = await issuer();
    const bad = {
      garbage: 'Bearer x.y.z',
      scheme: 'Basic abc',
      expired: `Bearer ${await accounts.token({ expiresIn: -60 })}`,
      audience: `Bearer ${await accounts.token({ audience: 'elsewhere' })}`,
      key: `Bearer ${await other.token()}`,
    };
    for (const authorization of Object.values(bad)) {
      const reply = await post(GOOD, { authorization });
      expect([reply.status, code(reply)]).toEqual([401, 'UNAUTHENTICATED']);
    }
  });
});

describe('pages of other origins', () => {
  const preflight = (origin: string) =>
    send({ method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  test('may call when they are listed', async () => {
    const reply = await preflight('https://app.example');
    expect(reply.status).toBe(204);
    expect(reply.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(reply.headers.get('access-control-allow-headers')).toContain('authorization');
    expect((await post(GOOD, { origin: 'https://app.example' })).headers.get('access-control-allow-origin')).toBe(
      'https://app.example',
    );
  });
  test('are told nothing otherwise', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    expect(
      (await post(GOOD, { origin: 'https://evil.example' })).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });
});

test('health is told, and other paths are not found', async () => {
  const status = async (path: string) => (await fetch(new URL(path, router.url))).status;
  expect(await Promise.all(['/health/live', '/health/ready', '/', '/graphql/x'].map(status))).toEqual([
    200, 200, 404, 404,
  ]);
});
