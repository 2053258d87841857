import type { DemoOrder, DemoReview, DemoWorld } from '@marketplace/demo/world';
import type { ProviderId } from '@marketplace/kernel/ids';
import { NO_RATINGS } from '../domain/rating.ts';
import { type KnownOrder, type Review, STARS } from '../domain/review.ts';

export interface DemoReviews {
  readonly orders: readonly KnownOrder[];
  readonly reviews: readonly Review[];
  readonly histograms: ReadonlyMap<ProviderId, readonly number[]>;
}

/** What this context would know had it lived through the demo world's past. */
export function demoReviews(world: DemoWorld): DemoReviews {
  const reviews = world.orders.flatMap((order) => order.reviews.map((review) => published(order, review)));
  const ofProviders = Map.groupBy(
    reviews.filter((review) => review.subject === 'PROVIDER'),
    (review) => review.providerId,
  );
  return {
    orders: world.orders.map(({ id, customerId, providerId, settledAt }) => ({
      id,
      customerId,
      providerId,
      settledAt,
    })),
    reviews,
    histograms: new Map([...ofProviders].map(([provider, of]) => [provider, countStars(of)])),
  };
}

function published(order: DemoOrder, { id, subject, rating, comment, at }: DemoReview): Review {
  const stars = STARS.find((n) => n === rating);
  if (stars === undefined) throw new Error(`demo review ${id}: ${rating} stars`);
  const { id: orderId, customerId, providerId } = order;
  return {
    id,
    orderId,
    customerId,
    providerId,
    subject,
    rating: stars,
    comment,
    state: 'PUBLISHED',
    reply: null,
    createdAt: at,
    publishedAt: at,
    findings: [],
    openReports: 0,
    underReviewSince: null,
  };
}

const countStars = (reviews: readonly Review[]): number[] =>
  NO_RATINGS.map((_none, index) => reviews.filter((review) => review.rating === STARS[index]).length);
