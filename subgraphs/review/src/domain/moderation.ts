/** Reports of published reviews, and what moderators decide of those that are under review. */
import type { AccountId, ReviewId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import { findingInWords } from './inspection.ts';
import { authorOf, type Review, type Side } from './review.ts';
import { checkText } from './text.ts';

/** So that one or two who are cross take nothing down, and few see what is really bad. */
export const REPORTS_BEFORE_REVIEW = 3;
export const MAX_REASON_LENGTH = 1_000; // characters; a paragraph
export const MAX_NOTE_LENGTH = 2_000;

/** One account's report of a review. */
export interface Report {
  readonly reviewId: ReviewId;
  readonly reporter: AccountId;
  readonly reason: string;
  readonly at: Date;
}

export interface Reporting {
  readonly reporter: AccountId;
  readonly reason: string;
  /** The reporter's earlier report of the same review. */
  readonly earlier: Report | undefined;
  /** How many open reports put a published review under review. */
  readonly limit: number;
}

/**
 * Takes a report of a published review; with the last one that it takes the review is under review. Undefined when this
 * account has reported it for the same reason already. Refuses with REVIEW_NOT_ALLOWED, CONFLICT or INVALID_INPUT.
 */
export function report(
  review: Review,
  { reporter, reason, earlier, limit }: Reporting,
  now: Date,
): { report: Report; reported: Review } | undefined {
  if (authorOf(review) === reporter) refuse('REVIEW_NOT_ALLOWED', 'Nobody reports a review of their own.');
  if (earlier?.reason === reason) return undefined;
  if (earlier) refuse('CONFLICT', 'You have already reported this review.');
  if (review.state !== 'PUBLISHED') refuse('REVIEW_NOT_ALLOWED', 'Only a published review can be reported.');
  checkText(reason, MAX_REASON_LENGTH, 'reason');
  const openReports = review.openReports + 1;
  const reported: Review =
    openReports < limit
      ? { ...review, openReports }
      : { ...review, openReports, state: 'UNDER_REVIEW', underReviewSince: now };
  return { report: { reviewId: review.id, reporter, reason, at: now }, reported };
}

export type Decision = 'KEEP' | 'REMOVE';

/**
 * A moderator's decision. KEEP makes a review under review public, for which reports count anew; REMOVE takes it, or a
 * published one, away for good. A decision that is done already changes nothing.
 * Refuses with REVIEW_NOT_ALLOWED, CONFLICT or INVALID_INPUT.
 */
export function moderate(
  review: Review,
  { decision, note, side }: { decision: Decision; note: string; side: Side | undefined },
  now: Date,
): Review {
  if (side !== undefined) refuse('REVIEW_NOT_ALLOWED', 'Nobody moderates the reviews of an order of their own.');
  if (review.state === 'AWAITING_OTHER_SIDE')
    refuse('REVIEW_NOT_ALLOWED', 'This review still waits for the other side.');
  if (review.state === (decision === 'KEEP' ? 'PUBLISHED' : 'REMOVED')) return review;
  if (review.state === 'REMOVED') refuse('CONFLICT', 'This review has been removed.');
  checkText(note, MAX_NOTE_LENGTH, 'note');
  const decided = { ...review, underReviewSince: null, openReports: 0 };
  return decision === 'KEEP'
    ? { ...decided, state: 'PUBLISHED', publishedAt: review.publishedAt ?? now }
    : { ...decided, state: 'REMOVED' };
}

/** Why a review is, or was, under review, for a moderator to read. */
export function reasonsOf({ findings, openReports }: Review): readonly string[] {
  const found = findings.map((finding) => `The comment has ${findingInWords(finding)}`);
  if (openReports === 0) return found;
  return [...found, `Reported by ${openReports} ${openReports === 1 ? 'account' : 'accounts'}`];
}
