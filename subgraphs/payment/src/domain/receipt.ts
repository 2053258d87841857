/** What a customer has paid for an order, line by line. */
import type { CustomerId, ProviderId } from '@marketplace/kernel/ids';
import { add, isZero, type Money, negate } from '@marketplace/kernel/money';
import type { Payment } from './payment.ts';

export type ReceiptLineKind = 'SERVICE' | 'REFUND' | 'CHARGEBACK' | 'TIP';

export interface ReceiptLine {
  readonly kind: ReceiptLineKind;
  /** Below zero for what went back. */
  readonly amount: Money;
}

export interface Receipt {
  /** No other receipt's. */
  readonly number: string;
  readonly issuedAt: Date;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly lines: readonly ReceiptLine[];
  readonly total: Money;
}

/** Null until the order is settled. A later refund or tip is a line more on the same receipt. */
export function receiptOf(payment: Payment): Receipt | null {
  const { id, settledAt: issuedAt, customerId, providerId, captured, refunded, chargedBack, tip } = payment;
  if (!issuedAt) return null;
  const returned: readonly ReceiptLine[] = [
    { kind: 'REFUND', amount: negate(refunded) },
    { kind: 'CHARGEBACK', amount: negate(chargedBack) },
    { kind: 'TIP', amount: tip },
  ];
  const lines: readonly ReceiptLine[] = [
    { kind: 'SERVICE', amount: captured },
    ...returned.filter(({ amount }) => !isZero(amount)),
  ];
  const number = id.slice(id.indexOf('_') + 1).toUpperCase(); // the order's own, which no other has
  const total = lines.map(({ amount }) => amount).reduce(add);
  return { number, issuedAt, customerId, providerId, lines, total };
}
