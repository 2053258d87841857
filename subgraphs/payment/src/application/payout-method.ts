/** Where an account's payouts go: named by a token of the gateway, which alone knows whether it pays there. */
import { type AccountId, newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { Origin } from '@marketplace/messaging/envelope';
import type { PayoutMethod } from '../domain/payout-method.ts';
import { checkToken } from './input-text.ts';
import type { Parts, PayoutDestination } from './ports.ts';

/** Replaces an earlier one. Payouts under way still go where they were sent. */
export async function setPayoutMethod(
  parts: Parts,
  { account, origin }: { readonly account: AccountId; readonly origin: Origin },
  token: string,
): Promise<PayoutMethod> {
  const destination = await destinationOf(parts, checkToken(token, 'token'));
  if (!destination) refuse('INVALID_INPUT', 'The payment gateway knows nothing by that name.', ['token']);
  const method: PayoutMethod = { id: newId('pom'), accountId: account, ...destination, setAt: parts.clock.now() };
  await parts.transact(origin, (tx) => tx.savePayoutMethod(method));
  return method;
}

async function destinationOf({ gateway, logger }: Parts, token: string): Promise<PayoutDestination | null> {
  try {
    return await gateway.payoutDestination(token);
  } catch (error) {
    logger.warn({ err: error }, 'the gateway did not answer about a payout method');
    refuse('CONFLICT', 'The payment gateway does not answer. Try again in a moment.');
  }
}

/** The account's. One that was not verified before is asked about anew. */
export async function currentPayoutMethod(parts: Parts, account: AccountId): Promise<PayoutMethod | undefined> {
  const method = await parts.reads.payoutMethod(account);
  if (!method || method.verified) return method;
  return verifyAgain(parts, method).catch((error: unknown) => {
    parts.logger.warn({ err: error, account }, 'the gateway did not answer about a payout method');
    return method;
  });
}

/** What the gateway says of it by now; throws when it says nothing. One that it doesn't know any more is not verified. */
export async function verifyAgain({ gateway, transact }: Parts, method: PayoutMethod): Promise<PayoutMethod> {
  const destination = await gateway.payoutDestination(method.reference);
  const verified: PayoutMethod = { ...method, ...(destination ?? { verified: false }) };
  await transact({ correlationId: method.id }, async (tx) => {
    const current = await tx.payoutMethod(method.accountId);
    if (current?.id === method.id) await tx.savePayoutMethod(verified); // not over one that was set meanwhile
  });
  return verified;
}
