import type { AccountId, ApiTokenId, SignInId } from '@marketplace/kernel/ids';
import type { Role, Scope } from '@marketplace/kernel/roles';

/** What a good token says. */
export interface VerifiedToken {
  readonly account: AccountId;
  readonly name: string | null;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  /** Of an access token. */
  readonly signIn: SignInId | null;
  /** Of a program's token. */
  readonly apiToken: ApiTokenId | null;
  /** Null: not by itself. */
  readonly expiresAt: Date | null;
}

/** How the router finds out who is calling. */
export interface Authentication {
  /** Throws InvalidToken, or VerificationUnavailable when nobody can tell just now. */
  verifyToken(token: string): Promise<VerifiedToken>;
  /**
   * Calls `ended`, once, when the token stops counting before its time: its sign-in has ended, or it was revoked.
   * Returns what ends the watch.
   */
  watch(token: string, verified: VerifiedToken, ended: () => void): () => void;
  /** Rejects with what is missing while tokens can't be verified. */
  ready(): Promise<void>;
  /** Stops what runs by itself and closes connections. */
  close(): Promise<void>;
}

export class InvalidToken extends Error {
  override readonly name = 'InvalidToken';
}

export class VerificationUnavailable extends Error {
  override readonly name = 'VerificationUnavailable';
}

const BEARER = /^Bearer +([^\s]+) *$/i;

/** The token of an `Authorization` header or of connection_init's `authorization`; undefined when there is none. */
export function bearerToken(authorization: unknown): string | undefined {
  if (authorization === undefined || authorization === null || authorization === '') return undefined;
  const token = typeof authorization === 'string' ? BEARER.exec(authorization)?.[1] : undefined;
  if (token === undefined) throw new InvalidToken('authorization must read "Bearer <token>"');
  return token;
}
