import { newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { Deadline } from '@marketplace/messaging/message-store';
import type { Caller } from '@marketplace/subgraph/caller';
import { z } from 'zod';
import { emailAddress } from '../domain/email-address.ts';
import { weakness } from '../domain/password.ts';
import { verified } from './email-verification.ts';
import { endSignIns } from './end-sign-ins.ts';
import { countMail } from './mail-limit.ts';
import { holderOf, mailToken, spendToken } from './one-time-tokens.ts';
import type { AuthParts } from './ports.ts';
import { openSession, type Session, startSignIn } from './session.ts';

export const PASSWORD_RESET = 'password-reset';

const asked = z.object({ email: z.string(), correlationId: z.string() });

/**
 * Only notes what was asked for, the same for a known address as for any other; whether there is an account is looked up
 * when the note comes due, at once, where nobody waits for it. Refuses with INVALID_INPUT or TOO_MANY_ATTEMPTS.
 */
export async function requestPasswordReset(parts: AuthParts, caller: Caller, address: string): Promise<void> {
  const email = emailAddress(address) ?? refuse('INVALID_INPUT', 'This is not an e-mail address', ['email']);
  await countMail(parts, 'RESET_PASSWORD', email);
  const correlationId = caller.requestId;
  await parts.transact({ correlationId }, (tx) =>
    tx.setDeadline({
      kind: PASSWORD_RESET,
      subject: newId('req'),
      dueAt: parts.clock.now(),
      data: { email, correlationId },
    }),
  );
}

/** Fires the note. */
export async function sendPasswordReset(parts: AuthParts, { subject, data }: Deadline): Promise<void> {
  const { email, correlationId } = asked.parse(data);
  await parts.transact({ correlationId }, async (tx) => {
    const account = await tx.accountByEmail(email);
    if (account) await mailToken(tx, 'RESET_PASSWORD', account, subject, parts.machineClock.now());
  });
}

/**
 * Sets another password, ends all sign-ins and begins one for whoever holds the token; the address is verified by that.
 * Refuses with TOKEN_INVALID, or with WEAK_PASSWORD, which leaves the token as it is.
 */
export async function resetPassword(
  parts: AuthParts,
  caller: Caller,
  { token, newPassword }: { readonly token: string; readonly newPassword: string },
): Promise<Session> {
  const holder = await holderOf(parts, 'RESET_PASSWORD', token);
  const weak = weakness(newPassword, holder.email);
  if (weak) refuse('WEAK_PASSWORD', weak, ['newPassword']);
  const passwordHash = await parts.hashing(() => parts.passwords.hash(newPassword));
  const now = parts.machineClock.now();
  const grant = await parts.transact({ correlationId: caller.requestId }, async (tx) => {
    const { account } = await spendToken(tx, 'RESET_PASSWORD', holder, token);
    await tx.setPasswordHash(account.id, passwordHash);
    await endSignIns(tx, await tx.liveSignIns(account.id, now), now);
    await tx.publish({
      type: 'account.password_changed',
      subject: account.id,
      data: { accountId: account.id, how: 'RESET' },
    });
    return startSignIn(tx, await verified(tx, account), caller, now);
  });
  return openSession(parts, grant);
}
