/** All that the payment context does for its callers. */
import { DAY } from '@marketplace/kernel/clock';
import type { AccountId, OrderId, PaymentId, WalletId } from '@marketplace/kernel/ids';
import type { CurrencyCode, Money } from '@marketplace/kernel/money';
import { refuseShape } from '@marketplace/kernel/shape';
import type { Origin } from '@marketplace/messaging/envelope';
import type { IntentId } from '../domain/intent.ts';
import type { Payment } from '../domain/payment.ts';
import type { PayoutMethod } from '../domain/payout-method.ts';
import { type FollowParts, followPayment, type PaymentUpdate } from './follow-payment.ts';
import {
  type Action,
  addTip,
  type RefundRequest,
  refundPayment,
  requestPayout,
  type TopUp,
  topUpWallet,
} from './move-money.ts';
import { setPayoutMethod } from './payout-method.ts';
import type { EarningsBucket, EarningsInterval, Parts, Reconciliation, Wallet, WalletTransaction } from './ports.ts';
import { maySee, type Viewing } from './who-may.ts';

export interface MovedMoney {
  readonly wallet: Wallet | null;
  readonly transaction: WalletTransaction | null;
  /** Where the card's owner confirms it before it is done. */
  readonly nextActionUrl: string | null;
}

export interface EarningsRequest {
  readonly from: Date;
  readonly to: Date;
  readonly by: EarningsInterval;
  readonly currency: CurrencyCode | null;
}

const LONGEST_EARNINGS_MS = 366 * DAY; // a year of days is what one screen shows

export type Application = ReturnType<typeof paymentApplication>;

export function paymentApplication(parts: Parts, follow: FollowParts) {
  const { reads, clock } = parts;

  async function walletIn(account: AccountId, currency: CurrencyCode | null): Promise<Wallet | null> {
    const wallets = await reads.wallets(account);
    return wallets.find(({ available }) => currency === null || available.currency === currency) ?? null;
  }

  async function moved(
    account: AccountId,
    { currency }: Money,
    by: 'top-up' | 'payout',
    id: IntentId,
  ): Promise<MovedMoney> {
    const wallet = await walletIn(account, currency);
    const transaction = wallet && (await reads.walletTransactionOf(`${by}:${id}`, wallet));
    const intent = await reads.intent(id);
    return { wallet, transaction: transaction ?? null, nextActionUrl: intent?.nextActionUrl ?? null };
  }

  return {
    async payments(viewer: Viewing, ids: readonly PaymentId[]): Promise<(Payment | null)[]> {
      const found = new Map((await reads.payments(ids)).map((payment) => [payment.id, payment]));
      return ids.map((id) => {
        const payment = found.get(id);
        return payment && maySee(payment, viewer) ? payment : null;
      });
    },
    /** A wallet is its owner's alone. */
    async walletsById({ account }: Viewing, ids: readonly WalletId[]): Promise<(Wallet | null)[]> {
      const found = new Map((await reads.walletsById(ids)).map((wallet) => [wallet.id, wallet]));
      return ids.map((id) => {
        const wallet = found.get(id);
        return wallet && wallet.owner === account ? wallet : null;
      });
    },
    wallets: (account: AccountId): Promise<readonly Wallet[]> => reads.wallets(account),
    walletIn,
    walletTransactions: reads.walletTransactions,
    async topUpWallet(action: Action, input: TopUp): Promise<MovedMoney> {
      return moved(action.caller.account, input.amount, 'top-up', await topUpWallet(parts, action, input));
    },
    async requestPayout(action: Action, amount: Money): Promise<MovedMoney> {
      return moved(action.caller.account, amount, 'payout', await requestPayout(parts, action, amount));
    },
    addTip: (action: Action, orderId: OrderId, amount: Money): Promise<Payment> =>
      addTip(parts, action, orderId, amount),
    refundPayment: (action: Action, request: RefundRequest): Promise<Payment> => refundPayment(parts, action, request),
    followPayment: (
      viewer: Viewing,
      orderId: OrderId,
      after: string | null,
    ): Promise<AsyncIterableIterator<PaymentUpdate>> => followPayment(follow, viewer, orderId, after),
    payoutMethod: async (account: AccountId): Promise<PayoutMethod | null> =>
      (await reads.payoutMethod(account)) ?? null,
    setPayoutMethod: (account: AccountId, origin: Origin, token: string): Promise<PayoutMethod> =>
      setPayoutMethod(parts, { account, origin }, token),
    /** Null while the account has no wallet. */
    async earnings(owner: AccountId, request: EarningsRequest): Promise<EarningsBucket[] | null> {
      const { from, to, by } = request;
      if (to.getTime() - from.getTime() > LONGEST_EARNINGS_MS) refuseShape('from to to is at most 366 days');
      const wallet = await walletIn(owner, request.currency);
      return wallet && reads.earnings({ owner, currency: wallet.available.currency, from, to, by });
    },
    async ledgerReconciliation(): Promise<Reconciliation & { at: Date }> {
      return { at: clock.now(), ...(await reads.reconcile()) };
    },
  };
}
