import { createServer, type Server } from 'node:http';
import { newId } from '@marketplace/kernel/ids';
import type { JSONWebKeySet } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { bearerToken, InvalidToken, VerificationUnavailable } from '../src/authentication/authentication.ts';
import { jwtAuthentication } from '../src/authentication/jwt.ts';
import { issuer } from './support/accounts.ts';
import { listening } from './support/test-router.ts';

let server: Server | undefined;
afterEach(() => server?.close());

describe('keys from a URL', () => {
  test('are fetched once for many tokens', async () => {
    const accounts = await issuer();
    let fetched = 0;
    server = createServer(async (_request, response) => {
      fetched += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(await accounts.keys()));
    });
    const authentication = jwtAuthentication({ keys: new URL('/jwks.json', await listening(server)) });
    const account = newId('acc');
    const token = await accounts.token({ account });
    expect(await authentication.verifyToken(token)).toMatchObject({ account, roles: ['CUSTOMER'] });
    await authentication.verifyToken(token);
    await authentication.verifyToken(await accounts.token());
    expect(fetched).toBe(1);
  });

  test('that can not be had leave the token unjudged', async () => {
    const accounts = await issuer();
    server = createServer((_request, response) => response.writeHead(500).end());
    const authentication = jwtAuthentication({ keys: new URL(await listening(server)) });
    await expect(authentication.verifyToken(await accounts.token())).rejects.toThrow(VerificationUnavailable);
    await expect(authentication.ready()).rejects.toThrow(VerificationUnavailable);
  });
});

test('a new key given in this process is found when a token names it', async () => {
  const before = await issuer();
  const after = await issuer();
  let current: JSONWebKeySet = { keys: (await before.keys()).keys.map((key) => ({ ...key, kid: 'k0' })) };
  const authentication = jwtAuthentication({ keys: async () => current });
  await expect(authentication.verifyToken(await after.token())).rejects.toThrow(InvalidToken);
  current = await after.keys();
  expect(await authentication.verifyToken(await after.token())).toMatchObject({ name: null });
});

test('the issuer is checked where one is set', async () => {
  const { keys, token } = await issuer();
  const authentication = jwtAuthentication({ keys, issuer: 'https://auth.example' });
  await expect(authentication.verifyToken(await token({ issuer: 'https://evil.example' }))).rejects.toThrow(
    InvalidToken,
  );
  expect(await authentication.verifyToken(await token({ issuer: 'https://auth.example' }))).toBeDefined();
});

test.each([undefined, null, ''])('authorization %j is none', (authorization) => {
  expect(bearerToken(authorization)).toBeUndefined();
});
test.each(['Bearer', 'Bearer a b', 'Basic x', 7, {}])('authorization %j is refused', (authorization) => {
  expect(() => bearerToken(authorization)).toThrow(InvalidToken);
});
