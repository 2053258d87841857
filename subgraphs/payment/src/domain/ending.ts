/** What becomes of an order's money when the order ends. */
import { add, compare, isZero, type Money, min, subtract, zero } from '@marketplace/kernel/money';
import { giveBack } from './funds.ts';
import { type CommissionRate, divide } from './ledger.ts';
import { release, settle } from './order-postings.ts';
import {
  callOf,
  cardRefunds,
  type Decision,
  decide,
  type Ending,
  moneyOf,
  type Payment,
  remaining,
  type Said,
  statusAfterReturns,
} from './payment.ts';

/** The order came to nothing, or was cancelled for a fee, or is done: `ending` says what becomes of the money. */
export function orderEnded(payment: Payment, ending: Ending, rate: CommissionRate): Decision {
  if (payment.disputed && ending.kind === 'RELEASE')
    throw new Error(`nothing is released while disputed: ${payment.id}`);
  const undisputed: Payment = { ...payment, disputed: false, change: null };
  const recalls = payment.nextAction ? [payment.nextAction.intentId] : [];
  switch (payment.stage) {
    case 'AUTHORIZING':
    case 'CHARGING':
      return decide({ ...undisputed, ending }, { recalls });
    case 'AUTHORIZED':
      return giveUp(undisputed);
    case 'HELD':
      return { ...endHeld(undisputed, ending, rate), recalls };
    case 'VOIDING':
    case 'ENDED':
      return decide(undisputed);
  }
}

/** The reservation on the card is not needed any more. */
export function giveUp(payment: Payment): Decision {
  return decide({ ...payment, stage: 'VOIDING' }, { calls: [callOf(payment, 'VOID', payment.price)] });
}

export function endHeld(payment: Payment, ending: Ending, rate: CommissionRate): Decision {
  return ending.kind === 'RELEASE' ? releaseHeld(payment) : settleHeld(payment, ending, rate);
}

function releaseHeld(payment: Payment): Decision {
  const held = remaining(payment);
  const back = giveBack(payment.funds, held);
  return decide(
    { ...payment, stage: 'ENDED', status: 'RELEASED', funds: back.funds },
    {
      postings: isZero(held) ? [] : [release(moneyOf(payment), back)],
      calls: cardRefunds(back),
      says: [{ type: 'payment.released' }],
    },
  );
}

/** What is held beyond the order's price goes back; then the refund, as far as there is something left. */
function settleHeld(payment: Payment, ending: Extract<Ending, { kind: 'SETTLE' }>, rate: CommissionRate): Decision {
  const held = remaining(payment);
  const beyond = giveBack(payment.funds, excess(held, ending.price));
  const refundable = subtract(held, add(beyond.toWallet, beyond.toCards));
  const refunded = min(ending.refund, refundable);
  const refund = giveBack(beyond.funds, refunded);
  const { commission, earning } = divide(subtract(refundable, refunded), rate);
  const settled: Payment = {
    ...{ ...payment, stage: 'ENDED', price: min(payment.price, ending.price), funds: refund.funds },
    captured: add(refundable, payment.chargedBack),
    refunded,
    commission,
    earning,
  };
  const told: Said[] = isZero(refunded) ? [] : [{ type: 'payment.refunded', amount: refunded }];
  return decide(
    { ...settled, status: statusAfterReturns(settled) },
    {
      postings: isZero(held) ? [] : [settle(moneyOf(payment), { held, beyond, refund }, rate)],
      calls: [...cardRefunds(beyond), ...cardRefunds(refund)],
      says: [{ type: 'payment.captured' }, ...told],
    },
  );
}

/** How much `amount` is more than `limit`. */
export function excess(amount: Money, limit: Money): Money {
  return compare(amount, limit) > 0 ? subtract(amount, limit) : zero(amount.currency);
}
