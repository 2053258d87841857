import type { ReviewId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { maySee, type Review, reply, sideOf } from '../domain/review.ts';
import type { ReviewStore } from './ports.ts';
import { viewerOf } from './viewer.ts';

/** Adds the reviewed side's answer to a review about it. */
export async function replyToReview(
  store: ReviewStore,
  caller: SignedInCaller,
  reviewId: ReviewId | undefined,
  text: string,
): Promise<Review> {
  return store.transact({ correlationId: caller.requestId }, async (tx) => {
    const found = reviewId && (await tx.review(reviewId));
    const order = found && (await tx.lockOrder(found.orderId));
    // again, now that the order is locked: two replies at once must not both be the first
    const review = order && (await tx.review(found.id));
    if (!review || !maySee(review, viewerOf(caller))) refuse('NOT_FOUND', 'There is no such review.', ['reviewId']);
    const replied = reply(review, sideOf(review, caller.account), text);
    await tx.saveReview(replied);
    return replied;
  });
}
