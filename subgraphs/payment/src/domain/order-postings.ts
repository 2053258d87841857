/** The postings that move an order's money. */
import type { AccountId, OrderId, PaymentId } from '@marketplace/kernel/ids';
import { add, type Money, negate, subtract } from '@marketplace/kernel/money';
import {
  balanced,
  COMMISSION,
  type CommissionRate,
  divide,
  type Entry,
  entry,
  GATEWAY,
  type HeldPart,
  held,
  IN_TRANSIT,
  type Posting,
  wallet,
} from './ledger.ts';

/** Whose money an order moves. */
export interface OrderMoney {
  readonly paymentId: PaymentId;
  readonly orderId: OrderId;
  readonly customer: AccountId;
  readonly provider: AccountId;
}

/** How what goes back is divided by where it came from. */
export interface Back {
  readonly toWallet: Money;
  readonly toCards: Money;
}

/** From the customer's wallet, when the order is placed, or for a higher price. */
export function hold(order: OrderMoney, amount: Money, cause: string = order.paymentId): Posting {
  return balanced({
    kind: 'HOLD',
    cause: `hold:${cause}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, resolves: false, opens: [{ wallet: order.customer, amount }] },
    entries: [entry(wallet(order.customer), negate(amount), 'HOLD'), entry(held(order.paymentId), amount)],
  });
}

/** From the customer's card, when the order is accepted, or for a higher price. */
export function charge(order: OrderMoney, amount: Money, cause: string = order.paymentId): Posting {
  return balanced({
    kind: 'CHARGE',
    cause: `charge:${cause}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, resolves: false, opens: [{ wallet: null, amount }] },
    entries: [entry(GATEWAY, negate(amount)), entry(held(order.paymentId), amount)],
  });
}

/** From the customer's card, for what is not wanted any more: it is on its way back at once. */
export function chargeInVain(order: OrderMoney, amount: Money, cause: string): Posting {
  return balanced({
    kind: 'CHARGE',
    cause: `charge:${cause}`,
    orderId: order.orderId,
    entries: [entry(GATEWAY, negate(amount)), entry(IN_TRANSIT, amount)],
  });
}

/** The order came to nothing: what is held goes back whole. */
export function release(order: OrderMoney, back: Back): Posting {
  return balanced({
    kind: 'RELEASE',
    cause: `resolve:${order.paymentId}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, resolves: true, opens: [] },
    entries: [entry(held(order.paymentId), negate(total(back))), ...giving(order, back, 'RELEASE')],
  });
}

/** The price has fallen: what is held beyond it goes back, `remaining` stays. */
export function reduce(order: OrderMoney, back: Back, remaining: readonly HeldPart[], cause: string): Posting {
  return balanced({
    kind: 'RELEASE',
    cause: `reduce:${cause}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, resolves: true, opens: remaining },
    entries: [entry(held(order.paymentId), negate(total(back))), ...giving(order, back, 'RELEASE')],
  });
}

export interface Settlement {
  readonly held: Money;
  /** Held beyond the price, and so the customer's. */
  readonly beyond: Back;
  readonly refund: Back;
}

