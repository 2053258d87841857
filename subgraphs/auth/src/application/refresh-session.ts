import { later } from '@marketplace/kernel/clock';
import { refuse } from '@marketplace/kernel/refusal';
import type { Caller } from '@marketplace/subgraph/caller';
import { type Client, REFRESH_TOKEN_MS, redeem } from '../domain/sign-in.ts';
import { endSignIns } from './end-sign-ins.ts';
import type { AuthParts, AuthTransaction } from './ports.ts';
import { stored, successorOf } from './refresh-tokens.ts';
import { hashOf } from './secrets.ts';
import { type Grant, openSession, type Session } from './session.ts';

const MAX_TOKEN_LENGTH = 100; // ours have 43 characters

/** Refuses with TOKEN_INVALID. A reuse ends the sign-in first. */
export async function refreshSession(parts: AuthParts, caller: Caller, refreshToken: string): Promise<Session> {
  const grant = await parts.transact({ correlationId: caller.requestId }, (tx) =>
    rotate(tx, caller, refreshToken, parts.machineClock.now()),
  );
  if (!grant)
    refuse('TOKEN_INVALID', 'This refresh token is spent, expired or unknown: sign in again', ['refreshToken']);
  return openSession(parts, grant);
}

/** The refusal is the caller's, since the end of a sign-in must commit. */
async function rotate(tx: AuthTransaction, client: Client, token: string, now: Date): Promise<Grant | undefined> {
  const hash = hashOf(token.slice(0, MAX_TOKEN_LENGTH));
  const found = await tx.refreshToken(hash);
  if (!found) return undefined;
  const { signIn } = found;
  const successor = successorOf(token, found.salt);
  const verdict = redeem(found, signIn, client, now);
  if (verdict === 'reuse') await endSignIns(tx, [signIn], now);
  if (verdict === 'reuse' || verdict === 'invalid') return undefined;
  if (verdict === 'rotate') {
    await tx.spendRefreshToken(hash, now, client);
    await tx.addRefreshToken(stored(successor, signIn.id, hash));
    await tx.useSignIn(signIn.id, now, later(now, REFRESH_TOKEN_MS));
  }
  return { account: await tx.account(signIn.accountId), signIn: signIn.id, refreshToken: successor };
}
