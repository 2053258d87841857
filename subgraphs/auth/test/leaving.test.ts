import { type Database, rows } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Auth,
  anybody,
  authOn,
  callerOf,
  codes,
  describeAuth,
  ELSEWHERE,
  mailed,
  newcomer,
  PASSWORD,
  tokenOf,
} from './auth-on.ts';

describeAuth('leaving', (open) => {
  let database: Database;
  let auth: Auth;
  beforeAll(async () => {
    database = await open();
    auth = await authOn(database);
  });
  afterAll(async () => {
    await database.close();
  });

  async function somebody() {
    const input = { ...newcomer(), displayName: 'Ada Lovelace' };
    const session = await auth.signUp(input);
    return { ...input, session, id: session.session?.account.id ?? '', caller: callerOf(session) };
  }
  const leave = (caller: Caller, password = PASSWORD) => auth.mutate(caller, `deleteAccount(password: "${password}")`);
  const makeToken = (caller: Caller) =>
    auth.mutate<{ secret: string | null }>(
      caller,
      'createApiToken(input: { name: "till", scopes: ["orders:read"] })',
      'secret',
    );

  describe('deleting an account', () => {
    test('closes every way in', async () => {
      const { id, email, session, caller } = await somebody();
      const there = await auth.signIn(email, PASSWORD, ELSEWHERE);
      const { secret } = await makeToken(caller);
      const verification = mailed(await auth.eventsOf(id), 'account.verification_requested');
      expect(await leave(caller)).toEqual({ userErrors: [] });
      for (const one of [session, there]) {
        expect(codes(await auth.refresh(tokenOf(one)))).toEqual(['TOKEN_INVALID']);
        expect(await auth.eventsOf(callerOf(one).signIn ?? '')).toMatchObject([{ type: 'sign_in.ended' }]);
      }
      expect(await auth.signIn(email, PASSWORD)).toEqual(await auth.signIn('nobody@example.com', PASSWORD));
      expect(codes(await auth.signIn(`${id}@deleted`, ''))).toEqual(['INVALID_CREDENTIALS']);
      expect(await auth.context.verifyApiToken(secret ?? '')).toBeUndefined();
      expect(codes(await auth.mutate(anybody(), `verifyEmail(token: "${verification}")`))).toEqual(['TOKEN_INVALID']);
    });

    test('leaves nothing of the person, and the address to whoever wants it', async () => {
      const { id, email, displayName, caller } = await somebody();
      await makeToken(caller);
      await leave(caller);
      const kept = await rows(
        database.db,
        sql`select to_jsonb(a) from auth.accounts a where id = ${id}
            union all select to_jsonb(s) from auth.sign_ins s where account_id = ${id}
            union all select to_jsonb(r) from auth.refresh_tokens r join auth.sign_ins s on s.id = sign_in_id where account_id = ${id}
            union all select to_jsonb(t) from auth.api_tokens t where account_id = ${id}
            union all select to_jsonb(o) from auth.one_time_tokens o where account_id = ${id}`,
      );
      expect(kept).toHaveLength(2); // the account's id and when it was signed in
      for (const trace of [email, displayName, caller.userAgent, caller.address, 'till', 'argon2'])
        expect(JSON.stringify(kept)).not.toContain(trace);
      expect(codes(await auth.signUp({ email }))).toEqual([]);
    });

    test('tells the other contexts, who know the account by its id', async () => {
      const { id, caller } = await somebody();
      await leave(caller);
      expect((await auth.eventsOf(id)).at(-1)).toEqual({ type: 'account.deleted', data: { accountId: id } });
    });

    test('then it does not exist, for operators too, nor for its own last access token', async () => {
      const [{ id, caller }, other] = [await somebody(), await somebody()];
      await leave(caller);
      const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account { id } } }';
      const seen = await auth.ask({ ...other.caller, roles: ['OPERATOR'] }, query, {
        r: [{ __typename: 'Account', id }],
      });
      expect(seen).toEqual({ _entities: [null] });
      expect(await auth.ask(caller, '{ viewer { account { id } } apiTokens { id } }')).toEqual({
        viewer: { account: null },
        apiTokens: [],
      });
      for (const again of [leave(caller), makeToken(caller), auth.mutate(caller, 'requestEmailVerification')])
        expect(codes(await again)).toEqual(['TOKEN_INVALID']);
      expect(codes(await auth.mutate(caller, 'requestDataExport'))).toEqual(['TOKEN_INVALID']);
      expect(codes(await auth.changePassword(caller, PASSWORD, 'another good one'))).toEqual(['TOKEN_INVALID']);
    });

    test('needs the password, of which guesses are counted', async () => {
      const { caller } = await somebody();
      for (let guess = 1; guess <= 10; guess += 1)
        expect(await leave(caller, 'a wrong password')).toEqual({
          userErrors: [{ code: 'INVALID_CREDENTIALS', field: ['password'] }],
        });
      expect(codes(await leave(caller))).toEqual(['TOO_MANY_ATTEMPTS']);
    });

    test('of two at once one does it', async () => {
      const { id, caller } = await somebody();
      await Promise.all([leave(caller), leave(caller)]);
      expect((await auth.eventsOf(id)).filter(({ type }) => type === 'account.deleted')).toHaveLength(1);
    });

    test('no sign-in outlives it, though begun at the same moment', async () => {
      const { email, caller } = await somebody();
      const [begun] = await Promise.all([auth.signIn(email, PASSWORD, ELSEWHERE), leave(caller)]);
      const after = begun.session ? await auth.refresh(begun.session.refreshToken) : begun;
      expect(after.session).toBeNull();
    });

    test('is for a person at a device', async () => {
      const { caller } = await somebody();
      await expect(leave({ ...caller, signIn: null })).rejects.toThrow('FORBIDDEN');
      await expect(leave(anybody())).rejects.toThrow('UNAUTHENTICATED');
    });
  });
});
