import { expect, test } from 'vitest';
import { toReview } from '../src/infrastructure/documents.ts';
import { anOrder, aReview } from './samples.ts';

test('a review that was stored before there was moderation is read as one that nobody minds', () => {
  const review = aReview(anOrder());
  const { findings, openReports, underReviewSince, ...older } = review;
  expect(toReview(JSON.parse(JSON.stringify(older)))).toEqual(review);
  expect([findings, openReports, underReviewSince]).toEqual([[], 0, null]);
});
