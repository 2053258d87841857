import { parseId } from '@marketplace/kernel/ids';
import { type Caller, hasRole, type SignedInCaller } from '@marketplace/subgraph/caller';
import { forbidden } from '@marketplace/subgraph/graphql-errors';
import { signedIn } from '@marketplace/subgraph/require-caller';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import { apiTokensOf, createApiToken, revokeApiToken } from '../application/api-tokens.ts';
import { changePassword } from '../application/change-password.ts';
import { requestDataExport } from '../application/data-export.ts';
import { deleteAccount } from '../application/delete-account.ts';
import { requestEmailVerification, verifyEmail } from '../application/email-verification.ts';
import { revokeSignIn, signOut, signOutEverywhere } from '../application/end-sign-ins.ts';
import { grantRole } from '../application/grant-role.ts';
import { requestPasswordReset, resetPassword } from '../application/password-reset.ts';
import { signInsOf } from '../application/read-accounts.ts';
import { refreshSession } from '../application/refresh-session.ts';
import { signIn } from '../application/sign-in.ts';
import { signUp } from '../application/sign-up.ts';
import type { Resolvers } from './schema.gen.ts';

export const resolvers: Resolvers = {
  ...scalarResolvers,

  Query: {
    viewer: (_, _args, { caller }) => signedIn(caller) && {},
    signIns: async (_, _args, { caller, parts }) => [...(await signInsOf(parts, signedIn(caller)))],
    apiTokens: async (_, _args, { caller, parts }) => [...(await apiTokensOf(parts, signedIn(caller)))],
  },

  Mutation: {
    signUp: (_, { input }, { caller, parts }) =>
      withUserErrors(async () => ({ session: await signUp(parts, caller, input) })),
    signIn: (_, { input }, { caller, parts }) =>
      withUserErrors(async () => ({ session: await signIn(parts, caller, input) })),
    refreshSession: (_, { input }, { caller, parts }) =>
      withUserErrors(async () => ({ session: await refreshSession(parts, caller, input.refreshToken) })),
    changePassword: (_, { input }, { caller, parts }) => {
      const own = inSession(caller);
      return withUserErrors(async () => ({ session: await changePassword(parts, own, input) }));
    },
    signOut: (_, _args, { caller, parts }) => done(inSession(caller), (own) => signOut(parts, own)),
    signOutEverywhere: (_, _args, { caller, parts }) => done(inSession(caller), (own) => signOutEverywhere(parts, own)),
    revokeSignIn: (_, { id }, { caller, parts }) => done(inSession(caller), (own) => revokeSignIn(parts, own, id)),

    requestEmailVerification: (_, _args, { caller, parts }) =>
      done(inSession(caller), (own) => requestEmailVerification(parts, own)),
    verifyEmail: (_, { token }, { caller, parts }) =>
      withUserErrors(async () => ({ account: await verifyEmail(parts, caller, token) })),
    requestPasswordReset: (_, { email }, { caller, parts }) =>
      done(caller, () => requestPasswordReset(parts, caller, email)),
    resetPassword: (_, { input }, { caller, parts }) =>
      withUserErrors(async () => ({ session: await resetPassword(parts, caller, input) })),
    requestDataExport: (_, _args, { caller, parts }) => {
      const own = inSession(caller);
      return withUserErrors(async () => ({ url: await requestDataExport(parts, own) }));
    },
    deleteAccount: (_, { password }, { caller, parts }) =>
      done(inSession(caller), (own) => deleteAccount(parts, own, password)),

    grantRole: (_, { input }, { caller, parts }) => {
      const operator = ofStaff(inSession(caller));
      return withUserErrors(async () => ({ account: await grantRole(parts, operator, input) }));
    },

    createApiToken: (_, { input }, { caller, parts }) => {
      const own = inSession(caller);
      return withUserErrors(() => createApiToken(parts, own, input));
    },
    revokeApiToken: (_, { id }, { caller, parts }) => {
      const own = inSession(caller);
      return withUserErrors(async () => ({ apiToken: await revokeApiToken(parts, own, id) }));
    },
  },

  Viewer: {
    account: (_, _args, { caller, load }) => load.account.load(signedIn(caller).account),
  },

  Account: {
    __resolveReference: ({ id }, { load }) => {
      const known = parseId('acc', id);
      return known ? load.account.load(known) : null;
    },
    roles: ({ roles }) => [...roles],
  },

  ApiToken: {
    scopes: ({ scopes }) => [...scopes],
  },
};

/** The payload of what has nothing to show. */
function done<Who extends Caller>(who: Who, work: (who: Who) => Promise<void>) {
  return withUserErrors(async () => {
    await work(who);
    return {};
  });
}

function ofStaff(caller: SignedInCaller): SignedInCaller {
  if (!hasRole(caller, 'OPERATOR') && !hasRole(caller, 'ADMIN')) throw forbidden('Only for operators and admins');
  return caller;
}

/** An API token stands for its account's rights, not for a person at a device. */
function inSession(caller: Caller): SignedInCaller {
  const own = signedIn(caller);
  if (!own.signIn) throw forbidden('Only for a session, not for an API token');
  return own;
}
