/** A job from its description to its payment, over all contexts, through the public API. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Marketplace, startMarketplace } from '../src/marketplace.ts';
import { readSettings } from '../src/settings.ts';
import { silentNarrator } from '../src/tour/narrator.ts';
import { type Person, signUp } from '../src/tour/person.ts';
import { CUSTOMER_ADDRESS, CUSTOMER_HOME } from '../src/tour/place.ts';
import { openShop } from '../src/tour/shop.ts';
import { ask } from './support/ask.ts';

const PATIENCE_MS = 20_000;
const PASSWORD = 'quoted-job-password';

let folder: string;
let marketplace: Marketplace;
let provider: Person;
let customer: Person;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-job-'));
  const settings = readSettings({ DATA_DIR: folder, ROUTER_PORT: '0', LOG_LEVEL: 'error' });
  marketplace = await startMarketplace(settings, { providers: 10, customers: 5, orders: 10 });
  const people = { url: marketplace.url, patienceMs: PATIENCE_MS };
  const join = (name: string, role: 'CUSTOMER' | 'PROVIDER') =>
    signUp(people, { email: `${name}@job.test`, password: PASSWORD, displayName: name, role });
  [provider, customer] = await Promise.all([join('provider', 'PROVIDER'), join('customer', 'CUSTOMER')]);
});
afterAll(async () => {
  await marketplace?.stop();
  await rm(folder, { recursive: true, force: true });
});

const id = z.object({ id: z.string() });

/** The entity that a mutation answers with, under its name. */
async function mutate<Entity extends z.ZodType>(
  as: Person,
  mutation: string,
  input: object,
  entity: string,
  shape: Entity,
): Promise<z.infer<Entity>> {
  const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const type = ['acceptOrder', 'confirmOrder'].includes(mutation) ? 'OrderActionInput' : inputType;
  const payload = z.object({ [entity]: z.unknown(), userErrors: z.array(z.unknown()) });
  const answer = await ask(
    as,
    `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${entity} { id } userErrors { code message } } }`,
    { input },
    z.object({ done: payload }),
  );
  expect(answer.done.userErrors).toEqual([]);
  return shape.parse(answer.done[entity]);
}

const money = z.object({ amount: z.number() });
const whole = z.object({
  order: z.object({
    status: z.string(),
    price: money,
    startPin: z.string().nullable(),
    proposedPrice: z.object({ price: money }).nullable(),
    payment: z.object({ status: z.string(), authorized: money, captured: money, earning: money }).nullable(),
  }),
});
async function orderOf(as: Person, orderId: string) {
  const { order } = await ask(
    as,
    `query ($id: ID!) { order(id: $id) { status price { amount } startPin proposedPrice { price { amount } }
      payment { status authorized { amount } captured { amount } earning { amount } } } }`,
    { id: orderId },
    whole,
  );
  return order;
}

test('a job is quoted for, assigned once its payment is held, done at an agreed higher price and paid', async () => {
  const { skillId } = await openShop(provider, silentNarrator);
  const wishes = { title: 'Windows', description: 'Twelve of them, high up.', skillId };
  const place = { address: CUSTOMER_ADDRESS, location: CUSTOMER_HOME };
  const job = await mutate(customer, 'postJob', { ...wishes, ...place }, 'job', id);
  await eventually(async () => {
    const { openJobs } = await ask(
      provider,
      '{ openJobs { edges { node { id skill { name } distanceMeters } } } }',
      {},
      z.object({ openJobs: z.object({ edges: z.array(z.object({ node: id })) }) }),
    );
    return openJobs.edges.some(({ node }) => node.id === job.id);
  }, PATIENCE_MS);
  const price = { amount: 8_000, currency: 'EUR' };
  const start = new Date(Date.now() + 26 * 3_600_000).toISOString();
  const offer = { jobId: job.id, price, start, durationMinutes: 120, message: 'I bring a ladder.' };
  const quote = await mutate(provider, 'submitQuote', offer, 'quote', id);
  const payment = { source: 'CARD', paymentMethod: 'pm_card_visa' };
  const acceptance = { idempotencyKey: 'once', quoteId: quote.id, payment };
  const { id: orderId } = await mutate(customer, 'acceptQuote', acceptance, 'order', id);
  const becomes = (status: string) =>
    eventually(async () => {
      const order = await orderOf(customer, orderId);
      return order.status === status ? order : undefined;
    }, PATIENCE_MS);
  const { startPin } = await becomes('ACCEPTED');

  await mutate(provider, 'startOrder', { orderId, pin: startPin }, 'order', id);
  const higher = { amount: 9_500, currency: 'EUR' };
  await mutate(provider, 'proposePrice', { orderId, price: higher, reason: 'two more windows' }, 'order', id);
  await mutate(customer, 'approvePrice', { orderId, price: higher }, 'order', id);
  await eventually(async () => (await orderOf(customer, orderId)).price.amount === 9_500, PATIENCE_MS);
  expect(await orderOf(customer, orderId)).toMatchObject({
    proposedPrice: null,
    payment: { authorized: { amount: 9_500 } },
  });
  await mutate(provider, 'completeOrder', { orderId }, 'order', id);
  await mutate(customer, 'confirmOrder', { orderId }, 'order', id);
  const paid = await eventually(async () => {
    const order = await orderOf(customer, orderId);
    return order.payment?.status === 'CAPTURED' ? order : undefined;
  }, PATIENCE_MS);
  expect(paid).toMatchObject({
    status: 'SETTLED',
    payment: { captured: { amount: 9_500 }, earning: { amount: 8_550 } },
  });
}, 60_000);
