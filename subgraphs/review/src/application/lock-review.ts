import type { ReviewId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { Review } from '../domain/review.ts';
import type { ReviewTransaction } from './ports.ts';

/** A review as it stands once its order is locked: what is done to it happens one after the other. */
export async function lockReview(tx: ReviewTransaction, id: ReviewId | undefined): Promise<Review | undefined> {
  const found = id && (await tx.review(id));
  const order = found && (await tx.lockOrder(found.orderId));
  return order && (await tx.review(found.id));
}

export function noSuchReview(): never {
  return refuse('NOT_FOUND', 'There is no such review.', ['reviewId']);
}
