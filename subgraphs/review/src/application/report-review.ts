import type { Clock } from '@marketplace/kernel/clock';
import type { ReviewId } from '@marketplace/kernel/ids';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { report } from '../domain/moderation.ts';
import { maySee, type Review } from '../domain/review.ts';
import { lockReview, noSuchReview } from './lock-review.ts';
import type { ReviewStore } from './ports.ts';
import { saveState } from './save-state.ts';
import { viewerOf } from './viewer.ts';

export interface ReportReview {
  readonly reviewId: ReviewId | undefined;
  readonly reason: string;
}

/** Records the caller's report of a review. Null when the caller may not see the review any more: it is under review. */
export async function reportReview(
  store: ReviewStore,
  clock: Clock,
  limit: number,
  caller: SignedInCaller,
  { reviewId, reason }: ReportReview,
): Promise<Review | null> {
  const viewer = viewerOf(caller);
  return store.transact({ correlationId: caller.requestId }, async (tx) => {
    const review = await lockReview(tx, reviewId);
    const earlier = review && (await tx.report(review.id, caller.account));
    if (!review || !(earlier || maySee(review, viewer))) noSuchReview();
    const reporting = { reporter: caller.account, reason, earlier, limit };
    const taken = report(review, reporting, clock.now());
    if (taken) {
      await tx.saveReport(taken.report);
      await saveState(tx, review, taken.reported);
    }
    const reported = taken?.reported ?? review;
    return maySee(reported, viewer) ? reported : null;
  });
}
