import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { erased } from '../domain/deleted-account.ts';
import { checkPassword } from './check-password.ts';
import { endSignIns } from './end-sign-ins.ts';
import { ownAccount } from './own-account.ts';
import type { AuthParts } from './ports.ts';

/**
 * What is known of the person goes, every way in is closed, and the other contexts are told to do their part; the id
 * stays, for the books. Refuses with INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS.
 */
export async function deleteAccount(parts: AuthParts, caller: SignedInCaller, password: string): Promise<void> {
  const own = await ownAccount(parts, caller);
  const checked = await checkPassword(parts, caller, own.email, password);
  if (!checked) refusePassword();
  const now = parts.machineClock.now();
  await parts.transact({ correlationId: caller.requestId }, async (tx) => {
    const { account, passwordHash } = await tx.credentials(own.id);
    if (passwordHash !== checked.passwordHash) refusePassword(); // changed or deleted since
    await endSignIns(tx, await tx.liveSignIns(own.id, now), now);
    await tx.forgetClients(own.id);
    await tx.removeApiTokens(own.id);
    await tx.removeDataExports(own.id);
    await tx.removeOneTimeTokens(own.id, ['VERIFY_EMAIL', 'RESET_PASSWORD']);
    await tx.eraseAccount(erased(account), now);
    await tx.publish({ type: 'account.deleted', subject: own.id, data: { accountId: own.id } });
  });
}

function refusePassword(): never {
  refuse('INVALID_CREDENTIALS', 'The password is wrong', ['password']);
}
