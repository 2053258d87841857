/** Reviews by both sides of a settled order: neither sees the other's before both are in or the window closes. */
import { DAY, later } from '@marketplace/kernel/clock';
import {
  type AccountId,
  accountOf,
  type CustomerId,
  type OrderId,
  type ProviderId,
  type ReviewId,
} from '@marketplace/kernel/ids';
import { type Refusal, Refused, refuse } from '@marketplace/kernel/refusal';
import { type Finding, type Inspection, rejectionOf, SAYS_NOTHING } from './inspection.ts';
import { checkText, textProblem } from './text.ts';

export const REVIEW_WINDOW_MS = 14 * DAY;
export const MAX_COMMENT_LENGTH = 4_000; // characters; a long page of text
export const MAX_REPLY_LENGTH = 2_000;
export const STARS = [1, 2, 3, 4, 5] as const;
export type Stars = (typeof STARS)[number];

export type Side = 'CUSTOMER' | 'PROVIDER';
/**
 * AWAITING_OTHER_SIDE, until both are in or the window closes → PUBLISHED, or UNDER_REVIEW if the automatic rules mind it.
 * PUBLISHED → UNDER_REVIEW, when it is reported often enough. A moderator decides: UNDER_REVIEW → PUBLISHED or REMOVED.
 */
export type ReviewState = 'AWAITING_OTHER_SIDE' | 'PUBLISHED' | 'UNDER_REVIEW' | 'REMOVED';

/** What this context knows of an order from its events. */
export interface KnownOrder {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  /** Null until it is settled; then reviews are open for REVIEW_WINDOW_MS. */
  readonly settledAt: Date | null;
}

export interface Review {
  readonly id: ReviewId;
  readonly orderId: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  /** Whom it is about; the other side wrote it. */
  readonly subject: Side;
  readonly rating: Stars;
  readonly comment: string;
  readonly state: ReviewState;
  /** The reviewed side's answer. */
  readonly reply: string | null;
  readonly createdAt: Date;
  /** When it was public first. */
  readonly publishedAt: Date | null;
  /** What the automatic rules mind in the comment. */
  readonly findings: readonly Finding[];
  /** How often it was reported since a moderator last decided. */
  readonly openReports: number;
  /** Null in every other state than UNDER_REVIEW. */
  readonly underReviewSince: Date | null;
}

/** Who asks. Staff are operators and moderators. */
export interface Viewer {
  readonly account: AccountId | null;
  readonly staff: boolean;
}

type Sides = Pick<KnownOrder, 'customerId' | 'providerId'>;

export const otherSide = (side: Side): Side => (side === 'CUSTOMER' ? 'PROVIDER' : 'CUSTOMER');

export const profileOf = (sides: Sides, side: Side): CustomerId | ProviderId =>
  side === 'CUSTOMER' ? sides.customerId : sides.providerId;

export const authorOf = (review: Review): AccountId => accountOf(profileOf(review, otherSide(review.subject)));

/** The side that an account has in an order, or undefined for a stranger. */
export function sideOf(order: Sides, account: AccountId | null): Side | undefined {
  if (account === null) return undefined;
  if (accountOf(order.customerId) === account) return 'CUSTOMER';
  return accountOf(order.providerId) === account ? 'PROVIDER' : undefined;
}

export const windowClosesAt = (settledAt: Date): Date => later(settledAt, REVIEW_WINDOW_MS);

export interface ReviewDraft {
  readonly id: ReviewId;
  readonly author: Side;
  readonly rating: number;
  readonly comment: string;
  /** Of the comment. */
  readonly inspection: Inspection;
}

/**
 * Takes one side's review of an order. With the second one both are released: published, or put under review.
 * Refuses with REVIEW_NOT_ALLOWED, REVIEW_WINDOW_CLOSED, INVALID_INPUT or CONTENT_REJECTED.
 */
