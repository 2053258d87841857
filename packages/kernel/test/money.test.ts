import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, compare, currencyCode, formatMoney, money, share, subtract } from '../src/money.ts';

const EUR = currencyCode('EUR');
const amount = fc.integer({ min: 0, max: 2 ** 40 });

describe('money', () => {
  test('a share and the rest are the whole, for any rate', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (total, basisPoints) => {
        const whole = money(total, EUR);
        const part = share(whole, basisPoints, 10_000);
        expect(add(part, subtract(whole, part))).toEqual(whole);
        expect(compare(part, whole)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('a share is rounded half up', () => {
    expect(share(money(5, EUR), 1, 2).amount).toBe(3);
    expect(share(money(15, EUR), 1, 10).amount).toBe(2);
    expect(share(money(14, EUR), 1, 10).amount).toBe(1);
    expect(share(money(Number.MAX_SAFE_INTEGER, EUR), 1, 1).amount).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('fractions of a minor unit, unsafe integers and unknown currencies are faults', () => {
    expect(() => money(0.5, EUR)).toThrow(RangeError);
    expect(() => money(2 ** 53, EUR)).toThrow(RangeError);
    expect(() => currencyCode('EURO')).toThrow(RangeError);
    expect(() => share(money(-1, EUR), 1, 2)).toThrow(RangeError);
  });

  test('currencies never mix', () => {
    expect(() => add(money(1, EUR), money(1, currencyCode('USD')))).toThrow('never mix');
  });

  test('is written with the currency’s own decimals', () => {
    expect(formatMoney(money(8_400, EUR))).toBe('€84.00');
    expect(formatMoney(money(8_400, currencyCode('JPY')))).toBe('¥8,400');
  });
});
