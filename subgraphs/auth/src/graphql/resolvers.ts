import { parseId } from '@marketplace/kernel/ids';
import type { Caller, SignedInCaller } from '@marketplace/subgraph/caller';
import { forbidden } from '@marketplace/subgraph/graphql-errors';
import { signedIn } from '@marketplace/subgraph/require-caller';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import { changePassword } from '../application/change-password.ts';
import { revokeSignIn, signOut, signOutEverywhere } from '../application/end-sign-ins.ts';
import { signInsOf } from '../application/read-accounts.ts';
import { refreshSession } from '../application/refresh-session.ts';
import { signIn } from '../application/sign-in.ts';
import { signUp } from '../application/sign-up.ts';
import type { GraphQLContext } from './context.ts';
import type { Resolvers } from './schema.gen.ts';

export const resolvers: Resolvers = {
  ...scalarResolvers,

  Query: {
    viewer: (_, _args, { caller }) => signedIn(caller) && {},
    signIns: async (_, _args, { caller, parts }) => [...(await signInsOf(parts, signedIn(caller)))],
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
    signOut: (_, _args, context) => ending(context, (own) => signOut(context.parts, own)),
    signOutEverywhere: (_, _args, context) => ending(context, (own) => signOutEverywhere(context.parts, own)),
    revokeSignIn: (_, { id }, context) => ending(context, (own) => revokeSignIn(context.parts, own, id)),
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
};

function ending({ caller }: GraphQLContext, end: (own: SignedInCaller) => Promise<void>) {
  const own = inSession(caller);
  return withUserErrors(async () => {
    await end(own);
    return {};
  });
}

/** An API token stands for its account's rights, not for a person at a device. */
function inSession(caller: Caller): SignedInCaller {
  const own = signedIn(caller);
  if (!own.signIn) throw forbidden('Only for a session, not for an API token');
  return own;
}
