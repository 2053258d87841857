import type { DemoWorld } from '@marketplace/demo/world';
import type { AccountId, OrderId, ProviderId, ReviewId } from '@marketplace/kernel/ids';
import type { MessageStore, Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { Report } from '../domain/moderation.ts';
import type { Histogram } from '../domain/rating.ts';
import type { KnownOrder, Review, Stars } from '../domain/review.ts';

/** One transaction of the review store. */
export interface ReviewTransaction extends TransactionMessages {
  /** The order, locked until the transaction ends: what both sides do to its reviews happens one after the other. */
  lockOrder(id: OrderId): Promise<KnownOrder | undefined>;
  saveOrder(order: KnownOrder): Promise<void>;
  review(id: ReviewId): Promise<Review | undefined>;
  reviewsOf(order: OrderId): Promise<readonly Review[]>;
  saveReview(review: Review): Promise<void>;
  /** Counts one more published review of a provider, one less, or none, safe beside others, and returns all of them. */
  countRating(provider: ProviderId, stars: Stars, change: RatingChange): Promise<Histogram>;
  report(review: ReviewId, reporter: AccountId): Promise<Report | undefined>;
  saveReport(report: Report): Promise<void>;
}

export type RatingChange = 1 | 0 | -1;

/** The place in a provider's reviews after which a page starts. */
export interface PublishedPosition {
  readonly publishedAt: Date;
  readonly id: ReviewId;
}

/** The place in the moderators' queue after which a page starts. */
export interface QueuePosition {
  readonly underReviewSince: Date;
  readonly id: ReviewId;
}

/** Questions that need no transaction. Each is asked for many at once; unknown ids are left out of the answers. */
export interface ReviewReads {
  orders(ids: readonly OrderId[]): Promise<readonly KnownOrder[]>;
  reviews(ids: readonly ReviewId[]): Promise<readonly Review[]>;
  reviewsOf(orders: readonly OrderId[]): Promise<readonly Review[]>;
  /** Providers without published reviews are left out. */
  histograms(providers: readonly ProviderId[]): Promise<ReadonlyMap<ProviderId, Histogram>>;
  /** Of each provider the published reviews about it, newest first, at most `limit`. */
  published(
    providers: readonly ProviderId[],
    limit: number,
    after: PublishedPosition | undefined,
  ): Promise<ReadonlyMap<ProviderId, readonly Review[]>>;
  /** Reviews under review, the longest waiting first, but for those of the moderator's own orders. */
  underReview(moderator: AccountId, limit: number, after: QueuePosition | undefined): Promise<readonly Review[]>;
  /** Of each review its reports, the oldest first; those without are left out. */
  reports(reviews: readonly ReviewId[]): Promise<ReadonlyMap<ReviewId, readonly Report[]>>;
  /** Those of the account's orders, by either side and in any state, newest first. */
  reviewsConcerning(account: AccountId, limit: number): Promise<readonly Review[]>;
  /** Newest first. */
  reportsBy(account: AccountId, limit: number): Promise<readonly Report[]>;
}

export interface ReviewStore {
  readonly transact: Transact<ReviewTransaction>;
  readonly messages: MessageStore;
  readonly reads: ReviewReads;
  /** Writes the demo world's settled orders and published reviews in bulk, unless there are orders already. */
  importDemo(world: DemoWorld): Promise<void>;
}
