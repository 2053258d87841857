import type { Authentication, VerifiedToken } from './authentication.ts';

/** setTimeout's greatest delay. */
const MAX_TIMER_MS = 2_147_483_647;

export type TokenEnd = 'Token expired' | 'Token ended';

/** A token, and what it was found to say. */
export interface HeldToken {
  readonly authentication: Authentication;
  readonly token: string;
  readonly verified: VerifiedToken;
}

/**
 * Rights end with the token that gave them: calls `tell` once when it expires, its sign-in ends or it is revoked.
 * Returns what ends the watch.
 */
export function whenTokenEnds(
  { authentication, token, verified }: HeldToken,
  tell: (why: TokenEnd) => void,
): () => void {
  const unwatch = authentication.watch(token, verified, () => tell('Token ended'));
  if (!verified.expiresAt) return unwatch;
  const wait = Math.min(Math.max(verified.expiresAt.getTime() - Date.now(), 0), MAX_TIMER_MS);
  const expiry = setTimeout(() => tell('Token expired'), wait);
  return () => {
    unwatch();
    clearTimeout(expiry);
  };
}
