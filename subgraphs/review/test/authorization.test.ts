/** Calls of this subgraph past the router, by somebody who is validly signed in and has no part in what they ask for. */
import { readFileSync } from 'node:fs';
import { newId, type ReviewId } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import { entryPoints, outcomeOf } from '@marketplace/testing/entry-points';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KnownOrder } from '../src/domain/review.ts';
import { type Running, runReview } from './running.ts';
import { anOrder, aReview, callerFor, nobody, WITH_LINK } from './samples.ts';
import { at, settled } from './scenes.ts';
import { openPglite } from './stores.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

/** What there is of others: a settled order whose customer has written, and a review that waits for a moderator. */
interface Others {
  readonly order: KnownOrder;
  readonly secret: ReviewId;
  readonly underReview: ReviewId;
}

type Case = readonly [operation: string, variable: (others: Others) => unknown, forStranger: string, forNobody: string];

const mutation = (field: string, type: string, input: (others: Others) => object, forStranger = 'NOT_FOUND') =>
  [
    `mutation ($v: ${type}!) { ${field}(input: $v) { review { id } userErrors { code } } }`,
    input,
    forStranger,
    'UNAUTHENTICATED',
  ] as const;
const entity = (selection: string, representation: (others: Others) => object, outcome: string) =>
  [
    `query ($v: [_Any!]!) { _entities(representations: $v) { ... on ${selection} } }`,
    (others: Others) => [representation(others)],
    outcome,
    outcome,
  ] as const;

const CASES: Readonly<Record<string, Case>> = {
  'Query.reviewsToModerate': [
    '{ reviewsToModerate { edges { node { id } } } }',
    () => null,
    'FORBIDDEN',
    'UNAUTHENTICATED',
  ],
  'Mutation.submitReview': mutation('submitReview', 'SubmitReviewInput', ({ order }) => ({
    orderId: order.id,
    rating: 1,
    comment: 'Mine',
  })),
  'Mutation.replyToReview': mutation('replyToReview', 'ReplyToReviewInput', ({ secret }) => ({
    reviewId: secret,
    reply: 'Mine',
  })),
  'Mutation.reportReview': mutation('reportReview', 'ReportReviewInput', ({ underReview }) => ({
    reviewId: underReview,
    reason: 'Mine',
  })),
  'Mutation.moderateReview': mutation(
    'moderateReview',
    'ModerateReviewInput',
    ({ underReview }) => ({ reviewId: underReview, decision: 'REMOVE', note: 'Mine' }),
    'FORBIDDEN',
  ),
  '_entities.Review': entity('Review { id }', ({ secret }) => ({ __typename: 'Review', id: secret }), 'nothing'),
  // reference objects, made of the id that was sent: what is read of them is checked below
  '_entities.Order': entity('Order { id }', ({ order }) => ({ __typename: 'Order', id: order.id }), 'answered'),
  '_entities.Provider': entity(
    'Provider { id }',
    ({ order }) => ({ __typename: 'Provider', id: order.providerId }),
    'answered',
  ),
};

describe('object-level authorisation holds when the subgraph is called directly', () => {
  let running: Running;
  let others: Others;
  const stranger = callerFor(newId('acc'), 'CUSTOMER', 'PROVIDER');
  beforeAll(async () => {
    running = await runReview(openPglite);
    const order = await settled(running);
    const { customer, submit } = at(running, order);
    await submit(customer, 1, 'A secret');
    const [secret] = await running.store.reads.reviewsOf([order.id]);
    const { findings } = WITH_LINK;
    if (!secret) throw new Error('the review was not taken');
    const underReview = aReview(anOrder(), { state: 'UNDER_REVIEW', findings, underReviewSince: running.clock.now() });
    await running.store.transact({ correlationId: 'test' }, (tx) => tx.saveReview(underReview));
    others = { order, secret: secret.id, underReview: underReview.id };
  });
  afterAll(() => running.close());

  const tried = async (caller: Caller, operation: string, v: unknown) =>
    outcomeOf(await running.run(caller, operation, { v }));
  const stored = async ({ order, underReview }: Others) => [
    await running.store.reads.reviewsOf([order.id]),
    await running.store.reads.reviews([underReview]),
  ];

  test('every root field and entity has a case', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(entryPoints(sdl));
  });

  test.each(Object.entries(CASES))(
    '%s gives nobody what is another’s',
    async (_, [operation, variable, ...outcomes]) => {
      const before = await stored(others);
      expect(await tried(stranger, operation, variable(others))).toBe(outcomes[0]);
      expect(await tried(nobody, operation, variable(others))).toBe(outcomes[1]);
      expect(await stored(others)).toEqual(before);
    },
  );

  test('of an order of others there are no reviews, and of its provider none that is not public', async () => {
    for (const caller of [stranger, nobody]) {
      const { entity } = at(running, others.order);
      expect(await entity(caller, { __typename: 'Order', id: others.order.id })).toMatchObject({ reviews: null });
      expect(await entity(caller, { __typename: 'Provider', id: others.order.providerId })).toMatchObject({
        rating: { count: 0 },
        page: { edges: [] },
      });
    }
  });
});
