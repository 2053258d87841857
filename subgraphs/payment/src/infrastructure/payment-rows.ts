import type { PaymentId } from '@marketplace/kernel/ids';
import { idFrom } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import type { Db } from '@marketplace/storage/database';
import { eq } from 'drizzle-orm';
import type { Intent, IntentId } from '../domain/intent.ts';
import type { Payment } from '../domain/payment.ts';
import { intents, orderPayments } from './tables.ts';

export function paymentRows(tx: Db) {
  return {
    async payment(id: PaymentId): Promise<Payment | undefined> {
      const [row] = await tx.select().from(orderPayments).where(eq(orderPayments.id, id)).for('update');
      return row && paymentOfRow(row);
    },
    async savePayment(payment: Payment): Promise<void> {
      const { id: _id, orderId: _orderId, createdAt: _createdAt, ...changes } = rowOfPayment(payment);
      await tx
        .insert(orderPayments)
        .values(rowOfPayment(payment))
        .onConflictDoUpdate({ target: orderPayments.id, set: changes });
    },
    async intent(id: IntentId): Promise<Intent | undefined> {
      const [row] = await tx.select().from(intents).where(eq(intents.id, id)).for('update');
      return row && intentOfRow(row);
    },
    async saveIntent(intent: Intent): Promise<void> {
      const { state, reference, reason, unanswered } = intent;
      const { amount, currency } = intent.amount;
      await tx
        .insert(intents)
        .values({ ...intent, amount, currency })
        .onConflictDoUpdate({ target: intents.id, set: { state, reference, reason, unanswered } });
    },
  };
}

const MONEYS = ['price', 'authorized', 'captured', 'refunded', 'commission', 'tip', 'earning'] as const;

export function rowOfPayment(payment: Payment): typeof orderPayments.$inferInsert {
  const { price, authorized, captured, refunded, commission, tip, earning } = payment;
  return {
    ...payment,
    currency: price.currency,
    price: price.amount,
    authorized: authorized.amount,
    captured: captured.amount,
    refunded: refunded.amount,
    commission: commission.amount,
    tip: tip.amount,
    earning: earning.amount,
  };
}

export function paymentOfRow(row: typeof orderPayments.$inferSelect): Payment {
  const { currency: code, id, orderId, customerId, providerId, ...rest } = row;
  const currency = currencyCode(code);
  const of = (name: (typeof MONEYS)[number]) => money(row[name], currency);
  return {
    ...rest,
    id: idFrom('pay', id),
    orderId: idFrom('ord', orderId),
    customerId: idFrom('cus', customerId),
    providerId: idFrom('prv', providerId),
    price: of('price'),
    authorized: of('authorized'),
    captured: of('captured'),
    refunded: of('refunded'),
    commission: of('commission'),
    tip: of('tip'),
    earning: of('earning'),
  };
}

function intentOfRow({ currency, ...row }: typeof intents.$inferSelect): Intent {
  return {
    ...row,
    id: idFrom('int', row.id),
    accountId: idFrom('acc', row.accountId),
    paymentId: row.paymentId === null ? null : idFrom('pay', row.paymentId),
    amount: money(row.amount, currencyCode(currency)),
  };
}
