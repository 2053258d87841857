import { later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { Refused } from '@marketplace/kernel/refusal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  closeWindow,
  type KnownOrder,
  maySee,
  otherSide,
  REVIEW_WINDOW_MS,
  type Review,
  type ReviewDraft,
  reply,
  type Side,
  submit,
} from '../src/domain/review.ts';
import { anOrder, customerAccount, FINE, NOW, providerAccount, WITH_LINK } from './samples.ts';

const draft = (author: Side, change: Partial<ReviewDraft> = {}): ReviewDraft => ({
  id: newId('rev'),
  author,
  rating: 4,
  comment: 'On time.',
  inspection: FINE,
  ...change,
});

const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code, field }) => (field ? `${code} ${field}` : code));
    throw error;
  }
  return undefined;
};

const stateOf = (review: Review | undefined) => review?.state;

describe('submitting a review', () => {
  test('the first one waits for the other side', () => {
    const { submitted, released } = submit(anOrder(), [], draft('CUSTOMER'), NOW);
    expect(submitted).toMatchObject({ subject: 'PROVIDER', state: 'AWAITING_OTHER_SIDE', publishedAt: null });
    expect(released).toEqual([]);
  });

  test('the second one publishes both', () => {
    const order = anOrder();
    const { submitted: first } = submit(order, [], draft('CUSTOMER'), NOW);
    const at = later(NOW, 1_000);
    const { released } = submit(order, [first], draft('PROVIDER'), at);
    expect(released.map((review) => [review.subject, review.state, review.publishedAt])).toEqual([
      ['PROVIDER', 'PUBLISHED', at],
      ['CUSTOMER', 'PUBLISHED', at],
    ]);
  });

  test('an order that is not settled cannot be reviewed', () => {
    expect(refusal(() => submit(anOrder(null), [], draft('CUSTOMER'), NOW))).toEqual(['REVIEW_NOT_ALLOWED']);
  });

  test('each side reviews once', () => {
    const order = anOrder();
    const { submitted } = submit(order, [], draft('CUSTOMER'), NOW);
    expect(refusal(() => submit(order, [submitted], draft('CUSTOMER'), NOW))).toEqual(['REVIEW_NOT_ALLOWED']);
  });

  test('the window is open for 14 days to the millisecond', () => {
    const order = anOrder();
    const last = later(NOW, REVIEW_WINDOW_MS - 1);
    expect(submit(order, [], draft('CUSTOMER'), last).submitted.createdAt).toEqual(last);
    expect(refusal(() => submit(order, [], draft('CUSTOMER'), later(NOW, REVIEW_WINDOW_MS)))).toEqual([
      'REVIEW_WINDOW_CLOSED',
    ]);
  });

  test('a comment that the automatic rules mind is put under review where it would be published', () => {
    const order = anOrder();
    const { submitted: minded } = submit(order, [], draft('CUSTOMER', { inspection: WITH_LINK }), NOW);
    expect(minded.state).toBe('AWAITING_OTHER_SIDE');
    const at = later(NOW, 1_000);
    const { released } = submit(order, [minded], draft('PROVIDER'), at);
    expect(released).toMatchObject([
      { subject: 'PROVIDER', state: 'UNDER_REVIEW', publishedAt: null, underReviewSince: at },
      { subject: 'CUSTOMER', state: 'PUBLISHED', publishedAt: at, underReviewSince: null },
    ]);
  });

  test.each([0, 6, -1, 2.5, Number.NaN])('a rating of %s is refused', (rating) => {
    expect(refusal(() => submit(anOrder(), [], draft('CUSTOMER', { rating }), NOW))).toEqual(['INVALID_INPUT rating']);
  });

  test.each([
    ['empty', '', undefined],
    ['of 4,000 characters outside the basic plane', '😀'.repeat(4_000), undefined],
    ['of 4,001 characters', 'a'.repeat(4_001), ['INVALID_INPUT comment']],
    ['with NUL', 'a\0b', ['INVALID_INPUT comment']],
    ['with half a surrogate pair', '\ud800', ['INVALID_INPUT comment']],
  ])('a comment %s', (_name, comment, refused) => {
    expect(refusal(() => submit(anOrder(), [], draft('CUSTOMER', { comment }), NOW))).toEqual(refused);
  });

  test.each([
    ['punctuation alone', '...!', ['CONTENT_REJECTED comment']],
    ['blanks alone', ' \n', undefined],
  ])('a comment that is %s', (_name, comment, refused) => {
    const inspection = { findings: [], meaningful: false };
    expect(refusal(() => submit(anOrder(), [], draft('CUSTOMER', { comment, inspection }), NOW))).toEqual(refused);
  });

  test('everything that is wrong is told at once', () => {
    const wrong = draft('CUSTOMER', { rating: 9, comment: '\0' });
    expect(refusal(() => submit(anOrder(), [], wrong, NOW))).toEqual(['INVALID_INPUT rating', 'INVALID_INPUT comment']);
  });
});

