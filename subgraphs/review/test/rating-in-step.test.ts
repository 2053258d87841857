import { later } from '@marketplace/kernel/clock';
import { newId, providerOf } from '@marketplace/kernel/ids';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeReviewWindow } from '../src/application/close-window.ts';
import { submitReview } from '../src/application/submit-review.ts';
import { summaryOf } from '../src/domain/rating.ts';
import { REVIEW_WINDOW_MS } from '../src/domain/review.ts';
import { anOrder, callerFor, customerAccount, NOW, providerAccount } from './samples.ts';
import { type OpenStore, openPglite } from './stores.ts';

let opened: OpenStore;
let now = NOW;
const clock = { now: () => now };

beforeAll(async () => {
  opened = await openPglite(clock);
});
afterAll(() => opened.close());

test('a provider’s summary always equals a recount of its published reviews', async () => {
  const { store } = opened;
  const aLife = fc.record({
    customer: fc.option(fc.integer({ min: 1, max: 5 })),
    provider: fc.option(fc.integer({ min: 1, max: 5 })),
    closes: fc.boolean(),
  });
  const lives = fc.array(aLife, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lives, async (orders) => {
      const provider = providerOf(newId('acc'));
      for (const { customer: byCustomer, provider: byProvider, closes } of orders) {
        now = NOW;
        const order = anOrder(NOW, provider);
        await store.transact({ correlationId: 'test' }, (tx) => tx.saveOrder(order));
        const submit = (account: ReturnType<typeof customerAccount>, rating: number) =>
          submitReview(store, clock, callerFor(account), { orderId: order.id, rating, comment: '' });
        if (byCustomer !== null) await submit(customerAccount(order), byCustomer);
        if (byProvider !== null) await submit(providerAccount(order), byProvider);
        now = later(NOW, closes ? REVIEW_WINDOW_MS : 1);
        const deadline = { id: 'x', kind: 'close-window', subject: order.id, dueAt: now, attempts: 0 };
        // twice: it may be fired again after it has been
        for (const _ of [1, 2]) await closeReviewWindow(store, clock, { ...deadline, data: { correlationId: 'test' } });

        const published = (await store.reads.published([provider], 100, undefined)).get(provider) ?? [];
        const recount = [1, 2, 3, 4, 5].map((stars) => published.filter(({ rating }) => rating === stars).length);
        const summary = summaryOf((await store.reads.histograms([provider])).get(provider) ?? [0, 0, 0, 0, 0]);
        expect(summary.histogram).toEqual(recount);
        expect(summary.count).toBe(published.length);
      }
      const expected = orders.filter(({ customer, provider: other, closes }) => customer && (other || closes)).length;
      const [histogram] = (await store.reads.histograms([provider])).values();
      expect(histogram ? summaryOf(histogram).count : 0).toBe(expected);
    }),
    { numRuns: 25 },
  );
});
