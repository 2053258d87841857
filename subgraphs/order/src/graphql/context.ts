import { type Caller, hasRole, isSignedIn } from '@marketplace/subgraph/caller';
import { requireRole, signedIn } from '@marketplace/subgraph/require-caller';
import type { Application, Call } from '../application/ports.ts';
import { type Loaders, newLoaders } from './loaders.ts';

/** What one operation's resolvers work with. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly app: Application;
  readonly loaders: Loaders;
}

export function graphqlContext(app: Application, caller: Caller): GraphQLContext {
  return { caller, app, loaders: newLoaders(app, isSignedIn(caller) ? callOf({ caller }) : undefined) };
}

/** The call of whoever is signed in. Throws UNAUTHENTICATED. */
export function callOf({ caller }: Pick<GraphQLContext, 'caller'>): Call {
  const { account, requestId } = signedIn(caller);
  return { account, operator: hasRole(caller, 'OPERATOR'), origin: { correlationId: requestId } };
}

/** The same for an operator alone. Throws FORBIDDEN. */
export function operatorsCall(context: Pick<GraphQLContext, 'caller'>): Call {
  requireRole(context.caller, 'OPERATOR');
  return callOf(context);
}
