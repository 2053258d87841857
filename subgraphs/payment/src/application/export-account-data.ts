import { type AccountId, customerOf } from '@marketplace/kernel/ids';
import { EXPORTED_AT_MOST, listed } from '@marketplace/messaging/data-export';
import type { Payment } from '../domain/payment.ts';
import type { PaymentReads } from './ports.ts';

const ASKED = EXPORTED_AT_MOST + 1; // whether there are more

/** What this context keeps of a person, for the person. How the other side pays is not among it. */
export async function exportAccountData(reads: PaymentReads, account: AccountId): Promise<object> {
  const wallets: object[] = [];
  for (const wallet of await reads.wallets(account)) {
    const transactions = await reads.walletTransactions(wallet, null, ASKED);
    wallets.push({ id: wallet.id, available: wallet.available, held: wallet.held, transactions: listed(transactions) });
  }
  const method = await reads.payoutMethod(account);
  return {
    payments: listed((await reads.paymentsOf(account, ASKED)).map((payment) => ownPart(payment, account))),
    wallets,
    payoutMethod: method ? { label: method.label, verified: method.verified, setAt: method.setAt } : null,
  };
}

function ownPart(payment: Payment, account: AccountId): object {
  const { id, orderId, status, price, authorized, captured, refunded, commission, tip, earning } = payment;
  const { source, paymentMethod, declineReason, createdAt, updatedAt } = payment;
  const side = payment.customerId === customerOf(account) ? 'CUSTOMER' : 'PROVIDER';
  return {
    id,
    orderId,
    side,
    status,
    price,
    authorized,
    captured,
    refunded,
    commission,
    tip,
    earning,
    ...(side === 'CUSTOMER' ? { source, paymentMethod, declineReason } : {}),
    createdAt,
    updatedAt,
  };
}
