import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderEnded } from '../src/domain/ending.ts';
import { cardAuthorized, cardCharged, cardVoided, orderAccepted, place } from '../src/domain/holding.ts';
import { divide } from '../src/domain/ledger.ts';
import { orderDisputed } from '../src/domain/price-change.ts';
import { usd } from './context.ts';
import { books, NOW, ordered, RATE, steps, walk } from './order-walk.ts';

describe('the money of an order', () => {
  test('refunds + payout + commission + remaining = captured + tips, nothing is released while disputed, and every saga ends: on every walk', () => {
    fc.assert(fc.property(fc.constantFrom('WALLET', 'CARD'), fc.integer({ min: 1, max: 10_000 }), steps, walk), {
      numRuns: 1_000,
    });
  });

  test('every saga ends: once the order has ended and the gateway has answered, nothing is held', () => {
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
            if (call.kind === 'CHARGE') payment = ledger.carryOut(cardCharged(payment, RATE, usd(0)));
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
    const held = cardCharged(orderAccepted(authorized).payment, RATE, usd(0)).payment;
    expect(cardCharged(held, RATE, usd(0))).toMatchObject({ payment: held, postings: [] });
  });

  test('an order that costs nothing goes the same way and writes nothing', () => {
    for (const source of ['WALLET', 'CARD'] as const) {
      const { payment, postings, says } = place(ordered(source, usd(0)).placed, usd(0), NOW);
      expect([postings, says]).toEqual([[], [{ type: 'payment.authorized' }]]);
      const settled = orderEnded(payment, { kind: 'SETTLE', price: usd(0), refund: usd(0) }, RATE);
      expect(settled).toMatchObject({ postings: [], calls: [], says: [{ type: 'payment.captured' }] });
    }
  });

  test('nothing is released while disputed', () => {
    const { placed } = ordered('WALLET', usd(8_400));
    const disputed = orderDisputed(place(placed, usd(8_400), NOW).payment, usd(8_400), 'evt').payment;
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
