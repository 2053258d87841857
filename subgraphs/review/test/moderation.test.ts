import { later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { Refused } from '@marketplace/kernel/refusal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Decision, moderate, type Reporting, reasonsOf, report } from '../src/domain/moderation.ts';
import type { Review, Side } from '../src/domain/review.ts';
import { anOrder, aReview, customerAccount, NOW, providerAccount, WITH_LINK } from './samples.ts';

const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));
    throw error;
  }
  return undefined;
};

const order = anOrder();
const published = aReview(order);
const underReview: Review = { ...published, state: 'UNDER_REVIEW', publishedAt: null, underReviewSince: NOW };
const removed: Review = { ...published, state: 'REMOVED' };
const secret: Review = { ...published, state: 'AWAITING_OTHER_SIDE', publishedAt: null };
const AT = later(NOW, 1_000);

describe('reporting a review', () => {
  const by = (change: Partial<Reporting> = {}): Reporting => ({
    reporter: newId('acc'),
    reason: 'Untrue',
    earlier: undefined,
    limit: 3,
    ...change,
  });
  const reported = (review: Review, times: number): Review =>
    Array.from({ length: times }).reduce<Review>((r) => report(r, by(), AT)?.reported ?? r, review);

  test('the third report puts a published review under review', () => {
    expect(reported(published, 2)).toMatchObject({ state: 'PUBLISHED', openReports: 2, underReviewSince: null });
    expect(reported(published, 3)).toMatchObject({ state: 'UNDER_REVIEW', openReports: 3, underReviewSince: AT });
  });

  test('how many reports it takes is the operator’s to say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), (limit) => {
        let review = published;
        let count = 0;
        while (review.state === 'PUBLISHED') {
          review = report(review, by({ limit }), AT)?.reported ?? review;
          count += 1;
        }
        expect(count).toBe(limit);
      }),
    );
  });

  test('once the review was kept, reports count anew', () => {
    const kept = moderate(reported(published, 3), { decision: 'KEEP', note: 'Fair', side: undefined }, AT);
    expect(reported(kept, 2).state).toBe('PUBLISHED');
    expect(reported(kept, 3).state).toBe('UNDER_REVIEW');
  });

  test('an account reports a review once; the same report again is no other', () => {
    const reporter = newId('acc');
    const first = report(published, by({ reporter }), AT);
    expect(first?.report).toEqual({ reviewId: published.id, reporter, reason: 'Untrue', at: AT });
    const earlier = first?.report;
    expect(report(underReview, by({ reporter, earlier }), AT)).toBeUndefined();
    expect(refusal(() => report(published, by({ reporter, earlier, reason: 'Rude' }), AT))).toEqual(['CONFLICT']);
  });

  test('nobody reports a review of their own; the reviewed side may', () => {
    const own = by({ reporter: customerAccount(order) });
    expect(refusal(() => report(published, own, AT))).toEqual(['REVIEW_NOT_ALLOWED']);
    expect(report(published, by({ reporter: providerAccount(order) }), AT)?.reported.openReports).toBe(1);
  });

  test.each([secret, underReview, removed])('a review that is $state cannot be reported', (review) => {
    expect(refusal(() => report(review, by(), AT))).toEqual(['REVIEW_NOT_ALLOWED']);
  });

  test.each(['', ' \n', 'a'.repeat(1_001), 'a\0b'])('a reason is required and has a limit: %j', (reason) => {
    expect(refusal(() => report(published, by({ reason }), AT))).toEqual(['INVALID_INPUT reason']);
  });
});

describe('moderating a review', () => {
  const by = (decision: Decision, note = 'Against the rules', side?: Side) => ({ decision, note, side });

  test('KEEP makes it public, for the first time or again as from then', () => {
    expect(moderate(underReview, by('KEEP'), AT)).toMatchObject({
      state: 'PUBLISHED',
      publishedAt: AT,
      underReviewSince: null,
    });
    const taken: Review = { ...underReview, publishedAt: NOW, openReports: 3 };
    expect(moderate(taken, by('KEEP'), AT)).toMatchObject({ state: 'PUBLISHED', publishedAt: NOW, openReports: 0 });
  });

  test('REMOVE takes it away, also a published one', () => {
    expect(moderate(underReview, by('REMOVE'), AT)).toMatchObject({ state: 'REMOVED', underReviewSince: null });
    expect(moderate(published, by('REMOVE'), AT)).toMatchObject({ state: 'REMOVED' });
  });

  test('a decision that is done already changes nothing', () => {
    expect(moderate(published, by('KEEP'), AT)).toBe(published);
    expect(moderate(removed, by('REMOVE'), AT)).toBe(removed);
  });

  test('what is removed stays so', () => {
    expect(refusal(() => moderate(removed, by('KEEP'), AT))).toEqual(['CONFLICT']);
  });

  test.each(['KEEP', 'REMOVE'] as const)('a secret review is not for moderators to %s', (decision) => {
    expect(refusal(() => moderate(secret, by(decision), AT))).toEqual(['REVIEW_NOT_ALLOWED']);
  });

  test.each(['CUSTOMER', 'PROVIDER'] as const)('nobody moderates as the %s of the order', (side) => {
    expect(refusal(() => moderate(underReview, by('KEEP', 'Mine', side), AT))).toEqual(['REVIEW_NOT_ALLOWED']);
  });

  test.each(['', ' ', 'a'.repeat(2_001), '\0'])('a note is required and has a limit: %j', (note) => {
    expect(refusal(() => moderate(underReview, by('REMOVE', note), AT))).toEqual(['INVALID_INPUT note']);
  });
});

test('a moderator is told why a review is there', () => {
  expect(reasonsOf({ ...underReview, findings: WITH_LINK.findings, openReports: 3 })).toEqual([
    'The comment has a link: example.com',
    'Reported by 3 accounts',
  ]);
  expect(reasonsOf({ ...underReview, openReports: 1 })).toEqual(['Reported by 1 account']);
});
