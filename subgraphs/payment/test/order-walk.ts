/** One order's money on a random walk: the books in memory, a gateway that answers when the walk says so, and the rules. */
import { accountOf, customerOf, newId, paymentOf, providerOf } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import fc from 'fast-check';
import { expect } from 'vitest';
import { newIntent } from '../src/application/carry-out.ts';
import { refundable, refundCaptured, tipPaid } from '../src/domain/after-settlement.ts';
import { borneBy, type Chargeback, orderChargedBack, orderReinstated } from '../src/domain/chargeback.ts';
import { orderEnded } from '../src/domain/ending.ts';
import type { PaymentSource } from '../src/domain/funds.ts';
import {
  authorizationFailed,
  authorizationUnknown,
  cardAuthorized,
  cardCharged,
  cardVoided,
  chargeFailed,
  customerAsked,
  orderAccepted,
  place,
} from '../src/domain/holding.ts';
import type { Intent } from '../src/domain/intent.ts';
import { divide, type LedgerAccount, type Posting, paid, returned } from '../src/domain/ledger.ts';
import type { Decision, Ending, GatewayCall, Payment } from '../src/domain/payment.ts';
import { remaining, withoutAction } from '../src/domain/payment.ts';
import {
  differenceCharged,
  differenceDeclined,
  orderDisputed,
  priceApproved,
  priceStands,
} from '../src/domain/price-change.ts';
import { usd } from './context.ts';

export const RATE = 1_000;
export const NOW = new Date('2027-01-04T09:00:00Z');
/** What the customer's wallet has at first. */
const AT_FIRST = 15_000;

/** The books in memory, and what the gateway was asked and has not answered. */
export function books() {
  const balances = new Map<string, number>();
  const calls: Required<GatewayCall>[] = [];
  const asked: Required<GatewayCall>[] = [];
  const causes: string[] = [];
  const said: Decision['says'][number][] = [];
  let holds = { opened: 0, resolved: 0 };
  const keyOf = (account: LedgerAccount) => ('owner' in account ? `${account.kind}:${account.owner}` : account.kind);
  return {
    calls,
    asked,
    said,
    post,
    /** What is open. */
    holds: () => holds.opened - holds.resolved,
    balance: (kind: LedgerAccount['kind'], owner?: string) => balances.get(owner ? `${kind}:${owner}` : kind) ?? 0,
    total: () => [...balances.values()].reduce((sum, balance) => sum + balance, 0),
    carryOut(decision: Decision): Payment {
      for (const posting of decision.postings) post(posting);
      for (const { id = newId('int'), ...call } of decision.calls) {
        calls.push({ ...call, id });
        asked.push({ ...call, id });
      }
      said.push(...decision.says);
      return decision.payment;
    },
  };

  function post({ entries, cause, currency, hold }: Posting): void {
    expect(entries.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    expect(causes).not.toContain(cause);
    causes.push(cause);
    const before = new Map(balances);
    for (const { account, amount } of entries) {
      expect(amount.currency).toBe(currency);
      balances.set(keyOf(account), (balances.get(keyOf(account)) ?? 0) + amount.amount);
    }
    for (const { account, mayOwe } of entries)
      if (
        account.kind === 'WALLET' &&
        !mayOwe &&
        !entries.some((each) => each.mayOwe && keyOf(each.account) === keyOf(account))
      )
        expect(balances.get(keyOf(account))).toBeGreaterThanOrEqual(
          Math.min(-AT_FIRST, before.get(keyOf(account)) ?? 0),
        );
    if (!hold) return;
    const resolved = hold.resolves ? holds.opened - holds.resolved : 0;
    const opened = hold.opens.reduce((sum, { amount }) => sum + amount.amount, 0);
    holds = { opened: holds.opened + opened, resolved: holds.resolved + resolved };
  }
}

export function ordered(source: PaymentSource, price: Money) {
  const orderId = newId('ord');
  const customer = newId('acc');
  const provider = newId('acc');
  const placed = {
    ...{ id: paymentOf(orderId), orderId, customerId: customerOf(customer), providerId: providerOf(provider) },
    ...{ price, source, paymentMethod: source === 'CARD' ? 'pm_card_visa' : null },
  };
  return { customer, provider, placed };
}

/** What a call looks like once it is written down. */
export function intentOf({ id, ...call }: Required<GatewayCall>, { id: paymentId, customerId }: Payment): Intent {
  const what = { ...call, paymentId, accountId: accountOf(customerId) };
  return newIntent(id, what, { correlationId: 'walk' }, NOW);
}

export type Step =
  | {
      readonly do:
        | 'accept'
        | 'release'
        | 'dispute'
        | 'complete'
        | 'answers'
        | 'fails'
        | 'is silent'
        | 'asks the customer';
    }
  | { readonly do: 'hears' | 'reinstate' }
  | { readonly do: 'settle' | 'refund' | 'tip' | 'charge back'; readonly amount: number }
  | { readonly do: 'approve price'; readonly amount: number; readonly source: PaymentSource | null };

const amount = fc.integer({ min: 0, max: 12_000 });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'answers' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'accept' } as const) },
  { weight: 2, arbitrary: fc.constant({ do: 'hears' } as const) },
  fc.record({ do: fc.constantFrom('release', 'dispute', 'complete', 'fails', 'is silent', 'asks the customer') }),
  fc.record({ do: fc.constantFrom('settle', 'refund', 'tip', 'charge back'), amount }),
  fc.record({ do: fc.constant('reinstate' as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('approve price' as const),
      amount,
      source: fc.constantFrom('WALLET', 'CARD', null),
    }),
  },
);

