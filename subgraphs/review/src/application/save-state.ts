import type { EventData } from '@marketplace/messaging/events.gen';
import { summaryOf } from '../domain/rating.ts';
import { profileOf, type Review } from '../domain/review.ts';
import type { RatingChange, ReviewTransaction } from './ports.ts';

type Standing = Pick<Review, 'state' | 'publishedAt'>;

const SECRET: Standing = { state: 'AWAITING_OTHER_SIDE', publishedAt: null };

/** Saves reviews that waited for the other side until now. */
export async function saveReleased(tx: ReviewTransaction, released: readonly Review[]): Promise<void> {
  for (const review of released) await saveState(tx, SECRET, review);
}

/**
 * Saves a review and, where it became public or stopped being so, counts it and says so, in one transaction. The events'
 * subject is the reviewed profile, so that whoever copies a provider's summary gets its summaries in order.
 */
export async function saveState(tx: ReviewTransaction, before: Standing, review: Review): Promise<void> {
  await tx.saveReview(review);
  const { id: reviewId, orderId, subject, providerId, customerId, rating, state } = review;
  if (state === before.state) return;
  const about = { reviewId, orderId, subject, providerId, customerId };
  if (state === 'PUBLISHED') {
    const summary = await countedSummary(tx, review, 1);
    const restored = before.publishedAt !== null;
    const data = { ...about, rating, summary, ...(restored ? { restored } : {}) };
    await tx.publish({ type: 'review.published', subject: profileOf(review, subject), data });
  } else if (state === 'REMOVED' || before.state === 'PUBLISHED') {
    const summary = await countedSummary(tx, review, before.state === 'PUBLISHED' ? -1 : 0);
    const data = { ...about, final: state === 'REMOVED', summary };
    await tx.publish({ type: 'review.removed', subject: profileOf(review, subject), data });
  }
}

/** Only providers have a rating. */
async function countedSummary(
  tx: ReviewTransaction,
  { subject, providerId, rating }: Review,
  change: RatingChange,
): Promise<EventData['review.published']['summary']> {
  if (subject !== 'PROVIDER') return null;
  const { average, count, histogram } = summaryOf(await tx.countRating(providerId, rating, change));
  return { average, count, histogram: [...histogram] };
}
