/** A program's webhook with a query of its own: what it is told of, over the whole marketplace. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '@marketplace/testing/eventually';
import { type Receiver, startReceiver } from '@marketplace/testing/receiver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Marketplace, startMarketplace } from '../src/marketplace.ts';
import { readSettings } from '../src/settings.ts';
import { book, holdFirstSlot } from '../src/tour/booking.ts';
import { silentNarrator } from '../src/tour/narrator.ts';
import { AcceptOrderDocument, DepartForOrderDocument } from '../src/tour/operations.gen.ts';
import { accepted, type Person, signIn, signUp } from '../src/tour/person.ts';
import { openShop } from '../src/tour/shop.ts';
import { ask } from './support/ask.ts';

const PATIENCE_MS = 20_000;
const PASSWORD = 'webhooks-test-password';
const CUSTOMER = { email: 'customer@hooks.test', password: PASSWORD, displayName: 'Customer' };
const PROVIDER = { email: 'provider@hooks.test', password: PASSWORD, displayName: 'Provider' };

let folder: string;
let marketplace: Marketplace;
let receiver: Receiver;
let provider: Person;
let customer: Person;
let operator: Person;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-webhooks-'));
  const settings = readSettings({ DATA_DIR: folder, ROUTER_PORT: '0', LOG_LEVEL: 'error' });
  const services = { ...settings.services, WEBHOOK_ALLOW_PRIVATE: 'true' }; // the receiver is on this machine
  marketplace = await startMarketplace({ ...settings, services }, { providers: 10, customers: 5, orders: 10 });
  receiver = await startReceiver();
  const people = { url: marketplace.url, patienceMs: PATIENCE_MS };
  [provider, customer, operator] = await Promise.all([
    signUp(people, { ...PROVIDER, role: 'PROVIDER' }),
    signUp(people, { ...CUSTOMER, role: 'CUSTOMER' }),
    signIn(people, { email: 'operator@demo.test', password: settings.demoPassword, displayName: 'Operator' }),
  ]);
}, 120_000);
afterAll(async () => {
  await receiver?.close();
  await marketplace?.stop();
  await rm(folder, { recursive: true, force: true });
});

const id = z.object({ id: z.string() });
const noErrors = z.array(z.unknown()).length(0);

async function setOperator(account: string, granted: boolean): Promise<void> {
  const input = { accountId: account, role: 'OPERATOR', granted, reason: 'a test' };
  const mutation = 'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { userErrors { code } } }';
  await ask(operator, mutation, { input }, z.object({ grantRole: z.object({ userErrors: noErrors }) }));
}

async function newToken(scopes: readonly string[]) {
  const input = { name: 'till', scopes };
  const { createApiToken } = await ask(
    customer,
    `mutation ($input: CreateApiTokenInput!) {
      createApiToken(input: $input) { secret apiToken { id } userErrors { code } }
    }`,
    { input },
    z.object({ createApiToken: z.object({ secret: z.string(), apiToken: id, userErrors: noErrors }) }),
  );
  return { id: createApiToken.apiToken.id, program: { url: customer.url, token: createApiToken.secret } };
}

const QUERY = `query ($id: ID!) {
  order(id: $id) { id status payment { status } }
  orderStory(orderId: $id) { type }
}`;

async function newWebhook(as: Pick<Person, 'url' | 'token'>): Promise<string> {
  const input = { url: receiver.url, eventTypes: ['order.accepted', 'order.departed'], query: QUERY };
  const { createWebhook } = await ask(
    as,
    'mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { webhook { id } userErrors { code } } }',
    { input },
    z.object({ createWebhook: z.object({ webhook: id, userErrors: noErrors }) }),
  );
  return createWebhook.webhook.id;
}

async function placeOrder(): Promise<string> {
  const offering = await openShop(provider, silentNarrator);
  const held = await holdFirstSlot(customer, offering, PATIENCE_MS, silentNarrator);
  return book(customer, offering, held, 'once', PATIENCE_MS, silentNarrator);
}

const payload = z.object({
  type: z.string(),
  data: z.object({
    order: z.object({ id: z.string(), status: z.string(), payment: z.unknown() }).nullable(),
    orderStory: z.array(z.object({ type: z.string() })).nullable(),
  }),
  errors: z.array(z.object({ path: z.array(z.string()), extensions: z.object({ code: z.string() }) })),
});
const payloads = () => receiver.received.map(({ body }) => payload.parse(JSON.parse(body.toString('utf8'))));
const received = (type: string) => eventually(() => payloads().findLast((each) => each.type === type), PATIENCE_MS);

/** The latest delivery once more. */
async function replay(as: Person): Promise<void> {
  const webhooks = z.array(z.object({ deliveries: z.object({ edges: z.array(z.object({ node: id })) }) }));
  const list = '{ webhooks { deliveries(first: 1) { edges { node { id } } } } }';
  const found = await ask(as, list, {}, z.object({ webhooks }));
  const mutation = 'mutation ($id: ID!) { replayWebhookDelivery(id: $id) { delivery { status } } }';
  await ask(as, mutation, { id: found.webhooks[0]?.deliveries.edges[0]?.node.id }, z.unknown());
}

async function statusOf(as: Pick<Person, 'url' | 'token'>): Promise<number> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${as.token}` };
  const response = await fetch(as.url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
  return response.status;
}

test('a webhook is sent what its query finds with the owner’s rights of that moment and its token’s scopes', async () => {
  const { viewer } = await ask(
    customer,
    '{ viewer { account { id } } }',
    {},
    z.object({ viewer: z.object({ account: id }) }),
  );
  await setOperator(viewer.account.id, true);
  const people = { url: marketplace.url, patienceMs: PATIENCE_MS };
  customer = await signIn(people, CUSTOMER);
  const token = await newToken(['orders:read', 'webhooks:write']);
  const webhook = await newWebhook(token.program);

  const orderId = await placeOrder();
  await eventually(async () => {
    const { acceptOrder } = await provider.call(AcceptOrderDocument, { input: { orderId } });
    return accepted(acceptOrder);
  }, PATIENCE_MS);
  const first = await received('order.accepted');
  expect(first.data.order).toEqual({ id: orderId, status: 'ACCEPTED', payment: null });
  expect(first.data.orderStory).toContainEqual({ type: 'order.placed' });
  expect(first.errors).toMatchObject([{ path: ['order', 'payment'], extensions: { code: 'FORBIDDEN' } }]);

  await setOperator(viewer.account.id, false);
  customer = await signIn(people, CUSTOMER);
  const later = await eventually(async () => {
    await replay(customer);
    return payloads().findLast(({ data }) => data.orderStory === null);
  }, PATIENCE_MS);
  expect(later.data.order).toMatchObject({ id: orderId });
  expect(later.errors.map(({ path }) => path.join('.')).toSorted()).toEqual(['order.payment', 'orderStory']);

  // the webhook is the account's, not the token's
  await ask(customer, 'mutation ($id: ID!) { revokeApiToken(id: $id) { userErrors { code } } }', token, z.unknown());
  await eventually(async () => (await statusOf(token.program)) === 401, PATIENCE_MS);
  const { departForOrder } = await provider.call(DepartForOrderDocument, { input: { orderId } });
  accepted(departForOrder);
  expect((await received('order.departed')).data).toEqual({
    order: { id: orderId, status: 'ACCEPTED', payment: null },
    orderStory: null,
  });
  const remove = 'mutation ($id: ID!) { deleteWebhook(id: $id) { userErrors { code } } }';
  await ask(customer, remove, { id: webhook }, z.object({ deleteWebhook: z.object({ userErrors: noErrors }) }));
}, 90_000);
