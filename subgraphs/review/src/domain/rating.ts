import { STARS } from './review.ts';

/** How many published reviews gave 1, 2, 3, 4 and 5 stars. */
export type Histogram = readonly [number, number, number, number, number];

export interface RatingSummary {
  /** Rounded to hundredths; null while there is no published review. */
  readonly average: number | null;
  readonly count: number;
  readonly histogram: Histogram;
}

export const NO_RATINGS: Histogram = [0, 0, 0, 0, 0];

export function summaryOf(histogram: Histogram): RatingSummary {
  const count = histogram.reduce((sum, n) => sum + n, 0);
  const stars = histogram.reduce((sum, n, index) => sum + n * (STARS[index] ?? 0), 0);
  return { average: count === 0 ? null : Math.round((stars / count) * 100) / 100, count, histogram };
}
