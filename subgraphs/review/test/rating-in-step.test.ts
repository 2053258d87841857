import { later } from '@marketplace/kernel/clock';
import { newId, type ProviderId, providerOf } from '@marketplace/kernel/ids';
import { Refused } from '@marketplace/kernel/refusal';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeReviewWindow } from '../src/application/close-window.ts';
import { moderateReview } from '../src/application/moderate-review.ts';
import { reportReview } from '../src/application/report-review.ts';
import { submitReview } from '../src/application/submit-review.ts';
import { NO_RATINGS, summaryOf } from '../src/domain/rating.ts';
import { type KnownOrder, REVIEW_WINDOW_MS, type Review } from '../src/domain/review.ts';
import { anOrder, callerFor, customerAccount, eventsOf, NOW, providerAccount } from './samples.ts';
import { describeStores, type OpenStore } from './stores.ts';

const ORDERS = 2;
const REPORTS_BEFORE_REVIEW = 2;

interface Step {
  readonly order: number;
  readonly action: 'customer reviews' | 'provider reviews' | 'window closes' | 'report' | 'keep' | 'remove';
  readonly stars: number;
  readonly comment: string;
}

const aStep: fc.Arbitrary<Step> = fc.record({
  order: fc.integer({ min: 0, max: ORDERS - 1 }),
  action: fc.constantFrom(
    ...(['customer reviews', 'customer reviews', 'provider reviews', 'window closes'] as const),
    ...(['report', 'report', 'report', 'keep', 'keep', 'remove'] as const),
  ),
  stars: fc.integer({ min: 1, max: 5 }),
  comment: fc.constantFrom('', 'Good', 'see example.com', 'asshole'),
});

describeStores('rating', (open) => {
  let opened: OpenStore;
  let now = NOW;
  const clock = { now: () => now };
  beforeAll(async () => {
    opened = await open(clock);
  });
  afterAll(() => opened.close());

  /** Does one step, on the order's review of its provider, as whoever may; refusals are part of the walk. */
  async function take(order: KnownOrder, { action, stars, comment }: Step): Promise<void> {
    const { store } = opened;
    const reviewOf = async (): Promise<Review | undefined> =>
      (await store.reads.reviewsOf([order.id])).find(({ subject }) => subject === 'PROVIDER');
    const somebody = callerFor(newId('acc'), 'MODERATOR');
    const submission = { orderId: order.id, rating: stars, comment };
    switch (action) {
      case 'customer reviews':
        await submitReview(store, clock, callerFor(customerAccount(order)), submission);
        break;
      case 'provider reviews':
        await submitReview(store, clock, callerFor(providerAccount(order)), submission);
        break;
      case 'window closes': {
        now = later(NOW, REVIEW_WINDOW_MS);
        const deadline = { id: 'x', kind: 'close-window', subject: order.id, dueAt: now, attempts: 0 };
        // twice: it may be fired again after it has been
        for (const _ of [1, 2]) await closeReviewWindow(store, clock, { ...deadline, data: { correlationId: 'test' } });
        now = NOW;
        break;
      }
      case 'report': {
        const reporting = { reviewId: (await reviewOf())?.id, reason: 'Untrue' };
        await reportReview(store, clock, REPORTS_BEFORE_REVIEW, somebody, reporting);
        break;
      }
      case 'keep':
      case 'remove': {
        const decision = action === 'keep' ? 'KEEP' : 'REMOVE';
        await moderateReview(store, clock, somebody, { reviewId: (await reviewOf())?.id, decision, note: 'So be it' });
      }
    }
  }

  async function summaries(provider: ProviderId) {
    const { store } = opened;
    const page = (await store.reads.published([provider], 100, undefined)).get(provider) ?? [];
    const recount = [1, 2, 3, 4, 5].map((stars) => page.filter(({ rating }) => rating === stars).length);
    const kept = (await store.reads.histograms([provider])).get(provider) ?? NO_RATINGS;
    const events = await store.messages.outbox.unsent([provider], 1_000);
    const told = [...eventsOf(events, 'review.published'), ...eventsOf(events, 'review.removed')]
      .toSorted((a, b) => a.sequence - b.sequence)
      .at(-1);
    return { recount, kept, told: told?.data.summary };
  }

  test('a provider’s summary, and the last one told, always equal a recount of its published reviews', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 15, maxLength: 30 }), async (steps) => {
        const provider = providerOf(newId('acc'));
        const orders = Array.from({ length: ORDERS }, () => anOrder(NOW, provider));
        for (const order of orders) await opened.store.transact({ correlationId: 'test' }, (tx) => tx.saveOrder(order));
        for (const step of steps) {
          const order = orders[step.order];
          if (!order) throw new Error(`no order ${step.order}`);
          await take(order, step).catch((error) => {
            if (!(error instanceof Refused)) throw error;
          });
          const { recount, kept, told } = await summaries(provider);
          expect(kept).toEqual(recount);
          expect(told ?? summaryOf(NO_RATINGS)).toEqual(summaryOf(kept));
        }
      }),
      { numRuns: 15 },
    );
  });
});
