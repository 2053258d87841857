import { later } from '@marketplace/kernel/clock';
import { refuse } from '@marketplace/kernel/refusal';
import type { Account } from '../domain/account.ts';
import { ONE_TIME_TOKEN_MS, type TokenPurpose } from '../domain/one-time-token.ts';
import type { AuthParts, AuthTransaction, Credentials } from './ports.ts';
import { hashOf, newSecret } from './secrets.ts';

const EVENTS = {
  VERIFY_EMAIL: 'account.verification_requested',
  RESET_PASSWORD: 'account.password_reset_requested',
} as const;

/** Makes a token for the account and has it sent by mail; once for each `request`, however often it is called. */
export async function mailToken(
  tx: AuthTransaction,
  purpose: TokenPurpose,
  { id: accountId, email }: Account,
  request: string,
  now: Date,
): Promise<void> {
  const token = newSecret();
  const expiresAt = later(now, ONE_TIME_TOKEN_MS[purpose]);
  if (!(await tx.addOneTimeToken({ request, hash: hashOf(token), purpose, accountId, expiresAt }))) return;
  const data = { accountId, email, token, expiresAt: expiresAt.toISOString() };
  await tx.publish({ type: EVENTS[purpose], subject: accountId, data });
}

/** Whose token it is, while it can be spent. Refuses with TOKEN_INVALID. */
export async function holderOf(
  { accounts, machineClock }: AuthParts,
  purpose: TokenPurpose,
  token: string,
): Promise<Account> {
  const found = await accounts.byOneTimeToken(purpose, hashOf(token), machineClock.now());
  return found ?? refuseToken();
}

/**
 * Spends it and with it all that the account holds for this purpose, in a transaction that has locked the account.
 * Refuses with TOKEN_INVALID when it was spent meanwhile.
 */
export async function spendToken(
  tx: AuthTransaction,
  purpose: TokenPurpose,
  holder: Account,
  token: string,
): Promise<Credentials> {
  const credentials = await tx.credentials(holder.id);
  const spent = await tx.removeOneTimeTokens(holder.id, [purpose]);
  if (!spent.includes(hashOf(token))) refuseToken();
  return credentials;
}

function refuseToken(): never {
  refuse('TOKEN_INVALID', 'This link was used, is too old, or is not whole: ask for another one', ['token']);
}