export function submit(
  order: KnownOrder,
  reviews: readonly Review[],
  draft: ReviewDraft,
  now: Date,
): { submitted: Review; released: readonly Review[] } {
  const subject = otherSide(draft.author);
  if (order.settledAt === null) refuse('REVIEW_NOT_ALLOWED', 'Reviews open when the order is settled.');
  if (reviews.some((review) => review.subject === subject))
    refuse('REVIEW_NOT_ALLOWED', 'You have already reviewed this order.');
  if (now >= windowClosesAt(order.settledAt))
    refuse('REVIEW_WINDOW_CLOSED', 'Reviews were open for 14 days after the order was settled.');
  const { rating, comment } = checkedContent(draft);
  const review: Review = {
    id: draft.id,
    orderId: order.id,
    customerId: order.customerId,
    providerId: order.providerId,
    subject,
    rating,
    comment,
    state: 'AWAITING_OTHER_SIDE',
    reply: null,
    createdAt: now,
    publishedAt: null,
    findings: draft.inspection.findings,
    openReports: 0,
    underReviewSince: null,
  };
  const otherIsIn = reviews.some((other) => other.subject === draft.author);
  return { submitted: review, released: otherIsIn ? release([...reviews, review], now) : [] };
}

/** What is released when the window closes on a side that stayed silent. Nothing before that, and nothing twice. */
export function closeWindow(order: KnownOrder, reviews: readonly Review[], now: Date): readonly Review[] {
  return order.settledAt !== null && now >= windowClosesAt(order.settledAt) ? release(reviews, now) : [];
}

function release(reviews: readonly Review[], now: Date): readonly Review[] {
  return reviews
    .filter((review) => review.state === 'AWAITING_OTHER_SIDE')
    .map((review) =>
      review.findings.length > 0
        ? { ...review, state: 'UNDER_REVIEW', underReviewSince: now }
        : { ...review, state: 'PUBLISHED', publishedAt: now },
    );
}

/**
 * The reviewed side's one answer to a published review, for good, since others have read it; the same text again changes
 * nothing. Refuses with REVIEW_NOT_ALLOWED, CONFLICT, INVALID_INPUT or CONTENT_REJECTED.
 */
export function reply(review: Review, side: Side | undefined, text: string, inspection: Inspection): Review {
  if (side !== review.subject) refuse('REVIEW_NOT_ALLOWED', 'Only the reviewed side can reply.');
  if (review.state !== 'PUBLISHED') refuse('REVIEW_NOT_ALLOWED', 'Only a published review can be replied to.');
  if (review.reply === text) return review;
  if (review.reply !== null) refuse('CONFLICT', 'This review already has a reply.');
  checkText(text, MAX_REPLY_LENGTH, 'reply');
  const rejection = rejectionOf(inspection);
  if (rejection) refuse('CONTENT_REJECTED', rejection, ['reply']);
  return { ...review, reply: text };
}

/** A published review is everybody's. Any other is its author's and the staff's: but never the other side's, staff or not. */
export function maySee(review: Review, viewer: Viewer): boolean {
  if (review.state === 'PUBLISHED') return true;
  const side = sideOf(review, viewer.account);
  return side === undefined ? viewer.staff : side !== review.subject;
}

/** Whether the viewer may know which order a review, or the lack of one, belongs to. */
export const maySeeOrder = (order: Sides, viewer: Viewer): boolean =>
  viewer.staff || sideOf(order, viewer.account) !== undefined;

function checkedContent(draft: ReviewDraft): { rating: Stars; comment: string } {
  const problems: Refusal[] = [];
  const rating = STARS.find((stars) => stars === draft.rating);
  if (rating === undefined) problems.push({ code: 'INVALID_INPUT', message: 'Rate from 1 to 5.', field: ['rating'] });
  const problem = textProblem(draft.comment, MAX_COMMENT_LENGTH);
  if (problem) problems.push({ code: 'INVALID_INPUT', message: problem, field: ['comment'] });
  else if (draft.comment.trim() !== '' && !draft.inspection.meaningful)
    problems.push({ code: 'CONTENT_REJECTED', message: SAYS_NOTHING, field: ['comment'] });
  const [first, ...more] = problems;
  if (first) throw new Refused([first, ...more]);
  if (rating === undefined) throw new Error('a rating that is none was refused above');
  return { rating, comment: draft.comment };
}
