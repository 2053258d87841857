/**
 * The books, as data: every movement of money is one balanced transaction between accounts.
 * An account's balance is what the platform owes to its owner, so the gateway's, which owes us, is negative.
 */
import type { AccountId, OrderId, PaymentId } from '@marketplace/kernel/ids';
import { add, type CurrencyCode, type Money, negate, share, subtract } from '@marketplace/kernel/money';

export type LedgerAccount =
  /** What an account may spend or pay out. */
  | { readonly kind: 'WALLET'; readonly owner: AccountId }
  /** An order's money, while it is under way. */
  | { readonly kind: 'HELD'; readonly owner: PaymentId }
  /** Given back or paid out, but not yet confirmed by the gateway. */
  | { readonly kind: 'IN_TRANSIT' }
  /** What the gateway keeps for us. */
  | { readonly kind: 'GATEWAY' }
  /** What the platform has earned. */
  | { readonly kind: 'COMMISSION' };

export type WalletTransactionType =
  | 'TOP_UP'
  | 'HOLD'
  | 'RELEASE'
  | 'CAPTURE'
  | 'REFUND'
  | 'EARNING'
  | 'COMMISSION'
  | 'TIP'
  | 'PAYOUT'
  | 'ADJUSTMENT';

export interface Entry {
  readonly account: LedgerAccount;
  readonly amount: Money;
  /** What a wallet's owner reads; null on every other account. */
  readonly type: WalletTransactionType | null;
  /** The wallet may go into debt by this entry: money is taken back that was paid out already. */
  readonly mayOwe?: true;
}

export type PostingKind =
  | 'TOP_UP'
  | 'HOLD'
  | 'CHARGE'
  | 'RELEASE'
  | 'CAPTURE'
  | 'REFUND'
  | 'TIP'
  | 'PAYOUT'
  | 'PAID'
  | 'RETURNED'
  | 'CHARGEBACK'
  | 'REINSTATED';

/** A transaction to be written. */
export interface Posting {
  readonly kind: PostingKind;
  /** What made it, e.g. `resolve:pay_…`. The ledger takes each cause once. */
  readonly cause: string;
  readonly currency: CurrencyCode;
  readonly entries: readonly Entry[];
  readonly orderId: OrderId | null;
  /** Why, in a person's words, where one was asked. */
  readonly note?: string;
  /** What a payment holds, changed by this: all its open holds are resolved, or new ones opened, or both. */
  readonly hold?: { readonly paymentId: PaymentId; readonly resolves: boolean; readonly opens: readonly HeldPart[] };
}

/** `wallet`: whose it was taken from; null for a card's money. */
export interface HeldPart {
  readonly wallet: AccountId | null;
  readonly amount: Money;
}

/** In basis points: 1,000 is 10 %. */
export type CommissionRate = number;
const BASIS = 10_000;

export const wallet = (owner: AccountId): LedgerAccount => ({ kind: 'WALLET', owner });
export const held = (owner: PaymentId): LedgerAccount => ({ kind: 'HELD', owner });
export const IN_TRANSIT: LedgerAccount = { kind: 'IN_TRANSIT' };
export const GATEWAY: LedgerAccount = { kind: 'GATEWAY' };
export const COMMISSION: LedgerAccount = { kind: 'COMMISSION' };

export const entry = (account: LedgerAccount, amount: Money, type: WalletTransactionType | null = null): Entry => ({
  account,
  amount,
  type,
});

/** How an amount is divided between provider and platform; the platform's share is rounded half up. */
export function divide(gross: Money, rate: CommissionRate): { commission: Money; earning: Money } {
  const commission = share(gross, rate, BASIS);
  return { commission, earning: subtract(gross, commission) };
}

export function topUp(owner: AccountId, amount: Money, cause: string): Posting {
  return balanced({
    kind: 'TOP_UP',
    cause: `top-up:${cause}`,
    orderId: null,
    entries: [entry(GATEWAY, negate(amount)), entry(wallet(owner), amount, 'TOP_UP')],
  });
}

/** The money leaves the wallet at once and is on its way until the gateway has answered. */
export function payout(owner: AccountId, amount: Money, cause: string): Posting {
  return balanced({
    kind: 'PAYOUT',
    cause: `payout:${cause}`,
    orderId: null,
    entries: [entry(wallet(owner), negate(amount), 'PAYOUT'), entry(IN_TRANSIT, amount)],
  });
}

/** The gateway has paid what was on its way, to a card or to a bank. */
export function paid(amount: Money, orderId: OrderId | null, cause: string): Posting {
  return balanced({
    kind: 'PAID',
    cause: `paid:${cause}`,
    orderId,
    entries: [entry(IN_TRANSIT, negate(amount)), entry(GATEWAY, amount)],
  });
}

/** The gateway could not pay: a payout is back where it came from, a card's refund goes to its owner's wallet. */
export function returned(
  owner: AccountId,
  amount: Money,
  orderId: OrderId | null,
  type: 'PAYOUT' | 'REFUND',
  cause: string,
): Posting {
  return balanced({
    kind: 'RETURNED',
    cause: `returned:${cause}`,
    orderId,
    entries: [entry(IN_TRANSIT, negate(amount)), entry(wallet(owner), amount, type)],
  });
}

/** Leaves out lines of nothing. Throws a fault unless the rest sums to zero, in one currency. */
export function balanced(draft: Omit<Posting, 'currency'>): Posting {
  const entries = draft.entries.filter(({ amount }) => amount.amount !== 0);
  const [first, ...rest] = entries;
  if (!first || rest.length === 0) throw new Error(`a posting of nothing: ${draft.cause}`);
  const sum = rest.reduce((total, { amount }) => add(total, amount), first.amount);
  if (sum.amount !== 0) throw new Error(`not balanced by ${sum.amount}: ${draft.cause}`);
  return { ...draft, currency: first.amount.currency, entries };
}
