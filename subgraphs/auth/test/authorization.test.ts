/** Calls of this subgraph past the router, by somebody who is validly signed in and has no part in what they ask for. */
import { readFileSync } from 'node:fs';
import type { Database } from '@marketplace/storage/database';
import type { Caller } from '@marketplace/subgraph/caller';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { entryPoints, outcomeOf } from '@marketplace/testing/entry-points';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Auth, anybody, authOn, callerOf, ELSEWHERE, newcomer, tokenOf } from './auth-on.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

interface Other {
  readonly caller: Caller;
  readonly id: string;
  readonly email: string;
  readonly refreshToken: string;
  readonly apiToken: string;
}

/** An operation about what is another's, with its variable, and what its one root field comes to. */
type Case = readonly [operation: string, variable: (other: Other) => unknown, outcome: string];

/** What stands for itself: a password, or a token that was mailed. */
const FOR_ANYBODY = ['signUp', 'signIn', 'refreshSession', 'verifyEmail', 'requestPasswordReset', 'resetPassword'].map(
  (field) => `Mutation.${field}`,
);

const none = () => null;
const mutation = (field: string, outcome: string, type?: string, input: (other: Other) => unknown = none): Case => {
  const [variables, argument] = type ? [`($v: ${type}!)`, '(input: $v)'] : ['', ''];
  return [`mutation ${variables} { ${field}${argument} { userErrors { code } } }`, input, outcome];
};
const named = (
  field: string,
  argument: string,
  type: string,
  value: (other: Other) => string,
  outcome: string,
): Case => [`mutation ($v: ${type}!) { ${field}(${argument}: $v) { userErrors { code } } }`, value, outcome];

const CASES: Readonly<Record<string, Case>> = {
  'Query.viewer': ['{ viewer { account { id email } } }', none, 'answered'],
  'Query.signIns': ['{ signIns { id userAgent } }', none, 'answered'],
  'Query.apiTokens': ['{ apiTokens { id name } }', none, 'nothing'],

  'Mutation.signUp': mutation('signUp', 'EMAIL_TAKEN', 'SignUpInput', ({ email }) => ({ ...newcomer(), email })),
  'Mutation.signIn': mutation('signIn', 'INVALID_CREDENTIALS', 'SignInInput', ({ email }) => ({
    email,
    password: 'a guess at it',
  })),
  'Mutation.refreshSession': mutation('refreshSession', 'TOKEN_INVALID', 'RefreshSessionInput', () => ({
    refreshToken: 'made up',
  })),
  'Mutation.signOut': mutation('signOut', 'done'),
  'Mutation.signOutEverywhere': mutation('signOutEverywhere', 'done'),
  'Mutation.revokeSignIn': named('revokeSignIn', 'id', 'ID', ({ caller }) => caller.signIn ?? '', 'NOT_FOUND'),
  'Mutation.changePassword': mutation('changePassword', 'INVALID_CREDENTIALS', 'ChangePasswordInput', () => ({
    currentPassword: 'a guess at it',
    newPassword: 'another good one',
  })),
  'Mutation.requestEmailVerification': mutation('requestEmailVerification', 'done'),
  'Mutation.verifyEmail': named('verifyEmail', 'token', 'String', () => 'made up', 'TOKEN_INVALID'),
  // sends a mail to whom the address belongs, and does nothing else
  'Mutation.requestPasswordReset': named('requestPasswordReset', 'email', 'String', ({ email }) => email, 'done'),
  'Mutation.resetPassword': mutation('resetPassword', 'TOKEN_INVALID', 'ResetPasswordInput', () => ({
    token: 'made up',
    newPassword: 'another good one',
  })),
  'Mutation.requestDataExport': mutation('requestDataExport', 'done'),
  'Mutation.deleteAccount': named('deleteAccount', 'password', 'String', () => 'a guess at it', 'INVALID_CREDENTIALS'),
  'Mutation.grantRole': mutation('grantRole', 'FORBIDDEN', 'GrantRoleInput', ({ id }) => ({
    ...{ accountId: id, role: 'OPERATOR', granted: true, reason: 'mine' },
  })),
  'Mutation.createApiToken': mutation('createApiToken', 'done', 'CreateApiTokenInput', () => ({
    ...{ name: 'mine', scopes: ['orders:read'] },
  })),
  'Mutation.revokeApiToken': named('revokeApiToken', 'id', 'ID', ({ apiToken }) => apiToken, 'NOT_FOUND'),

  '_entities.Account': [
    'query ($v: [_Any!]!) { _entities(representations: $v) { ... on Account { id email } } }',
    ({ id }) => [{ __typename: 'Account', id }],
    'nothing',
  ],
};

describe('object-level authorisation holds when the subgraph is called directly', () => {
  let database: Database;
  let auth: Auth;
  let other: Other;
  beforeAll(async () => {
    database = await pgliteDatabase();
    auth = await authOn(database);
    const input = newcomer();
    const session = await auth.signUp(input, ELSEWHERE);
    const caller = callerOf(session, ELSEWHERE);
    const make = 'createApiToken(input: { name: "till", scopes: ["orders:read"] })';
    const { apiToken } = await auth.mutate<{ apiToken: { id: string } }>(caller, make, 'apiToken { id }');
    const id = caller.account ?? '';
    other = { caller, id, email: input.email, refreshToken: tokenOf(session), apiToken: apiToken.id };
  });
  afterAll(() => database.close());

  const stateOfOther = () =>
    auth.ask(
      other.caller,
      '{ viewer { account { id email emailVerified roles } } signIns { id } apiTokens { id name revokedAt } }',
    );

  test('every root field and entity has a case', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(entryPoints(sdl));
  });

  test.each(Object.entries(CASES))(
    '%s gives a stranger nothing of another’s',
    async (_, [query, variable, outcome]) => {
      const stranger = callerOf(await auth.signUp());
      const before = await stateOfOther();
      const answer = await auth.run(stranger, query, { v: variable(other) });
      expect(outcomeOf(answer)).toBe(outcome);
      const { id, email, apiToken, caller } = other;
      for (const hidden of [id, email, apiToken, caller.signIn, 'till', ELSEWHERE.userAgent])
        expect(JSON.stringify(answer)).not.toContain(hidden);
      expect(await stateOfOther()).toEqual(before);
    },
  );

  test.each(Object.entries(CASES))('%s knows who is signed in', async (name, [query, variable, outcome]) => {
    const answer = await auth.run(anybody(), query, { v: variable(other) });
    const expected = name.startsWith('_entities') ? 'nothing' : 'UNAUTHENTICATED';
    expect(outcomeOf(answer)).toBe(FOR_ANYBODY.includes(name) ? outcome : expected);
  });
});