describe('the closing of the window', () => {
  const order = anOrder();
  const { submitted } = submit(order, [], draft('CUSTOMER'), NOW);
  const closed = later(NOW, REVIEW_WINDOW_MS);

  test('publishes the review of whoever wrote alone', () => {
    expect(closeWindow(order, [submitted], closed)).toEqual([
      { ...submitted, state: 'PUBLISHED', publishedAt: closed },
    ]);
  });
  test('puts a comment that the automatic rules mind under review', () => {
    const minded = { ...submitted, findings: WITH_LINK.findings };
    expect(closeWindow(order, [minded], closed)).toEqual([
      { ...minded, state: 'UNDER_REVIEW', underReviewSince: closed },
    ]);
  });
  test('publishes nothing before its time', () => {
    expect(closeWindow(order, [submitted], later(closed, -1))).toEqual([]);
  });
  test('publishes nothing twice', () => {
    expect(closeWindow(order, closeWindow(order, [submitted], closed), later(closed, 1))).toEqual([]);
  });
  test.each(['UNDER_REVIEW', 'REMOVED'] as const)('leaves a review alone that is %s', (state) => {
    expect(closeWindow(order, [{ ...submitted, state }], closed)).toEqual([]);
  });
});

describe('who may see a review', () => {
  const order = anOrder();
  const { submitted } = submit(order, [], draft('CUSTOMER'), NOW);
  const [published] = closeWindow(order, [submitted], later(NOW, REVIEW_WINDOW_MS));
  const who = {
    author: { account: customerAccount(order), staff: false },
    'other side': { account: providerAccount(order), staff: false },
    'other side on the staff': { account: providerAccount(order), staff: true },
    stranger: { account: newId('acc'), staff: false },
    'nobody signed in': { account: null, staff: false },
    moderator: { account: newId('acc'), staff: true },
  };

  test.each(Object.entries(who))('%s', (name, viewer) => {
    expect(maySee(submitted, viewer)).toBe(name === 'author' || name === 'moderator');
    expect(published && maySee(published, viewer)).toBe(true);
  });
});

describe('replying', () => {
  const order = anOrder();
  const { submitted } = submit(order, [], draft('CUSTOMER'), NOW);
  const published: Review = { ...submitted, state: 'PUBLISHED', publishedAt: NOW };

  test('the reviewed side replies once; the same reply again is no other', () => {
    const replied = reply(published, 'PROVIDER', 'Thank you!', FINE);
    expect(replied.reply).toBe('Thank you!');
    expect(reply(replied, 'PROVIDER', 'Thank you!', FINE)).toEqual(replied);
    expect(refusal(() => reply(replied, 'PROVIDER', 'Well …', FINE))).toEqual(['CONFLICT']);
  });
  test('nobody else does, and not before publication', () => {
    expect(refusal(() => reply(published, 'CUSTOMER', 'No', FINE))).toEqual(['REVIEW_NOT_ALLOWED']);
    expect(refusal(() => reply(published, undefined, 'No', FINE))).toEqual(['REVIEW_NOT_ALLOWED']);
    expect(refusal(() => reply(submitted, 'PROVIDER', 'No', FINE))).toEqual(['REVIEW_NOT_ALLOWED']);
  });
  test('a reply that the automatic rules mind, or that says nothing, is rejected, since nobody looks at it first', () => {
    expect(refusal(() => reply(published, 'PROVIDER', 'example.com', WITH_LINK))).toEqual(['CONTENT_REJECTED reply']);
    expect(refusal(() => reply(published, 'PROVIDER', '...', { findings: [], meaningful: false }))).toEqual([
      'CONTENT_REJECTED reply',
    ]);
  });
  test('a reply needs text, and not too much', () => {
    expect(refusal(() => reply(published, 'PROVIDER', ' \n', FINE))).toEqual(['INVALID_INPUT reply']);
    expect(refusal(() => reply(published, 'PROVIDER', 'a'.repeat(2_001), FINE))).toEqual(['INVALID_INPUT reply']);
  });
});

test('nobody sees the other side’s review early: not before both are in or the window is over, whatever they do', () => {
  const step = fc.record({
    side: fc.constantFrom<Side>('CUSTOMER', 'PROVIDER'),
    action: fc.constantFrom('submit', 'close'),
    minded: fc.boolean(),
    afterMs: fc.integer({ min: 0, max: REVIEW_WINDOW_MS }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const order = anOrder();
      let reviews: readonly Review[] = [];
      let now = NOW;
      for (const { side, action, minded, afterMs } of steps) {
        now = later(now, afterMs);
        reviews =
          action === 'close'
            ? merged(reviews, closeWindow(order, reviews, now))
            : tried(order, reviews, side, minded, now);
        const over = now.getTime() >= NOW.getTime() + REVIEW_WINDOW_MS;
        const both = reviews.length === 2;
        for (const review of reviews) {
          const reviewed = review.subject === 'PROVIDER' ? providerAccount(order) : customerAccount(order);
          if (maySee(review, { account: reviewed, staff: true })) expect(both || over).toBe(true);
          if (both) expect(stateOf(review)).toBe(review.findings.length > 0 ? 'UNDER_REVIEW' : 'PUBLISHED');
        }
      }
    }),
  );
});

function tried(
  order: KnownOrder,
  reviews: readonly Review[],
  side: Side,
  minded: boolean,
  now: Date,
): readonly Review[] {
  try {
    const { submitted, released } = submit(order, reviews, draft(side, minded ? { inspection: WITH_LINK } : {}), now);
    expect(reviews.every((review) => review.subject !== otherSide(side))).toBe(true);
    return merged([...reviews, submitted], released);
  } catch (error) {
    if (error instanceof Refused) return reviews;
    throw error;
  }
}

const merged = (reviews: readonly Review[], changed: readonly Review[]): readonly Review[] =>
  reviews.map((review) => changed.find(({ id }) => id === review.id) ?? review);
