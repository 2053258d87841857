import { summaryOf } from '../domain/rating.ts';
import { profileOf, type Review } from '../domain/review.ts';
import type { ReviewTransaction } from './ports.ts';

/**
 * Saves reviews that became public, counts them and says so, in one transaction. The events' subject is the reviewed
 * profile, so that whoever copies a provider's summary gets its summaries in order.
 */
export async function publishReviews(tx: ReviewTransaction, published: readonly Review[]): Promise<void> {
  for (const review of published) {
    await tx.saveReview(review);
    const { id: reviewId, orderId, subject, providerId, customerId, rating } = review;
    const summary = subject === 'PROVIDER' ? summaryOf(await tx.countRating(providerId, rating)) : null;
    await tx.publish({
      type: 'review.published',
      subject: profileOf(review, subject),
      data: {
        reviewId,
        orderId,
        subject,
        providerId,
        customerId,
        rating,
        summary: summary && { ...summary, histogram: [...summary.histogram] },
      },
    });
  }
}
