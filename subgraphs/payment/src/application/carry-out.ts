import { accountOf, newId } from '@marketplace/kernel/ids';
import type { EventDraft, Origin } from '@marketplace/messaging/envelope';
import type { Payment as PaymentSnapshot } from '@marketplace/messaging/events.gen';
import type { Intent, IntentId } from '../domain/intent.ts';
import type { Decision, Payment, Said } from '../domain/payment.ts';
import type { PaymentTransaction } from './ports.ts';

/** The kind of deadline that asks the gateway; its subject is the intent. */
export const GATEWAY_DEADLINE = 'gateway';

/** A signal to live streams. */
export const PAYMENT_CHANGED = 'payment.changed';

export const paymentStream = (id: string): string => `payment/${id}`;

/** Does all that a decision says in one transaction. `before`: the payment that was decided about, if there was one. */
export async function carryOut(
  tx: PaymentTransaction,
  decision: Decision,
  before: Payment | undefined,
  origin: Origin,
  at: Date,
): Promise<Payment> {
  const payment = { ...decision.payment, updatedAt: at };
  await tx.savePayment(payment);
  for (const posting of decision.postings) await tx.post(posting, at);
  for (const { kind, amount } of decision.calls) {
    const { id: paymentId, paymentMethod, reference, customerId } = payment;
    const intent = { kind, amount, paymentId, paymentMethod, reference, accountId: accountOf(customerId) };
    await recordIntent(tx, newIntent(newId('int'), intent, origin, at), at);
  }
  if (!before || before.status !== payment.status || decision.says.length > 0)
    await tx.appendToStream(paymentStream(payment.id), { status: payment.status });
  await tx.publish(...decision.says.map((said) => eventOf(payment, said)));
  return payment;
}

export function newIntent(
  id: IntentId,
  what: Pick<Intent, 'kind' | 'amount' | 'paymentId' | 'paymentMethod' | 'reference' | 'accountId'>,
  origin: Origin,
  at: Date,
): Intent {
  const { correlationId } = origin;
  return { ...what, id, state: 'RECORDED', reason: null, unanswered: 0, correlationId, createdAt: at };
}

/** From now on the gateway will be asked, whatever happens to this process. */
export async function recordIntent(tx: PaymentTransaction, intent: Intent, dueAt: Date): Promise<void> {
  await tx.saveIntent(intent);
  await tx.setDeadline({ kind: GATEWAY_DEADLINE, subject: intent.id, dueAt });
}

function eventOf(payment: Payment, said: Said): EventDraft {
  const subject = payment.id;
  if (said.type === 'payment.refunded' || said.type === 'payment.tipped')
    return { type: said.type, subject, data: { payment: snapshotOf(payment), amount: said.amount } };
  return { type: said.type, subject, data: { payment: snapshotOf(payment) } };
}

function snapshotOf(payment: Payment): PaymentSnapshot {
  const { id, orderId, customerId, providerId, status, source } = payment;
  const { authorized, captured, refunded, commission, tip, earning, declineReason } = payment;
  return {
    ...{ id, orderId, customerId, providerId, status, source },
    ...{ authorized, captured, refunded, commission, tip, earning, declineReason },
  };
}
