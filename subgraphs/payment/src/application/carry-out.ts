import { accountOf, newId } from '@marketplace/kernel/ids';
import type { EventDraft, Origin } from '@marketplace/messaging/envelope';
import type { Payment as PaymentSnapshot } from '@marketplace/messaging/events.gen';
import type { Intent, IntentId } from '../domain/intent.ts';
import { type Decision, moneyOf, type Payment, type Said } from '../domain/payment.ts';
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
  const { postings, calls, recalls, says } = decision;
  const isSettled = says.some(({ type }) => type === 'payment.captured');
  const payment: Payment = { ...decision.payment, updatedAt: at, ...(isSettled ? { settledAt: at } : {}) };
  await tx.savePayment(payment);
  for (const posting of postings) await tx.post(posting, at);
  for (const { id = newId('int'), ...call } of calls) {
    const intent = { ...call, paymentId: payment.id, accountId: accountOf(payment.customerId) };
    await recordIntent(tx, newIntent(id, intent, origin, at), at);
  }
  for (const id of recalls) await tx.setDeadline({ kind: GATEWAY_DEADLINE, subject: id, dueAt: at });
  if (!before || isNews(before, payment) || says.length > 0)
    await tx.appendToStream(paymentStream(payment.id), { status: payment.status });
  await tx.publish(...says.map((said) => eventOf(payment, said)));
  return payment;
}

const isNews = (before: Payment, after: Payment): boolean =>
  before.status !== after.status || before.nextAction?.url !== after.nextAction?.url;

export function newIntent(
  id: IntentId,
  what: Pick<Intent, 'kind' | 'amount' | 'paymentId' | 'paymentMethod' | 'reference' | 'accountId'>,
  origin: Origin,
  at: Date,
): Intent {
  const { correlationId } = origin;
  const unknown = { nextActionUrl: null, reason: null, unanswered: 0, answeredAt: null };
  return { ...what, id, state: 'RECORDED', ...unknown, correlationId, createdAt: at };
}

/** From now on the gateway will be asked, whatever happens to this process. */
export async function recordIntent(tx: PaymentTransaction, intent: Intent, dueAt: Date): Promise<void> {
  await tx.saveIntent(intent);
  await tx.setDeadline({ kind: GATEWAY_DEADLINE, subject: intent.id, dueAt });
}

function eventOf(payment: Payment, said: Said): EventDraft {
  const subject = payment.id;
  const snapshot = snapshotOf(payment);
  switch (said.type) {
    case 'payment.action_required':
    case 'payment.refunded':
    case 'payment.tipped':
      return { type: said.type, subject, data: { payment: snapshot, amount: said.amount } };
    case 'payment.price_held':
    case 'payment.price_declined':
      return { type: said.type, subject, data: { payment: snapshot, price: said.price } };
    case 'payment.charged_back':
    case 'payment.reinstated': {
      const { type, ...chargeback } = said;
      return { type, subject, data: { ...chargeback, payment: snapshot, accountId: moneyOf(payment).customer } };
    }
    default:
      return { type: said.type, subject, data: { payment: snapshot } };
  }
}

function snapshotOf(payment: Payment): PaymentSnapshot {
  const { id, orderId, customerId, providerId, status, source } = payment;
  const { authorized, captured, refunded, commission, tip, earning, declineReason } = payment;
  return {
    id,
    orderId,
    customerId,
    providerId,
    status,
    source,
    authorized,
    captured,
    refunded,
    commission,
    tip,
    earning,
    declineReason,
  };
}