/** The order is done, or cancelled for a fee: provider and platform share what the customer does not get back. */
export function settle(order: OrderMoney, { held: amount, beyond, refund }: Settlement, rate: CommissionRate): Posting {
  const gross = subtract(amount, add(total(beyond), total(refund)));
  const { commission } = divide(gross, rate);
  return balanced({
    kind: 'CAPTURE',
    cause: `resolve:${order.paymentId}`,
    orderId: order.orderId,
    hold: { paymentId: order.paymentId, resolves: true, opens: [] },
    entries: [
      entry(held(order.paymentId), negate(amount)),
      ...giving(order, beyond, 'RELEASE'),
      ...giving(order, refund, 'REFUND'),
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
export function refund(order: OrderMoney, kept: Money, back: Back, rate: CommissionRate, why: Why): Posting {
  return balanced({
    kind: 'REFUND',
    cause: `refund:${why.cause}`,
    note: why.reason,
    orderId: order.orderId,
    entries: [...unearned(order, kept, total(back), rate, 'REFUND'), ...giving(order, back, 'REFUND')],
  });
}

/** All of it is the provider's. From the wallet, or from the card that has just been charged for it. */
export function tip(order: OrderMoney, source: 'WALLET' | 'CARD', amount: Money, cause: string): Posting {
  return balanced({
    kind: 'TIP',
    cause: `tip:${cause}`,
    orderId: order.orderId,
    entries: [
      source === 'WALLET' ? entry(wallet(order.customer), negate(amount), 'TIP') : entry(GATEWAY, negate(amount)),
      entry(wallet(order.provider), amount, 'TIP'),
    ],
  });
}

/**
 * What a card's bank took back: `ours` is what provider and platform, or the hold, still had of it; `customers` is what
 * had gone back to the customer before, who has it twice now. Both below zero: the bank has returned them.
 */
export interface TakenBack {
  readonly ours: Money;
  readonly customers: Money;
  /** The gateway's name for the chargeback. */
  readonly cause: string;
}

/** While the order is under way: less is held. `remaining`: what still is. */
export function takeFromHold(order: OrderMoney, taken: TakenBack, remaining: readonly HeldPart[]): Posting {
  return balanced({
    ...takingBack(order.orderId, add(taken.ours, taken.customers), taken.cause),
    hold: { paymentId: order.paymentId, resolves: true, opens: remaining },
    entries: [entry(held(order.paymentId), negate(taken.ours)), ...fromCustomer(order, taken)],
  });
}

/** After the settlement: the provider bears it, less the commission on it, which the platform gives back. */
export function takeFromEarning(order: OrderMoney, taken: TakenBack, kept: Money, rate: CommissionRate): Posting {
  return balanced({
    ...takingBack(order.orderId, add(taken.ours, taken.customers), taken.cause),
    entries: [...unearned(order, kept, taken.ours, rate, 'ADJUSTMENT'), ...fromCustomer(order, taken)],
  });
}

/** What was paid into a wallet by card: a top-up, or a tip. Below zero: the bank has returned it. */
export function takeFromWallet(owner: AccountId, amount: Money, orderId: OrderId | null, cause: string): Posting {
  return balanced({
    ...takingBack(orderId, amount, cause),
    entries: [adjustment(owner, negate(amount)), entry(GATEWAY, amount)],
  });
}

const takingBack = (orderId: OrderId | null, amount: Money, cause: string) =>
  amount.amount < 0
    ? ({ kind: 'REINSTATED', cause: `reinstated:${cause}`, orderId } as const)
    : ({ kind: 'CHARGEBACK', cause: `chargeback:${cause}`, orderId } as const);

const adjustment = (owner: AccountId, amount: Money): Entry => ({
  ...entry(wallet(owner), amount, 'ADJUSTMENT'),
  mayOwe: true,
});

const fromCustomer = (order: OrderMoney, { ours, customers }: TakenBack): Entry[] => [
  adjustment(order.customer, negate(customers)),
  entry(GATEWAY, add(ours, customers)),
];

/** Takes `amount` of what provider and platform have `kept`, each its share. */
function unearned(
  order: OrderMoney,
  kept: Money,
  amount: Money,
  rate: CommissionRate,
  type: 'REFUND' | 'ADJUSTMENT',
): Entry[] {
  const commissionBack = subtract(divide(kept, rate).commission, divide(subtract(kept, amount), rate).commission);
  return [
    { account: wallet(order.provider), amount: negate(amount), type, mayOwe: true },
    { account: wallet(order.provider), amount: commissionBack, type: 'COMMISSION', mayOwe: true },
    entry(COMMISSION, negate(commissionBack)),
  ];
}

const total = ({ toWallet, toCards }: Back): Money => add(toWallet, toCards);

const giving = (order: OrderMoney, { toWallet, toCards }: Back, type: 'RELEASE' | 'REFUND'): Entry[] => [
  entry(wallet(order.customer), toWallet, type),
  entry(IN_TRANSIT, toCards),
];
