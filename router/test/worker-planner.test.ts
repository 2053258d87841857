import { parse } from 'graphql';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { RefusedRequest } from '../src/answer.ts';
import { openInThread } from '../src/planning/apollo-planner.ts';
import type { Planner } from '../src/planning/planner.ts';
import { openInWorker, type WorkerPlannerOptions } from '../src/planning/worker-planner.ts';
import { WrongSupergraph } from '../src/schema/supergraph.ts';
import { shop } from './support/shop.ts';
import { composeSupergraph } from './support/supergraph.ts';
import { routerOver } from './support/test-router.ts';

let sdl: string;
let planner: Planner | undefined;
beforeAll(() => {
  sdl = composeSupergraph(shop);
});
afterEach(() => planner?.close());

async function started(options?: WorkerPlannerOptions): Promise<Planner> {
  planner = (await openInWorker(sdl, options)).planner;
  return planner;
}
const QUERIES = [
  '{ products { ... on Furniture { label inStock } } }',
  'query Q($y: Boolean!) { topReviews @include(if: $y) { product { name } } }',
  'mutation { add fail }',
];

test('its plans are those of the planner in this thread', async () => {
  const { planner: inThread } = await openInThread(sdl);
  const inWorker = await started();
  const plans = await Promise.all(QUERIES.map((query) => inWorker.plan(parse(query), [])));
  for (const [i, query] of QUERIES.entries()) {
    expect(plans[i]).toEqual(JSON.parse(JSON.stringify(await inThread.plan(parse(query), []))));
  }
});

test('this thread goes on while it plans', async () => {
  const waiting = await started();
  await waiting.plan(parse('{ __typename products { id } }'), []);
  let turns = 0;
  const count = setInterval(() => (turns += 1), 0);
  const many = Array.from({ length: 20 }, (_, i) => `a${i}: products { ... on Furniture { label rival { label } } }`);
  await waiting.plan(parse(`{ ${many.join(' ')} }`), []);
  clearInterval(count);
  expect(turns).toBeGreaterThan(1);
});

test('an operation that takes too long is refused', async () => {
  const strict = await started({ planMs: 1 });
  const many = Array.from({ length: 200 }, (_, i) => `a${i}: products { ... on Furniture { label rival { label } } }`);
  await expect(strict.plan(parse(`{ ${many.join(' ')} }`), [])).rejects.toThrow(RefusedRequest);
});

test('a supergraph that can not be read is told in one line', async () => {
  await expect(openInWorker('type Query { a: Int }')).rejects.toThrow(WrongSupergraph);
});

test('what can not be planned fails alone', async () => {
  const inWorker = await started();
  await expect(inWorker.plan(parse('{ nothing }'), [])).rejects.toThrow('the planner failed');
  expect(await inWorker.plan(parse('{ products { id } }'), [])).toMatchObject({ kind: 'QueryPlan' });
});

test('no more wait than the limit', async () => {
  const busy = await started({ maxWaiting: 1 });
  const plans = ['{ a: __typename }', '{ b: __typename }'].map((query) => busy.plan(parse(query), []));
  await expect(busy.plan(parse('{ c: __typename }'), [])).rejects.toThrow(RefusedRequest);
  await Promise.all(plans);
});

test('at rest it still plans what comes late', async () => {
  const resting = await started();
  const before = resting.plan(parse('{ a: __typename }'), []);
  resting.rest();
  expect(await before).toMatchObject({ kind: 'QueryPlan' });
  expect(await resting.plan(parse('{ products { id } }'), [])).toMatchObject({ kind: 'QueryPlan' });
});

test('when it closes, what waits fails', async () => {
  const closing = await started();
  const plan = closing.plan(parse('{ __typename }'), []);
  await Promise.all([expect(plan).rejects.toThrow('closed'), closing.close()]);
  await expect(closing.plan(parse('{ __typename }'), [])).rejects.toThrow('closed');
});

test('a router plans in it', async () => {
  const router = await routerOver(shop, { planIn: 'worker' });
  expect((await router.ask('{ product(id: "p2") { name reviews { text } } }')).data).toEqual({
    product: { name: 'Novel', reviews: [{ text: 'bad' }] },
  });
  await router.stop();
});
