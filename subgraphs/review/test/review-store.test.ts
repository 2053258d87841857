import type { DemoWorld } from '@marketplace/demo/world';
import { later } from '@marketplace/kernel/clock';
import { customerOf, newId, type ProviderId, providerOf } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewStore, ReviewTransaction } from '../src/application/ports.ts';
import type { Review } from '../src/domain/review.ts';
import { anOrder, aReview, NOW } from './samples.ts';
import { describeStores, type OpenStore, type OpensStore } from './stores.ts';

const ORIGIN = { correlationId: 'test' };

describeStores('review store', (open: OpensStore) => {
  let opened: OpenStore;
  let store: ReviewStore;
  beforeAll(async () => {
    opened = await open({ now: () => NOW });
    store = opened.store;
  });
  afterAll(() => opened.close());

  const within = <R>(work: (tx: ReviewTransaction) => Promise<R>) => store.transact(ORIGIN, work);

  async function published(provider: ProviderId, ...instants: Date[]): Promise<Review[]> {
    const reviews = instants.map((publishedAt) => aReview(anOrder(NOW, provider), { publishedAt }));
    for (const review of reviews)
      await within(async (tx) => {
        await tx.saveReview(review);
        await tx.countRating(provider, review.rating, 1);
      });
    return reviews;
  }

  test('an order is found as it was last saved', async () => {
    const order = anOrder(null);
    await within((tx) => tx.saveOrder(order));
    expect(await within((tx) => tx.lockOrder(order.id))).toEqual(order);
    await within((tx) => tx.saveOrder({ ...order, settledAt: NOW }));
    expect(await within((tx) => tx.lockOrder(order.id))).toEqual({ ...order, settledAt: NOW });
    expect(await store.reads.orders([order.id, newId('ord')])).toEqual([{ ...order, settledAt: NOW }]);
    expect(await within((tx) => tx.lockOrder(newId('ord')))).toBeUndefined();
  });

  test('a review is found by its id and by its order, as it was last saved', async () => {
    const order = anOrder();
    const waiting = aReview(order, { state: 'AWAITING_OTHER_SIDE', publishedAt: null });
    await within((tx) => tx.saveReview(waiting));
    expect(await within((tx) => tx.review(waiting.id))).toEqual(waiting);
    const replied = { ...waiting, state: 'PUBLISHED', publishedAt: NOW, reply: 'Thanks' } as const;
    await within((tx) => tx.saveReview(replied));
    expect(await within((tx) => tx.reviewsOf(order.id))).toEqual([replied]);
    expect(await store.reads.reviewsOf([order.id, newId('ord')])).toEqual([replied]);
    expect(await store.reads.reviews([replied.id, newId('rev')])).toEqual([replied]);
    expect(await within((tx) => tx.review(newId('rev')))).toBeUndefined();
  });

  test('a second review of the same side of an order is never stored', async () => {
    const order = anOrder();
    await within((tx) => tx.saveReview(aReview(order)));
    await expect(within((tx) => tx.saveReview(aReview(order)))).rejects.toThrow();
    expect(await store.reads.reviewsOf([order.id])).toHaveLength(1);
  });

  test('a row change commits if and only if its event does: what a failed transaction wrote is gone', async () => {
    const order = anOrder();
    const failing = within(async (tx) => {
      await tx.saveOrder(order);
      await tx.saveReview(aReview(order));
      await tx.countRating(order.providerId, 5, 1);
      await tx.publish({
        type: 'review.submitted',
        subject: order.providerId,
        data: { reviewId: newId('rev'), orderId: order.id, subject: 'PROVIDER', authorId: newId('acc') },
      });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.reads.orders([order.id])).toEqual([]);
    expect(await store.messages.outbox.unsent([order.providerId], 10)).toEqual([]);
    expect(await store.reads.reviewsOf([order.id])).toEqual([]);
    expect((await store.reads.histograms([order.providerId])).size).toBe(0);
  });

  test('ratings counted at the same time are all counted', async () => {
    const provider = providerOf(newId('acc'));
    await Promise.all(([1, 5, 5, 3, 5, 1] as const).map((stars) => within((tx) => tx.countRating(provider, stars, 1))));
    expect(await store.reads.histograms([provider, providerOf(newId('acc'))])).toEqual(
      new Map([[provider, [2, 0, 1, 0, 3]]]),
    );
    expect(await within((tx) => tx.countRating(provider, 4, 1))).toEqual([2, 0, 1, 1, 3]);
    expect(await within((tx) => tx.countRating(provider, 5, -1))).toEqual([2, 0, 1, 1, 2]);
    expect(await within((tx) => tx.countRating(provider, 5, 0))).toEqual([2, 0, 1, 1, 2]);
  });

  test('transactions that lock the same order run one after the other', async () => {
    const order = anOrder(null);
    await within((tx) => tx.saveOrder(order));
    const addADay = () =>
      within(async (tx) => {
        const locked = await tx.lockOrder(order.id);
        await tx.saveOrder({ ...order, settledAt: later(locked?.settledAt ?? NOW, 1) });
      });
    await Promise.all([addADay(), addADay(), addADay(), addADay()]);
    expect((await store.reads.orders([order.id]))[0]?.settledAt).toEqual(later(NOW, 4));
  });

  test('a report is found by its review and its reporter, and stored once', async () => {
    const [one, two] = [newId('rev'), newId('rev')];
    const [early, late] = [newId('acc'), newId('acc')];
    const first = { reviewId: one, reporter: early, reason: 'Untrue', at: NOW };
    const second = { reviewId: one, reporter: late, reason: 'Rude', at: later(NOW, 1) };
    for (const report of [second, first]) await within((tx) => tx.saveReport(report));
    expect(await within((tx) => tx.report(one, early))).toEqual(first);
    expect(await within((tx) => tx.report(two, early))).toBeUndefined();
    await expect(within((tx) => tx.saveReport({ ...first, reason: 'Again' }))).rejects.toThrow();
    expect(await store.reads.reports([one, two])).toEqual(new Map([[one, [first, second]]]));
    expect(await store.reads.reports([])).toEqual(new Map());
  });

  describe('the reviews under review', () => {
    const moderator = newId('acc');
    const waiting = (since: Date, order = anOrder(), change: Partial<Review> = {}): Review =>
      aReview(order, { state: 'UNDER_REVIEW', publishedAt: null, underReviewSince: since, ...change });
    const save = async (...reviews: readonly Review[]) => {
      for (const review of reviews) await within((tx) => tx.saveReview(review));
      return reviews;
    };
    /** Reads the whole queue page by page; `between` happens after every page. */
    async function readQueue(size: number, between: () => Promise<unknown>): Promise<Review[]> {
      const seen: Review[] = [];
      for (;;) {
        const last = seen.at(-1);
        const after = last?.underReviewSince ? { underReviewSince: last.underReviewSince, id: last.id } : undefined;
        const page = await store.reads.underReview(moderator, size, after);
        seen.push(...page);
        if (page.length < size) return seen;
        if (seen.length > 100) throw new Error('the queue has no end');
        await between();
      }
    }

    test('come longest waiting first; paging is stable while rows are added, and decided', async () => {
      const before = await save(...[3, 1, 1, 1, 2, 5, 0].map((n) => waiting(later(NOW, n * 1_000))));
      let added = 0;
      const seen = await readQueue(2, async () => {
        added += 1;
        if (added > 3) return;
        await save(waiting(later(NOW, 60_000 + added)));
        const [decided] = before.filter(({ underReviewSince }) => underReviewSince?.getTime() === NOW.getTime());
        if (decided) await save({ ...decided, state: 'PUBLISHED', publishedAt: NOW, underReviewSince: null });
      });
      const ids = seen.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.slice(0, before.length)).toEqual(
        before
          .toSorted((a, b) => Number(a.underReviewSince) - Number(b.underReviewSince) || (a.id < b.id ? -1 : 1))
          .map(({ id }) => id),
      );
      expect(ids.length).toBe(before.length + 3);
    });

    test('leave out those of the moderator’s own orders, and every other state', async () => {
      const [own] = await save(waiting(NOW, anOrder(NOW, providerOf(moderator)), { subject: 'CUSTOMER' }));
      const [asCustomer] = await save(waiting(NOW, { ...anOrder(), customerId: customerOf(moderator) }));
      const [gone] = await save({ ...waiting(NOW), state: 'REMOVED', underReviewSince: null });
      const ids = (await readQueue(10, async () => {})).map(({ id }) => id);
      for (const review of [own, asCustomer, gone]) expect(ids).not.toContain(review?.id);
      const others = await store.reads.underReview(newId('acc'), 100, undefined);
      expect(others.map(({ id }) => id)).toEqual(expect.arrayContaining([own?.id, asCustomer?.id]));
    });
  });

  describe('the published reviews of providers', () => {
    test('come newest first, each provider’s apart, and only what is public about the provider', async () => {
      const [one, two, none] = [providerOf(newId('acc')), providerOf(newId('acc')), providerOf(newId('acc'))];
      const [oldest, newest, middle] = await published(one, NOW, later(NOW, 2_000), later(NOW, 1_000));
      const [others] = await published(two, NOW);
      const order = anOrder(NOW, one);
      await within(async (tx) => {
        await tx.saveReview(aReview(order, { state: 'AWAITING_OTHER_SIDE', publishedAt: null }));
        await tx.saveReview(aReview(order, { subject: 'CUSTOMER' }));
        await tx.saveReview(aReview(anOrder(NOW, one), { state: 'REMOVED' }));
      });
      const pages = await store.reads.published([one, two, none], 10, undefined);
      expect(pages.get(one)).toEqual([newest, middle, oldest]);
      expect(pages.get(two)).toEqual([others]);
      expect(pages.get(none) ?? []).toEqual([]);
      expect(await store.reads.published([], 10, undefined)).toEqual(new Map());
    });

    test('come in pages: paging is stable while rows are added', async () => {
      const provider = providerOf(newId('acc'));
      const before = await published(provider, ...Array.from({ length: 5 }, (_, n) => later(NOW, n)));
      const seen: Review[] = [];
      for (let page = 0; page < 3; page += 1) {
        const last = seen.at(-1);
        const after = last?.publishedAt ? { publishedAt: last.publishedAt, id: last.id } : undefined;
        seen.push(...((await store.reads.published([provider], 2, after)).get(provider) ?? []));
        await published(provider, later(NOW, 10_000 + page));
      }
      expect(seen).toEqual(before.toReversed());
    });

    test('are paged without gap or double, also where several have the same instant', async () => {
      const provider = providerOf(newId('acc'));
      const all = await published(provider, ...Array.from({ length: 7 }, (_, n) => later(NOW, Math.floor(n / 3))));
      const seen: Review[] = [];
      for (let page = 0; page < 4; page += 1) {
        const last = seen.at(-1);
        const after = last?.publishedAt ? { publishedAt: last.publishedAt, id: last.id } : undefined;
        const next = (await store.reads.published([provider], 2, after)).get(provider) ?? [];
        expect(next.length).toBe(page === 3 ? 1 : 2);
        seen.push(...next);
      }
      expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(all.map(({ id }) => id)));
      const instants = seen.map(({ publishedAt }) => publishedAt?.getTime() ?? 0);
      expect(instants).toEqual(instants.toSorted((a, b) => b - a));
    });
  });
});

