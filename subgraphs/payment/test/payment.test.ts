import { customerOf, newId, paymentOf, providerOf } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refundable, refundCaptured, tipPaid } from '../src/domain/after-settlement.ts';
import { divide, type LedgerAccount, type Posting, paid, returned } from '../src/domain/ledger.ts';
import {
  authorizationFailed,
  authorizationUnknown,
  cardAuthorized,
  cardCharged,
  cardVoided,
  chargeFailed,
  type Decision,
  type Ending,
  type GatewayCall,
  orderAccepted,
  orderDisputed,
  orderEnded,
  type Payment,
  place,
} from '../src/domain/payment.ts';
import { usd } from './context.ts';

const RATE = 1_000;
const NOW = new Date('2027-01-04T09:00:00Z');

/** The books in memory, and what the gateway was asked and has not answered. */
function books() {
  const balances = new Map<string, number>();
  const calls: GatewayCall[] = [];
  const causes: string[] = [];
  let holds = { opened: 0, resolved: 0 };
  const keyOf = (account: LedgerAccount) => ('owner' in account ? `${account.kind}:${account.owner}` : account.kind);
  return {
    calls,
    causes,
    post,
    holds: () => holds,
    balance: (kind: LedgerAccount['kind'], owner?: string) => balances.get(owner ? `${kind}:${owner}` : kind) ?? 0,
    total: () => [...balances.values()].reduce((sum, balance) => sum + balance, 0),
    carryOut({ payment, postings, calls: asked }: Decision): Payment {
      for (const posting of postings) post(posting);
      calls.push(...asked);
      return payment;
    },
  };

  function post(posting: Posting): void {
    expect(posting.entries.reduce((sum, { amount }) => sum + amount.amount, 0)).toBe(0);
    expect(causes).not.toContain(posting.cause);
    causes.push(posting.cause);
    for (const { account, amount } of posting.entries) {
      expect(amount.currency).toBe(posting.currency);
      balances.set(keyOf(account), (balances.get(keyOf(account)) ?? 0) + amount.amount);
    }
    if (posting.hold?.effect === 'OPENS') holds = { ...holds, opened: holds.opened + 1 };
    if (posting.hold?.effect === 'RESOLVES') holds = { ...holds, resolved: holds.resolved + 1 };
  }
}

function ordered(source: 'WALLET' | 'CARD', price: Money) {
  const orderId = newId('ord');
  const customer = newId('acc');
  const provider = newId('acc');
  const placed = {
    ...{ id: paymentOf(orderId), orderId, customerId: customerOf(customer), providerId: providerOf(provider) },
    ...{ price, source, paymentMethod: null },
  };
  return { customer, provider, placed };
}

type Step =
  | { readonly do: 'accept' | 'release' | 'dispute' | 'answers' | 'fails' | 'is silent' }
  | { readonly do: 'settle' | 'refund' | 'tip'; readonly amount: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'answers' } as const) },
  fc.record({ do: fc.constantFrom('accept', 'release', 'dispute', 'fails', 'is silent') }),
  fc.record({ do: fc.constantFrom('settle', 'refund', 'tip'), amount: fc.integer({ min: 0, max: 12_000 }) }),
);

/** Walks one order's money along `steps`, doing those that the order's process allows, and checks the rules after each. */
function walk(source: 'WALLET' | 'CARD', price: number, steps: readonly Step[]): void {
  const { customer, provider, placed } = ordered(source, usd(price));
  const ledger = books();
  let payment = ledger.carryOut(place(placed, usd(price), NOW));
  let accepted = false;
  let ended = false;
  for (const each of steps) {
    const heldBefore = ledger.balance('HELD', payment.id);
    const wasDisputed = payment.disputed;
    payment = take(each);
    check(each, heldBefore, wasDisputed);
  }

  function take(each: Step): Payment {
    switch (each.do) {
      case 'accept':
        if (accepted || ended || payment.status !== 'AUTHORIZED') return payment;
        accepted = true;
        return ledger.carryOut(orderAccepted(payment));
      case 'release':
        return payment.disputed ? payment : end({ kind: 'RELEASE' });
      case 'settle':
        return accepted ? end({ kind: 'SETTLE', refund: usd(each.amount) }) : payment;
      case 'dispute':
        return accepted && !ended ? ledger.carryOut(orderDisputed(payment)) : payment;
      case 'refund':
        if (payment.disputed || each.amount === 0 || each.amount > refundable(payment).amount) return payment;
        return ledger.carryOut(
          refundCaptured(payment, usd(each.amount), RATE, { cause: newId('eff'), reason: 'sorry' }),
        );
      case 'tip':
        if (each.amount === 0 || payment.captured.amount === 0) return payment;
        return ledger.carryOut(tipPaid(payment, usd(each.amount), newId('eff')));
      default:
        return hear(each.do);
    }
  }

  function end(ending: Ending): Payment {
    if (ended) return payment;
    ended = true;
    return ledger.carryOut(orderEnded(payment, ending, RATE));
  }

  function hear(answer: 'answers' | 'fails' | 'is silent'): Payment {
    const call = ledger.calls[0];
    if (!call) return payment;
    if (answer === 'is silent')
      return call.kind === 'AUTHORIZE' ? ledger.carryOut(authorizationUnknown(payment)) : payment;
    ledger.calls.shift();
    const succeeded = answer === 'answers';
    if (call.kind === 'AUTHORIZE')
      return ledger.carryOut(
        succeeded ? cardAuthorized(payment, 'sch') : authorizationFailed(payment, 'PAYMENT_DECLINED'),
      );
    if (call.kind === 'CHARGE')
      return ledger.carryOut(succeeded ? cardCharged(payment, RATE) : chargeFailed(payment, 'PAYMENT_DECLINED'));
    if (call.kind === 'VOID') return ledger.carryOut(cardVoided(payment));
    const { amount } = call;
    ledger.post(
      succeeded
        ? paid(amount, payment.orderId, newId('int'))
        : returned(customer, amount, payment.orderId, 'REFUND', newId('int')),
    );
    return payment;
  }

  function check(last: Step, heldBefore: number, wasDisputed: boolean): void {
    const held = ledger.balance('HELD', payment.id);
    const { opened, resolved } = ledger.holds();
    expect(ledger.total()).toBe(0);
    expect(held).toBeGreaterThanOrEqual(0);
    expect(opened).toBeLessThanOrEqual(1);
    expect(resolved).toBeLessThanOrEqual(opened);
    expect(held).toBe(opened > resolved ? price : 0);
    expect(payment.stage === 'HELD').toBe(opened > resolved);
    if (wasDisputed && last.do !== 'settle') expect(held).toBeGreaterThanOrEqual(heldBefore);
    const { captured, refunded, commission, earning, tip } = payment;
    expect(refunded.amount + commission.amount + earning.amount + tip.amount).toBe(captured.amount + tip.amount);
    expect(ledger.balance('WALLET', provider)).toBe(earning.amount + tip.amount);
    expect(ledger.balance('COMMISSION')).toBe(commission.amount);
    expect(commission).toEqual(divide(refundable(payment), RATE).commission);
    const refunding = ledger.calls.filter(({ kind }) => kind === 'REFUND');
    expect(ledger.balance('IN_TRANSIT')).toBe(refunding.reduce((sum, { amount }) => sum + amount.amount, 0));
    if (source === 'CARD') expect(ledger.balance('WALLET', customer)).toBeGreaterThanOrEqual(0);
    else expect(ledger.balance('WALLET', customer)).toBe(refunded.amount - captured.amount - held - tip.amount);
  }
}

