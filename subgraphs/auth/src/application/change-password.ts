import { later } from '@marketplace/kernel/clock';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { weakness } from '../domain/password.ts';
import { REFRESH_TOKEN_MS } from '../domain/sign-in.ts';
import { checkPassword } from './check-password.ts';
import { endSignIns } from './end-sign-ins.ts';
import { ownAccount } from './own-account.ts';
import type { AuthParts } from './ports.ts';
import { stored } from './refresh-tokens.ts';
import { newSecret } from './secrets.ts';
import { openSession, type Session } from './session.ts';

/** Refuses with INVALID_CREDENTIALS, WEAK_PASSWORD, TOO_MANY_ATTEMPTS, or TOKEN_INVALID when the caller's sign-in has ended. */
export async function changePassword(
  parts: AuthParts,
  caller: SignedInCaller,
  input: { readonly currentPassword: string; readonly newPassword: string },
): Promise<Session> {
  const own = await ownAccount(parts, caller);
  const checked = await checkPassword(parts, caller, own.email, input.currentPassword);
  if (!checked) refuseCurrent();
  const weak = weakness(input.newPassword, own.email);
  if (weak) refuse('WEAK_PASSWORD', weak, ['newPassword']);
  const passwordHash = await parts.hashing(() => parts.passwords.hash(input.newPassword));

  const now = parts.machineClock.now();
  const grant = await parts.transact({ correlationId: caller.requestId }, async (tx) => {
    if ((await tx.credentials(own.id)).passwordHash !== checked.passwordHash) refuseCurrent(); // changed since
    const signIns = await tx.liveSignIns(own.id, now);
    const current = signIns.find(({ id }) => id === caller.signIn);
    if (!current) refuse('TOKEN_INVALID', 'This sign-in has ended: sign in again');
    await tx.setPasswordHash(own.id, passwordHash);
    await tx.removeOneTimeTokens(own.id, ['RESET_PASSWORD']);
    await endSignIns(
      tx,
      signIns.filter(({ id }) => id !== current.id),
      now,
    );
    const refreshToken = newSecret();
    await tx.removeRefreshTokens(current.id);
    await tx.addRefreshToken(stored(refreshToken, current.id, null));
    await tx.useSignIn(current.id, now, later(now, REFRESH_TOKEN_MS));
    await tx.publish({
      type: 'account.password_changed',
      subject: own.id,
      data: { accountId: own.id, how: 'CHANGED' },
    });
    return { account: own, signIn: current.id, refreshToken };
  });
  return openSession(parts, grant);
}

function refuseCurrent(): never {
  refuse('INVALID_CREDENTIALS', 'The current password is wrong', ['currentPassword']);
}
