import type { Caller } from '@marketplace/subgraph/caller';
import DataLoader from 'dataloader';
import type { ReviewApplication } from '../application/application.ts';
import type { Moderation } from '../application/read-moderation.ts';
import type { RatingSummary } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';
import { readReviewCursor } from './review-cursor.ts';

/** One request's reads, each kind in one batch. */
export interface Loaders {
  readonly review: DataLoader<string, Review | null>;
  readonly reviewsOfOrder: DataLoader<string, Review[] | null>;
  readonly rating: DataLoader<string, RatingSummary | null>;
  readonly moderation: DataLoader<Review, Moderation | null>;
  /** One page of a provider's published reviews: providers asked for the same page are read together. */
  publishedReviews(provider: string, limit: number, after: string | null): Promise<readonly Review[]>;
}

export function createLoaders(application: ReviewApplication, caller: Caller): Loaders {
  const pages = new Map<string, DataLoader<string, readonly Review[]>>();
  const page = (limit: number, after: string | null): DataLoader<string, readonly Review[]> => {
    const position = after ? readReviewCursor(after) : undefined;
    return new DataLoader((ids) => application.publishedReviewsOf(ids, limit, position));
  };
  return {
    review: new DataLoader((ids) => application.visibleReviews(caller, ids)),
    reviewsOfOrder: new DataLoader((ids) => application.reviewsOfOrders(caller, ids)),
    rating: new DataLoader((ids) => application.ratingsOf(ids)),
    moderation: new DataLoader((reviews) => application.moderationOf(caller, reviews)),
    publishedReviews: (provider, limit, after) => {
      const key = JSON.stringify([limit, after]);
      const loader = pages.get(key) ?? page(limit, after);
      pages.set(key, loader);
      return loader.load(provider);
    },
  };
}
