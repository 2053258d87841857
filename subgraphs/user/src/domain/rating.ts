/** The sum and number of published ratings of 1 to 5: a provider's, or the whole market's. */
export interface Rating {
  readonly sum: number;
  readonly count: number;
}

export const UNRATED: Rating = { sum: 0, count: 0 };

const NEUTRAL = 3; // the middle of 1 to 5, while the market has no review at all
const MEAN_WEIGHT = 10; // reviews' worth of the market's mean

/** From the number of reviews with one to five stars, in that order. */
export function ratingOf(histogram: readonly number[]): Rating {
  return {
    sum: histogram.reduce((sum, count, index) => sum + count * (index + 1), 0),
    count: histogram.reduce((sum, count) => sum + count, 0),
  };
}

export const plus = (a: Rating, b: Rating): Rating => ({ sum: a.sum + b.sum, count: a.count + b.count });
export const minus = (a: Rating, b: Rating): Rating => ({ sum: a.sum - b.sum, count: a.count - b.count });

export const meanOf = ({ sum, count }: Rating): number => (count === 0 ? NEUTRAL : sum / count);

/** What sorting by rating compares: the average, drawn towards the market's mean by the weight of ten reviews. */
export const weighted = ({ sum, count }: Rating, marketMean: number): number =>
  (MEAN_WEIGHT * marketMean + sum) / (MEAN_WEIGHT + count);

/** The prior that `weighted` adds to the sum and to the count, for stores that compute it themselves. */
export const prior = (marketMean: number): Rating => ({ sum: MEAN_WEIGHT * marketMean, count: MEAN_WEIGHT });
