import type { AccountId } from '@marketplace/kernel/ids';
import { EXPORTED_AT_MOST, listed } from '@marketplace/messaging/data-export';
import { authorOf, type Review } from '../domain/review.ts';
import type { ReviewReads } from './ports.ts';

const ASKED = EXPORTED_AT_MOST + 1; // whether there are more

/** What this context keeps of a person, for the person: what others wrote about them only once everybody may read it. */
export async function exportAccountData(reads: ReviewReads, account: AccountId): Promise<object> {
  const { items, more } = listed(await reads.reviewsConcerning(account, ASKED));
  const reports = await reads.reportsBy(account, ASKED);
  return {
    written: items.filter((review) => authorOf(review) === account).map(written),
    received: items.filter((review) => authorOf(review) !== account && review.state === 'PUBLISHED').map(received),
    more,
    reports: listed(reports.map(({ reviewId, reason, at }) => ({ reviewId, reason, at }))),
  };
}

const written = ({ id, orderId, subject, rating, comment, state, createdAt, publishedAt }: Review) => ({
  id,
  orderId,
  subject,
  rating,
  comment,
  state,
  createdAt,
  publishedAt,
});

/** The reply is the person's own. */
const received = ({ id, orderId, subject, rating, comment, reply, publishedAt }: Review) => ({
  id,
  orderId,
  subject,
  rating,
  comment,
  reply,
  publishedAt,
});
