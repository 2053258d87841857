import type { Clock } from '@marketplace/kernel/clock';
import type { ReviewId } from '@marketplace/kernel/ids';
import type { Caller, SignedInCaller } from '@marketplace/subgraph/caller';
import type { RatingSummary } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';
import type { PublishedPosition, ReviewStore } from './ports.ts';
import { publishedReviewsOf, ratingsOf, reviewsOfOrders, visibleReviews } from './read-reviews.ts';
import { replyToReview } from './reply-to-review.ts';
import { type SubmitReview, submitReview } from './submit-review.ts';

/** What resolvers may ask of this context. Everything is decided on behalf of the caller. */
export interface ReviewApplication {
  submitReview(caller: SignedInCaller, input: SubmitReview): Promise<Review>;
  replyToReview(caller: SignedInCaller, reviewId: ReviewId | undefined, reply: string): Promise<Review>;
  visibleReviews(caller: Caller, ids: readonly string[]): Promise<(Review | null)[]>;
  reviewsOfOrders(caller: Caller, ids: readonly string[]): Promise<(Review[] | null)[]>;
  ratingsOf(ids: readonly string[]): Promise<(RatingSummary | null)[]>;
  publishedReviewsOf(
    ids: readonly string[],
    limit: number,
    after: PublishedPosition | undefined,
  ): Promise<(readonly Review[])[]>;
}

export const reviewApplication = (store: ReviewStore, clock: Clock): ReviewApplication => ({
  submitReview: (caller, input) => submitReview(store, clock, caller, input),
  replyToReview: (caller, reviewId, reply) => replyToReview(store, caller, reviewId, reply),
  visibleReviews: (caller, ids) => visibleReviews(store.reads, caller, ids),
  reviewsOfOrders: (caller, ids) => reviewsOfOrders(store.reads, caller, ids),
  ratingsOf: (ids) => ratingsOf(store.reads, ids),
  publishedReviewsOf: (ids, limit, after) => publishedReviewsOf(store.reads, ids, limit, after),
});