describeStores('review store, importing the demo world', (open: OpensStore) => {
  test('takes over orders and published reviews with their summaries, once', async () => {
    const { store, close } = await open({ now: () => NOW });
    try {
      const provider = providerOf(newId('acc'));
      const world = demoWorld(provider);
      await store.importDemo(world);
      await store.importDemo(world);
      const ids = world.orders.map(({ id }) => id);
      expect(await store.reads.orders(ids)).toHaveLength(2);
      expect(await store.reads.histograms([provider])).toEqual(new Map([[provider, [0, 0, 1, 0, 1]]]));
      const [five, three] = world.orders.map((order) => order.reviews[0]?.id);
      const page = (await store.reads.published([provider], 10, undefined)).get(provider);
      expect(page?.map(({ id }) => id)).toEqual([three, five]);
      expect(page?.[0]).toMatchObject({ state: 'PUBLISHED', rating: 3, comment: 'Fine', reply: null });
      expect(await store.reads.reviewsOf(ids)).toHaveLength(3);
    } finally {
      await close();
    }
  });

  test('an empty world is no reason to fail', async () => {
    const { store, close } = await open({ now: () => NOW });
    await store.importDemo({ accounts: [], providers: [], orders: [] });
    await close();
  });
});

function demoWorld(providerId: ProviderId): DemoWorld {
  const order = (rating: number, comment: string, at: Date, alsoCustomer: boolean): DemoWorld['orders'][number] => ({
    id: newId('ord'),
    customerId: customerOf(newId('acc')),
    providerId,
    offeringId: newId('off'),
    title: 'Window cleaning',
    price: money(8_400, currencyCode('USD')),
    scheduledFor: { start: NOW, end: later(NOW, 3_600_000) },
    timeZone: 'Europe/Berlin',
    address: 'Somewhere 1',
    location: { latitude: 52.5, longitude: 13.4 },
    placedAt: NOW,
    acceptedAt: NOW,
    departedAt: NOW,
    startedAt: NOW,
    completedAt: NOW,
    settledAt: NOW,
    reviews: [
      { id: newId('rev'), subject: 'PROVIDER', rating, comment, at },
      ...(alsoCustomer ? [{ id: newId('rev'), subject: 'CUSTOMER' as const, rating: 4, comment: 'Friendly', at }] : []),
    ],
  });
  return {
    accounts: [],
    providers: [],
    orders: [order(5, 'Great', NOW, true), order(3, 'Fine', later(NOW, 1), false)],
  };
}
