/** One intent after another is asked of the gateway, outside any transaction, until each has its answer. */

import { authorizationUnknown, customerAsked } from '../domain/holding.ts';
import {
  answered,
  type Intent,
  type IntentId,
  isConfirmationOverdue,
  isOpen,
  mayCallAgain,
  nextLookAtConfirmation,
  nextLookup,
  type Outcome,
  type Verdict,
} from '../domain/intent.ts';
import { isWanted } from '../domain/payment.ts';
import { aboutPayment, applyAnswer } from './apply-answer.ts';
import { GATEWAY_DEADLINE } from './carry-out.ts';
import type { Parts } from './ports.ts';

/**
 * Brings an intent as far as the gateway lets it: called the first time, looked up when the answer to an earlier call
 * was lost or is the customer's to give. Right to repeat at any moment: the gateway does each intent once, and the answer
 * is recorded once.
 */
export async function askGateway(parts: Parts, id: IntentId): Promise<Intent> {
  const intent = await takeUp(parts, id);
  if (!isOpen(intent)) return intent;
  const outcome = await answer(parts, intent);
  switch (outcome?.state) {
    case 'SUCCEEDED':
    case 'FAILED':
      return recordVerdict(parts, intent, outcome);
    case 'NEEDS_CUSTOMER':
      return recordQuestion(parts, intent, outcome);
    default:
      return recordSilence(parts, intent);
  }
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
async function answer(parts: Parts, intent: Intent): Promise<Outcome | undefined> {
  const { gateway, clock, logger } = parts;
  try {
    if (intent.state === 'RECORDED') return await gateway.perform(intent);
    const found = await gateway.lookup(intent);
    if (found?.state === 'NEEDS_CUSTOMER' && (await isGivenUp(parts, intent))) return await gateway.cancel(intent);
    if (found) return found;
    if (mayCallAgain(intent, clock.now())) return await gateway.perform(intent);
    return { state: 'FAILED', reason: 'PAYMENT_DECLINED' };
  } catch (error) {
    logger.warn({ err: error, intent: intent.id, kind: intent.kind }, 'the gateway did not answer');
    return undefined;
  }
}

/** The customer was too slow, or what it was for is not to be any more. */
async function isGivenUp({ reads, clock }: Parts, intent: Intent): Promise<boolean> {
  if (isConfirmationOverdue(intent, clock.now())) return true;
  const [payment] = intent.paymentId ? await reads.payments([intent.paymentId]) : [];
  return payment !== undefined && !isWanted(payment, intent);
}

function recordVerdict(parts: Parts, asked: Intent, verdict: Verdict): Promise<Intent> {
  return parts.transact({ correlationId: asked.correlationId }, async (tx) => {
    const intent = await tx.intent(asked.id);
    if (!intent || !isOpen(intent)) return intent ?? asked;
    const result = answered(intent, verdict, parts.clock.now());
    await tx.saveIntent(result);
    await tx.clearDeadline(GATEWAY_DEADLINE, intent.id);
    await applyAnswer(parts, tx, intent, verdict);
    return result;
  });
}

/** The card's owner is to confirm it. The gateway tells when that is done; a slow look stands behind its word. */
async function recordQuestion(
  parts: Parts,
  asked: Intent,
  { reference, url }: Extract<Outcome, { state: 'NEEDS_CUSTOMER' }>,
): Promise<Intent> {
  const recorded = await parts.transact({ correlationId: asked.correlationId }, async (tx) => {
    const intent = await tx.intent(asked.id);
    if (!intent || !isOpen(intent)) return intent ?? asked;
    const waiting: Intent = { ...intent, state: 'NEEDS_CUSTOMER', reference, nextActionUrl: url };
    await tx.saveIntent(waiting);
    const dueAt = nextLookAtConfirmation(parts.clock.now());
    await tx.setDeadline({ kind: GATEWAY_DEADLINE, subject: intent.id, dueAt });
    if (intent.paymentId && intent.nextActionUrl !== url)
      await aboutPayment(parts, tx, intent, (payment) => customerAsked(payment, intent, url));
    return waiting;
  });
  if (recorded.paymentId) await parts.announce(recorded.paymentId);
  return recorded;
}

async function recordSilence(parts: Parts, asked: Intent): Promise<Intent> {
  const recorded = await parts.transact({ correlationId: asked.correlationId }, async (tx) => {
    const intent = await tx.intent(asked.id);
    if (!intent || !isOpen(intent)) return intent ?? asked;
    const state = intent.state === 'NEEDS_CUSTOMER' ? intent.state : 'CALLED';
    const silent: Intent = { ...intent, state, unanswered: intent.unanswered + 1 };
    await tx.saveIntent(silent);
    const dueAt = nextLookup(intent, parts.clock.now());
    await tx.setDeadline({ kind: GATEWAY_DEADLINE, subject: intent.id, dueAt });
    if (intent.kind === 'AUTHORIZE') await aboutPayment(parts, tx, intent, authorizationUnknown);
    return silent;
  });
  if (recorded.paymentId) await parts.announce(recorded.paymentId);
  return recorded;
}
