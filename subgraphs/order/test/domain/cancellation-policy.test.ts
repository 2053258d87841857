import { HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import { add, currencyCode, money } from '@marketplace/kernel/money';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cancellationTerms } from '../../src/domain/cancellation-policy.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import { START } from './an-order.ts';

const policy = DEFAULT_SETTINGS.cancellation;
const EUR = currencyCode('EUR');
const price = money(8401, EUR);
const LONG_AGO = later(START, -100 * HOUR);

describe('the cancellation policy', () => {
  const fee = (now: Date, acceptedAt: Date | null = LONG_AGO, by: 'CUSTOMER' | 'PROVIDER' | 'SYSTEM' = 'CUSTOMER') =>
    cancellationTerms(policy, { price, start: START, acceptedAt }, by, now).fee.amount;

  test('is free before acceptance, at any time', () => {
    expect(fee(later(START, -MINUTE), null)).toBe(0);
  });

  test('is free until 24 hours before the start, half until 2 hours before, all after that; each to the instant', () => {
    expect(fee(later(START, -24 * HOUR - 1))).toBe(0);
    expect(fee(later(START, -24 * HOUR))).toBe(4201); // half of an odd number, rounded half up
    expect(fee(later(START, -2 * HOUR - 1))).toBe(4201);
    expect(fee(later(START, -2 * HOUR))).toBe(8401);
    expect(fee(later(START, -1))).toBe(8401);
  });

  test('is free for 15 minutes after acceptance, however near the start', () => {
    const acceptedAt = later(START, -HOUR);
    expect(fee(later(acceptedAt, 15 * MINUTE - 1), acceptedAt)).toBe(0);
    expect(fee(later(acceptedAt, 15 * MINUTE), acceptedAt)).toBe(8401);
  });

  test('gives all back when the provider or the system cancels', () => {
    expect(fee(later(START, -1), LONG_AGO, 'PROVIDER')).toBe(0);
    expect(fee(later(START, -1), LONG_AGO, 'SYSTEM')).toBe(0);
  });

  test('refund and fee are the price; terms last exactly until they change; fees never fall as the start nears', () => {
    const minutes = (max: number) => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(minutes(60 * 100), minutes(60 * 100), fc.integer({ min: 1, max: 10 ** 9 }), (a, b, amount) => {
        const acceptedAt = later(START, -Math.max(a, b) * MINUTE);
        const now = later(START, -Math.min(a, b) * MINUTE - 1);
        const order = { price: money(amount, EUR), start: START, acceptedAt };
        const { refund, fee, validUntil } = cancellationTerms(policy, order, 'CUSTOMER', now);
        expect(add(refund, fee)).toEqual(order.price);
        expect(refund.amount >= 0 && fee.amount >= 0).toBe(true);
        expect(validUntil > now && validUntil <= START).toBe(true);
        const lastMoment = cancellationTerms(policy, order, 'CUSTOMER', later(validUntil, -1));
        expect(lastMoment).toEqual({ refund, fee, validUntil });
        if (validUntil < START && amount > 1)
          expect(cancellationTerms(policy, order, 'CUSTOMER', validUntil).fee.amount).toBeGreaterThan(fee.amount);
      }),
    );
  });
});
