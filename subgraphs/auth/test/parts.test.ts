import { readEnvironment } from '@marketplace/kernel/environment';
import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import type { Database } from '@marketplace/storage/database';
import { serve } from '@marketplace/subgraph/serve';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { concurrencyLimit } from '../src/application/concurrency-limit.ts';
import { environment } from '../src/compose.ts';
import { argon2Passwords } from '../src/infrastructure/argon2-passwords.ts';
import { keptSigningKey } from '../src/infrastructure/signing-key.ts';
import { authOn, codes } from './auth-on.ts';

describe('the context', () => {
  let database: Database;
  let auth: Awaited<ReturnType<typeof authOn>>;
  beforeAll(async () => {
    database = await pgliteDatabase();
    auth = await authOn(database);
  });
  afterAll(() => database.close());

  test('serves its public keys, and no private part of them', async () => {
    const served = await serve(auth.context, { host: '127.0.0.1', port: 0, logger: silentLogger });
    const response = await fetch(`${served.url}/.well-known/jwks.json`);
    expect(await response.json()).toEqual({
      keys: [{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: expect.any(String), x: expect.any(String) }],
    });
    await served.close();
  });

  test('makes its own signing key once, also when two start together', async () => {
    const [one, two] = await Promise.all([keptSigningKey(database), keptSigningKey(database)]);
    expect(one).toHaveLength(32);
    expect([two, await keptSigningKey(database)]).toEqual([one, one]);
  });

  test('the demo world’s accounts all sign in with its password, and come once', async () => {
    const account = (name: string, roles: ('CUSTOMER' | 'PROVIDER' | 'OPERATOR')[]) => ({
      id: newId('acc'),
      email: `${name}@demo.test`,
      displayName: name,
      roles,
      locale: 'en',
      createdAt: new Date('2026-01-01T00:00:00Z'),
    });
    const accounts = [account('customer', ['CUSTOMER']), account('operator', ['CUSTOMER', 'OPERATOR'])];
    await auth.context.importDemo({ accounts, providers: [], orders: [] }, 'demo-demo-demo');
    await auth.context.importDemo({ accounts: [account('late', [])], providers: [], orders: [] }, 'demo-demo-demo');
    const { session } = await auth.signIn('operator@demo.test', 'demo-demo-demo');
    expect(session?.account).toMatchObject({ id: accounts[1]?.id, roles: ['CUSTOMER', 'OPERATOR'] });
    expect(codes(await auth.signIn('late@demo.test', 'demo-demo-demo'))).toEqual(['INVALID_CREDENTIALS']);
  });
});

describe('passwords', () => {
  const passwords = argon2Passwords();

  test('are hashed with Argon2id, each with its own salt, and known in any composition of their accents', async () => {
    const [one, two] = await Promise.all([passwords.hash('caf\u00e9 au lait'), passwords.hash('caf\u00e9 au lait')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(two).not.toBe(one);
    expect(await passwords.verify(one, 'cafe\u0301 au lait')).toBe(true);
    expect(await passwords.verify(one, 'cafe au lait')).toBe(false);
  });

  test.each(['', 'anything'])('nobody has the password %j', async (password) => {
    expect(await passwords.verify(null, password)).toBe(false);
  });
});

describe('settings', () => {
  const variables = { DATABASE_URL: 'pglite:', BROKER_URL: 'embedded:pglite:', ROUTER_SECRET: 'x'.repeat(32) };

  test('a signing key is 32 bytes in base64', () => {
    const key = Buffer.alloc(32, 1);
    expect(readEnvironment(environment, { ...variables, SIGNING_KEY: key.toString('base64') }).SIGNING_KEY).toEqual(
      key,
    );
    for (const wrong of ['secret', Buffer.alloc(31).toString('base64')])
      expect(() => readEnvironment(environment, { ...variables, SIGNING_KEY: wrong })).toThrow(
        'SIGNING_KEY: must be 32 bytes in base64',
      );
  });
});

describe('a limit of concurrency', () => {
  test('runs so many at a time, the others in order, and refuses beyond its line', async () => {
    const limit = concurrencyLimit(2, 3, () => {
      throw new Error('full');
    });
    const gates = Array.from({ length: 5 }, () => Promise.withResolvers<void>());
    const started: number[] = [];
    const all = gates.map(({ promise }, index) =>
      limit(async () => {
        started.push(index);
        await promise;
        if (index === 0) throw new Error('failed');
        return index;
      }),
    );
    await expect(limit(async () => 5)).rejects.toThrow('full');
    expect(started).toEqual([0, 1]);
    for (const { resolve } of gates) resolve();
    expect(await Promise.allSettled(all)).toMatchObject([
      { status: 'rejected' },
      ...[1, 2, 3, 4].map((value) => ({ status: 'fulfilled', value })),
    ]);
    expect(started).toEqual([0, 1, 2, 3, 4]);
    expect(await limit(async () => 'free again')).toBe('free again');
  });
});
