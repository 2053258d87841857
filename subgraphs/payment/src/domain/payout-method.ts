/** Where an account's payouts go. */
import type { AccountId, Id } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';

export type PayoutMethodId = Id<'pom'>;

export interface PayoutMethod {
  readonly id: PayoutMethodId;
  readonly accountId: AccountId;
  /** The gateway's name for it. */
  readonly reference: string;
  readonly label: string;
  /** Whether the gateway pays to it. */
  readonly verified: boolean;
  readonly setAt: Date;
}

/** Money leaves only to where the gateway has verified that it may go. */
export function payable(method: PayoutMethod | undefined): PayoutMethod {
  if (!method) refuse('CONFLICT', 'Set a payout method first.');
  if (!method.verified) refuse('CONFLICT', 'Your payout method is not verified yet.');
  return method;
}