describe('the money of an order', () => {
  test('refunds, payout, commission and what remains are what was captured and tipped, on every walk', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('WALLET', 'CARD'),
        fc.integer({ min: 1, max: 10_000 }),
        fc.array(step, { maxLength: 25 }),
        walk,
      ),
      { numRuns: 500 },
    );
  });

  test('every walk ends: once the order has ended and the gateway has answered, nothing is held', () => {
    fc.assert(
      fc.property(fc.constantFrom('WALLET', 'CARD'), fc.boolean(), fc.boolean(), (source, accepts, late) => {
        const { placed } = ordered(source, usd(8_400));
        const ledger = books();
        let payment = ledger.carryOut(place(placed, usd(8_400), NOW));
        if (!late) answerAll();
        if (accepts && payment.status === 'AUTHORIZED') payment = ledger.carryOut(orderAccepted(payment));
        payment = ledger.carryOut(orderEnded(payment, { kind: 'RELEASE' }, RATE));
        answerAll();
        expect(payment).toMatchObject({ stage: 'ENDED', status: 'RELEASED', ending: null });
        expect(ledger.balance('HELD', payment.id)).toBe(0);

        function answerAll() {
          for (let call = ledger.calls.shift(); call; call = ledger.calls.shift()) {
            if (call.kind === 'AUTHORIZE') payment = ledger.carryOut(cardAuthorized(payment, 'sch'));
            if (call.kind === 'CHARGE') payment = ledger.carryOut(cardCharged(payment, RATE));
            if (call.kind === 'VOID') payment = ledger.carryOut(cardVoided(payment));
          }
        }
      }),
    );
  });

  test('an answer that comes twice changes nothing the second time', () => {
    const { placed } = ordered('CARD', usd(8_400));
    const authorized = cardAuthorized(place(placed, usd(0), NOW).payment, 'sch').payment;
    expect(cardAuthorized(authorized, 'other')).toMatchObject({ payment: authorized, says: [], calls: [] });
    const held = cardCharged(orderAccepted(authorized).payment, RATE).payment;
    expect(cardCharged(held, RATE)).toMatchObject({ payment: held, postings: [] });
  });

  test('an order that costs nothing goes the same way and writes nothing', () => {
    for (const source of ['WALLET', 'CARD'] as const) {
      const { payment, postings, says } = place(ordered(source, usd(0)).placed, usd(0), NOW);
      expect([postings, says]).toEqual([[], [{ type: 'payment.authorized' }]]);
      const settled = orderEnded(payment, { kind: 'SETTLE', refund: usd(0) }, RATE);
      expect(settled).toMatchObject({ postings: [], calls: [], says: [{ type: 'payment.captured' }] });
    }
  });

  test('nothing is released while disputed', () => {
    const { placed } = ordered('WALLET', usd(8_400));
    const disputed = orderDisputed(place(placed, usd(8_400), NOW).payment).payment;
    expect(() => orderEnded(disputed, { kind: 'RELEASE' }, RATE)).toThrow('nothing is released while disputed');
  });

  test('the platform’s share is rounded half up and the provider has the rest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 10_000 }), (amount, rate) => {
        const { commission, earning } = divide(usd(amount), rate);
        expect(commission.amount + earning.amount).toBe(amount);
        expect(commission.amount).toBe(Number((2n * BigInt(amount) * BigInt(rate) + 10_000n) / 20_000n));
      }),
    );
    expect(divide(usd(5), RATE)).toEqual({ commission: usd(1), earning: usd(4) });
    expect(divide(usd(4), RATE)).toEqual({ commission: usd(0), earning: usd(4) });
  });
});
