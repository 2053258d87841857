/** What a caller may read, asked for many at once: answers stand in the order of the ids. */
import { type ProviderId, parseId } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import { NO_RATINGS, type RatingSummary, summaryOf } from '../domain/rating.ts';
import { maySee, maySeeOrder, type Review } from '../domain/review.ts';
import type { PublishedPosition, ReviewReads } from './ports.ts';
import { viewerOf } from './viewer.ts';

/** Null for a review that there isn't, or that the caller may not see yet. */
export async function visibleReviews(
  reads: ReviewReads,
  caller: Caller,
  ids: readonly string[],
): Promise<(Review | null)[]> {
  const found = await reads.reviews(ids.flatMap((id) => parseId('rev', id) ?? []));
  const viewer = viewerOf(caller);
  return ids.map((id) => found.find((review) => review.id === id && maySee(review, viewer)) ?? null);
}

/** Of each order the reviews that the caller may see now, or null where the order is none of the caller's business. */
export async function reviewsOfOrders(
  reads: ReviewReads,
  caller: Caller,
  ids: readonly string[],
): Promise<(Review[] | null)[]> {
  const viewer = viewerOf(caller);
  const known = await reads.orders(ids.flatMap((id) => parseId('ord', id) ?? []));
  const allowed = known.filter((order) => maySeeOrder(order, viewer)).map((order) => order.id);
  const reviews = Map.groupBy(await reads.reviewsOf(allowed), (review) => review.orderId);
  const visible = new Map(allowed.map((id) => [String(id), (reviews.get(id) ?? []).filter((r) => maySee(r, viewer))]));
  return ids.map((id) => visible.get(id) ?? null);
}

/** A provider without reviews has an empty summary; null for text that is no provider's id. */
export async function ratingsOf(reads: ReviewReads, ids: readonly string[]): Promise<(RatingSummary | null)[]> {
  const histograms = await reads.histograms(providerIds(ids));
  return ids.map((id) => {
    const provider = parseId('prv', id);
    return provider ? summaryOf(histograms.get(provider) ?? NO_RATINGS) : null;
  });
}

/** Of each provider one page of published reviews, newest first. */
export async function publishedReviewsOf(
  reads: ReviewReads,
  ids: readonly string[],
  limit: number,
  after: PublishedPosition | undefined,
): Promise<(readonly Review[])[]> {
  const pages = await reads.published(providerIds(ids), limit, after);
  return ids.map((id) => {
    const provider = parseId('prv', id);
    return (provider && pages.get(provider)) ?? [];
  });
}

const providerIds = (ids: readonly string[]): ProviderId[] => ids.flatMap((id) => parseId('prv', id) ?? []);
