import type { Clock } from '@marketplace/kernel/clock';
import type { ReviewId } from '@marketplace/kernel/ids';
import type { Caller, SignedInCaller } from '@marketplace/subgraph/caller';
import type { RatingSummary } from '../domain/rating.ts';
import type { Review } from '../domain/review.ts';
import { type ModerateReview, moderateReview } from './moderate-review.ts';
import type { PublishedPosition, QueuePosition, ReviewStore } from './ports.ts';
import { type Moderation, moderationOf, reviewsToModerate } from './read-moderation.ts';
import { publishedReviewsOf, ratingsOf, reviewsOfOrders, visibleReviews } from './read-reviews.ts';
import { replyToReview } from './reply-to-review.ts';
import { type ReportReview, reportReview } from './report-review.ts';
import { type SubmitReview, submitReview } from './submit-review.ts';

/** What resolvers may ask of this context. Everything is decided on behalf of the caller. */
export interface ReviewApplication {
  submitReview(caller: SignedInCaller, input: SubmitReview): Promise<Review>;
  replyToReview(caller: SignedInCaller, reviewId: ReviewId | undefined, reply: string): Promise<Review>;
  reportReview(caller: SignedInCaller, input: ReportReview): Promise<Review | null>;
  moderateReview(moderator: SignedInCaller, input: ModerateReview): Promise<Review>;
  reviewsToModerate(
    moderator: SignedInCaller,
    limit: number,
    after: QueuePosition | undefined,
  ): Promise<readonly Review[]>;
  moderationOf(caller: Caller, reviews: readonly Review[]): Promise<(Moderation | null)[]>;
  visibleReviews(caller: Caller, ids: readonly string[]): Promise<(Review | null)[]>;
  reviewsOfOrders(caller: Caller, ids: readonly string[]): Promise<(Review[] | null)[]>;
  ratingsOf(ids: readonly string[]): Promise<(RatingSummary | null)[]>;
  publishedReviewsOf(
    ids: readonly string[],
    limit: number,
    after: PublishedPosition | undefined,
  ): Promise<(readonly Review[])[]>;
}

export interface ReviewSettings {
  /** How many accounts must report a published review to put it under review. */
  readonly reportsBeforeReview: number;
}

export const reviewApplication = (store: ReviewStore, clock: Clock, settings: ReviewSettings): ReviewApplication => ({
  submitReview: (caller, input) => submitReview(store, clock, caller, input),
  replyToReview: (caller, reviewId, reply) => replyToReview(store, caller, reviewId, reply),
  reportReview: (caller, input) => reportReview(store, clock, settings.reportsBeforeReview, caller, input),
  moderateReview: (moderator, input) => moderateReview(store, clock, moderator, input),
  reviewsToModerate: (moderator, limit, after) => reviewsToModerate(store.reads, moderator, limit, after),
  moderationOf: (caller, reviews) => moderationOf(store.reads, caller, reviews),
  visibleReviews: (caller, ids) => visibleReviews(store.reads, caller, ids),
  reviewsOfOrders: (caller, ids) => reviewsOfOrders(store.reads, caller, ids),
  ratingsOf: (ids) => ratingsOf(store.reads, ids),
  publishedReviewsOf: (ids, limit, after) => publishedReviewsOf(store.reads, ids, limit, after),
});
