/** What the gateway's last word about an intent means for the payment and the books. */
import { accountOf } from '@marketplace/kernel/ids';
import { type Money, zero } from '@marketplace/kernel/money';
import { tipPaid } from '../domain/after-settlement.ts';
import { authorizationFailed, cardAuthorized, cardCharged, cardVoided, chargeFailed } from '../domain/holding.ts';
import { type Intent, payoutOf, type Verdict } from '../domain/intent.ts';
import { paid, returned, topUp } from '../domain/ledger.ts';
import { type Decision, decide, type Payment, withoutAction } from '../domain/payment.ts';
import { differenceCharged, differenceDeclined } from '../domain/price-change.ts';
import { carryOut } from './carry-out.ts';
import type { Parts, PaymentTransaction } from './ports.ts';

export async function applyAnswer(
  parts: Parts,
  tx: PaymentTransaction,
  intent: Intent,
  verdict: Verdict,
): Promise<void> {
  const { clock } = parts;
  switch (intent.kind) {
    case 'TOP_UP':
      if (verdict.state === 'FAILED') return;
      return tx.post(topUp(intent.accountId, intent.amount, intent.id), clock.now());
    case 'REFUND':
    case 'PAYOUT':
      return arrived(parts, tx, intent, verdict);
    default:
      return aboutPayment(parts, tx, intent, async (payment) => {
        const available = await availableFor(tx, payment);
        return meaning(parts, intent, verdict, withoutAction(payment, intent.id), available);
      });
  }
}

function meaning(
  { commission }: Parts,
  intent: Intent,
  verdict: Verdict,
  payment: Payment,
  available: Money,
): Decision {
  const succeeded = verdict.state === 'SUCCEEDED';
  switch (intent.kind) {
    case 'AUTHORIZE':
      return succeeded ? cardAuthorized(payment, verdict.reference) : authorizationFailed(payment, verdict.reason);
    case 'CHARGE':
      return succeeded ? cardCharged(payment, commission, available) : chargeFailed(payment, verdict.reason);
    case 'VOID': // a reservation that can't be given up has lapsed
      return cardVoided(payment);
    case 'EXTEND':
      return succeeded ? differenceCharged(payment, intent, verdict.reference) : differenceDeclined(payment, intent);
    case 'TIP':
      return succeeded ? tipPaid(payment, intent.amount, intent.id) : decide(payment);
    case 'TOP_UP':
    case 'REFUND':
    case 'PAYOUT':
      throw new Error(`${intent.kind} is about no payment`);
  }
}

/** Asked, and so locked, only where a change of price may take it. */
async function availableFor(tx: PaymentTransaction, { change, customerId, price }: Payment): Promise<Money> {
  return change?.source === 'WALLET' ? tx.available(accountOf(customerId), price.currency) : zero(price.currency);
}

/** Money that was on its way out is there, or comes back. */
async function arrived(parts: Parts, tx: PaymentTransaction, intent: Intent, verdict: Verdict): Promise<void> {
  const { id, accountId, amount } = intent;
  const orderId = intent.paymentId ? ((await tx.payment(intent.paymentId))?.orderId ?? null) : null;
  const posting =
    verdict.state === 'SUCCEEDED'
      ? paid(amount, orderId, id)
      : returned(accountId, amount, orderId, intent.kind === 'PAYOUT' ? 'PAYOUT' : 'REFUND', id);
  await tx.post(posting, parts.clock.now());
  if (intent.kind !== 'PAYOUT') return;
  const payoutId = payoutOf(id);
  const data = { payoutId, accountId, amount };
  await tx.publish(
    verdict.state === 'SUCCEEDED'
      ? { type: 'payout.completed', subject: payoutId, data }
      : { type: 'payout.failed', subject: payoutId, data: { ...data, reason: verdict.reason } },
  );
}

export async function aboutPayment(
  { clock }: Parts,
  tx: PaymentTransaction,
  { paymentId, correlationId }: Intent,
  decision: (payment: Payment) => Decision | Promise<Decision>,
): Promise<void> {
  const payment = paymentId ? await tx.payment(paymentId) : undefined;
  if (!payment) throw new Error(`no such payment: ${paymentId}`);
  await carryOut(tx, await decision(payment), payment, { correlationId }, clock.now());
}
