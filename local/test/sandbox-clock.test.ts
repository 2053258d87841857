/** A sandbox's clock over all contexts, through the public API. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Marketplace, startMarketplace } from '../src/marketplace.ts';
import { readSettings } from '../src/settings.ts';
import { type Person, signIn, signUp } from '../src/tour/person.ts';
import { CUSTOMER_ADDRESS, CUSTOMER_HOME } from '../src/tour/place.ts';
import { ask } from './support/ask.ts';

const PATIENCE_MS = 20_000;
const PASSWORD = 'sandbox-test-password';
const DAY_MS = 86_400_000;

let folder: string;
let marketplace: Marketplace;
let operator: Person;
let customer: Person;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-clock-'));
  const settings = readSettings({ DATA_DIR: folder, ROUTER_PORT: '0', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' });
  marketplace = await startMarketplace(settings, { providers: 60, customers: 20, orders: 100 });
  const people = { url: marketplace.url, patienceMs: PATIENCE_MS };
  operator = await signIn(people, { email: 'operator@demo.test', password: PASSWORD, displayName: 'operator' });
  customer = await signUp(people, {
    email: 'customer@clock.test',
    password: PASSWORD,
    displayName: 'customer',
    role: 'CUSTOMER',
  });
});
afterAll(async () => {
  await marketplace?.stop();
  await rm(folder, { recursive: true, force: true });
});

const connection = <Node extends z.ZodType>(node: Node) => z.object({ edges: z.array(z.object({ node })) });
const identified = z.object({ id: z.string() });

/** Of a provider of the demo world near the customer, who will not answer. */
async function bookedOrder(): Promise<string> {
  const { searchProviders } = await ask(
    customer,
    'query ($filter: ProviderFilter!) { searchProviders(filter: $filter) { edges { node { offerings { id } } } } }',
    { filter: { near: CUSTOMER_HOME, radiusMeters: 10_000 } },
    z.object({ searchProviders: connection(z.object({ offerings: z.array(identified) })) }),
  );
  const [offeringId] = searchProviders.edges.flatMap(({ node }) => node.offerings.map(({ id }) => id));
  const [from, to] = [new Date(Date.now() + 2 * DAY_MS), new Date(Date.now() + 9 * DAY_MS)];
  const { availableSlots } = await ask(
    customer,
    'query ($id: ID!, $from: DateTime!, $to: DateTime!) { availableSlots(offeringId: $id, from: $from, to: $to) { start } }',
    { id: offeringId, from: from.toISOString(), to: to.toISOString() },
    z.object({ availableSlots: z.array(z.object({ start: z.string() })) }),
  );
  const input = {
    idempotencyKey: 'the one',
    offeringId,
    start: availableSlots[0]?.start,
    address: CUSTOMER_ADDRESS,
    location: CUSTOMER_HOME,
    payment: { source: 'CARD', paymentMethod: 'pm_card_visa' },
  };
  const { placeOrder } = await ask(
    customer,
    'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } userErrors { code message } } }',
    { input },
    z.object({ placeOrder: z.object({ order: identified.nullable(), userErrors: z.array(z.unknown()) }) }),
  );
  if (!placeOrder.order) throw new Error(JSON.stringify(placeOrder.userErrors));
  return placeOrder.order.id;
}

async function advance(to: Date): Promise<Date> {
  const { advanceTestClock } = await ask(
    operator,
    'mutation ($input: AdvanceTestClockInput!) { advanceTestClock(input: $input) { now userErrors { code message } } }',
    { input: { to: to.toISOString() } },
    z.object({
      advanceTestClock: z.object({
        now: z.string().nullable(),
        userErrors: z.array(z.object({ message: z.string() })),
      }),
    }),
  );
  const [refusal] = advanceTestClock.userErrors;
  if (refusal && /goes on to .*: repeat the call/.test(refusal.message)) return advance(to); // a machine that is slow
  expect(advanceTestClock.userErrors).toEqual([]);
  return new Date(advanceTestClock.now ?? 0);
}

test('time that an operator moves, moves for all contexts, and what follows from it has happened then', {
  timeout: 60_000,
}, async () => {
  const id = await bookedOrder();
  const to = new Date(Date.now() + 40 * DAY_MS);
  expect((await advance(to)) >= to).toBe(true);
  const { order, notifications } = await ask(
    customer,
    `query ($id: ID!) { order(id: $id) { status payment { status } history { edges { node { type detail } } } }
      notifications { edges { node { type createdAt } } } }`,
    { id },
    z.object({
      order: z.object({
        status: z.string(),
        payment: z.object({ status: z.string() }),
        history: connection(z.object({ type: z.string(), detail: z.string().nullable() })),
      }),
      notifications: connection(z.object({ type: z.string(), createdAt: z.string() })),
    }),
  );
  expect(order).toMatchObject({ status: 'EXPIRED', payment: { status: 'RELEASED' } });
  expect(order.history.edges.at(-1)?.node).toEqual({ type: 'order.expired', detail: 'NO_ANSWER' });
  const told = notifications.edges.map(({ node }) => node).find(({ type }) => type === 'order.expired');
  // a day after the booking, and not when the clock had come to its end
  expect(Date.parse(told?.createdAt ?? '')).toBeLessThan(Date.now() + 2 * DAY_MS);
});
