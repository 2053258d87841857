import type { Handlers } from '@marketplace/messaging/consumer';
import type { Envelope } from '@marketplace/messaging/envelope';
import { byWeek } from '../domain/bookable.ts';
import { minus, ratingOf } from '../domain/rating.ts';
import { changeRoles } from './change-roles.ts';
import { eraseProfiles } from './erase-profiles.ts';
import type { UserTransaction } from './ports.ts';
import { createProfiles } from './profiles.ts';

/** Families are bound whole, since a subject's numbers have no gaps; types without a handler are merely counted. */
export const PATTERNS: readonly string[] = ['account.*', 'review.*', 'availability.*'];

export const handlers: Handlers<UserTransaction> = {
  'account.created': (tx, { data }) => createProfiles(tx, data),
  'account.roles_changed': (tx, { data }) => changeRoles(tx, data),
  'account.deleted': (tx, { data, time }) => eraseProfiles(tx, data.accountId, new Date(time)),

  'review.published': copyRating,
  'review.removed': copyRating,

  async 'availability.changed'(tx, event) {
    if (!(await tx.isNewest(event))) return;
    const { providerId, bookable } = event.data;
    const windows = bookable.map(({ start, end }) => ({ start: new Date(start), end: new Date(end) }));
    await tx.saveKnownBookable(providerId, byWeek(windows));
  },
};

/** Summaries come in the order in which they held, since their subject is the provider. */
async function copyRating(tx: UserTransaction, event: Envelope<'review.published' | 'review.removed'>): Promise<void> {
  const { providerId, summary } = event.data;
  if (!summary) return; // of a customer's review: search sorts nobody by those
  const known = await tx.knownRating(providerId);
  const rating = ratingOf(summary.histogram);
  if (!(await tx.isNewest(event))) return;
  // earlier reviews were subjects of their own: they came in any order, and only ever added to the count
  if (event.subject !== providerId && known.count >= rating.count) return;
  await tx.saveKnownRating({ providerId, rating, change: minus(rating, known) });
}
