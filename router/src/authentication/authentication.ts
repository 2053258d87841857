import type { AccountId, SignInId } from '@marketplace/kernel/ids';
import type { Role, Scope } from '@marketplace/kernel/roles';

/** What a good token says. */
export interface VerifiedToken {
  readonly account: AccountId;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  readonly signIn: SignInId | null;
  readonly expiresAt: Date;
}

/** How the router finds out who is calling. */
export interface Authentication {
  /** Throws InvalidToken, or KeysUnavailable when nobody can tell just now. */
  verifyToken(token: string): Promise<VerifiedToken>;
  /** Rejects while tokens can't be verified. */
  ready(): Promise<void>;
}

export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}

export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

const BEARER = /^Bearer +([^\s]+) *$/i;

/** The token of an `Authorization` header or of connection_init's `authorization`; undefined when there is none. */
export function bearerToken(authorization: unknown): string | undefined {
  if (authorization === undefined || authorization === null || authorization === '') return undefined;
  const token = typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : undefined;
  if (token === undefined) throw new InvalidToken('authorization must read "Bearer <token>"');
  return token;
}
