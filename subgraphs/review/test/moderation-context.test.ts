import { later } from '@marketplace/kernel/clock';
import { customerOf, newId, providerOf } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { KnownOrder, Review } from '../src/domain/review.ts';
import { type Running, runReview } from './running.ts';
import { anOrder, aReview, callerFor, customerAccount, eventsOf, NOW, nobody, providerAccount } from './samples.ts';
import { at, settled } from './scenes.ts';
import { describeStores, openPglite } from './stores.ts';

const REPORT = `mutation ($input: ReportReviewInput!) {
  reportReview(input: $input) { review { id state } userErrors { code field } }
}`;
const MODERATE = `mutation ($input: ModerateReviewInput!) {
  moderateReview(input: $input) { review { id state } userErrors { code field } }
}`;
const REPLY = `mutation ($input: ReplyToReviewInput!) {
  replyToReview(input: $input) { review { id reply } userErrors { code field } }
}`;
const QUEUE = `query ($first: Int, $after: String) {
  reviewsToModerate(first: $first, after: $after) {
    edges {
      cursor
      node { id state comment order { id } moderation { reasons reports { reporter { id } reason createdAt } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
const REVIEW = `query ($of: [_Any!]!) {
  _entities(representations: $of) { ... on Review { state comment reply moderation { reasons } } }
}`;

interface QueuePage {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const WITH_CONTACTS = 'Call me: anna (at) mail dot com or +49 170 1234567, you idiot';

const inContext = (running: Running) => {
  const moderator = callerFor(newId('acc'), 'MODERATOR');
  const refused = (mutation: string, code: string) => ({ [mutation]: { review: null, userErrors: [{ code }] } });
  return {
    moderator,
    refused,
    report: (caller: Caller, reviewId: string, reason = 'Untrue') =>
      running.ask(caller, REPORT, { input: { reviewId, reason } }),
    moderate: (caller: Caller, reviewId: string, decision: 'KEEP' | 'REMOVE', note = 'So be it') =>
      running.ask(caller, MODERATE, { input: { reviewId, decision, note } }),
    reply: (caller: Caller, reviewId: string, reply: string) =>
      running.ask(caller, REPLY, { input: { reviewId, reply } }),
    queue: async (caller: Caller, first = 100, after: string | null = null): Promise<QueuePage> => {
      const { reviewsToModerate } = await running.ask(caller, QUEUE, { first, after });
      return Object(reviewsToModerate);
    },
    review: async (caller: Caller, id: string) => {
      const { _entities } = await running.ask(caller, REVIEW, { of: [{ __typename: 'Review', id }] });
      return Array.isArray(_entities) ? _entities[0] : undefined;
    },
    rating: async (order: KnownOrder) => {
      const histogram = (await running.store.reads.histograms([order.providerId])).get(order.providerId);
      return histogram ?? [0, 0, 0, 0, 0];
    },
  };
};

/** An order that both sides have reviewed, and the review of its provider. */
async function reviewed(running: Running, comment: string): Promise<{ order: KnownOrder; ofProvider: Review }> {
  const order = await settled(running);
  const { customer, provider, submit } = at(running, order);
  await submit(customer, 2, comment);
  await submit(provider, 5);
  const found = await running.store.reads.reviewsOf([order.id]);
  const ofProvider = found.find(({ subject }) => subject === 'PROVIDER');
  if (!ofProvider) throw new Error('the provider was not reviewed');
  return { order, ofProvider };
}

const eventsAbout = async (running: Running, { id }: Review, atLeast: number) =>
  eventually(() => {
    const events = [
      ...eventsOf(running.published, 'review.published'),
      ...eventsOf(running.published, 'review.removed'),
    ].filter(({ data }) => data.reviewId === id);
    return events.length >= atLeast ? events.toSorted((a, b) => a.sequence - b.sequence) : undefined;
  });

const auditsOf = (running: Running, { id }: Review) =>
  eventsOf(running.published, 'audit.recorded').filter(({ data }) => data.subject === id);

describeStores('moderation', (open) => {
  let running: Running;
  beforeAll(async () => {
    running = await runReview(open, { delays: true, duplicates: true, reorders: true });
  });
  afterAll(() => running.close());
  beforeEach(() => running.clock.moveTo(NOW));

  test('a review that the automatic rules mind waits for a moderator, who sees why; kept, it is public and counts', async () => {
    const { order, ofProvider } = await reviewed(running, WITH_CONTACTS);
    const { moderator, moderate, queue, review, rating } = inContext(running);
    const { customer, provider } = at(running, order);
    expect(await review(customer, ofProvider.id)).toMatchObject({ state: 'UNDER_REVIEW', moderation: null });
    for (const caller of [nobody, provider, callerFor(newId('acc'), 'CUSTOMER')])
      expect(await review(caller, ofProvider.id)).toBeNull();
    expect(await rating(order)).toEqual([0, 0, 0, 0, 0]);
    const waiting = (await queue(moderator)).edges.find(({ node }) => node.id === ofProvider.id);
    expect(waiting?.node).toMatchObject({
      state: 'UNDER_REVIEW',
      comment: WITH_CONTACTS,
      order: { id: order.id },
      moderation: {
        reasons: [
          'The comment has an e-mail address: anna@mail.com',
          'The comment has a phone number: +49 170 1234567',
          'The comment has an insult: idiot',
        ],
        reports: [],
      },
    });

    running.clock.moveTo(later(NOW, 5_000));
    const kept = { moderateReview: { review: { state: 'PUBLISHED' }, userErrors: [] } };
    expect(await moderate(moderator, ofProvider.id, 'KEEP', 'Her own number')).toMatchObject(kept);
    expect(await moderate(moderator, ofProvider.id, 'KEEP', 'Her own number')).toMatchObject(kept);
    expect(await review(nobody, ofProvider.id)).toMatchObject({ state: 'PUBLISHED', moderation: null });
    expect(await rating(order)).toEqual([0, 1, 0, 0, 0]);
    const [event, ...more] = await eventsAbout(running, ofProvider, 1);
    expect(event).toMatchObject({
      type: 'review.published',
      subject: order.providerId,
      data: { rating: 2, summary: { average: 2, count: 1, histogram: [0, 1, 0, 0, 0] } },
    });
    expect(event?.data).not.toHaveProperty('restored');
    expect(more).toEqual([]);
    await eventually(() => auditsOf(running, ofProvider).length > 0);
    expect(auditsOf(running, ofProvider).map(({ data }) => data)).toMatchObject([
      {
        at: later(NOW, 5_000).toISOString(),
        actor: moderator.account,
        action: 'keep review',
        reason: 'Her own number',
      },
    ]);
  });

  test('a review that a moderator removes was never public, and stays its author’s to see', async () => {
    const { order, ofProvider } = await reviewed(running, WITH_CONTACTS);
    const { moderator, moderate, refused, review, rating, reply, report } = inContext(running);
    const { customer, provider } = at(running, order);
    expect(await moderate(moderator, ofProvider.id, 'REMOVE')).toMatchObject({
      moderateReview: { review: { state: 'REMOVED' } },
    });
    expect(await review(customer, ofProvider.id)).toMatchObject({ state: 'REMOVED' });
    for (const caller of [nobody, provider]) expect(await review(caller, ofProvider.id)).toBeNull();
    expect(await reply(provider, ofProvider.id, 'Thanks')).toMatchObject(refused('replyToReview', 'NOT_FOUND'));
    expect(await report(provider, ofProvider.id)).toMatchObject(refused('reportReview', 'NOT_FOUND'));
    expect(await moderate(moderator, ofProvider.id, 'KEEP')).toMatchObject(refused('moderateReview', 'CONFLICT'));
    expect(await rating(order)).toEqual([0, 0, 0, 0, 0]);
    expect(await eventsAbout(running, ofProvider, 1)).toMatchObject([
      {
        type: 'review.removed',
        subject: order.providerId,
        data: { final: true, subject: 'PROVIDER', customerId: order.customerId, summary: { average: null, count: 0 } },
      },
    ]);
  });

  test('the third account’s report takes a published review out of sight and out of the rating; kept, it is back', async () => {
    const { order, ofProvider } = await reviewed(running, 'Late and rude');
    const { moderator, moderate, queue, report, review, rating, refused } = inContext(running);
    const { customer, provider } = at(running, order);
    const [second, third] = [callerFor(newId('acc'), 'CUSTOMER'), callerFor(newId('acc'), 'PROVIDER')];
    expect(await report(customer, ofProvider.id)).toMatchObject(refused('reportReview', 'REVIEW_NOT_ALLOWED'));
    for (const caller of [provider, provider, second])
      expect(await report(caller, ofProvider.id)).toMatchObject({
        reportReview: { review: { state: 'PUBLISHED' }, userErrors: [] },
      });
    expect(await report(second, ofProvider.id, 'Rude')).toMatchObject(refused('reportReview', 'CONFLICT'));
    expect(await rating(order)).toEqual([0, 1, 0, 0, 0]);

    running.clock.moveTo(later(NOW, 1_000));
    for (const _again of [1, 2])
      expect(await report(third, ofProvider.id, 'Libel')).toEqual({ reportReview: { review: null, userErrors: [] } });
    expect(await review(third, ofProvider.id)).toBeNull();
    expect(await rating(order)).toEqual([0, 0, 0, 0, 0]);
    const waiting = (await queue(moderator)).edges.find(({ node }) => node.id === ofProvider.id);
    expect(waiting?.node).toMatchObject({
      moderation: {
        reasons: ['Reported by 3 accounts'],
        reports: expect.arrayContaining([
          { reporter: { id: provider.account }, reason: 'Untrue', createdAt: NOW.toISOString() },
          { reporter: { id: third.account }, reason: 'Libel', createdAt: later(NOW, 1_000).toISOString() },
        ]),
      },
    });

    await moderate(moderator, ofProvider.id, 'KEEP');
    expect(await rating(order)).toEqual([0, 1, 0, 0, 0]);
    const [found] = await running.store.reads.reviews([ofProvider.id]);
    expect(found?.publishedAt).toEqual(NOW);
    expect(await eventsAbout(running, ofProvider, 3)).toMatchObject([
      { type: 'review.published', data: { summary: { count: 1 } } },
      { type: 'review.removed', data: { final: false, summary: { average: null, count: 0 } } },
      { type: 'review.published', data: { restored: true, summary: { average: 2, count: 1 } } },
    ]);
  });

  test('reports at the same time are counted one by one', async () => {
    const { ofProvider } = await reviewed(running, 'Late and rude');
    const { report } = inContext(running);
    const crowd = Array.from({ length: 6 }, () => callerFor(newId('acc'), 'CUSTOMER'));
    const answers = await Promise.all(crowd.map((caller) => report(caller, ofProvider.id)));
    const [found] = await running.store.reads.reviews([ofProvider.id]);
    expect(found).toMatchObject({ state: 'UNDER_REVIEW', openReports: 3 });
    expect(answers.filter((answer) => Object(answer.reportReview).userErrors.length === 0)).toHaveLength(3);
    expect((await eventsAbout(running, ofProvider, 2)).map(({ type }) => type)).toEqual([
      'review.published',
      'review.removed',
    ]);
  });

  test('two moderators who decide at once: one decision stands, and both are told which', async () => {
    const { order, ofProvider } = await reviewed(running, WITH_CONTACTS);
    const { moderate, rating } = inContext(running);
    const [one, two] = [callerFor(newId('acc'), 'MODERATOR'), callerFor(newId('acc'), 'MODERATOR')];
    await Promise.all([moderate(one, ofProvider.id, 'REMOVE'), moderate(two, ofProvider.id, 'REMOVE')]);
    expect(await rating(order)).toEqual([0, 0, 0, 0, 0]);
    expect(await eventsAbout(running, ofProvider, 1)).toHaveLength(1);
    await eventually(() => auditsOf(running, ofProvider).length > 0);
    expect(auditsOf(running, ofProvider)).toHaveLength(1);
  });

  test('the queue is paged, oldest first: paging is stable while rows are added', async () => {
    const { moderator, queue } = inContext(running);
    const add = (n: number) =>
      running.store.transact({ correlationId: 'test' }, (tx) =>
        tx.saveReview(aReview(anOrder(), { state: 'UNDER_REVIEW', underReviewSince: later(NOW, n) })),
      );
    for (const n of [1, 2, 3, 4, 5]) await add(1_000_000 + n);
    const before = (await queue(moderator)).edges.map(({ node }) => node.id);
    const seen: string[] = [];
    let page = await queue(moderator, 2);
    for (let n = 0; page.pageInfo.hasNextPage; n += 1) {
      seen.push(...page.edges.map(({ node }) => node.id));
      if (n < 2) await add(2_000_000 + n);
      page = await queue(moderator, 2, page.pageInfo.endCursor);
    }
    seen.push(...page.edges.map(({ node }) => node.id));
    expect(seen.slice(0, before.length)).toEqual(before);
    expect(seen).toHaveLength(before.length + 2);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('nobody sees the other side’s review early: not by the API, an event, a rating, a report or a moderator’s role', async () => {
    const order = await settled(running);
    const { customer, provider, submit, entity } = at(running, order);
    const { moderate, queue, refused, rating, reply, report, review } = inContext(running);
    await submit(customer, 1, `A secret. ${WITH_CONTACTS}`);
    const [secret] = await running.store.reads.reviewsOf([order.id]);
    const id = secret?.id ?? '';
    // with every role there is, and asking this context directly
    const reviewed = callerFor(providerAccount(order), 'CUSTOMER', 'PROVIDER', 'MODERATOR', 'OPERATOR', 'ADMIN');
    for (const caller of [provider, reviewed, callerFor(newId('acc'), 'CUSTOMER'), nobody]) {
      expect(await review(caller, id)).toBeNull();
      expect((await entity(caller, { __typename: 'Order', id: order.id }))?.reviews ?? []).toEqual([]);
      expect(await entity(caller, { __typename: 'Provider', id: order.providerId })).toMatchObject({
        rating: { average: null, count: 0, histogram: [0, 0, 0, 0, 0] },
        page: { edges: [] },
      });
    }
    for (const caller of [provider, reviewed]) {
      expect(await report(caller, id)).toMatchObject(refused('reportReview', 'NOT_FOUND'));
      expect(await reply(caller, id, 'Not true')).toMatchObject(refused('replyToReview', 'NOT_FOUND'));
    }
    expect(await moderate(reviewed, id, 'KEEP')).toMatchObject(refused('moderateReview', 'NOT_FOUND'));
    expect(await moderate(callerFor(newId('acc'), 'MODERATOR'), id, 'KEEP')).toMatchObject(
      refused('moderateReview', 'REVIEW_NOT_ALLOWED'),
    );
    expect((await queue(reviewed)).edges.map(({ node }) => node.id)).not.toContain(id);
    expect((await queue(callerFor(newId('acc'), 'MODERATOR'))).edges.map(({ node }) => node.id)).not.toContain(id);
    expect(await rating(order)).toEqual([0, 0, 0, 0, 0]);
    // notifications know of a review what its events say
    await eventually(() => running.published.some((event) => JSON.stringify(event).includes(id)));
    const told = running.published.filter((event) => JSON.stringify(event).includes(order.id));
    expect(told.map(({ type }) => type)).toEqual(['review.submitted']);
    expect(Object.keys(told[0]?.data ?? {}).toSorted()).toEqual(['authorId', 'orderId', 'reviewId', 'subject']);

    // the other side writes: now it is in, and still for the moderators alone
    await submit(provider, 5);
    expect(await review(provider, id)).toBeNull();
    expect((await queue(reviewed)).edges.map(({ node }) => node.id)).not.toContain(id);
    expect(await moderate(reviewed, id, 'KEEP')).toMatchObject(refused('moderateReview', 'NOT_FOUND'));
    expect(await rating(order)).toEqual([0, 0, 0, 0, 0]);
  });
});

describe('moderation', () => {
  let running: Running;
  beforeAll(async () => {
    running = await runReview(openPglite);
  });
  afterAll(() => running.close());

  test.each(['CUSTOMER', 'PROVIDER', 'OPERATOR', 'ADMIN'] as const)('is not for the role %s', async (role) => {
    const { ofProvider } = await reviewed(running, 'Fine');
    const { moderate, queue, review } = inContext(running);
    const caller = callerFor(newId('acc'), role);
    await expect(queue(caller)).rejects.toThrow('FORBIDDEN');
    await expect(moderate(caller, ofProvider.id, 'REMOVE')).rejects.toThrow('FORBIDDEN');
    expect(await review(caller, ofProvider.id)).toMatchObject({ moderation: null });
  });

  test('is for nobody who is not signed in', async () => {
    const { ofProvider } = await reviewed(running, 'Fine');
    const { moderate, queue, report } = inContext(running);
    for (const attempt of [() => queue(nobody), () => moderate(nobody, ofProvider.id, 'KEEP')])
      await expect(attempt()).rejects.toThrow('UNAUTHENTICATED');
    await expect(report(nobody, ofProvider.id)).rejects.toThrow('UNAUTHENTICATED');
  });

  test('is not for the sides of the order, moderators or not', async () => {
    const { order, ofProvider } = await reviewed(running, 'Fine');
    const { moderate, refused, review } = inContext(running);
    for (const account of [customerAccount(order), providerAccount(order)]) {
      const side = callerFor(account, 'MODERATOR');
      expect(await review(side, ofProvider.id)).toMatchObject({ state: 'PUBLISHED', moderation: null });
      expect(await moderate(side, ofProvider.id, 'REMOVE')).toMatchObject(
        refused('moderateReview', 'REVIEW_NOT_ALLOWED'),
      );
    }
  });

  test('of what there is not finds nothing', async () => {
    const { moderator, moderate, refused, report, reply } = inContext(running);
    for (const id of ['nonsense', newId('rev')]) {
      expect(await moderate(moderator, id, 'KEEP')).toMatchObject(refused('moderateReview', 'NOT_FOUND'));
      expect(await report(moderator, id)).toMatchObject(refused('reportReview', 'NOT_FOUND'));
      expect(await reply(moderator, id, 'Hello')).toMatchObject(refused('replyToReview', 'NOT_FOUND'));
    }
  });

  test('needs a note, and a report a reason', async () => {
    const { ofProvider } = await reviewed(running, 'Fine');
    const { moderator, moderate, report } = inContext(running);
    expect(await moderate(moderator, ofProvider.id, 'REMOVE', ' ')).toMatchObject({
      moderateReview: { review: null, userErrors: [{ code: 'INVALID_INPUT', field: ['note'] }] },
    });
    expect(await report(moderator, ofProvider.id, '')).toMatchObject({
      reportReview: { review: null, userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }] },
    });
  });

  test('takes a published review away, out of the rating too', async () => {
    const { order, ofProvider } = await reviewed(running, 'Fine');
    const { moderator, moderate, rating, review } = inContext(running);
    expect(await rating(order)).toEqual([0, 1, 0, 0, 0]);
    await moderate(moderator, ofProvider.id, 'REMOVE');
    expect(await rating(order)).toEqual([0, 0, 0, 0, 0]);
    expect(await review(nobody, ofProvider.id)).toBeNull();
  });

  test('of a customer’s review tells no rating: only providers have one', async () => {
    const { order } = await reviewed(running, 'Fine');
    const { moderator, moderate, rating } = inContext(running);
    const found = await running.store.reads.reviewsOf([order.id]);
    const ofCustomer = found.find(({ subject }) => subject === 'CUSTOMER');
    await moderate(moderator, ofCustomer?.id ?? '', 'REMOVE');
    expect(await rating(order)).toEqual([0, 1, 0, 0, 0]);
    const removed = await eventually(() =>
      eventsOf(running.published, 'review.removed').find(({ data }) => data.reviewId === ofCustomer?.id),
    );
    expect(removed).toMatchObject({ subject: order.customerId, data: { subject: 'CUSTOMER', summary: null } });
  });

  test('rejects a reply with contact details, or one that says nothing; a fair one stands', async () => {
    const { order, ofProvider } = await reviewed(running, 'Late and rude');
    const { reply } = inContext(running);
    const { provider } = at(running, order);
    for (const text of ['Write to bob@example.com', 'Call 0170 1234567', 'www.example.com', 'You idiot', '?!'])
      expect(await reply(provider, ofProvider.id, text)).toMatchObject({
        replyToReview: { review: null, userErrors: [{ code: 'CONTENT_REJECTED', field: ['reply'] }] },
      });
    expect(await reply(provider, ofProvider.id, 'We are sorry, and have talked to our team.')).toMatchObject({
      replyToReview: { review: { reply: 'We are sorry, and have talked to our team.' }, userErrors: [] },
    });
    expect(await reply(provider, ofProvider.id, 'Or not.')).toMatchObject({
      replyToReview: { review: null, userErrors: [{ code: 'CONFLICT' }] },
    });
  });

  test('has pages of 1 to 100, and cursors of its own', async () => {
    const { moderator, queue } = inContext(running);
    await expect(queue(moderator, 0)).rejects.toThrow('BAD_USER_INPUT');
    await expect(queue(moderator, 101)).rejects.toThrow('BAD_USER_INPUT');
    await expect(queue(moderator, 10, 'abc')).rejects.toThrow('CURSOR_UNKNOWN');
  });

  test('leaves a moderator’s own orders to others, in the queue too', async () => {
    const moderator = newId('acc');
    const waiting = (order: KnownOrder) =>
      aReview(order, { state: 'UNDER_REVIEW', publishedAt: null, underReviewSince: NOW });
    const own = [
      waiting(anOrder(NOW, providerOf(moderator))),
      waiting({ ...anOrder(), customerId: customerOf(moderator) }),
    ];
    for (const review of own) await running.store.transact({ correlationId: 'test' }, (tx) => tx.saveReview(review));
    const { queue } = inContext(running);
    const ids = (await queue(callerFor(moderator, 'MODERATOR'))).edges.map(({ node }) => node.id);
    const others = (await queue(callerFor(newId('acc'), 'MODERATOR'))).edges.map(({ node }) => node.id);
    for (const { id } of own) {
      expect(ids).not.toContain(id);
      expect(others).toContain(id);
    }
  });
});
