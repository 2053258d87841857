import { newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { Caller } from '@marketplace/subgraph/caller';
import type { Account } from '../domain/account.ts';
import { type RegistrationInput, registration } from '../domain/registration.ts';
import { mailVerification } from './email-verification.ts';
import type { AuthParts } from './ports.ts';
import { openSession, type Session, startSignIn } from './session.ts';

/** Has the address verified by mail, too. Refuses with EMAIL_TAKEN, WEAK_PASSWORD, INVALID_INPUT. */
export async function signUp(parts: AuthParts, caller: Caller, input: RegistrationInput): Promise<Session> {
  const { password, ...known } = registration(input);
  const passwordHash = await parts.hashing(() => parts.passwords.hash(password));
  const account: Account = { id: newId('acc'), ...known, emailVerified: false, createdAt: parts.clock.now() };
  const grant = await parts.transact({ correlationId: caller.requestId }, async (tx) => {
    if (!(await tx.addAccount(account, passwordHash)))
      refuse('EMAIL_TAKEN', 'There is an account with this e-mail address', ['email']);
    const { id: accountId, email, emailVerified, displayName, roles, locale } = account;
    await tx.publish({
      type: 'account.created',
      subject: accountId,
      data: { accountId, email, emailVerified, displayName, roles: [...roles], locale },
    });
    const now = parts.machineClock.now();
    await mailVerification(tx, account, now);
    return startSignIn(tx, account, caller, now);
  });
  return openSession(parts, grant);
}
