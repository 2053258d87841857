import { DAY, MINUTE, SECOND } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { type Database, rows } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pruneEnded } from '../src/infrastructure/prune-ended.ts';
import { type Auth, anybody, authOn, callerOf, codes, describeAuth, type Refusals } from './auth-on.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly lastUsedAt: string | null;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}
type Created = Refusals & { readonly apiToken: Listed | null; readonly secret: string | null };

const FIELDS = 'id name scopes createdAt lastUsedAt expiresAt revokedAt';
const INPUT = { name: 'Our till', scopes: ['orders:read', 'webhooks:write'] };

describeAuth('API tokens', (open) => {
  let database: Database;
  let auth: Auth;
  beforeAll(async () => {
    database = await open();
    auth = await authOn(database);
  });
  afterAll(() => database.close());

  const somebody = async () => callerOf(await auth.signUp({ displayName: 'Ada' }));
  async function create(caller: Caller, input: object = {}): Promise<Created> {
    const query = `mutation ($input: CreateApiTokenInput!) {
      payload: createApiToken(input: $input) { apiToken { ${FIELDS} } secret userErrors { code field } }
    }`;
    return (await auth.ask<{ payload: Created }>(caller, query, { input: { ...INPUT, ...input } })).payload;
  }
  async function made(caller: Caller, input: object = {}) {
    const { apiToken, secret, userErrors } = await create(caller, input);
    if (!apiToken || !secret) throw new Error(JSON.stringify(userErrors));
    return { ...apiToken, secret };
  }
  const list = async (caller: Caller) =>
    (await auth.ask<{ apiTokens: Listed[] }>(caller, `{ apiTokens { ${FIELDS} } }`)).apiTokens;
  const revoke = (caller: Caller, id: string) =>
    auth.mutate<{ apiToken: Listed | null }>(caller, `revokeApiToken(id: "${id}")`, `apiToken { ${FIELDS} }`);
  const verify = (secret: string) => auth.context.verifyApiToken(secret);

  test('one stands for its account, with its scopes', async () => {
    const caller = await somebody();
    const token = await made(caller);
    expect(token.secret).toMatch(/^mkt_[0-9A-Za-z]{49}$/);
    expect(await verify(token.secret)).toEqual({
      token: token.id,
      account: caller.account,
      name: 'Ada',
      roles: ['CUSTOMER'],
      scopes: INPUT.scopes,
      expiresAt: null,
    });
  });

  test('its secret is shown once and not kept', async () => {
    const caller = await somebody();
    const { secret } = await made(caller);
    expect(JSON.stringify(await list(caller))).not.toContain(secret);
    const kept = await rows(
      database.db,
      sql`select t::text from auth.api_tokens t where account_id = ${caller.account}`,
    );
    expect(JSON.stringify(kept)).not.toContain(secret.slice(4, 40));
  });

  test.each([
    ['a scope beyond the roles', { scopes: ['orders:read', 'everything'] }, ['scopes']],
    ['no scope', { scopes: [] }, ['scopes']],
    ['no name', { name: ' ' }, ['name']],
    ['an end in the past', { expiresAt: '2026-11-01T00:00:00Z' }, ['expiresAt']],
    ['all of it', { name: '', scopes: [''], expiresAt: '2026-11-01T00:00:00Z' }, ['name', 'scopes', 'expiresAt']],
  ])('%s is refused', async (_, input, fields) => {
    const { userErrors, secret } = await create(await somebody(), input);
    expect(userErrors).toEqual(fields.map((field) => ({ code: 'INVALID_INPUT', field: [field] })));
    expect(secret).toBeNull();
  });

  test('an admin, who may do little by tokens, can’t make one that may do more', async () => {
    const caller = await somebody();
    await database.db.execute(sql`update auth.accounts set roles = '{ADMIN}' where id = ${caller.account}`);
    expect(codes(await create(caller))).toEqual(['INVALID_INPUT']);
    expect(codes(await create(caller, { scopes: ['profile:read'] }))).toEqual([]);
  });

  test('it never may do more than its account by then', async () => {
    const caller = await somebody();
    const { secret } = await made(caller, { scopes: ['orders:read', 'profile:read'] });
    await database.db.execute(sql`update auth.accounts set roles = '{ADMIN}' where id = ${caller.account}`);
    expect(await verify(secret)).toMatchObject({ roles: ['ADMIN'], scopes: ['profile:read'] });
  });

  test('a revoked one counts nowhere, and stays in the list for a month', async () => {
    const caller = await somebody();
    const [gone, stays] = [await made(caller), await made(caller)];
    expect(await revoke(caller, gone.id)).toMatchObject({
      apiToken: { revokedAt: auth.now().toISOString() },
      userErrors: [],
    });
    expect(await verify(gone.secret)).toBeUndefined();
    expect(await verify(stays.secret)).toBeDefined();
    const { apiToken } = await revoke(caller, gone.id);
    expect((await list(caller)).map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      [stays.id, null],
      [gone.id, apiToken?.revokedAt],
    ]);
    await pruneEnded(database, auth.pass(31 * DAY));
    expect((await list(caller)).map(({ id }) => id)).toEqual([stays.id]);
  });

  test('one ends at the instant it was made for', async () => {
    const caller = await somebody();
    const expiresAt = new Date(auth.now().getTime() + DAY);
    const { secret } = await made(caller, { expiresAt: expiresAt.toISOString() });
    auth.pass(DAY - 1);
    expect(await verify(secret)).toMatchObject({ expiresAt });
    auth.pass(1);
    expect(await verify(secret)).toBeUndefined();
  });

  test('its last use is known to the minute', async () => {
    const caller = await somebody();
    const { secret } = await made(caller);
    const lastUse = async () => (await list(caller))[0]?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    auth.pass(MINUTE - (auth.now().getTime() % MINUTE) + 5 * SECOND);
    const minute = new Date(auth.now().getTime() - 5 * SECOND).toISOString();
    for (const seconds of [0, 50]) {
      auth.pass(seconds * SECOND);
      await verify(secret);
      expect(await lastUse()).toBe(minute);
    }
    auth.pass(10 * SECOND);
    await verify(secret);
    expect(await lastUse()).toBe(new Date(Date.parse(minute) + MINUTE).toISOString());
  });

  test('is nobody else’s to see or to end', async () => {
    const [owner, stranger] = [await somebody(), await somebody()];
    const { id, secret } = await made(owner);
    expect(await list(stranger)).toEqual([]);
    expect(codes(await revoke(stranger, id))).toEqual(['NOT_FOUND']);
    expect(codes(await revoke({ ...stranger, roles: ['OPERATOR', 'ADMIN'] }, id))).toEqual(['NOT_FOUND']);
    for (const none of [newId('tok'), 'no id']) expect(codes(await revoke(owner, none))).toEqual(['NOT_FOUND']);
    expect(await verify(secret)).toBeDefined();
  });

  test('makes and ends none itself', async () => {
    const caller = await somebody();
    const { id } = await made(caller);
    const program: Caller = { ...caller, signIn: null, scopes: ['profile:read', 'profile:write'] };
    await expect(create(program)).rejects.toThrow('FORBIDDEN');
    await expect(revoke(program, id)).rejects.toThrow('FORBIDDEN');
    await expect(create(anybody())).rejects.toThrow('UNAUTHENTICATED');
    await expect(list(anybody())).rejects.toThrow('UNAUTHENTICATED');
  });

  describe('an account has fifty at most', () => {
    test('also when two are made at once', async () => {
      const caller = await somebody();
      for (let token = 1; token <= 48; token += 1) await made(caller);
      const last = await made(caller);
      const both = await Promise.all([create(caller), create(caller)]);
      expect(both.flatMap(codes)).toEqual(['CONFLICT']);
      await revoke(caller, last.id);
      expect(codes(await create(caller))).toEqual([]);
    });
  });

  test.each(['', 'mkt_', `mkt_${'0'.repeat(49)}`, 'x'.repeat(100_000)])('%.10s is none', async (secret) => {
    expect(await verify(secret)).toBeUndefined();
  });
});
