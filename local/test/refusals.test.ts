/** What the public API says to those who err: through the router, against the whole marketplace. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Marketplace, startMarketplace } from '../src/marketplace.ts';
import { readSettings } from '../src/settings.ts';
import type { OfferingInHand } from '../src/tour/booking.ts';
import { silentNarrator } from '../src/tour/narrator.ts';
import {
  AcceptOrderDocument,
  ConfirmOrderDocument,
  FreeSlotsDocument,
  OrderWholeDocument,
  PlaceOrderDocument,
} from '../src/tour/operations.gen.ts';
import { accepted, type Person, present, signUp } from '../src/tour/person.ts';
import { CUSTOMER_ADDRESS, CUSTOMER_HOME } from '../src/tour/place.ts';
import { openShop } from '../src/tour/shop.ts';

const PATIENCE_MS = 20_000;
const DAY_MS = 86_400_000;
const PASSWORD = 'refusals-test-password';

let folder: string;
let marketplace: Marketplace;
let provider: Person;
let customer: Person;
let stranger: Person;
let offering: OfferingInHand;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-refusals-'));
  // a sandbox, in which nobody has to verify an address before ordering
  const settings = readSettings({ DATA_DIR: folder, ROUTER_PORT: '0', LOG_LEVEL: 'error' });
  marketplace = await startMarketplace(settings, { providers: 10, customers: 5, orders: 10 });
  const people = { url: marketplace.url, patienceMs: PATIENCE_MS };
  const join = (name: string, role: 'CUSTOMER' | 'PROVIDER') =>
    signUp(people, { email: `${name}@refusals.test`, password: PASSWORD, displayName: name, role });
  [provider, customer, stranger] = await Promise.all([
    join('provider', 'PROVIDER'),
    join('customer', 'CUSTOMER'),
    join('stranger', 'CUSTOMER'),
  ]);
  offering = await openShop(provider, silentNarrator);
  await eventually(async () => (await freeSlots()).length > 0, PATIENCE_MS);
});
afterAll(async () => {
  await marketplace?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function freeSlots(): Promise<readonly { start: string }[]> {
  const [from, to] = [new Date(Date.now() + DAY_MS), new Date(Date.now() + 8 * DAY_MS)];
  const range = { offeringId: offering.id, from: from.toISOString(), to: to.toISOString() };
  return (await customer.call(FreeSlotsDocument, range)).availableSlots ?? [];
}

async function place(who: Person, start: string, paymentMethod: string) {
  const { placeOrder } = await who.call(PlaceOrderDocument, {
    input: {
      idempotencyKey: newId('key'),
      offeringId: offering.id,
      start,
      address: CUSTOMER_ADDRESS,
      location: CUSTOMER_HOME,
      payment: { source: 'CARD', paymentMethod },
    },
  });
  return present(placeOrder, 'the answer');
}

const orderOf = async (who: Person, id: string) => (await who.call(OrderWholeDocument, { id })).order;

describe('orders', () => {
  test('a declined card ends the order as EXPIRED with PAYMENT_DECLINED as its reason, and the slot is free again', async () => {
    const slot = present((await freeSlots())[0], 'a slot');
    const { order } = accepted(await place(customer, slot.start, 'pm_card_declined'));
    const id = present(order, 'the order').id;
    const expired = await eventually(async () => {
      const found = await orderOf(customer, id);
      return found?.status === 'EXPIRED' ? found : undefined;
    }, PATIENCE_MS);
    expect(expired.history.edges.at(-1)?.node).toMatchObject({ type: 'order.expired', detail: 'PAYMENT_DECLINED' });
    expect(expired.payment?.status).toBe('DECLINED');
    expect((await freeSlots()).map(({ start }) => start)).toContain(slot.start);
  });

  test('two people who book the same hour: one has it, the other is told SLOT_UNAVAILABLE', async () => {
    const slot = present((await freeSlots())[3], 'a slot');
    const answers = await Promise.all([
      place(customer, slot.start, 'pm_card_visa'),
      place(stranger, slot.start, 'pm_card_visa'),
    ]);
    expect(answers.filter(({ order }) => order)).toHaveLength(1);
    const refused = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code));
    expect(refused).toEqual(['SLOT_UNAVAILABLE']);
  });

  test('a wrong transition is TRANSITION_NOT_ALLOWED with what is allowed', async () => {
    const slot = present((await freeSlots()).at(-1), 'a slot');
    const { order } = accepted(await place(customer, slot.start, 'pm_card_visa'));
    const orderId = present(order, 'the order').id;
    const { confirmOrder } = await customer.call(ConfirmOrderDocument, { input: { orderId } });
    expect(confirmOrder?.userErrors).toMatchObject([
      { code: 'TRANSITION_NOT_ALLOWED', message: expect.stringContaining('CANCEL') },
    ]);
  });

  test('another’s order does not exist for a stranger, and neither does an id made up', async () => {
    const slot = present((await freeSlots()).at(-5), 'a slot');
    const { order } = accepted(await place(customer, slot.start, 'pm_card_visa'));
    const id = present(order, 'the order').id;
    for (const hidden of [id, newId('ord'), 'ord_made_up', '']) {
      expect(await orderOf(stranger, hidden)).toBeNull();
      const { acceptOrder } = await stranger.call(AcceptOrderDocument, { input: { orderId: hidden } });
      expect(acceptOrder).toMatchObject({ order: null, userErrors: [{ code: 'NOT_FOUND' }] });
    }
  });
});

describe('requests', () => {
  const answerShape = z.object({
    data: z.record(z.string(), z.unknown()).nullish(),
    errors: z.array(z.object({ path: z.array(z.string()).optional(), extensions: z.object({ code: z.string() }) })),
  });
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(marketplace.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      body,
    });
  const query = (text: string, variables?: object) => JSON.stringify({ query: text, variables });

  interface Wrong {
    readonly what: string;
    readonly body: string;
    readonly status: number;
    readonly code: string;
    readonly headers?: Record<string, string>;
  }
  const wrong: readonly Wrong[] = [
    { what: 'malformed JSON', body: '{"query": "{ skills', status: 400, code: 'BAD_USER_INPUT' },
    { what: 'no query', body: '{}', status: 400, code: 'BAD_USER_INPUT' },
    { what: 'a syntax error', body: query('{ skills {'), status: 400, code: 'GRAPHQL_PARSE_FAILED' },
    { what: 'an unknown field', body: query('{ skills { colour } }'), status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    {
      what: 'a variable of a wrong type',
      body: query('query ($id: ID!) { order(id: $id) { id } }', { id: [1] }),
      status: 400,
      code: 'BAD_USER_INPUT',
    },
    {
      what: 'a token that is none',
      body: query('{ viewer { account { id } } }'),
      status: 401,
      code: 'UNAUTHENTICATED',
      headers: { authorization: 'Bearer x' },
    },
  ];
  test.each(wrong)('$what is a $status with a code and no stack', async ({ body, status, code, headers }) => {
    const response = await post(body, headers);
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(answerShape.parse(JSON.parse(text)).errors[0]?.extensions.code).toBe(code);
    expect(text).not.toMatch(/\.ts:|node_modules|at async/);
  });

  test('a field that asks for a sign-in says so, and what is public is answered beside it', async () => {
    const response = await post(query('{ skills { name } viewer { account { id } } }'));
    const answer = answerShape.parse(await response.json());
    expect(answer.data?.skills).toContainEqual({ name: 'Home cleaning' });
    expect(answer.data?.viewer).toBeNull();
    expect(answer.errors).toMatchObject([{ path: ['viewer'], extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('what a role can never do is FORBIDDEN', async () => {
    const response = await post(query('{ ledgerReconciliation { balanced } }'), {
      authorization: `Bearer ${customer.token}`,
    });
    const answer = answerShape.parse(await response.json());
    expect(answer.errors).toMatchObject([{ path: ['ledgerReconciliation'], extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('settings', () => {
  test.each([
    [{ ROUTER_PORT: 'many' }, /^ROUTER_PORT: /],
    [{ DEFAULT_CURRENCY: 'EURO' }, /^DEFAULT_CURRENCY: must be an ISO 4217 code$/],
    [{ HOST: '0.0.0.0' }, /^DEMO_PASSWORD: is required/],
    [{ DEMO_PASSWORD: 'short' }, /^DEMO_PASSWORD: must have at least 10 characters$/],
  ])('%j stops the start with one line that names the variable', (variables, line) => {
    expect(() => readSettings(variables)).toThrow(line);
  });

  test('a second process on the same data folder ends with one line', async () => {
    const settings = readSettings({ DATA_DIR: folder, ROUTER_PORT: '0', SANDBOX: 'false' });
    await expect(startMarketplace(settings)).rejects.toThrow(/^DATA_DIR: .* is in use by another process$/);
  });
});

test('every answer tells what is left of the caller’s budget', async () => {
  const response = await fetch(marketplace.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${customer.token}` },
    body: '{"query":"{ viewer { account { id } } }"}',
  });
  const cost = { estimated: expect.any(Number), remaining: expect.any(Number), limit: 20_000 };
  expect(await response.json()).toMatchObject({ data: expect.anything(), extensions: { cost } });
});
