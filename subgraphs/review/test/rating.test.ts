import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_RATINGS, summaryOf } from '../src/domain/rating.ts';

test('without reviews there is no average', () => {
  expect(summaryOf(NO_RATINGS)).toEqual({ average: null, count: 0, histogram: [0, 0, 0, 0, 0] });
});

test.each([
  [[0, 0, 0, 0, 1], 5],
  [[0, 0, 0, 1, 2], 4.67],
  [[1, 0, 0, 0, 1], 3],
  [[2, 0, 0, 0, 1], 2.33],
  [[1, 0, 0, 0, 999], 5],
] as const)('%j averages %d', (histogram, average) => {
  expect(summaryOf([...histogram]).average).toBe(average);
});

test('the average is the mean of all stars, to a hundredth', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1, 2, 3, 4, 5), { minLength: 1, maxLength: 200 }), (stars) => {
      const count = (n: number) => stars.filter((each) => each === n).length;
      const { average, count: total } = summaryOf([count(1), count(2), count(3), count(4), count(5)]);
      expect(total).toBe(stars.length);
      const mean = stars.reduce((sum, n) => sum + n, 0) / stars.length;
      expect(Math.abs((average ?? 0) - mean)).toBeLessThanOrEqual(0.005 + 1e-9);
    }),
  );
});
