import type { AccountId } from '@marketplace/kernel/ids';
import { newId } from '@marketplace/kernel/ids';
import type { Role } from '@marketplace/kernel/roles';
import { type Database, rows } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantRoleByHand } from '../src/application/grant-role.ts';
import { postgresAuth } from '../src/infrastructure/postgres-auth.ts';
import {
  type Auth,
  anybody,
  authOn,
  callerOf,
  codes,
  describeAuth,
  newcomer,
  type Refusals,
  tokenOf,
} from './auth-on.ts';

type Granted = Refusals & { readonly account: { readonly roles: Role[] } | null };

describeAuth('roles', (open) => {
  let database: Database;
  let auth: Auth;
  beforeAll(async () => {
    database = await open();
    auth = await authOn(database);
  });
  afterAll(() => database.close());

  async function somebody(...roles: Role[]) {
    const input = newcomer();
    const session = await auth.signUp(input);
    const { transact } = await postgresAuth(database, { now: auth.now });
    const clock = { now: auth.now };
    for (const role of roles)
      await grantRoleByHand({ transact, clock, machineClock: clock }, { email: input.email, role, reason: 'test' });
    const again = roles.length > 0 ? await auth.signIn(input.email, input.password) : session;
    return { id: session.session?.account.id ?? newId('acc'), session: again, caller: callerOf(again) };
  }
  async function grant(caller: Caller, accountId: string, role: Role, granted = true, reason = 'they asked for it') {
    const query =
      'mutation ($input: GrantRoleInput!) { payload: grantRole(input: $input) { account { roles } userErrors { code field } } }';
    return (await auth.ask<{ payload: Granted }>(caller, query, { input: { accountId, role, granted, reason } }))
      .payload;
  }
  const auditOf = async (subject: string) =>
    (
      await rows<{ data: object }>(
        database.db,
        sql`select event -> 'data' as data from auth.outbox
            where event ->> 'type' = 'audit.recorded' and event -> 'data' ->> 'subject' = ${subject} order by position`,
      )
    ).map(({ data }) => data);

  test('an operator gives and takes them; the others are told, and the audit log says who, what, when and why', async () => {
    const operator = await somebody('OPERATOR');
    const { id } = await somebody();
    expect(await grant(operator.caller, id, 'MODERATOR', true, ' joined the team ')).toEqual({
      account: { roles: ['CUSTOMER', 'MODERATOR'] },
      userErrors: [],
    });
    expect(await grant(operator.caller, id, 'MODERATOR', false, 'left it')).toMatchObject({
      account: { roles: ['CUSTOMER'] },
    });
    const common = {
      auditId: expect.stringMatching(/^aud_/),
      at: auth.now().toISOString(),
      actor: operator.id,
      subject: id,
    };
    expect(await auditOf(id)).toEqual([
      { ...common, action: 'grant MODERATOR', reason: 'joined the team' },
      { ...common, action: 'withdraw MODERATOR', reason: 'left it' },
    ]);
    expect((await auth.eventsOf(id)).filter(({ type }) => type === 'account.roles_changed')).toMatchObject([
      { data: { accountId: id, roles: ['CUSTOMER', 'MODERATOR'] } },
      { data: { accountId: id, roles: ['CUSTOMER'] } },
    ]);
  });

  test('what was given comes with the next tokens; what was taken ends those there are', async () => {
    const operator = await somebody('OPERATOR');
    const { id, session } = await somebody();
    await grant(operator.caller, id, 'MODERATOR');
    const refreshed = await auth.refresh(tokenOf(session));
    expect(callerOf(refreshed).roles).toEqual(['CUSTOMER', 'MODERATOR']);
    await grant(operator.caller, id, 'MODERATOR', false);
    expect(codes(await auth.refresh(tokenOf(refreshed)))).toEqual(['TOKEN_INVALID']);
    expect(await auth.eventsOf(callerOf(session).signIn ?? '')).toMatchObject([{ type: 'sign_in.ended' }]);
  });

  test('giving what is there and taking what is not changes and says nothing', async () => {
    const operator = await somebody('OPERATOR');
    const { id, session } = await somebody();
    expect(await grant(operator.caller, id, 'CUSTOMER')).toMatchObject({ account: { roles: ['CUSTOMER'] } });
    expect(await grant(operator.caller, id, 'ADMIN', false).then(codes)).toEqual(['INVALID_INPUT']);
    expect(await grant(operator.caller, id, 'PROVIDER', false)).toMatchObject({ account: { roles: ['CUSTOMER'] } });
    expect(await auditOf(id)).toEqual([]);
    expect(codes(await auth.refresh(tokenOf(session)))).toEqual([]);
  });

  test('only an admin makes admins', async () => {
    const [operator, admin] = [await somebody('OPERATOR'), await somebody('ADMIN')];
    const { id } = await somebody();
    expect(await grant(operator.caller, id, 'ADMIN')).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['role'] }],
    });
    expect(await grant(admin.caller, id, 'ADMIN')).toMatchObject({ account: { roles: ['CUSTOMER', 'ADMIN'] } });
  });

  test('nobody changes their own', async () => {
    const { id, caller } = await somebody('OPERATOR');
    for (const granted of [true, false])
      expect(await grant(caller, id, granted ? 'MODERATOR' : 'OPERATOR', granted)).toMatchObject({
        userErrors: [{ code: 'INVALID_INPUT', field: ['accountId'] }],
      });
  });

  test('others can’t call it, nor can a program in an operator’s name', async () => {
    const [operator, { id, caller }] = [await somebody('OPERATOR'), await somebody('MODERATOR')];
    await expect(grant(caller, id, 'OPERATOR')).rejects.toThrow('FORBIDDEN');
    await expect(grant({ ...operator.caller, signIn: null }, id, 'OPERATOR')).rejects.toThrow('FORBIDDEN');
    await expect(grant(anybody(), id, 'OPERATOR')).rejects.toThrow('UNAUTHENTICATED');
  });

  test('a token from before the role was taken is not enough', async () => {
    const { caller } = await somebody();
    const { id } = await somebody();
    const once: Caller = { ...caller, roles: ['CUSTOMER', 'OPERATOR'] };
    expect(await grant(once, id, 'OPERATOR')).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['role'] }],
    });
  });

  test('of two operators who take each other’s role at once one is left', async () => {
    const [one, two] = [await somebody('OPERATOR'), await somebody('OPERATOR')];
    const both = await Promise.all([
      grant(one.caller, two.id, 'OPERATOR', false),
      grant(two.caller, one.id, 'OPERATOR', false),
    ]);
    expect(both.flatMap(codes)).toEqual(['INVALID_INPUT']);
  });

  test('two given at once are both there', async () => {
    const operator = await somebody('OPERATOR');
    const { id } = await somebody();
    await Promise.all((['PROVIDER', 'MODERATOR'] as const).map((role) => grant(operator.caller, id, role)));
    expect(await grant(operator.caller, id, 'CUSTOMER')).toMatchObject({
      account: { roles: ['CUSTOMER', 'PROVIDER', 'MODERATOR'] },
    });
  });

  test.each(['', ' ', 'x'.repeat(501)])('each change needs a reason', async (reason) => {
    const operator = await somebody('OPERATOR');
    const { id } = await somebody();
    expect(await grant(operator.caller, id, 'MODERATOR', true, reason)).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }],
    });
  });

  test('who does not exist is NOT_FOUND', async () => {
    const operator = await somebody('OPERATOR');
    for (const id of [newId('acc') satisfies AccountId, 'no id'])
      expect(codes(await grant(operator.caller, id, 'MODERATOR'))).toEqual(['NOT_FOUND']);
  });
});