const BEGINNINGS: readonly (readonly Step[])[] = [
  [],
  [{ do: 'answers' }, { do: 'accept' }],
  [{ do: 'answers' }, { do: 'accept' }, { do: 'answers' }],
];

/** Most begin where most of an order's money moves. */
export const steps: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.constantFrom(...BEGINNINGS), fc.array(step, { maxLength: 25 }))
  .map(([beginning, rest]) => [...beginning, ...rest]);

/** The order as its own context would see it: the price that it costs, and what it has heard of us. */
interface Order {
  price: number;
  awaited: number | null;
  accepted: boolean;
  completed: boolean;
  disputed: boolean;
  ended: Ending['kind'] | null;
}

/** Walks one order's money along `steps`, doing those that the order's process allows, then to its end; checks the rules after each. */
export function walk(source: PaymentSource, price: number, taken: readonly Step[]): void {
  const { customer, provider, placed } = ordered(source, usd(price));
  const ledger = books();
  const order: Order = { price, awaited: null, accepted: false, completed: false, disputed: false, ended: null };
  const chargebacks: { of: Chargeback; reference: string }[] = [];
  let gateway = 0; // what it has of ours
  const available = () => usd(Math.max(0, AT_FIRST + ledger.balance('WALLET', customer)));
  let payment = ledger.carryOut(place(placed, available(), NOW));

  for (const each of taken) doAndCheck(each);
  if (!order.ended) doAndCheck(order.accepted ? { do: 'settle', amount: 0 } : { do: 'release' });
  while (ledger.calls.length > 0) doAndCheck({ do: 'answers' });
  checkEnd();

  function doAndCheck(each: Step): void {
    const heldBefore = ledger.balance('HELD', payment.id);
    const wasDisputed = payment.disputed;
    payment = take(each);
    check(each, heldBefore, wasDisputed);
  }

  function take(each: Step): Payment {
    switch (each.do) {
      case 'accept':
        if (order.accepted || order.ended || payment.status !== 'AUTHORIZED') return payment;
        order.accepted = true;
        return ledger.carryOut(orderAccepted(payment));
      case 'release':
        return order.disputed || order.completed ? payment : end({ kind: 'RELEASE' });
      case 'settle':
        return order.accepted ? end({ kind: 'SETTLE', price: usd(order.price), refund: usd(each.amount) }) : payment;
      case 'complete':
        if (!isInProgress()) return payment;
        order.completed = true;
        order.awaited = null;
        return ledger.carryOut(priceStands(payment, usd(order.price), newId('evt')));
      case 'dispute':
        if (!order.accepted || order.ended || order.disputed) return payment;
        order.disputed = true;
        order.awaited = null;
        return ledger.carryOut(orderDisputed(payment, usd(order.price), newId('evt')));
      case 'approve price':
        return isInProgress() ? approve(each.amount, each.source) : payment;
      case 'hears':
        return hears();
      case 'refund':
        if (payment.disputed || each.amount === 0 || each.amount > refundable(payment).amount) return payment;
        return ledger.carryOut(
          refundCaptured(payment, usd(each.amount), RATE, { cause: newId('eff'), reason: 'sorry' }),
        );
      case 'tip':
        if (each.amount === 0 || payment.captured.amount === 0 || available().amount < each.amount) return payment;
        if (source === 'CARD') gateway += each.amount;
        return ledger.carryOut(tipPaid(payment, usd(each.amount), newId('eff')));
      case 'charge back':
        return chargeBack(each.amount);
      case 'reinstate':
        return reinstate();
      default:
        return answer(each.do);
    }
  }

  function isInProgress(): boolean {
    return order.accepted && !order.ended && !order.completed && !order.disputed;
  }

  function end(ending: Ending): Payment {
    if (order.ended) return payment;
    order.ended = ending.kind;
    order.awaited = null;
    return ledger.carryOut(orderEnded(payment, ending, RATE));
  }

  function approve(newPrice: number, from: PaymentSource | null): Payment {
    if (newPrice < order.price) order.price = newPrice;
    order.awaited = newPrice > order.price ? newPrice : null;
    const choice = from && { source: from, paymentMethod: from === 'CARD' ? 'pm_other' : null };
    const approved = { id: newId('int'), price: usd(newPrice), payment: choice };
    return ledger.carryOut(priceApproved(payment, approved, available()));
  }

  /** The order hears the next thing that was said, which may be late by now. */
  function hears(): Payment {
    const said = ledger.said.shift();
    if (said?.type === 'payment.price_held' && said.price.amount === order.awaited) order.price = order.awaited;
    if (said && 'price' in said && said.price.amount === order.awaited) order.awaited = null;
    return payment;
  }

  function answer(how: 'answers' | 'fails' | 'is silent' | 'asks the customer'): Payment {
    const [call] = ledger.calls;
    if (!call) return payment;
    const intent = intentOf(call, payment);
    if (how === 'is silent')
      return call.kind === 'AUTHORIZE' ? ledger.carryOut(authorizationUnknown(payment)) : payment;
    if (how === 'asks the customer') {
      const mayAsk = call.kind === 'AUTHORIZE' || call.kind === 'EXTEND';
      return mayAsk ? ledger.carryOut(customerAsked(payment, intent, 'http://bank.test')) : payment;
    }
    ledger.calls.shift();
    return verdict(intent, how === 'answers', withoutAction(payment, call.id));
  }

  function verdict(intent: Intent, succeeded: boolean, asked: Payment): Payment {
    const { kind, amount: moved, id } = intent;
    if (succeeded && (kind === 'CHARGE' || kind === 'EXTEND')) gateway += moved.amount;
    if (succeeded && kind === 'REFUND') gateway -= moved.amount;
    const reason = 'PAYMENT_DECLINED';
    switch (kind) {
      case 'AUTHORIZE':
        return ledger.carryOut(succeeded ? cardAuthorized(asked, `ref_${id}`) : authorizationFailed(asked, reason));
      case 'CHARGE':
        return ledger.carryOut(succeeded ? cardCharged(asked, RATE, available()) : chargeFailed(asked, reason));
      case 'EXTEND':
        return ledger.carryOut(
          succeeded ? differenceCharged(asked, intent, `ref_${id}`) : differenceDeclined(asked, intent),
        );
      case 'VOID':
        return ledger.carryOut(cardVoided(asked));
      default:
        ledger.post(
          succeeded ? paid(moved, asked.orderId, id) : returned(customer, moved, asked.orderId, 'REFUND', id),
        );
        return asked;
    }
  }

  /** Of the newest card that was charged; banks take back what was charged, also when we gave it back before. */
  function chargeBack(wanted: number): Payment {
    const fund = payment.funds.findLast((each) => each.source === 'CARD');
    const taken = Math.min(wanted, fund?.amount.amount ?? 0);
    if (!fund?.reference || taken === 0 || chargebacks.some(({ reference }) => reference === fund.reference))
      return payment;
    const { reference } = fund;
    const of: Chargeback = {
      ...{ id: newId('sdp'), intentId: newId('int'), accountId: customer, paymentId: payment.id, amount: usd(taken) },
      ...{ borne: borneBy(payment, reference, usd(taken)), reason: null, at: NOW, reinstatedAt: null },
    };
    chargebacks.push({ of, reference });
    gateway -= taken;
    return ledger.carryOut(orderChargedBack(payment, of, reference, RATE));
  }

  function reinstate(): Payment {
    const found = chargebacks.findIndex(({ of }) => of.reinstatedAt === null);
    const chargeback = chargebacks[found];
    if (!chargeback) return payment;
    chargebacks[found] = { ...chargeback, of: { ...chargeback.of, reinstatedAt: NOW } };
    gateway += chargeback.of.amount.amount;
    return ledger.carryOut(orderReinstated(payment, chargeback.of, chargeback.reference, RATE));
  }

  function check(last: Step, heldBefore: number, wasDisputed: boolean): void {
    const held = ledger.balance('HELD', payment.id);
    expect(ledger.total()).toBe(0);
    expect(held).toBeGreaterThanOrEqual(0);
    expect(ledger.holds()).toBe(held);
    expect(held).toBe(payment.stage === 'HELD' ? remaining(payment).amount : 0);
    if (wasDisputed && last.do !== 'settle' && last.do !== 'charge back')
      expect(held).toBeGreaterThanOrEqual(heldBefore);
    const { captured, refunded, chargedBack, commission, earning, tip } = payment;
    if (order.ended === 'SETTLE' && payment.stage === 'ENDED') {
      const divided = refunded.amount + chargedBack.amount + commission.amount + earning.amount;
      expect(divided + tip.amount).toBe(captured.amount + tip.amount);
      expect(remaining(payment)).toEqual(refundable(payment));
      expect(commission).toEqual(divide(refundable(payment), RATE).commission);
    }
    expect(ledger.balance('WALLET', provider)).toBe(earning.amount + tip.amount);
    expect(ledger.balance('COMMISSION')).toBe(commission.amount);
    expect(ledger.balance('GATEWAY')).toBe(-gateway || 0);
    const refunding = ledger.calls.filter(({ kind }) => kind === 'REFUND');
    expect(ledger.balance('IN_TRANSIT')).toBe(refunding.reduce((sum, call) => sum + call.amount.amount, 0));
    for (const { reference, amount: charged } of payment.funds)
      if (reference !== null) expect(refundsTo(reference)).toBeLessThanOrEqual(charged.amount);
  }

  function refundsTo(reference: string): number {
    const refunds = ledger.asked.filter((call) => call.kind === 'REFUND' && call.reference === reference);
    return refunds.reduce((sum, call) => sum + call.amount.amount, 0);
  }

  function checkEnd(): void {
    expect(payment).toMatchObject({ stage: 'ENDED', ending: null, change: null });
    expect(ledger.balance('HELD', payment.id)).toBe(0);
    expect(ledger.balance('IN_TRANSIT')).toBe(0);
    const isCaptured = ['CAPTURED', 'PARTIALLY_REFUNDED', 'REFUNDED'].includes(payment.status);
    if (isCaptured && chargebacks.length === 0) expect(payment.captured.amount).toBe(order.price);
  }
}
