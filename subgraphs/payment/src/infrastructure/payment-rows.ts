import type { AccountId, PaymentId } from '@marketplace/kernel/ids';
import { idFrom } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import type { Db } from '@marketplace/storage/database';
import { and, eq, inArray } from 'drizzle-orm';
import type { GatewayTotals } from '../application/ports.ts';
import type { Chargeback } from '../domain/chargeback.ts';
import type { Intent, IntentId } from '../domain/intent.ts';
import type { Payment } from '../domain/payment.ts';
import type { PayoutMethod } from '../domain/payout-method.ts';
import { chargebacks, gatewayCustomers, gatewayTotals, intents, orderPayments, payoutMethods } from './tables.ts';

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
      const { state, reference, nextActionUrl, reason, unanswered, answeredAt } = intent;
      const { amount, currency } = intent.amount;
      await tx
        .insert(intents)
        .values({ ...intent, amount, currency })
        .onConflictDoUpdate({
          target: intents.id,
          set: { state, reference, nextActionUrl, reason, unanswered, answeredAt },
        });
    },
    async intentBehind(reference: string): Promise<Intent | undefined> {
      const made = and(
        eq(intents.reference, reference),
        eq(intents.state, 'SUCCEEDED'),
        inArray(intents.kind, ['AUTHORIZE', 'TOP_UP', 'TIP', 'EXTEND']),
      );
      const [row] = await tx.select().from(intents).where(made);
      return row && intentOfRow(row);
    },
    async chargeback(id: string): Promise<Chargeback | undefined> {
      const [row] = await tx.select().from(chargebacks).where(eq(chargebacks.id, id)).for('update');
      return row && chargebackOfRow(row);
    },
    async saveChargeback(chargeback: Chargeback): Promise<void> {
      const { amount, borne, reinstatedAt } = chargeback;
      await tx
        .insert(chargebacks)
        .values({ ...chargeback, currency: amount.currency, amount: amount.amount, borne: borne.amount })
        .onConflictDoUpdate({ target: chargebacks.id, set: { reinstatedAt } });
    },
    async payoutMethod(account: AccountId): Promise<PayoutMethod | undefined> {
      const [row] = await tx.select().from(payoutMethods).where(eq(payoutMethods.accountId, account)).for('update');
      return row && payoutMethodOfRow(row);
    },
    async savePayoutMethod({ accountId, ...method }: PayoutMethod): Promise<void> {
      await tx
        .insert(payoutMethods)
        .values({ ...method, accountId })
        .onConflictDoUpdate({ target: payoutMethods.accountId, set: method });
    },
    async forgetAccount(account: AccountId): Promise<void> {
      for (const table of [payoutMethods, gatewayCustomers]) await tx.delete(table).where(eq(table.accountId, account));
    },
    async saveGatewayTotals(totals: GatewayTotals): Promise<void> {
      await tx.insert(gatewayTotals).values(totals).onConflictDoUpdate({ target: gatewayTotals.id, set: totals });
    },
  };
}

const MONEYS = [
  ...(['price', 'authorized', 'captured', 'refunded', 'chargedBack'] as const),
  ...(['commission', 'tip', 'earning'] as const),
] as const;

export function rowOfPayment(payment: Payment): typeof orderPayments.$inferInsert {
  const { price, authorized, captured, refunded, chargedBack, commission, tip, earning } = payment;
  return {
    ...payment,
    currency: price.currency,
    price: price.amount,
    authorized: authorized.amount,
    captured: captured.amount,
    refunded: refunded.amount,
    chargedBack: chargedBack.amount,
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
    chargedBack: of('chargedBack'),
    commission: of('commission'),
    tip: of('tip'),
    earning: of('earning'),
  };
}

export function intentOfRow({ currency, ...row }: typeof intents.$inferSelect): Intent {
  return {
    ...row,
    id: idFrom('int', row.id),
    accountId: idFrom('acc', row.accountId),
    paymentId: row.paymentId === null ? null : idFrom('pay', row.paymentId),
    amount: money(row.amount, currencyCode(currency)),
  };
}

function chargebackOfRow({ currency: code, ...row }: typeof chargebacks.$inferSelect): Chargeback {
  const currency = currencyCode(code);
  return {
    ...row,
    intentId: idFrom('int', row.intentId),
    accountId: idFrom('acc', row.accountId),
    paymentId: row.paymentId === null ? null : idFrom('pay', row.paymentId),
    amount: money(row.amount, currency),
    borne: money(row.borne, currency),
  };
}

export const payoutMethodOfRow = (row: typeof payoutMethods.$inferSelect): PayoutMethod => ({
  ...row,
  id: idFrom('pom', row.id),
  accountId: idFrom('acc', row.accountId),
});
