/** What the use cases ask of the outside. Infrastructure answers. */
import type { Clock } from '@marketplace/kernel/clock';
import type { AccountId, OrderId, PaymentId, WalletId } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import type { CurrencyCode, Money } from '@marketplace/kernel/money';
import type { Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { Idempotency } from '@marketplace/storage/idempotency';
import type { Intent, IntentId, Outcome } from '../domain/intent.ts';
import type { CommissionRate, Posting, WalletTransactionType } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';

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
}

/** The payment gateway. Every call stands outside any transaction. */
export interface Gateway {
  /**
   * Does what the intent says, once per intent however often it is called (its id is the idempotency key).
   * Throws when no answer came: whether it was done is not known then.
   */
  perform(intent: Intent): Promise<Outcome>;
  /** What became of an intent; null when the gateway never heard of it. Throws when no answer came. */
  lookup(intent: Intent): Promise<Outcome | null>;
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
  /** The oldest first. */
  wallets(owner: AccountId): Promise<readonly Wallet[]>;
  walletsById(ids: readonly WalletId[]): Promise<readonly Wallet[]>;
  /** Newest first, from before this number. */
  walletTransactions(wallet: Wallet, before: number | null, limit: number): Promise<readonly WalletTransaction[]>;
  /** What a cause brought to this wallet. */
  walletTransactionOf(cause: string, wallet: Wallet): Promise<WalletTransaction | undefined>;
  earnings(question: EarningsQuestion): Promise<EarningsBucket[]>;
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
