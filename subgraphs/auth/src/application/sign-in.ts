import { refuse } from '@marketplace/kernel/refusal';
import type { Caller } from '@marketplace/subgraph/caller';
import { emailAddress } from '../domain/email-address.ts';
import { checkPassword } from './check-password.ts';
import type { AuthParts } from './ports.ts';
import { openSession, type Session, startSignIn } from './session.ts';

/** Refuses with INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS. */
export async function signIn(
  parts: AuthParts,
  caller: Caller,
  input: { readonly email: string; readonly password: string },
): Promise<Session> {
  const email = emailAddress(input.email) ?? '';
  const checked = await checkPassword(parts, caller, email, input.password);
  if (!checked) refuseCredentials();
  const grant = await parts.transact({ correlationId: caller.requestId }, async (tx) => {
    const { account, passwordHash } = await tx.credentials(checked.account.id);
    if (passwordHash !== checked.passwordHash) refuseCredentials(); // changed since it was checked
    return startSignIn(tx, account, caller, parts.machineClock.now());
  });
  return openSession(parts, grant);
}

function refuseCredentials(): never {
  refuse('INVALID_CREDENTIALS', 'The e-mail address or the password is wrong');
}
