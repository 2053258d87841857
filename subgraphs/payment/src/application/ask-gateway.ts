/** One intent after another is asked of the gateway, outside any transaction, until each has its answer. */
import { isId } from '@marketplace/kernel/ids';
import type { Deadline } from '@marketplace/messaging/message-store';
import { tipPaid } from '../domain/after-settlement.ts';
import {
  answered,
  type Intent,
  type IntentId,
  isOpen,
  mayCallAgain,
  nextLookup,
  type Outcome,
  payoutOf,
} from '../domain/intent.ts';
import { paid, returned, topUp } from '../domain/ledger.ts';
import {
  authorizationFailed,
  authorizationUnknown,
  cardAuthorized,
  cardCharged,
  cardVoided,
  chargeFailed,
  type Decision,
  type Payment,
} from '../domain/payment.ts';
import { carryOut, GATEWAY_DEADLINE } from './carry-out.ts';
import type { Parts, PaymentTransaction } from './ports.ts';

/** Fires what `recordIntent` has set. */
export async function fireDeadline(parts: Parts, deadline: Deadline): Promise<void> {
  if (deadline.kind !== GATEWAY_DEADLINE || !isId('int', deadline.subject))
    throw new Error(`no such deadline: ${deadline.kind} of ${deadline.subject}`);
  await askGateway(parts, deadline.subject);
}

/**
 * Brings an intent as far as the gateway lets it: called the first time, looked up when the answer to an earlier call
 * was lost. Right to repeat at any moment: the gateway does each intent once, and the answer is recorded once.
 */
export async function askGateway(parts: Parts, id: IntentId): Promise<Intent> {
  const intent = await takeUp(parts, id);
  if (!isOpen(intent)) return intent;
  const outcome = await answer(parts, intent);
  return outcome ? recordAnswer(parts, intent, outcome) : recordSilence(parts, intent);
}

/** From here on the gateway may have been called: after a crash it is looked up before it is called again. */
async function takeUp(parts: Parts, id: IntentId): Promise<Intent> {
  return parts.transact({ correlationId: id }, async (tx) => {
    const intent = await tx.intent(id);
    if (!intent) throw new Error(`no such intent: ${id}`);
    if (intent.state === 'RECORDED') await tx.saveIntent({ ...intent, state: 'CALLED' });
    return intent;
  });
}

/** Undefined: no answer came. */
async function answer({ gateway, clock, logger }: Parts, intent: Intent): Promise<Outcome | undefined> {
  try {
    if (intent.state === 'RECORDED') return await gateway.perform(intent);
    const found = await gateway.lookup(intent);
    if (found) return found;
    if (mayCallAgain(intent, clock.now())) return await gateway.perform(intent);
    return { state: 'FAILED', reason: 'PAYMENT_DECLINED' };
  } catch (error) {
    logger.warn({ err: error, intent: intent.id, kind: intent.kind }, 'the gateway did not answer');
    return undefined;
  }
}

function recordAnswer(parts: Parts, asked: Intent, outcome: Outcome): Promise<Intent> {
  return parts.transact({ correlationId: asked.correlationId }, async (tx) => {
    const intent = await tx.intent(asked.id);
    if (!intent || !isOpen(intent)) return intent ?? asked;
    const result = answered(intent, outcome);
    await tx.saveIntent(result);
    await tx.clearDeadline(GATEWAY_DEADLINE, intent.id);
    await apply(parts, tx, intent, outcome);
    return result;
  });
}

async function recordSilence(parts: Parts, asked: Intent): Promise<Intent> {
  const recorded = await parts.transact({ correlationId: asked.correlationId }, async (tx) => {
    const intent = await tx.intent(asked.id);
    if (!intent || !isOpen(intent)) return intent ?? asked;
    const silent: Intent = { ...intent, state: 'CALLED', unanswered: intent.unanswered + 1 };
    await tx.saveIntent(silent);
    const dueAt = nextLookup(intent, parts.clock.now());
    await tx.setDeadline({ kind: GATEWAY_DEADLINE, subject: intent.id, dueAt });
    if (intent.kind === 'AUTHORIZE') await aboutPayment(parts, tx, intent, authorizationUnknown);
    return silent;
  });
  if (recorded.paymentId) await parts.announce(recorded.paymentId);
  return recorded;
}

/** What an answer means for the payment and the books. */
async function apply(parts: Parts, tx: PaymentTransaction, intent: Intent, outcome: Outcome): Promise<void> {
  const { commission } = parts;
  switch (intent.kind) {
    case 'AUTHORIZE':
      return aboutPayment(parts, tx, intent, (payment) =>
        outcome.state === 'SUCCEEDED'
          ? cardAuthorized(payment, outcome.reference)
          : authorizationFailed(payment, outcome.reason),
      );
    case 'CHARGE':
      return aboutPayment(parts, tx, intent, (payment) =>
        outcome.state === 'SUCCEEDED' ? cardCharged(payment, commission) : chargeFailed(payment, outcome.reason),
      );
    case 'VOID': // a reservation that can't be given up has lapsed
      return aboutPayment(parts, tx, intent, cardVoided);
    case 'TIP':
      if (outcome.state === 'FAILED') return;
      return aboutPayment(parts, tx, intent, (payment) => tipPaid(payment, intent.amount, intent.id));
    case 'TOP_UP':
      if (outcome.state === 'FAILED') return;
      return tx.post(topUp(intent.accountId, intent.amount, intent.id), parts.clock.now());
    case 'REFUND':
    case 'PAYOUT':
      return arrived(parts, tx, intent, outcome);
  }
}

/** Money that was on its way out is there, or comes back. */
async function arrived(parts: Parts, tx: PaymentTransaction, intent: Intent, outcome: Outcome): Promise<void> {
  const { id, accountId, amount } = intent;
  const orderId = intent.paymentId ? ((await tx.payment(intent.paymentId))?.orderId ?? null) : null;
  const posting =
    outcome.state === 'SUCCEEDED'
      ? paid(amount, orderId, id)
      : returned(accountId, amount, orderId, intent.kind === 'PAYOUT' ? 'PAYOUT' : 'REFUND', id);
  await tx.post(posting, parts.clock.now());
  if (intent.kind !== 'PAYOUT') return;
  const payoutId = payoutOf(id);
  const data = { payoutId, accountId, amount };
  await tx.publish(
    outcome.state === 'SUCCEEDED'
      ? { type: 'payout.completed', subject: payoutId, data }
      : { type: 'payout.failed', subject: payoutId, data: { ...data, reason: outcome.reason } },
  );
}

async function aboutPayment(
  { clock }: Parts,
  tx: PaymentTransaction,
  { paymentId, correlationId }: Intent,
  decide: (payment: Payment) => Decision,
): Promise<void> {
  const payment = paymentId ? await tx.payment(paymentId) : undefined;
  if (!payment) throw new Error(`no such payment: ${paymentId}`);
  await carryOut(tx, decide(payment), payment, { correlationId }, clock.now());
}
