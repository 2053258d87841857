import type { Clock } from '@marketplace/kernel/clock';
import { newId, type OrderId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { profileOf, type Review, sideOf, submit } from '../domain/review.ts';
import { inspection } from './inspect-text.ts';
import type { ReviewStore } from './ports.ts';
import { saveReleased } from './save-state.ts';

export interface SubmitReview {
  readonly orderId: OrderId | undefined;
  readonly rating: number;
  readonly comment: string;
}

/** Records the caller's review of the other side, and releases both when it is the second. */
export async function submitReview(
  store: ReviewStore,
  clock: Clock,
  caller: SignedInCaller,
  { orderId, rating, comment }: SubmitReview,
): Promise<Review> {
  const inspected = inspection(comment);
  return store.transact({ correlationId: caller.requestId }, async (tx) => {
    const order = orderId && (await tx.lockOrder(orderId));
    const author = order && sideOf(order, caller.account);
    if (!order || !author) refuse('NOT_FOUND', 'There is no such order.', ['orderId']);
    const draft = { id: newId('rev'), author, rating, comment, inspection: inspected };
    const { submitted, released } = submit(order, await tx.reviewsOf(order.id), draft, clock.now());
    await tx.saveReview(submitted);
    await tx.publish({
      type: 'review.submitted',
      subject: profileOf(submitted, submitted.subject),
      data: { reviewId: submitted.id, orderId: order.id, subject: submitted.subject, authorId: caller.account },
    });
    await saveReleased(tx, released);
    return released.find((review) => review.id === submitted.id) ?? submitted;
  });
}
