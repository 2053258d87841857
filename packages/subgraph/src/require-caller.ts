import type { Role } from '@marketplace/kernel/roles';
import { type Caller, hasRole, isSignedIn, type SignedInCaller } from './caller.ts';
import { forbidden, unauthenticated } from './graphql-errors.ts';

/** The caller, who must be signed in. Throws UNAUTHENTICATED. */
export function signedIn(caller: Caller): SignedInCaller {
  if (!isSignedIn(caller)) throw unauthenticated();
  return caller;
}

/** The caller, who must have this role. Throws UNAUTHENTICATED, or FORBIDDEN. */
export function requireRole(caller: Caller, role: Role): SignedInCaller {
  const known = signedIn(caller);
  if (!hasRole(known, role)) throw forbidden(`Only for the role ${role}`);
  return known;
}
