/** What still happens to the money of a settled order. */
import { add, compare, isZero, type Money, subtract } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import { giveBack } from './funds.ts';
import { type CommissionRate, divide } from './ledger.ts';
import { refund, tip, type Why } from './order-postings.ts';
import { cardRefunds, type Decision, decide, moneyOf, type Payment, statusAfterReturns } from './payment.ts';

/** What of the captured money is still the provider's and the platform's. */
export const refundable = ({ captured, refunded, chargedBack }: Payment): Money =>
  subtract(captured, add(refunded, chargedBack));

/** A refund after the settlement. Refuses what was never captured or is back already. */
export function refundCaptured(payment: Payment, amount: Money, rate: CommissionRate, why: Why): Decision {
  refuseOtherCurrency(payment, amount);
  if (payment.disputed) refuse('CONFLICT', 'The order is disputed: an operator decides about its money.');
  const kept = refundable(payment);
  if (compare(amount, kept) > 0) refuse('AMOUNT_TOO_LARGE', 'More than is left of what was paid.', ['amount']);
  const back = giveBack(payment.funds, amount);
  const { commission, earning } = divide(subtract(kept, amount), rate);
  const refunded: Payment = {
    ...{ ...payment, refunded: add(payment.refunded, amount), funds: back.funds },
    commission,
    earning,
  };
  return decide(
    { ...refunded, status: statusAfterReturns(refunded) },
    {
      postings: [refund(moneyOf(payment), kept, back, rate, why)],
      calls: cardRefunds(back),
      says: [{ type: 'payment.refunded', amount }],
    },
  );
}

/** Refuses a tip for an order that is not settled, or in another currency. */
export function checkTip(payment: Payment, amount: Money): void {
  refuseOtherCurrency(payment, amount);
  if (isZero(payment.captured)) refuse('CONFLICT', 'A tip can be given once the order is settled.');
}

/** The tip is paid: by the wallet in the same transaction, or by the card before. */
export function tipPaid(payment: Payment, amount: Money, cause: string): Decision {
  return decide(
    { ...payment, tip: add(payment.tip, amount) },
    { postings: [tip(moneyOf(payment), payment.source, amount, cause)], says: [{ type: 'payment.tipped', amount }] },
  );
}

function refuseOtherCurrency(payment: Payment, amount: Money): void {
  if (amount.currency !== payment.price.currency)
    refuse('CURRENCY_MISMATCH', `The order was paid in ${payment.price.currency}.`, ['amount', 'currency']);
}
