import { DAY, MINUTE, SECOND } from '@marketplace/kernel/clock';
import type { AccountId, SignInId } from '@marketplace/kernel/ids';

// All of these run in the machine's time: nobody stays signed in longer because a test clock stands still.
export const ACCESS_TOKEN_MS = 10 * MINUTE;
export const REFRESH_TOKEN_MS = 30 * DAY;
export const REPEAT_MS = 10 * SECOND; // an answer that was lost is asked for again within this

/** One device's sign-in: all the tokens that follow from one sign-up or sign-in. */
export interface SignIn {
  readonly id: SignInId;
  readonly accountId: AccountId;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** Unless it is used before. */
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
}

export const isLive = (signIn: SignIn, now: Date): boolean =>
  signIn.endedAt === null && signIn.expiresAt.getTime() > now.getTime();

/** Who holds a token, as far as a server can tell. */
export interface Client {
  readonly address: string | null;
  readonly userAgent: string | null;
}

export interface RefreshToken {
  readonly spent: { readonly at: Date; readonly by: Client } | null;
  /** Whether the token that followed it is spent too. */
  readonly successorSpent: boolean;
}

/**
 * `rotate`: it is good; spend it. `repeat`: its answer was lost; give the same successor again.
 * `reuse`: a spent one came back, so that it was copied: end the sign-in. `invalid`: it counts for nothing any more.
 */
export type Redemption = 'rotate' | 'repeat' | 'reuse' | 'invalid';

/**
 * What to do with a refresh token. A spent one is forgiven once its holder proves to be the one who spent it, as well as can be told:
 * within REPEAT_MS, from the same address and user agent, before the successor was used by anybody.
 */
export function redeem(token: RefreshToken, signIn: SignIn, client: Client, now: Date): Redemption {
  if (!isLive(signIn, now)) return 'invalid';
  if (!token.spent) return 'rotate';
  const { at, by } = token.spent;
  const soon = now.getTime() - at.getTime() <= REPEAT_MS;
  const same = by.address === client.address && by.userAgent === client.userAgent;
  return soon && same && !token.successorSpent ? 'repeat' : 'reuse';
}
