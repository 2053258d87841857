import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { newId } from '@marketplace/kernel/ids';
import { identityKey } from '@marketplace/subgraph/identity';
import { isSealed, SEAL_HEADER } from '@marketplace/subgraph/sealed-request';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AuthService, authService } from '../src/authentication/auth-service.ts';
import { listening } from './support/test-router.ts';
import { ROUTER_SECRET } from './support/test-upstream.ts';

let server: Server;
let service: AuthService;
let answer: (request: IncomingMessage, body: string) => { status: number; body: unknown };
beforeEach(async () => {
  server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await request.toArray()).join('');
    const seal = String(request.headers[SEAL_HEADER]);
    const { method = '', url = '' } = request;
    const good = isSealed({ method, url, body }, seal, identityKey(ROUTER_SECRET, 'auth-verify'));
    const told = good ? answer(request, body) : { status: 401, body: {} };
    response.writeHead(told.status).end(typeof told.body === 'string' ? told.body : JSON.stringify(told.body));
  });
  service = authService(new URL(await listening(server)), ROUTER_SECRET);
});
afterEach(async () => {
  await service.close();
  server.close();
});

test('an API token is verified by a sealed request', async () => {
  const rights = { token: newId('tok'), account: newId('acc'), name: 'Till', scopes: ['orders:read', 'of:tomorrow'] };
  const seen: string[] = [];
  answer = ({ method, url }, body) => {
    seen.push(`${method} ${url} ${body}`);
    return { status: 200, body: { ...rights, roles: ['PROVIDER', 'WIZARD'], expiresAt: '2027-01-01T00:00:00.000Z' } };
  };
  expect(await service.verifyApiToken('mkt_x')).toEqual({
    ...rights,
    roles: ['PROVIDER'],
    scopes: ['orders:read'],
    expiresAt: new Date('2027-01-01T00:00:00Z'),
  });
  expect(seen).toEqual(['POST /internal/verify-token {"token":"mkt_x"}']);
});

test('404 is no token; anything else is no verdict', async () => {
  answer = () => ({ status: 404, body: {} });
  expect(await service.verifyApiToken('mkt_x')).toBeUndefined();
  for (const wrong of [
    { status: 500, body: '<html>' },
    { status: 200, body: 'half' },
    { status: 200, body: {} },
  ]) {
    answer = () => wrong;
    await expect(service.verifyApiToken('mkt_x')).rejects.toThrow();
    await expect(service.endedSignIns(null)).rejects.toThrow();
  }
});

test('ended sign-ins are asked for from an instant on, or from the beginning', async () => {
  const signIn = newId('sgn');
  const seen: (string | undefined)[] = [];
  answer = ({ url }) => {
    seen.push(url);
    const end = '2026-11-25T10:10:00.000Z';
    const ended = [{ signIn, endedAt: '2026-11-25T10:00:00.000Z', accessTokensEndBy: end }];
    return { status: 200, body: { ended, next: end, more: true } };
  };
  const page = await service.endedSignIns(null);
  expect(page).toMatchObject({ ended: [{ signIn, accessTokensEndBy: page.next }], more: true });
  await service.endedSignIns(page.next);
  expect(seen).toEqual(['/internal/ended-sign-ins', '/internal/ended-sign-ins?since=2026-11-25T10%3A10%3A00.000Z']);
});

test('a service that is not there is no verdict', async () => {
  server.close();
  await expect(service.verifyApiToken('mkt_x')).rejects.toThrow();
});
