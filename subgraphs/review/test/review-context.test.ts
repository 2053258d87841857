import { later } from '@marketplace/kernel/clock';
import { newId, providerOf } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { REVIEW_WINDOW_MS } from '../src/domain/review.ts';
import { type Running, runReview } from './running.ts';
import { anOrder, callerFor, eventsOf, NOW, nobody, orderEvent, providerAccount } from './samples.ts';
import { at, ENTITIES, settled } from './scenes.ts';
import { describeStores, openPglite } from './stores.ts';

const REPLY = `mutation ($input: ReplyToReviewInput!) {
  replyToReview(input: $input) { review { id reply } userErrors { code field } }
}`;

describeStores('review context', (open) => {
  let running: Running;
  beforeAll(async () => {
    running = await runReview(open, { delays: true, duplicates: true, reorders: true });
  });
  afterAll(() => running.close());
  beforeEach(() => running.clock.moveTo(NOW));

  test('both sides review a settled order; with the second both are public and the summary counts', async () => {
    const order = await settled(running);
    const { customer, provider, submit, entity } = at(running, order);
    expect(await submit(customer, 4)).toMatchObject({
      submitReview: { review: { subject: 'PROVIDER', state: 'AWAITING_OTHER_SIDE', order: { id: order.id } } },
    });
    expect(await entity(nobody, { __typename: 'Provider', id: order.providerId })).toMatchObject({
      rating: { average: null, count: 0, histogram: [0, 0, 0, 0, 0] },
      page: { edges: [] },
    });
    expect(await submit(provider, 5)).toMatchObject({ submitReview: { review: { state: 'PUBLISHED' } } });
    expect(await entity(nobody, { __typename: 'Provider', id: order.providerId })).toMatchObject({
      rating: { average: 4, count: 1, histogram: [0, 0, 0, 1, 0] },
      page: { edges: [{ node: { order: null } }] },
    });
    const published = await eventually(() => {
      const events = eventsOf(running.published, 'review.published').filter(({ data }) => data.orderId === order.id);
      return events.length >= 2 ? events : undefined;
    });
    expect(published.find(({ data }) => data.subject === 'PROVIDER')).toMatchObject({
      subject: order.providerId,
      data: { rating: 4, summary: { average: 4, count: 1, histogram: [0, 0, 0, 1, 0] } },
    });
    expect(published.find(({ data }) => data.subject === 'CUSTOMER')?.data.summary).toBeNull();
  });

  test('nobody sees the other side’s review early: nothing says what it holds before the other side’s is in', async () => {
    const order = await settled(running);
    const { customer, provider, submit, entity } = at(running, order);
    await submit(customer, 1, 'a secret');
    const [hidden] = await running.store.reads.reviewsOf([order.id]);
    const submitted = await eventually(() =>
      eventsOf(running.published, 'review.submitted').find(({ data }) => data.orderId === order.id),
    );
    expect(JSON.stringify(submitted)).not.toContain('a secret');
    expect(submitted.data).not.toHaveProperty('rating');
    const ofOrder = { __typename: 'Order', id: order.id };
    const review = { __typename: 'Review', id: hidden?.id };
    const other = callerFor(providerAccount(order), 'PROVIDER', 'OPERATOR', 'MODERATOR');
    for (const caller of [provider, other]) {
      expect(await entity(caller, ofOrder)).toMatchObject({ reviews: [] });
      expect(await entity(caller, review)).toBeNull();
    }
    expect(await entity(customer, ofOrder)).toMatchObject({ reviews: [{ state: 'AWAITING_OTHER_SIDE' }] });
    expect(await entity(callerFor(newId('acc'), 'MODERATOR'), ofOrder)).toMatchObject({ reviews: [{}] });
    for (const caller of [nobody, callerFor(newId('acc'), 'CUSTOMER')]) {
      expect(await entity(caller, ofOrder)).toMatchObject({ reviews: null });
      expect(await entity(caller, review)).toBeNull();
    }
    expect(eventsOf(running.published, 'review.published').some(({ data }) => data.orderId === order.id)).toBe(false);
  });

  test('two reviews at the same time are both published', async () => {
    const order = await settled(running);
    const { customer, provider, submit, entity } = at(running, order);
    await Promise.all([submit(customer), submit(provider)]);
    const seen = await entity(customer, { __typename: 'Order', id: order.id });
    expect(seen).toMatchObject({ reviews: [{ state: 'PUBLISHED' }, { state: 'PUBLISHED' }] });
  });

  test('the same review sent twice at once is stored once', async () => {
    const order = await settled(running);
    const { customer, submit } = at(running, order);
    const answers = await Promise.all([submit(customer), submit(customer)]);
    expect(answers.flatMap(({ submitReview }) => Object(submitReview).userErrors)).toEqual([
      { code: 'REVIEW_NOT_ALLOWED', field: null },
    ]);
    expect(await running.store.reads.reviewsOf([order.id])).toHaveLength(1);
  });

  test('when the window closes, the review of whoever wrote is published', async () => {
    const order = await settled(running);
    const { customer, provider, submit, entity } = at(running, order);
    await submit(customer, 3);
    running.clock.moveTo(later(NOW, REVIEW_WINDOW_MS));
    expect(await submit(provider)).toMatchObject({
      submitReview: { review: null, userErrors: [{ code: 'REVIEW_WINDOW_CLOSED', field: null }] },
    });
    await eventually(async () => {
      const seen = await entity(provider, { __typename: 'Order', id: order.id });
      expect(seen).toMatchObject({ reviews: [{ subject: 'PROVIDER', state: 'PUBLISHED' }] });
      return true;
    });
    expect(await entity(nobody, { __typename: 'Provider', id: order.providerId })).toMatchObject({
      rating: { average: 3, count: 1 },
    });
  });

  test('the reviewed side replies', async () => {
    const order = await settled(running);
    const { customer, provider, submit } = at(running, order);
    await submit(customer);
    const [waiting] = await running.store.reads.reviewsOf([order.id]);
    const reply = (caller: typeof customer) =>
      running.ask(caller, REPLY, { input: { reviewId: waiting?.id, reply: 'Thank you' } });
    const refused = (code: string) => ({ replyToReview: { review: null, userErrors: [{ code }] } });
    expect(await reply(provider)).toMatchObject(refused('NOT_FOUND'));
    await submit(provider);
    expect(await reply(customer)).toMatchObject(refused('REVIEW_NOT_ALLOWED'));
    expect(await reply(provider)).toMatchObject({ replyToReview: { review: { reply: 'Thank you' }, userErrors: [] } });
  });
});

