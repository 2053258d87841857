import type { Handlers } from '@marketplace/messaging/consumer';
import { byWeek } from '../domain/bookable.ts';
import { minus, ratingOf } from '../domain/rating.ts';
import type { UserTransaction } from './ports.ts';
import { createProfiles } from './profiles.ts';

/** Families are bound whole, since a subject's numbers have no gaps; types without a handler are merely counted. */
export const PATTERNS: readonly string[] = ['account.*', 'review.*', 'availability.*'];

export const handlers: Handlers<UserTransaction> = {
  'account.created': (tx, { data }) => createProfiles(tx, data),

  async 'review.published'(tx, { data: { providerId, summary } }) {
    if (!summary) return; // a customer's review: search sorts nobody by those
    const rating = ratingOf(summary.histogram);
    const known = await tx.knownRating(providerId);
    if (known.count >= rating.count) return; // reviews are subjects of their own: a later one's summary can come first
    await tx.saveKnownRating({ providerId, rating, change: minus(rating, known) });
  },

  async 'availability.changed'(tx, { data: { providerId, bookable } }) {
    const windows = bookable.map(({ start, end }) => ({ start: new Date(start), end: new Date(end) }));
    await tx.saveKnownBookable(providerId, byWeek(windows));
  },
};
