import { later } from '@marketplace/kernel/clock';
import { parseId, type SignInId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { ACCESS_TOKEN_MS, type SignIn } from '../domain/sign-in.ts';
import type { AuthParts, AuthTransaction } from './ports.ts';

/** Ends the caller's own sign-in, if it has not ended by itself. */
export async function signOut(parts: AuthParts, caller: SignedInCaller): Promise<void> {
  await endThose(parts, caller, ({ id }) => id === caller.signIn);
}

export async function signOutEverywhere(parts: AuthParts, caller: SignedInCaller): Promise<void> {
  await endThose(parts, caller, () => true);
}

/** Refuses with NOT_FOUND. */
export async function revokeSignIn(parts: AuthParts, caller: SignedInCaller, id: string): Promise<void> {
  const wanted = parseId('sgn', id);
  const ended = await endThose(parts, caller, (signIn) => signIn.id === wanted);
  if (ended === 0) refuse('NOT_FOUND', 'There is no such sign-in', ['id']);
}

/** Within a transaction that has locked them: what follows from them counts for nothing, and everybody is told. */
export async function endSignIns(tx: AuthTransaction, signIns: readonly SignIn[], now: Date): Promise<void> {
  if (signIns.length === 0) return;
  await tx.endSignIns(
    signIns.map(({ id }) => id),
    now,
  );
  const accessTokensEndBy = later(now, ACCESS_TOKEN_MS).toISOString();
  await tx.publish(
    ...signIns.map(({ id: signInId, accountId }) => ({
      type: 'sign_in.ended' as const,
      subject: signInId satisfies SignInId,
      data: { signInId, accountId, accessTokensEndBy },
    })),
  );
}

async function endThose(
  { transact, machineClock }: AuthParts,
  caller: SignedInCaller,
  meant: (signIn: SignIn) => boolean,
): Promise<number> {
  const now = machineClock.now();
  return transact({ correlationId: caller.requestId }, async (tx) => {
    const signIns = (await tx.liveSignIns(caller.account, now)).filter(meant);
    await endSignIns(tx, signIns, now);
    return signIns.length;
  });
}