describe('what a caller may not', () => {
  let running: Running;
  beforeAll(async () => {
    running = await runReview(openPglite);
  });
  afterAll(() => running.close());

  test('is to review an order that is not settled, not the caller’s, or unknown', async () => {
    const order = anOrder(null);
    await running.broker.publish([orderEvent('order.placed', order, NOW)]);
    await eventually(async () => (await running.store.reads.orders([order.id])).length > 0);
    const { customer, submit } = at(running, order);
    const refused = (code: string, field: string[] | null) => ({
      submitReview: { review: null, userErrors: [{ code, field }] },
    });
    expect(await submit(customer)).toMatchObject(refused('REVIEW_NOT_ALLOWED', null));
    expect(await submit(callerFor(newId('acc'), 'OPERATOR'))).toMatchObject(refused('NOT_FOUND', ['orderId']));
    expect(await submit(customer, 5, '', newId('ord'))).toMatchObject(refused('NOT_FOUND', ['orderId']));
    expect(await submit(customer, 5, '', 'nonsense')).toMatchObject(refused('NOT_FOUND', ['orderId']));
  });

  test('is to do anything without being signed in', async () => {
    const { submit } = at(running, anOrder());
    await expect(submit(nobody)).rejects.toThrow('UNAUTHENTICATED');
  });

  test('is to use a cursor that is none, or a page that is too long', async () => {
    const page = (args: string) =>
      running.ask(
        nobody,
        `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Provider { reviews(${args}) { edges { cursor } } } } }`,
        { of: [{ __typename: 'Provider', id: providerOf(newId('acc')) }] },
      );
    await expect(page('after: "abc"')).rejects.toThrow('CURSOR_UNKNOWN');
    await expect(page('first: 101')).rejects.toThrow('BAD_USER_INPUT');
    await expect(page('first: 0')).rejects.toThrow('BAD_USER_INPUT');
    expect(await page('first: 100')).toMatchObject({ _entities: [{ reviews: { edges: [] } }] });
  });

  test('entities that are unknown are empty or null, in the order asked for', async () => {
    const answer = await running.ask(callerFor(newId('acc')), ENTITIES, {
      of: [
        { __typename: 'Review', id: 'nonsense' },
        { __typename: 'Order', id: 'nonsense' },
        { __typename: 'Provider', id: 'nonsense' },
        { __typename: 'Review', id: newId('rev') },
      ],
    });
    expect(answer._entities).toEqual([
      null,
      { id: 'nonsense', reviews: null },
      { id: 'nonsense', rating: null, page: { edges: [] } },
      null,
    ]);
  });
});
