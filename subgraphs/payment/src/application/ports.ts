/** What the use cases ask of the outside. Infrastructure answers. */
import type { Clock } from '@marketplace/kernel/clock';
import type { AccountId, OrderId, PaymentId, WalletId } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import type { CurrencyCode, Money } from '@marketplace/kernel/money';
import type { Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { Idempotency } from '@marketplace/storage/idempotency';
import type { Chargeback } from '../domain/chargeback.ts';
import type { Intent, IntentId, Outcome } from '../domain/intent.ts';
import type { CommissionRate, Posting, WalletTransactionType } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';
import type { PayoutMethod } from '../domain/payout-method.ts';

export interface PaymentTransaction extends TransactionMessages {
  /** Locked until the transaction ends. */
  payment(id: PaymentId): Promise<Payment | undefined>;
  savePayment(payment: Payment): Promise<void>;
  /** What the wallet has, locked until the transaction ends; nothing where there is no wallet. */
  available(owner: AccountId, currency: CurrencyCode): Promise<Money>;
  /** The currencies that the account has a wallet in. */
  walletCurrencies(owner: AccountId): Promise<readonly CurrencyCode[]>;
  /**
   * Writes a transaction and the balances after it, opening accounts as needed. Refuses with INSUFFICIENT_FUNDS what
   * would take a wallet below zero, before anything is written. A cause that was posted before is a fault.
   */
  post(posting: Posting, at: Date): Promise<void>;
  /** Whether this cause is in the books. */
  isPosted(cause: string): Promise<boolean>;
  /** Locked until the transaction ends. */
  intent(id: IntentId): Promise<Intent | undefined>;
  saveIntent(intent: Intent): Promise<void>;
  /** The one that made what the gateway knows by this name, if it succeeded. */
  intentBehind(reference: string): Promise<Intent | undefined>;
  /** Locked until the transaction ends. */
  chargeback(id: string): Promise<Chargeback | undefined>;
  saveChargeback(chargeback: Chargeback): Promise<void>;
  /** Locked until the transaction ends. */
  payoutMethod(account: AccountId): Promise<PayoutMethod | undefined>;
  /** The account's one: replaces what it was. */
  savePayoutMethod(method: PayoutMethod): Promise<void>;
  /** What is kept of a person beside the books. */
  forgetAccount(account: AccountId): Promise<void>;
  /** What the gateway has taken and given in all, as it says, up to an instant. */
  saveGatewayTotals(totals: GatewayTotals): Promise<void>;
}

/** The payment gateway. Every call stands outside any transaction, and throws when no answer came. */
export interface Gateway {
  /**
   * Does what the intent says, once per intent however often it is called (its id is the idempotency key).
   * When it throws, whether it was done is not known.
   */
  perform(intent: Intent): Promise<Outcome>;
  /** What became of an intent; null when the gateway never heard of it. */
  lookup(intent: Intent): Promise<Outcome | null>;
  /** Gives up an intent that waits for the customer, and answers what became of it: the customer may have been faster. */
  cancel(intent: Intent): Promise<Outcome>;
  /** What stands behind a token, as the gateway knows it now; null for a token that names nothing. */
  payoutDestination(token: string): Promise<PayoutDestination | null>;
  /** What it took for us, less what it gave away, by currency, from one instant (included) to another. Before its fees. */
  movedBetween(from: Date, to: Date): Promise<readonly Money[]>;
}

/** Where a payout may go. */
export interface PayoutDestination {
  /** The gateway's lasting name for it. */
  readonly reference: string;
  /** For its owner, e.g. `Test bank ••••6789`. */
  readonly label: string;
  /** Whether the gateway pays to it. */
  readonly verified: boolean;
}

/** What a gateway tells by itself: perhaps late, twice or never, and in any order. */
export type GatewayNews =
  /** Something about these intents, named by their ids or the gateway's own names: worth a look. */
  | { readonly kind: 'INTENT'; readonly names: readonly string[] }
  /** The bank of a card took money back, or returned it. */
  | {
      readonly kind: 'CHARGEBACK' | 'REINSTATED';
      readonly chargebackId: string;
      /** The gateway's name for what the card was charged by. */
      readonly charge: string;
      readonly amount: Money;
      readonly reason: string | null;
    }
  /** Something about what payouts go to. */
  | { readonly kind: 'PAYOUT_DESTINATION'; readonly reference: string };

/** Up to an instant, from the first day. */
export interface GatewayTotals {
  readonly until: Date;
  readonly totals: readonly Money[];
  /** Where they are not as the books say, in words. */
  readonly differences: readonly string[];
}

export interface Wallet {
  readonly id: WalletId;
  readonly owner: AccountId;
  readonly available: Money;
  readonly held: Money;
}

export interface WalletTransaction {
  /** Its number in the wallet, from 1. */
  readonly number: number;
  readonly id: string;
  readonly type: WalletTransactionType;
  readonly amount: Money;
  readonly balance: Money;
  readonly orderId: OrderId | null;
  readonly at: Date;
}

export interface Reconciliation {
  readonly transactions: number;
  /** Every transaction sums to zero, every balance is the replay of its entries, every hold is as its account says. */
  readonly balanced: boolean;
  /** In words, the first hundred. */
  readonly differences: string[];
  /** Intents that the gateway has not answered. */
  readonly unknownAtGateway: number;
  /** Up to when the gateway's own totals are compared with the books; null before the first time. */
  readonly comparedUntil: Date | null;
}

export type EarningsInterval = 'DAY' | 'WEEK' | 'MONTH';

export interface EarningsBucket {
  readonly start: Date;
  readonly earned: Money;
  readonly tips: Money;
  readonly jobs: number;
}

export interface EarningsQuestion {
  readonly owner: AccountId;
  readonly currency: CurrencyCode;
  readonly from: Date;
  readonly to: Date;
  readonly by: EarningsInterval;
}

/** Questions that lock nothing. */
export interface PaymentReads {
  payments(ids: readonly PaymentId[]): Promise<readonly Payment[]>;
  /** On both sides, newest first. */
  paymentsOf(account: AccountId, limit: number): Promise<readonly Payment[]>;
  /** The oldest first. */
  wallets(owner: AccountId): Promise<readonly Wallet[]>;
  walletsById(ids: readonly WalletId[]): Promise<readonly Wallet[]>;
  /** Newest first, from before this number. */
  walletTransactions(wallet: Wallet, before: number | null, limit: number): Promise<readonly WalletTransaction[]>;
  /** What a cause brought to this wallet. */
  walletTransactionOf(cause: string, wallet: Wallet): Promise<WalletTransaction | undefined>;
  earnings(question: EarningsQuestion): Promise<EarningsBucket[]>;
  intent(id: IntentId): Promise<Intent | undefined>;
  /** Those that have no last word yet, under these ids or the gateway's names. */
  openIntents(names: readonly string[]): Promise<readonly IntentId[]>;
  /** Those that were recorded before this instant and have no answer, the oldest first. */
  unknownIntents(before: Date, limit: number): Promise<readonly IntentId[]>;
  payoutMethod(account: AccountId): Promise<PayoutMethod | undefined>;
  payoutMethodsBy(reference: string): Promise<readonly PayoutMethod[]>;
  gatewayTotals(): Promise<GatewayTotals | undefined>;
  /** Where the gateway's totals can't be what the books say, whatever the calls under way have done, in words. */
  gatewayDifferences(totals: Omit<GatewayTotals, 'differences'>): Promise<string[]>;
  reconcile(): Promise<Reconciliation>;
}

/** What every use case is given. */
export interface Parts {
  readonly transact: Transact<PaymentTransaction>;
  readonly reads: PaymentReads;
  readonly gateway: Gateway;
  readonly idempotency: Idempotency;
  readonly commission: CommissionRate;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Wakes the followers of a payment whose status changed without an event that others hear of. */
  announce(id: PaymentId): Promise<void>;
}
