import { newId, parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { z } from 'zod';
import { isErased, type Provider } from '../domain/provider.ts';
import { checked } from './checked.ts';
import type { UserParts } from './ports.ts';
import { audited, providerUpdated } from './published.ts';
import { text } from './text-input.ts';

const MAX_REASON = 500; // as of other entries of the audit log

export interface Verification {
  readonly providerId: string;
  readonly verified: boolean;
  readonly reason: string;
}

const verificationInput = z.object({ reason: text(MAX_REASON).min(1, 'must not be empty') });

/**
 * Says that somebody has checked who a provider is, or that it doesn't hold any more. The caller has the role OPERATOR. Refuses with
 * NOT_FOUND and INVALID_INPUT. Says nothing new when it stands so already.
 */
export async function setProviderVerified(
  { stores, clock }: UserParts,
  caller: SignedInCaller,
  { providerId, verified, reason: given }: Verification,
): Promise<Provider> {
  const { reason } = checked(verificationInput, { reason: given });
  const id = parseId('prv', providerId) ?? refuseProvider();
  return stores.transact({ correlationId: caller.requestId }, async (tx) => {
    const before = await tx.provider(id);
    if (!before || isErased(before)) refuseProvider();
    if (before.verified === verified) return before;
    const provider = { ...before, verified };
    await tx.saveProvider(provider);
    await tx.publish(
      providerUpdated(provider, await tx.offeringsOf(id)),
      audited({
        auditId: newId('aud'),
        at: clock.now().toISOString(),
        actor: caller.account,
        action: verified ? 'verify provider' : 'withdraw verification',
        subject: id,
        reason,
      }),
    );
    return provider;
  });
}

function refuseProvider(): never {
  refuse('NOT_FOUND', 'There is no such provider', ['providerId']);
}
