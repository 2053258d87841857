import { DAY, MINUTE, SECOND } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import type { Database } from '@marketplace/storage/database';
import { rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pruneEnded } from '../src/infrastructure/prune-ended.ts';
import {
  type Auth,
  anybody,
  authOn,
  callerOf,
  codes,
  describeAuth,
  ELSEWHERE,
  HOME,
  newcomer,
  PASSWORD,
  tokenOf,
} from './auth-on.ts';

describeAuth('auth', (open) => {
  let database: Database;
  let auth: Auth;
  beforeAll(async () => {
    database = await open();
    auth = await authOn(database);
  });
  afterAll(() => database.close());

  describe('signing up', () => {
    test('gives a session whose token says who it is for', async () => {
      const result = await auth.signUp({ role: 'PROVIDER', displayName: ' Grace ' });
      expect(result).toMatchObject({ session: { account: { roles: ['CUSTOMER', 'PROVIDER'] } }, userErrors: [] });
      const { payload, protectedHeader } = await jwtVerify(
        result.session?.accessToken ?? '',
        createLocalJWKSet(await auth.context.jwks()),
        { audience: 'marketplace', issuer: 'marketplace', currentDate: new Date('2026-11-23T09:00:01Z') },
      );
      expect(protectedHeader.alg).toBe('EdDSA');
      expect(payload).toMatchObject({
        sub: result.session?.account.id,
        sid: expect.stringMatching(/^sgn_/),
        name: 'Grace',
        roles: ['CUSTOMER', 'PROVIDER'],
        scope: expect.stringContaining('orders:write'),
      });
      expect(new Date((payload.exp ?? 0) * 1_000).toISOString()).toBe(result.session?.accessTokenExpiresAt);
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
    });

    test('tells the other contexts in the same transaction', async () => {
      const input = newcomer();
      const { session } = await auth.signUp({ ...input, locale: 'de-at' });
      const accountId = session?.account.id ?? '';
      expect(await auth.eventsOf(accountId)).toMatchObject([
        {
          type: 'account.created',
          data: {
            ...{ accountId, email: input.email, emailVerified: false, displayName: 'Ada' },
            ...{ roles: ['CUSTOMER'], locale: 'de-AT' },
          },
        },
        { type: 'account.verification_requested', data: { accountId, email: input.email } },
      ]);
    });

    test('an address is taken in any case of its letters', async () => {
      const { email } = newcomer();
      await auth.signUp({ email });
      const again = await auth.signUp({ email: ` ${email.toUpperCase()}` });
      expect(again).toMatchObject({ session: null, userErrors: [{ code: 'EMAIL_TAKEN', field: ['email'] }] });
    });

    test('of two at once with one address one wins', async () => {
      const { email } = newcomer();
      const both = await Promise.all([auth.signUp({ email }), auth.signUp({ email })]);
      expect(both.map(codes).toSorted((a, b) => a.length - b.length)).toEqual([[], ['EMAIL_TAKEN']]);
    });

    test('names every wrong field at once', async () => {
      const result = await auth.signUp({ email: 'nobody', password: 'short', displayName: ' ', locale: 'not a tag' });
      expect(result.userErrors.map(({ code, field }) => [code, field])).toEqual([
        ['INVALID_INPUT', ['email']],
        ['WEAK_PASSWORD', ['password']],
        ['INVALID_INPUT', ['displayName']],
        ['INVALID_INPUT', ['locale']],
      ]);
    });

    test('keeps neither the password nor the refresh token', async () => {
      const { session } = await auth.signUp();
      const dump = await rows(
        database.db,
        sql`select accounts::text, sign_ins::text, refresh_tokens::text from auth.accounts
            join auth.sign_ins on account_id = accounts.id join auth.refresh_tokens on sign_in_id = sign_ins.id
            where accounts.id = ${session?.account.id}`,
      );
      expect(dump).toHaveLength(1);
      expect(JSON.stringify(dump)).toContain('$argon2id$');
      expect(JSON.stringify(dump)).not.toContain(PASSWORD);
      expect(JSON.stringify(dump)).not.toContain(session?.refreshToken);
    });
  });

  describe('signing in', () => {
    test('takes the address in any case, and refuses a wrong password like an unknown address', async () => {
      const { email } = newcomer();
      await auth.signUp({ email });
      expect(codes(await auth.signIn(email.toUpperCase(), PASSWORD))).toEqual([]);
      const wrong = await auth.signIn(email, 'wrong password');
      const unknown = await auth.signIn('nobody@example.com', 'wrong password');
      expect(codes(wrong)).toEqual(['INVALID_CREDENTIALS']);
      expect(unknown).toEqual(wrong);
      expect(codes(await auth.signIn('no address', 'wrong password'))).toEqual(['INVALID_CREDENTIALS']);
    });

    test('after ten failures from one place even the right password must wait there, and nowhere else', async () => {
      const { email } = newcomer();
      await auth.signUp({ email });
      for (let failure = 1; failure <= 10; failure += 1)
        expect(codes(await auth.signIn(email, 'wrong password'))).toEqual(['INVALID_CREDENTIALS']);
      expect(codes(await auth.signIn(email, PASSWORD))).toEqual(['TOO_MANY_ATTEMPTS']);
      expect(codes(await auth.signIn(email, PASSWORD, ELSEWHERE))).toEqual([]);
      auth.pass(15 * MINUTE);
      expect(codes(await auth.signIn(email, PASSWORD))).toEqual([]);
    });

    test('a burst of guesses gets no more of them than a trickle', async () => {
      const { email } = newcomer();
      await auth.signUp({ email });
      const guesses = Array.from({ length: 30 }, (_, index) => auth.signIn(email, `guess number ${index}`));
      const answers = (await Promise.all(guesses)).flatMap(codes);
      expect(answers.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(10);
    });

    test('a success forgets the failures before it, and many at once are no attack', async () => {
      const { email } = newcomer();
      await auth.signUp({ email });
      for (let failure = 1; failure <= 5; failure += 1) await auth.signIn(email, 'wrong password');
      const all = await Promise.all(Array.from({ length: 25 }, () => auth.signIn(email, PASSWORD)));
      expect(all.flatMap(codes)).toEqual([]);
    });
  });

  describe('refreshing', () => {
    test('each token gives the next one', async () => {
      let token = tokenOf(await auth.signUp());
      const seen = new Set([token]);
      for (let turn = 0; turn < 3; turn += 1) {
        auth.pass(MINUTE);
        token = tokenOf(await auth.refresh(token, ELSEWHERE)); // people move about
        seen.add(token);
      }
      expect(seen.size).toBe(4);
    });

    test('a repeat within ten seconds by the same client gets the same token, also when both come at once', async () => {
      const first = tokenOf(await auth.signUp());
      const [one, two] = await Promise.all([auth.refresh(first), auth.refresh(first)]);
      auth.pass(10 * SECOND);
      const three = await auth.refresh(first);
      expect(new Set([one, two, three].map(tokenOf)).size).toBe(1);
      expect(codes(await auth.refresh(tokenOf(one)))).toEqual([]);
    });

    test.each([
      ['later', async () => void auth.pass(10 * SECOND + 1)],
      ['by another client', async () => {}, ELSEWHERE],
      [
        'after its successor was used',
        async (first: string) => void (await auth.refresh(tokenOf(await auth.refresh(first)))),
      ],
    ])('a spent token that comes back %s ends the sign-in', async (_, meanwhile, client = HOME) => {
      const signedUp = await auth.signUp();
      const first = tokenOf(signedUp);
      const next = tokenOf(await auth.refresh(first));
      await meanwhile(first);
      expect(codes(await auth.refresh(first, client))).toEqual(['TOKEN_INVALID']);
      expect(codes(await auth.refresh(next))).toEqual(['TOKEN_INVALID']);
      expect(await auth.eventsOf(callerOf(signedUp).signIn ?? '')).toMatchObject([{ type: 'sign_in.ended' }]);
    });

    test('thirty days without use end it', async () => {
      const token = tokenOf(await auth.signUp());
      auth.pass(30 * DAY);
      expect(codes(await auth.refresh(token))).toEqual(['TOKEN_INVALID']);
    });

    test.each(['', 'made up', 'x'.repeat(10_000)])('a token that is none is TOKEN_INVALID', async (token) => {
      expect(codes(await auth.refresh(token))).toEqual(['TOKEN_INVALID']);
    });
  });

  describe('ending sign-ins', () => {
    const end = async (caller: ReturnType<typeof callerOf>, mutation: string) =>
      codes(await auth.mutate(caller, mutation));
    const signInsOf = async (caller: ReturnType<typeof callerOf>) =>
      (
        await auth.ask<{ signIns: { id: string; userAgent: string; current: boolean }[] }>(
          caller,
          '{ signIns { id userAgent createdAt lastUsedAt current } }',
        )
      ).signIns;

    test('signing out ends this one alone, and twice is as good as once', async () => {
      const { email } = newcomer();
      const here = await auth.signUp({ email });
      const there = await auth.signIn(email, PASSWORD, ELSEWHERE);
      expect(await end(callerOf(here), 'signOut')).toEqual([]);
      expect(await end(callerOf(here), 'signOut')).toEqual([]);
      expect(codes(await auth.refresh(tokenOf(here)))).toEqual(['TOKEN_INVALID']);
      expect(codes(await auth.refresh(tokenOf(there), ELSEWHERE))).toEqual([]);
      expect(await auth.eventsOf(callerOf(here).signIn ?? '')).toMatchObject([
        { type: 'sign_in.ended', data: { accountId: here.session?.account.id } },
      ]);
    });

    test('the list shows the live ones, latest used first, and which is this one', async () => {
      const { email } = newcomer();
      const here = await auth.signUp({ email });
      auth.pass(SECOND);
      const there = await auth.signIn(email, PASSWORD, ELSEWHERE);
      expect(await signInsOf(callerOf(here))).toMatchObject([
        { userAgent: 'curl', current: false },
        { userAgent: 'Firefox at home', current: true },
      ]);
      await end(callerOf(there), 'signOut');
      expect(await signInsOf(callerOf(here))).toHaveLength(1);
    });

    test('one can be revoked from another, but nobody else’s', async () => {
      const { email } = newcomer();
      const here = await auth.signUp({ email });
      const there = await auth.signIn(email, PASSWORD, ELSEWHERE);
      const stranger = await auth.signUp();
      const id = callerOf(there).signIn;
      expect(await end(callerOf(stranger), `revokeSignIn(id: "${id}")`)).toEqual(['NOT_FOUND']);
      expect(await end(callerOf(here), 'revokeSignIn(id: "no id")')).toEqual(['NOT_FOUND']);
      expect(await end(callerOf(here), `revokeSignIn(id: "${id}")`)).toEqual([]);
      expect(await end(callerOf(here), `revokeSignIn(id: "${id}")`)).toEqual(['NOT_FOUND']);
      expect(codes(await auth.refresh(tokenOf(there), ELSEWHERE))).toEqual(['TOKEN_INVALID']);
    });

    test('signing out everywhere ends all', async () => {
      const { email } = newcomer();
      const here = await auth.signUp({ email });
      const there = await auth.signIn(email, PASSWORD, ELSEWHERE);
      expect(await end(callerOf(here), 'signOutEverywhere')).toEqual([]);
      for (const session of [here, there])
        expect(codes(await auth.refresh(tokenOf(session)))).toEqual(['TOKEN_INVALID']);
    });

    test('an API token, which belongs to no sign-in, can end none', async () => {
      const caller = { ...callerOf(await auth.signUp()), signIn: null };
      await expect(end(caller, 'signOutEverywhere')).rejects.toThrow('FORBIDDEN');
      await expect(end(anybody(), 'signOut')).rejects.toThrow('UNAUTHENTICATED');
    });

    test('what ended long ago is forgotten with its tokens', async () => {
      const session = await auth.signUp();
      await end(callerOf(session), 'signOut');
      await pruneEnded(database, new Date(auth.pass(31 * DAY)));
      const left = await rows(database.db, sql`select 1 from auth.sign_ins where id = ${callerOf(session).signIn}`);
      expect(left).toEqual([]);
    });
  });

  describe('changing the password', () => {
    test('ends the other sign-ins, and this one goes on with new tokens', async () => {
      const { email } = newcomer();
      const here = await auth.signUp({ email });
      const there = await auth.signIn(email, PASSWORD, ELSEWHERE);
      const changed = await auth.changePassword(callerOf(here), PASSWORD, 'another good one');
      expect(callerOf(changed).signIn).toBe(callerOf(here).signIn);
      expect(codes(await auth.refresh(tokenOf(here)))).toEqual(['TOKEN_INVALID']);
      expect(codes(await auth.refresh(tokenOf(there), ELSEWHERE))).toEqual(['TOKEN_INVALID']);
      expect(codes(await auth.refresh(tokenOf(changed)))).toEqual([]);
      expect(codes(await auth.signIn(email, PASSWORD))).toEqual(['INVALID_CREDENTIALS']);
      expect(codes(await auth.signIn(email, 'another good one'))).toEqual([]);
      expect(await auth.eventsOf(here.session?.account.id ?? '')).toContainEqual({
        type: 'account.password_changed',
        data: { accountId: here.session?.account.id, how: 'CHANGED' },
      });
    });

    test('of two changes at once one wins', async () => {
      const caller = callerOf(await auth.signUp());
      const both = await Promise.all(
        ['the first new one', 'the second new one'].map((next) => auth.changePassword(caller, PASSWORD, next)),
      );
      expect(both.flatMap(codes)).toEqual(['INVALID_CREDENTIALS']);
    });

    test('is refused with a wrong password, a weak new one, and in a sign-in that has ended', async () => {
      const { email } = newcomer();
      const session = await auth.signUp({ email });
      const caller = callerOf(session);
      expect(await auth.changePassword(caller, 'wrong password', 'another good one')).toMatchObject({
        userErrors: [{ code: 'INVALID_CREDENTIALS', field: ['currentPassword'] }],
      });
      expect(await auth.changePassword(caller, PASSWORD, email.toUpperCase())).toMatchObject({
        userErrors: [{ code: 'WEAK_PASSWORD', field: ['newPassword'] }],
      });
      await auth.ask(caller, 'mutation { signOut { userErrors { code } } }');
      expect(codes(await auth.changePassword(caller, PASSWORD, 'another good one'))).toEqual(['TOKEN_INVALID']);
    });
  });

  describe('seeing accounts', () => {
    const entities = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account { id email } } }';
    const representations = (...ids: unknown[]) => ({ r: ids.map((id) => ({ __typename: 'Account', id })) });

    test('the viewer is the caller', async () => {
      const session = await auth.signUp();
      const { viewer } = await auth.ask<{ viewer: object }>(callerOf(session), '{ viewer { account { id roles } } }');
      expect(viewer).toEqual({ account: { id: session.session?.account.id, roles: ['CUSTOMER'] } });
      await expect(auth.ask(anybody(), '{ viewer { account { id } } }')).rejects.toThrow('UNAUTHENTICATED');
    });

    test('others do not exist, but for operators', async () => {
      const own = await auth.signUp();
      const other = await auth.signUp();
      const ids = representations(own.session?.account.id, other.session?.account.id, newId('acc'), 'no id');
      const seen = async (caller: ReturnType<typeof callerOf>) =>
        (await auth.ask<{ _entities: ({ id: string } | null)[] }>(caller, entities, ids))._entities.map(
          (one) => one?.id,
        );
      expect(await seen(callerOf(own))).toEqual([own.session?.account.id, undefined, undefined, undefined]);
      expect(await seen({ ...callerOf(own), roles: ['OPERATOR'] })).toEqual([
        own.session?.account.id,
        other.session?.account.id,
        undefined,
        undefined,
      ]);
      expect(await seen(anybody())).toEqual([undefined, undefined, undefined, undefined]);
    });
  });
});
