import { DAY, HOUR } from '@marketplace/kernel/clock';
import { type Database, rows } from '@marketplace/storage/database';
import { eventually } from '@marketplace/testing/eventually';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailToken } from '../src/application/one-time-tokens.ts';
import { postgresAuth } from '../src/infrastructure/postgres-auth.ts';
import { pruneEnded } from '../src/infrastructure/prune-ended.ts';
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

const VERIFY = 'account.verification_requested';
const RESET = 'account.password_reset_requested';
const NEXT = 'another good one';

describeAuth('getting at an account by mail', (open) => {
  let database: Database;
  let auth: Auth;
  beforeAll(async () => {
    database = await open();
    auth = await authOn(database);
  });
  afterAll(() => database.close());

  async function account() {
    const input = newcomer();
    const session = await auth.signUp(input);
    const id = session.session?.account.id ?? '';
    const mails = async (type: string) => (await auth.eventsOf(id)).filter((event) => event.type === type);
    return {
      ...input,
      id,
      session,
      caller: callerOf(session),
      mails,
      last: async (t: string) => mailed(await mails(t), t),
    };
  }
  const verify = (token: string) =>
    auth.mutate<{ account: { id: string; emailVerified: boolean } | null }>(
      anybody(ELSEWHERE),
      `verifyEmail(token: "${token}")`,
      'account { id emailVerified }',
    );
  const requestVerification = (caller: Parameters<Auth['ask']>[0]) => auth.mutate(caller, 'requestEmailVerification');

  describe('verifying the address', () => {
    test('whoever reads the mail that signing up sends verifies it, once, signed in or not', async () => {
      const { id, email, last } = await account();
      const token = await last(VERIFY);
      expect(await verify(token)).toEqual({ account: { id, emailVerified: true }, userErrors: [] });
      expect(await verify(token)).toMatchObject({
        account: null,
        userErrors: [{ code: 'TOKEN_INVALID', field: ['token'] }],
      });
      expect((await auth.eventsOf(id)).at(-1)).toEqual({
        type: 'account.email_verified',
        data: { accountId: id, email },
      });
    });

    test('of two at once with one token one wins', async () => {
      const { id, last } = await account();
      const token = await last(VERIFY);
      const both = await Promise.all([verify(token), verify(token)]);
      expect(both.flatMap(codes)).toEqual(['TOKEN_INVALID']);
      const told = (await auth.eventsOf(id)).filter(({ type }) => type === 'account.email_verified');
      expect(told).toHaveLength(1);
    });

    test('of several mails any will do, and then none of the others', async () => {
      const { caller, last } = await account();
      const first = await last(VERIFY);
      expect(codes(await requestVerification(caller))).toEqual([]);
      const second = await last(VERIFY);
      expect(second).not.toBe(first);
      expect(codes(await verify(first))).toEqual([]);
      expect(codes(await verify(second))).toEqual(['TOKEN_INVALID']);
    });

    test('a verified address is sent no more of them', async () => {
      const { caller, mails, last } = await account();
      await verify(await last(VERIFY));
      expect(codes(await requestVerification(caller))).toEqual([]);
      expect(await mails(VERIFY)).toHaveLength(1);
    });

    test('a token is good for a day', async () => {
      const { last } = await account();
      const token = await last(VERIFY);
      auth.pass(DAY);
      expect(codes(await verify(token))).toEqual(['TOKEN_INVALID']);
      await pruneEnded(database, auth.now());
      expect(await rows(database.db, sql`select 1 from auth.one_time_tokens where expires_at < ${auth.now()}`)).toEqual(
        [],
      );
    });

    test('five mails an hour are enough', async () => {
      const { caller, mails } = await account();
      for (let mail = 1; mail <= 5; mail += 1) expect(codes(await requestVerification(caller))).toEqual([]);
      expect(codes(await requestVerification(caller))).toEqual(['TOO_MANY_ATTEMPTS']);
      expect(await mails(VERIFY)).toHaveLength(6);
      auth.pass(HOUR);
      expect(codes(await requestVerification(caller))).toEqual([]);
    });

    test.each(['', 'made up', 'x'.repeat(10_000)])('a token that is none is TOKEN_INVALID', async (token) => {
      expect(codes(await verify(token))).toEqual(['TOKEN_INVALID']);
    });

    test('is for a session to ask for', async () => {
      const { caller } = await account();
      await expect(requestVerification(anybody())).rejects.toThrow('UNAUTHENTICATED');
      await expect(requestVerification({ ...caller, signIn: null })).rejects.toThrow('FORBIDDEN');
    });
  });

  describe('asking to reset the password', () => {
    const requestReset = (email: string) => auth.mutate(anybody(), `requestPasswordReset(email: "${email}")`);

    test('does the same for an unknown address as for a known one', async () => {
      const { email } = await account();
      const known = await requestReset(email);
      const unknown = await requestReset('nobody@example.com');
      expect(known).toEqual({ userErrors: [] });
      expect(unknown).toEqual(known);
      const noted = await rows<{ email: string; keys: string[] }>(
        database.db,
        sql`select data ->> 'email' as email, array(select jsonb_object_keys(data)) as keys from auth.deadlines
            where kind = 'password-reset' order by id`,
      );
      expect(noted.map((note) => note.email)).toEqual([email, 'nobody@example.com']);
      expect(noted[1]?.keys).toEqual(noted[0]?.keys);
    });

    test('counts mails to unknown addresses as it does those to known ones', async () => {
      for (const email of [(await account()).email, 'nobody.else@example.com']) {
        for (let mail = 1; mail <= 5; mail += 1) expect(codes(await requestReset(email))).toEqual([]);
        expect(codes(await requestReset(email.toUpperCase()))).toEqual(['TOO_MANY_ATTEMPTS']);
      }
    });

    test('needs an address', async () => {
      expect(await requestReset('nobody')).toMatchObject({ userErrors: [{ code: 'INVALID_INPUT', field: ['email'] }] });
    });

    test('a request sends one mail, also when it is taken up twice', async () => {
      const { id, email, mails } = await account();
      const { transact } = await postgresAuth(database, { now: auth.now });
      const send = () =>
        transact({ correlationId: 'test' }, async (tx) => {
          const found = await tx.accountByEmail(email);
          if (found) await mailToken(tx, 'RESET_PASSWORD', found, `req of ${id}`, auth.now());
        });
      await Promise.all([send(), send()]);
      expect(await mails(RESET)).toHaveLength(1);
    });
  });

  describe('resetting the password', () => {
    beforeAll(() => auth.context.start());
    afterAll(() => auth.context.stop());

    const reset = (token: string, newPassword: string) => auth.resetPassword({ token, newPassword });
    async function forgetful() {
      const one = await account();
      await auth.mutate(anybody(), `requestPasswordReset(email: "${one.email}")`);
      await eventually(async () => (await one.mails(RESET)).length > 0);
      return { ...one, token: await one.last(RESET) };
    }

    test('ends all sign-ins, begins one, and shows that the address is the account’s own', async () => {
      const { id, email, session, token } = await forgetful();
      const again = await reset(token, NEXT);
      expect(again).toMatchObject({ session: { account: { id, emailVerified: true } }, userErrors: [] });
      expect(codes(await auth.refresh(tokenOf(session)))).toEqual(['TOKEN_INVALID']);
      expect(codes(await auth.refresh(tokenOf(again)))).toEqual([]);
      expect(codes(await auth.signIn(email, PASSWORD))).toEqual(['INVALID_CREDENTIALS']);
      expect(codes(await auth.signIn(email, NEXT))).toEqual([]);
      expect(await auth.eventsOf(callerOf(session).signIn ?? '')).toMatchObject([{ type: 'sign_in.ended' }]);
      expect((await auth.eventsOf(id)).slice(-2)).toEqual([
        { type: 'account.password_changed', data: { accountId: id, how: 'RESET' } },
        { type: 'account.email_verified', data: { accountId: id, email } },
      ]);
    });

    test('an unknown address gets no mail', async () => {
      await auth.mutate(anybody(), 'requestPasswordReset(email: "stranger@example.com")');
      await eventually(async () => (await rows(database.db, sql`select 1 from auth.deadlines`)).length === 0);
      const sent = await rows(
        database.db,
        sql`select 1 from auth.outbox where event::text like '%stranger@example.com%'`,
      );
      expect(sent).toEqual([]);
    });

    test('of two at once with one token one wins', async () => {
      const { token } = await forgetful();
      const both = await Promise.all([reset(token, NEXT), reset(token, 'yet another good one')]);
      expect(both.flatMap(codes)).toEqual(['TOKEN_INVALID']);
    });

    test('no sign-in by the old password outlives it, though begun at the same moment', async () => {
      const { email, token } = await forgetful();
      const [begun] = await Promise.all([auth.signIn(email, PASSWORD), reset(token, NEXT)]);
      const after = begun.session ? await auth.refresh(begun.session.refreshToken) : begun;
      expect(after.session).toBeNull();
    });

    test('a weak password leaves the token as it is', async () => {
      const { email, token } = await forgetful();
      expect(await reset(token, 'short')).toMatchObject({
        userErrors: [{ code: 'WEAK_PASSWORD', field: ['newPassword'] }],
      });
      expect(codes(await reset(token, email))).toEqual(['WEAK_PASSWORD']);
      expect(codes(await reset(token, NEXT))).toEqual([]);
    });

    test('a token is good for an hour, and only for this', async () => {
      const { token, last } = await forgetful();
      expect(codes(await verify(token))).toEqual(['TOKEN_INVALID']);
      expect(codes(await reset(await last(VERIFY), NEXT))).toEqual(['TOKEN_INVALID']);
      auth.pass(HOUR);
      expect(codes(await reset(token, NEXT))).toEqual(['TOKEN_INVALID']);
      expect(codes(await reset('made up', NEXT))).toEqual(['TOKEN_INVALID']);
    });

    test('whoever remembers the password and changes it ends the token', async () => {
      const { caller, token } = await forgetful();
      expect(codes(await auth.changePassword(caller, PASSWORD, NEXT))).toEqual([]);
      expect(codes(await reset(token, 'yet another good one'))).toEqual(['TOKEN_INVALID']);
    });

    test('no token is kept as it is', async () => {
      const { id, token, last } = await forgetful();
      const kept = await rows(database.db, sql`select t::text from auth.one_time_tokens t where account_id = ${id}`);
      expect(kept).toHaveLength(2);
      for (const secret of [token, await last(VERIFY)]) expect(JSON.stringify(kept)).not.toContain(secret);
    });
  });
});
