import { later } from '@marketplace/kernel/clock';
import { newId, type SignInId } from '@marketplace/kernel/ids';
import { scopesOf } from '@marketplace/kernel/roles';
import type { Account } from '../domain/account.ts';
import { ACCESS_TOKEN_MS, type Client, REFRESH_TOKEN_MS } from '../domain/sign-in.ts';
import type { AuthParts, AuthTransaction } from './ports.ts';
import { stored } from './refresh-tokens.ts';
import { newSecret } from './secrets.ts';

/** As the public API's type of this name. */
export interface Session {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly account: Account;
}

/** What a transaction leaves behind for a session: the access token is signed after it. */
export interface Grant {
  readonly account: Account;
  readonly signIn: SignInId;
  readonly refreshToken: string;
}

export async function startSignIn(tx: AuthTransaction, account: Account, client: Client, now: Date): Promise<Grant> {
  const signIn = newId('sgn');
  await tx.addSignIn({
    id: signIn,
    accountId: account.id,
    userAgent: client.userAgent,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: later(now, REFRESH_TOKEN_MS),
    endedAt: null,
  });
  const refreshToken = newSecret();
  await tx.addRefreshToken(stored(refreshToken, signIn, null));
  return { account, signIn, refreshToken };
}

export async function openSession(parts: AuthParts, { account, signIn, refreshToken }: Grant): Promise<Session> {
  const now = wholeSeconds(parts.machineClock.now()); // as a JWT tells time
  const accessTokenExpiresAt = later(now, ACCESS_TOKEN_MS);
  const { id, roles, displayName: name } = account;
  const claims = { account: id, signIn, name, roles, scopes: scopesOf(roles) };
  return {
    accessToken: await parts.accessTokens.issue(claims, now, accessTokenExpiresAt),
    accessTokenExpiresAt,
    refreshToken,
    account,
  };
}

const wholeSeconds = (instant: Date): Date => new Date(Math.floor(instant.getTime() / 1_000) * 1_000);
