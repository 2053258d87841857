import { newId } from '@marketplace/kernel/ids';
import type { Caller, SignedInCaller } from '@marketplace/subgraph/caller';
import type { Account } from '../domain/account.ts';
import { countMail } from './mail-limit.ts';
import { holderOf, mailToken, spendToken } from './one-time-tokens.ts';
import { ownAccount } from './own-account.ts';
import type { AuthParts, AuthTransaction } from './ports.ts';

/** Sends another mail, unless the address is verified. Refuses with TOO_MANY_ATTEMPTS. */
export async function requestEmailVerification(parts: AuthParts, caller: SignedInCaller): Promise<void> {
  const own = await ownAccount(parts, caller);
  if (own.emailVerified) return;
  await countMail(parts, 'VERIFY_EMAIL', own.id);
  await parts.transact({ correlationId: caller.requestId }, (tx) =>
    mailVerification(tx, own, parts.machineClock.now()),
  );
}

export const mailVerification = (tx: AuthTransaction, account: Account, now: Date): Promise<void> =>
  mailToken(tx, 'VERIFY_EMAIL', account, newId('req'), now);

/** Whoever holds the token has read the address's mail, signed in or not. Refuses with TOKEN_INVALID. */
export async function verifyEmail(parts: AuthParts, caller: Caller, token: string): Promise<Account> {
  const holder = await holderOf(parts, 'VERIFY_EMAIL', token);
  return parts.transact({ correlationId: caller.requestId }, async (tx) => {
    const { account } = await spendToken(tx, 'VERIFY_EMAIL', holder, token);
    return verified(tx, account);
  });
}

/** The account, its address verified from now on. */
export async function verified(tx: AuthTransaction, account: Account): Promise<Account> {
  if (account.emailVerified) return account;
  const { id: accountId, email } = account;
  await tx.setEmailVerified(accountId);
  await tx.publish({ type: 'account.email_verified', subject: accountId, data: { accountId, email } });
  return { ...account, emailVerified: true };
}
