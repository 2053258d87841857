import { MINUTE, SECOND } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import type { Database } from '@marketplace/storage/database';
import { identityKey } from '@marketplace/subgraph/identity';
import { SEAL_HEADER, sealRequest } from '@marketplace/subgraph/sealed-request';
import { type Served, serve } from '@marketplace/subgraph/serve';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Auth, authOn, callerOf, INTERNAL_KEY } from './auth-on.ts';

let database: Database;
let auth: Auth;
let served: Served;
beforeAll(async () => {
  database = await pgliteDatabase();
  auth = await authOn(database);
  served = await serve(auth.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
});
afterAll(async () => {
  await served.close();
  await database.close();
});

function ask(method: string, url: string, body = '', seal = sealRequest({ method, url, body }, INTERNAL_KEY)) {
  return fetch(served.url + url, { method, ...(body ? { body } : {}), headers: { [SEAL_HEADER]: seal } });
}
const verify = (token: string) => ask('POST', '/internal/verify-token', JSON.stringify({ token }));

async function apiToken() {
  const caller = callerOf(await auth.signUp());
  const call = 'createApiToken(input: { name: "till", scopes: ["orders:read"], expiresAt: "2027-01-01T00:00:00Z" })';
  const { secret, apiToken } = await auth.mutate<{ secret: string; apiToken: { id: string } }>(
    caller,
    call,
    'secret apiToken { id }',
  );
  return { caller, secret, id: apiToken.id };
}

describe('POST /internal/verify-token', () => {
  test('answers what a token stands for', async () => {
    const { caller, secret, id } = await apiToken();
    const response = await verify(secret);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      token: id,
      account: caller.account,
      name: 'Ada',
      roles: ['CUSTOMER'],
      scopes: ['orders:read'],
      expiresAt: '2027-01-01T00:00:00.000Z',
    });
  });

  test('404 for what is none, and for a revoked one at once', async () => {
    expect((await verify('made up')).status).toBe(404);
    const { caller, secret, id } = await apiToken();
    await auth.mutate(caller, `revokeApiToken(id: "${id}")`);
    expect((await verify(secret)).status).toBe(404);
  });

  test('401 but for a request that the router sealed as it is', async () => {
    const { secret } = await apiToken();
    const [method, url, body] = ['POST', '/internal/verify-token', JSON.stringify({ token: secret })] as const;
    const foreign = sealRequest({ method, url, body }, identityKey('a secret of at least thirty-two bytes', 'auth'));
    const another = sealRequest({ method, url, body: '{}' }, INTERNAL_KEY);
    const old = sealRequest({ method, url, body }, INTERNAL_KEY, Date.now() - 61 * SECOND);
    for (const seal of ['', 'made.up', foreign, another, old])
      expect((await ask(method, url, body, seal)).status).toBe(401);
    expect((await fetch(served.url + url, { method, body })).status).toBe(401);
  });

  test.each([
    ['GET', '', 405],
    ['POST', 'no JSON', 400],
    ['POST', '{"token":1}', 400],
    ['POST', 'x'.repeat(5_000), 413],
  ])('%s %.12s is %i', async (method, body, status) => {
    expect((await ask(method, '/internal/verify-token', body)).status).toBe(status);
  });
});

describe('GET /internal/ended-sign-ins', () => {
  interface Answer {
    readonly ended: { readonly signIn: string; readonly endedAt: string; readonly accessTokensEndBy: string }[];
    readonly next: string;
    readonly more: boolean;
  }
  async function ended(since?: string): Promise<Answer> {
    const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`;
    const response = await ask('GET', `/internal/ended-sign-ins${query}`);
    expect(response.status).toBe(200);
    // as: what the route is said to answer
    return (await response.json()) as Answer;
  }
  async function signedOut() {
    const caller = callerOf(await auth.signUp());
    await auth.mutate(caller, 'signOut');
    return caller.signIn ?? '';
  }
  const ids = ({ ended: all }: Answer) => all.map(({ signIn }) => signIn);

  test('tells each sign-in that has ended for as long as its access tokens may look good', async () => {
    const signIn = await signedOut();
    const endedAt = auth.now();
    expect((await ended()).ended).toContainEqual({
      signIn,
      endedAt: endedAt.toISOString(),
      accessTokensEndBy: new Date(endedAt.getTime() + 10 * MINUTE).toISOString(),
    });
    auth.pass(10 * MINUTE);
    expect(ids(await ended())).toContain(signIn);
    auth.pass(2 * MINUTE);
    expect(ids(await ended())).not.toContain(signIn);
    expect(ids(await ended('2020-01-01T00:00:00Z'))).not.toContain(signIn);
  });

  test('who asks from `next` to `next` is told of all, those that committed late too', async () => {
    auth.pass(20 * MINUTE);
    const first = await signedOut();
    const { next, more } = await ended();
    expect(more).toBe(false);
    const second = await signedOut(); // with the same time as what was told last
    expect(ids(await ended(next))).toEqual(expect.arrayContaining([first, second]));
    auth.pass(5 * MINUTE);
    const later = (await ended(next)).next;
    const third = await signedOut();
    expect(ids(await ended(later))).toEqual([third]);
  });

  test('says the same within this process', async () => {
    await signedOut();
    const told = await ended();
    expect(JSON.parse(JSON.stringify(await auth.context.endedSignIns(null)))).toEqual(told);
  });

  test('400 for what is no instant, 401 without a seal', async () => {
    expect((await ask('GET', '/internal/ended-sign-ins?since=yesterday')).status).toBe(400);
    expect((await fetch(`${served.url}/internal/ended-sign-ins`)).status).toBe(401);
    const seal = sealRequest({ method: 'GET', url: '/internal/ended-sign-ins', body: '' }, INTERNAL_KEY);
    expect((await ask('GET', '/internal/ended-sign-ins?since=2026-11-23T00:00:00Z', '', seal)).status).toBe(401);
  });
});
