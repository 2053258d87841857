import type { AccountId, SignInId } from '@marketplace/kernel/ids';
import type { Role, Scope } from '@marketplace/kernel/roles';

/** On whose behalf a request is made, as the router has verified it. */
export interface Caller {
  /** Null for somebody who is not signed in. */
  readonly account: AccountId | null;
  /** The display name that the account had when its token was issued. */
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  readonly signIn: SignInId | null;
  /** Follows the request through every context and event that it sets off (an event's `correlationid`). */
  readonly requestId: string;
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface SignedInCaller extends Caller {
  readonly account: AccountId;
}

export const isSignedIn = (caller: Caller): caller is SignedInCaller => caller.account !== null;
export const hasRole = (caller: Caller, role: Role): boolean => caller.roles.includes(role);
