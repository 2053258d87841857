import { accountOf, type CustomerId, type ProviderId } from '@marketplace/kernel/ids';
import type { Names } from '../domain/texts/texts.ts';
import type { NotificationTransaction } from './ports.ts';

/** For what is nobody's matter but the reader's. */
export const NOBODY: Names = { customer: undefined, provider: undefined };

/** What the two sides call themselves, as far as that is known and they are still there. */
export async function namesOf(
  tx: NotificationTransaction,
  { customerId, providerId }: { readonly customerId: CustomerId; readonly providerId: ProviderId },
): Promise<Names> {
  const customer = await tx.account(accountOf(customerId));
  const provider = await tx.account(accountOf(providerId));
  return {
    customer: customer?.displayName || undefined,
    provider: (await tx.providerName(providerId)) ?? (provider?.displayName || undefined),
  };
}
