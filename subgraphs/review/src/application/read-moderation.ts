/** What moderators read. A moderator who is a side of an order reads of its reviews what the side does, and no more. */
import { type Caller, hasRole, type SignedInCaller } from '@marketplace/subgraph/caller';
import { type Report, reasonsOf } from '../domain/moderation.ts';
import { type Review, sideOf } from '../domain/review.ts';
import type { QueuePosition, ReviewReads } from './ports.ts';

export interface Moderation {
  /** Why the review is, or was, under review. */
  readonly reasons: readonly string[];
  /** The oldest first. */
  readonly reports: readonly Report[];
}

/** One page of the reviews that wait for a moderator, the longest waiting first. */
export const reviewsToModerate = (
  reads: ReviewReads,
  moderator: SignedInCaller,
  limit: number,
  after: QueuePosition | undefined,
): Promise<readonly Review[]> => reads.underReview(moderator.account, limit, after);

/** Of each review what there is against it; null for whoever is no moderator, or a side of the review's order. */
export async function moderationOf(
  reads: ReviewReads,
  caller: Caller,
  reviews: readonly Review[],
): Promise<(Moderation | null)[]> {
  const mayRead = (review: Review): boolean =>
    hasRole(caller, 'MODERATOR') && sideOf(review, caller.account) === undefined;
  const reports = await reads.reports(reviews.filter(mayRead).map(({ id }) => id));
  return reviews.map((review) =>
    mayRead(review) ? { reasons: reasonsOf(review), reports: reports.get(review.id) ?? [] } : null,
  );
}
