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
  | 'RETURNED';

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
  /** A hold is opened by the posting that fills the HELD account and resolved whole by the one that empties it. */
  readonly hold?: {
    readonly paymentId: PaymentId;
    readonly effect: 'OPENS' | 'RESOLVES';
    readonly wallet: AccountId | null;
  };
}

/** Whose money an order moves, and where it came from. */
export interface OrderMoney {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly customer: AccountId;
  readonly provider: AccountId;
  readonly source: 'WALLET' | 'CARD';
}

/** In basis points: 1,000 is 10 %. */
export type CommissionRate = number;
const BASIS = 10_000;

const wallet = (owner: AccountId): LedgerAccount => ({ kind: 'WALLET', owner });
const held = (owner: PaymentId): LedgerAccount => ({ kind: 'HELD', owner });
const IN_TRANSIT: LedgerAccount = { kind: 'IN_TRANSIT' };
const GATEWAY: LedgerAccount = { kind: 'GATEWAY' };
const COMMISSION: LedgerAccount = { kind: 'COMMISSION' };

const entry = (account: LedgerAccount, amount: Money, type: WalletTransactionType | null = null): Entry => ({
  account,
  amount,
  type,
});

/** How an amount is divided between provider and platform; the platform's share is rounded half up. */
export function divide(gross: Money, rate: CommissionRate): { commission: Money; earning: Money } {
  const commission = share(gross, rate, BASIS);
  return { commission, earning: subtract(gross, commission) };
}

/** From the customer's wallet, when the order is placed. */
export function hold(order: OrderMoney, amount: Money): Posting {
  return balanced({
    kind: 'HOLD',
    cause: `hold:${order.paymentId}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, effect: 'OPENS', wallet: order.customer },
    entries: [entry(wallet(order.customer), negate(amount), 'HOLD'), entry(held(order.paymentId), amount)],
  });
}

/** From the customer's card, when the order is accepted. */
export function charge(order: OrderMoney, amount: Money): Posting {
  return balanced({
    kind: 'CHARGE',
    cause: `charge:${order.paymentId}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, effect: 'OPENS', wallet: null },
    entries: [entry(GATEWAY, negate(amount)), entry(held(order.paymentId), amount)],
  });
}

/** The order came to nothing: what is held goes back whole. */
export function release(order: OrderMoney, amount: Money): Posting {
  return balanced({
    kind: 'RELEASE',
    cause: `resolve:${order.paymentId}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, effect: 'RESOLVES', wallet: null },
    entries: [entry(held(order.paymentId), negate(amount)), giveBack(order, amount, 'RELEASE')],
  });
}

/** The order is done, or cancelled for a fee: the customer gets `refund`, provider and platform share the rest. */
export function settle(order: OrderMoney, amount: Money, refund: Money, rate: CommissionRate): Posting {
  const gross = subtract(amount, refund);
  const { commission } = divide(gross, rate);
  return balanced({
    kind: 'CAPTURE',
    cause: `resolve:${order.paymentId}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, effect: 'RESOLVES', wallet: null },
    entries: [
      entry(held(order.paymentId), negate(amount)),
      giveBack(order, refund, 'REFUND'),
      entry(wallet(order.provider), gross, 'EARNING'),
      entry(wallet(order.provider), negate(commission), 'COMMISSION'),
      entry(COMMISSION, commission),
    ],
  });
}

/** `cause` names the refund in the books, `reason` is its giver's. */
export interface Why {
  readonly cause: string;
  readonly reason: string;
}

/** After the settlement: taken from the provider, even when it was paid out, and from the platform's share of it. */
export function refund(order: OrderMoney, kept: Money, amount: Money, rate: CommissionRate, why: Why): Posting {
  const before = divide(kept, rate).commission;
  const after = divide(subtract(kept, amount), rate).commission;
  const returned = subtract(before, after);
  return balanced({
    kind: 'REFUND',
    cause: `refund:${why.cause}`,
    note: why.reason,
    orderId: order.orderId,
    entries: [
      { account: wallet(order.provider), amount: negate(amount), type: 'REFUND', mayOwe: true },
      { account: wallet(order.provider), amount: returned, type: 'COMMISSION', mayOwe: true },
      entry(COMMISSION, negate(returned)),
      giveBack(order, amount, 'REFUND'),
    ],
  });
}

/** All of it is the provider's. From the wallet, or from the card that has just been charged for it. */
export function tip(order: OrderMoney, amount: Money, cause: string): Posting {
  const from = order.source === 'WALLET' ? wallet(order.customer) : GATEWAY;
  return balanced({
    kind: 'TIP',
    cause: `tip:${cause}`,
    orderId: order.orderId,
    entries: [
      entry(from, negate(amount), order.source === 'WALLET' ? 'TIP' : null),
      entry(wallet(order.provider), amount, 'TIP'),
    ],
  });
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

function giveBack(order: OrderMoney, amount: Money, type: 'RELEASE' | 'REFUND'): Entry {
  return order.source === 'WALLET' ? entry(wallet(order.customer), amount, type) : entry(IN_TRANSIT, amount);
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
