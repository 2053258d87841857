/** What account holders do with their money directly, each with an idempotency key. */
import { later, SECOND } from '@marketplace/kernel/clock';
import { type AccountId, accountOf, type OrderId, paymentOf, withPrefix } from '@marketplace/kernel/ids';
import { compare, isPositive, type Money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import type { Origin } from '@marketplace/messaging/envelope';
import type { EffectId } from '@marketplace/storage/idempotency';
import { checkTip, refundCaptured, tipPaid } from '../domain/after-settlement.ts';
import type { Intent, IntentId } from '../domain/intent.ts';
import { payout } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';
import { payable } from '../domain/payout-method.ts';
import { askGateway } from './ask-gateway.ts';
import { carryOut, newIntent, recordIntent } from './carry-out.ts';
import { checkReason, checkToken } from './input-text.ts';
import { currentPayoutMethod } from './payout-method.ts';
import type { Parts, PaymentTransaction } from './ports.ts';
import { mayRefund, maySee, type Viewing } from './who-may.ts';

/** Far more than a job costs, far less than a number holds. */
export const MAX_AMOUNT = 1_000_000_00;
/** The request asks the gateway itself; when it dies on the way, the deadline does. */
const CALL_RESUMES_MS = 30 * SECOND;

export interface Action {
  readonly caller: Viewing & { readonly account: AccountId };
  readonly origin: Origin;
  readonly idempotencyKey: string;
}

export interface TopUp {
  readonly amount: Money;
  readonly paymentMethod: string;
}

/** Answers which intent charges the card, once it has. Refuses with the decline. */
export async function topUpWallet(parts: Parts, action: Action, input: TopUp): Promise<IntentId> {
  const { account } = action.caller;
  return once(parts, action, 'topUpWallet', input, async (effect) => {
    checkAmount(input.amount);
    const id = withPrefix('int', effect);
    const { amount } = input;
    const paymentMethod = checkToken(input.paymentMethod, 'paymentMethod');
    const what = { kind: 'TOP_UP', amount, paymentMethod, accountId: account, ...ALONE } as const;
    await parts.transact(action.origin, async (tx) => {
      if (!(await tx.intent(id))) await recordForRequest(parts, tx, id, what, action.origin);
    });
    await chargedOrRefused(parts, id);
    return id;
  });
}

/** Answers which intent pays it out. The gateway is asked afterwards. */
export async function requestPayout(parts: Parts, action: Action, amount: Money): Promise<IntentId> {
  const { account } = action.caller;
  return once(parts, action, 'requestPayout', { amount }, async (effect) => {
    checkAmount(amount);
    const id = withPrefix('int', effect);
    const { reference: paymentMethod } = payable(await currentPayoutMethod(parts, account));
    await parts.transact(action.origin, async (tx) => {
      if (await tx.intent(id)) return;
      await refuseBeyondWallet(tx, account, amount);
      const now = parts.clock.now();
      const what = { kind: 'PAYOUT', amount, paymentMethod, accountId: account, ...ALONE } as const;
      await tx.post(payout(account, amount, id), now);
      await recordIntent(tx, newIntent(id, what, action.origin, now), now);
    });
    return id;
  });
}

/** About no order, and nothing that the gateway has done before. */
const ALONE = { paymentId: null, reference: null } as const;

/** From what the order was paid with. Only the customer tips. */
export async function addTip(parts: Parts, action: Action, orderId: OrderId, amount: Money): Promise<Payment> {
  const id = paymentOf(orderId);
  await once(parts, action, 'addTip', { orderId, amount }, async (effect) => {
    checkAmount(amount);
    const intentId = withPrefix('int', effect);
    const byCard = await parts.transact(action.origin, async (tx) => {
      const payment = await visiblePayment(tx, action, orderId);
      if (accountOf(payment.customerId) !== action.caller.account)
        refuse('NOT_FOUND', 'There is no such order of yours.');
      checkTip(payment, amount);
      if (payment.source === 'WALLET') return tipFromWallet(parts, tx, payment, amount, effect, action.origin);
      const { paymentMethod } = payment;
      const what = { kind: 'TIP', amount, paymentMethod, accountId: action.caller.account, paymentId: id } as const;
      if (!(await tx.intent(intentId)))
        await recordForRequest(parts, tx, intentId, { ...what, reference: null }, action.origin);
      return true;
    });
    if (byCard) await chargedOrRefused(parts, intentId);
    return null;
  });
  return existing(parts, id);
}

export interface RefundRequest {
  readonly orderId: OrderId;
  readonly amount: Money;
  readonly reason: string;
}

/** Gives back some of what was captured, also when the provider has been paid out: the wallet then owes it. */
export async function refundPayment(parts: Parts, action: Action, input: RefundRequest): Promise<Payment> {
  await once(parts, action, 'refundPayment', input, async (effect) => {
    checkAmount(input.amount);
    const reason = checkReason(input.reason, 'reason');
    await parts.transact(action.origin, async (tx) => {
      const payment = await visiblePayment(tx, action, input.orderId);
      if (!mayRefund(payment, action.caller)) refuse('NOT_FOUND', 'There is no such order of yours.');
      if (await tx.isPosted(`refund:${effect}`)) return;
      const decision = refundCaptured(payment, input.amount, parts.commission, { cause: effect, reason });
      await carryOut(tx, decision, payment, action.origin, parts.clock.now());
    });
    return null;
  });
  return existing(parts, paymentOf(input.orderId));
}

function once<R extends string | null>(
  { idempotency }: Parts,
  { caller, idempotencyKey }: Action,
  mutation: string,
  body: object,
  work: (effect: EffectId) => Promise<R>,
): Promise<R> {
  return idempotency.run({ account: caller.account, mutation, key: idempotencyKey, body }, work);
}

async function recordForRequest(
  { clock }: Parts,
  tx: PaymentTransaction,
  id: IntentId,
  what: Parameters<typeof newIntent>[1],
  origin: Origin,
): Promise<void> {
  const now = clock.now();
  await recordIntent(tx, newIntent(id, what, origin, now), later(now, CALL_RESUMES_MS));
}

/**
 * A lost answer is looked up at once, for the caller's sake; if that is lost too, or the card's owner is to confirm it
 * first, the deadline goes on.
 */
async function chargedOrRefused(parts: Parts, id: IntentId): Promise<void> {
  const first = await askGateway(parts, id);
  const intent: Intent = first.state === 'CALLED' ? await askGateway(parts, id) : first;
  if (intent.state === 'FAILED')
    refuse(intent.reason ?? 'PAYMENT_DECLINED', 'The card was declined.', ['paymentMethod']);
}

async function tipFromWallet(
  { clock }: Parts,
  tx: PaymentTransaction,
  payment: Payment,
  amount: Money,
  effect: EffectId,
  origin: Origin,
): Promise<false> {
  if (!(await tx.isPosted(`tip:${effect}`)))
    await carryOut(tx, tipPaid(payment, amount, effect), payment, origin, clock.now());
  return false;
}

async function refuseBeyondWallet(tx: PaymentTransaction, owner: AccountId, amount: Money): Promise<void> {
  if (compare(await tx.available(owner, amount.currency), amount) >= 0) return;
  const currencies = await tx.walletCurrencies(owner);
  if (currencies.length > 0 && !currencies.includes(amount.currency))
    refuse('CURRENCY_MISMATCH', `There is no wallet in ${amount.currency}.`, ['amount', 'currency']);
  refuse('INSUFFICIENT_FUNDS', 'The wallet has less than that.', ['amount']);
}

async function visiblePayment(tx: PaymentTransaction, { caller }: Action, orderId: OrderId): Promise<Payment> {
  const payment = await tx.payment(paymentOf(orderId));
  if (!payment || !maySee(payment, caller)) refuse('NOT_FOUND', 'There is no such order of yours.', ['orderId']);
  return payment;
}

async function existing({ reads }: Parts, id: Payment['id']): Promise<Payment> {
  const [payment] = await reads.payments([id]);
  if (!payment) throw new Error(`no such payment: ${id}`);
  return payment;
}

function checkAmount(amount: Money): void {
  if (!isPositive(amount)) refuse('INVALID_INPUT', 'The amount must be more than zero.', ['amount', 'amount']);
  if (amount.amount > MAX_AMOUNT) refuse('AMOUNT_TOO_LARGE', 'That is more than can be moved at once.', ['amount']);
}
