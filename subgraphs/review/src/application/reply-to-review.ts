import type { ReviewId } from '@marketplace/kernel/ids';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { maySee, type Review, reply, sideOf } from '../domain/review.ts';
import { inspection } from './inspect-text.ts';
import { lockReview, noSuchReview } from './lock-review.ts';
import type { ReviewStore } from './ports.ts';
import { viewerOf } from './viewer.ts';

/** Adds the reviewed side's answer to a review about it. */
export async function replyToReview(
  store: ReviewStore,
  caller: SignedInCaller,
  reviewId: ReviewId | undefined,
  text: string,
): Promise<Review> {
  const inspected = inspection(text);
  return store.transact({ correlationId: caller.requestId }, async (tx) => {
    const review = await lockReview(tx, reviewId);
    if (!review || !maySee(review, viewerOf(caller))) noSuchReview();
    const replied = reply(review, sideOf(review, caller.account), text, inspected);
    await tx.saveReview(replied);
    return replied;
  });
}
