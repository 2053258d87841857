import { createServer, type Server } from 'node:http';
import { type AccountId, newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import type { Role, Scope } from '@marketplace/kernel/roles';
import { identityKey } from '@marketplace/subgraph/identity';
import { ON_BEHALF_PATH, type OnBehalfBody, onBehalfKey } from '@marketplace/subgraph/on-behalf';
import { SEAL_HEADER, sealRequest } from '@marketplace/subgraph/sealed-request';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMetrics } from '../src/telemetry/metrics.ts';
import { internalHttp } from '../src/transport/internal-http.ts';
import { type Issuer, issuer } from './support/accounts.ts';
import { listening, type RouterInTest, routerOver } from './support/test-router.ts';
import { ROUTER_SECRET } from './support/test-upstream.ts';

const subgraphs = {
  orders: {
    sdl: `
      type Query {
        order(id: ID!): Order @authenticated @requiresScopes(scopes: [["orders:read"]])
        audit: String @policy(policies: [["OPERATOR"]])
        broken: String
      }
      type Mutation { cancel(id: ID!): Order @authenticated }
      type Subscription { updated: Order @authenticated }
      type Order @key(fields: "id") { id: ID! total: Int @requiresScopes(scopes: [["payments:read"]]) }
    `,
    resolvers: {
      Query: {
        order: (_: unknown, { id }: { id: string }) => ({ id }),
        audit: () => 'audited',
        broken: () => Promise.reject(new Error('a detail of ours')),
      },
      Mutation: { cancel: (_: unknown, { id }: { id: string }) => ({ id }) },
      Order: { total: () => 7 },
    },
  },
};

const KEY = onBehalfKey(ROUTER_SECRET);
const ACCOUNT: AccountId = newId('acc');
let accounts: Issuer;
let router: RouterInTest<'orders'>;
let internal: Server;
let url: string;
beforeAll(async () => {
  accounts = await issuer();
  router = await routerOver(subgraphs, { authentication: accounts.authentication });
  const { onBehalf } = router.router;
  internal = createServer(
    internalHttp({ onBehalf, routerSecret: ROUTER_SECRET, logger: silentLogger, metrics: openMetrics() }),
  );
  url = await listening(internal);
});
afterAll(async () => {
  internal.close();
  await router.stop();
});
beforeEach(() => {
  router.upstreams.orders.asked.length = 0;
});

const READ = 'query ($id: ID!) { order(id: $id) { id total } }';

const bodyOf = (query: string, scopes: readonly Scope[], roles: readonly Role[] = ['CUSTOMER']): string =>
  JSON.stringify({ query, variables: { id: 'o1' }, account: ACCOUNT, roles, scopes } satisfies OnBehalfBody);

interface Sent {
  readonly seal?: string | undefined;
  readonly key?: Buffer;
  readonly now?: number;
  readonly to?: string;
}

function send(body: string, { key = KEY, now = Date.now(), to = `${url}${ON_BEHALF_PATH}`, ...rest }: Sent = {}) {
  const seal = 'seal' in rest ? rest.seal : sealRequest({ method: 'POST', url: ON_BEHALF_PATH, body }, key, now);
  return fetch(to, { method: 'POST', body, headers: seal === undefined ? {} : { [SEAL_HEADER]: seal } });
}
const answerTo = async (body: string) => (await send(body)).json();

describe('a query on behalf of somebody', () => {
  test('is run in their name with the rights that are said', async () => {
    const answer = await answerTo(bodyOf(READ, ['orders:read', 'payments:read']));
    expect(answer).toEqual({ data: { order: { id: 'o1', total: 7 } } });
    expect(router.upstreams.orders.asked).toMatchObject([
      { caller: { account: ACCOUNT, roles: ['CUSTOMER'], scopes: ['orders:read', 'payments:read'], signIn: null } },
    ]);
  });

  test.each<[string, readonly Scope[], readonly Role[]]>([
    [READ, [], ['CUSTOMER']],
    [READ, ['orders:read'], ['CUSTOMER']],
    [READ, ['payments:read'], ['CUSTOMER']],
    ['query ($id: ID!) { audit order(id: $id) { id } }', ['orders:read'], ['CUSTOMER']],
    ['query ($id: ID!) { audit order(id: $id) { id } }', ['orders:read'], ['OPERATOR']],
    ['query ($id: ID!) { audit order(id: $id) { id } }', [], []],
  ])('%s with %j and %j is answered as it is to a token of these', async (query, scopes, roles) => {
    const token = await accounts.token({ account: ACCOUNT, roles, scope: scopes.join(' ') });
    const asked = await router.ask(query, { id: 'o1' }, { authorization: `Bearer ${token}` });
    expect(await answerTo(bodyOf(query, scopes, roles))).toEqual(asked);
  });

  test.each([
    ['a mutation', 'mutation ($id: ID!) { cancel(id: $id) { id } }', 'BAD_USER_INPUT'],
    ['a subscription', 'subscription { updated { id } }', 'BAD_USER_INPUT'],
    ['what the graph does not have', '{ secrets }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is none', 'order', 'GRAPHQL_PARSE_FAILED'],
  ])('is not %s', async (_name, query, code) => {
    const answer = await answerTo(bodyOf(query, ['orders:read', 'orders:write']));
    expect(answer).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(answer).not.toHaveProperty('data');
    expect(router.upstreams.orders.asked).toEqual([]);
  });
});

describe('the internal port', () => {
  const body = bodyOf(READ, ['orders:read']);
  const sealed = (request: { method?: string; url?: string; body?: string }) =>
    sealRequest({ method: 'POST', url: ON_BEHALF_PATH, body, ...request }, KEY);

  test.each<[string, () => Sent]>([
    ['no seal', () => ({ seal: undefined })],
    ['one that is none', () => ({ seal: 'nonsense' })],
    ['one that is a minute old', () => ({ now: Date.now() - 60_001 })],
    ['that of another secret', () => ({ key: onBehalfKey('another secret of more than 32 chars') })],
    ['that of a subgraph', () => ({ key: identityKey(ROUTER_SECRET, 'notification') })],
    ['that for auth', () => ({ key: identityKey(ROUTER_SECRET, 'auth-verify') })],
    ['that of another path', () => ({ seal: sealed({ url: '/internal/other' }) })],
    ['that of another method', () => ({ seal: sealed({ method: 'PUT' }) })],
    ['that of other rights', () => ({ seal: sealed({ body: bodyOf(READ, []) }) })],
  ])('answers 401 to a request with %s', async (_name, sent) => {
    expect((await send(body, sent())).status).toBe(401);
    expect(router.upstreams.orders.asked).toEqual([]);
  });

  test('answers a request that is sent again within its minute: a query changes nothing', async () => {
    const seal = sealed({});
    for (const _time of [1, 2]) expect((await send(body, { seal })).status).toBe(200);
  });

  test('knows one path and one method', async () => {
    expect((await fetch(`${url}/graphql?query={__typename}`)).status).toBe(404);
    expect((await fetch(`${url}${ON_BEHALF_PATH}`)).status).toBe(405);
  });

  test('takes nothing of another shape, and no more than an operation is long', async () => {
    expect((await send('{"query":"{ __typename }"}')).status).toBe(500);
    expect((await send(JSON.stringify({ query: 'x'.repeat(70_000) }))).status).toBe(413);
  });

  test('is another than the public one, which knows nothing of it', async () => {
    const public_ = router.url.replace('/graphql', ON_BEHALF_PATH);
    expect((await send(body, { to: public_ })).status).toBe(404);
  });
});
