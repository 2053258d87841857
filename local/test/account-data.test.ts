/** What a person gets told and can take along, over all contexts, through the public API. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Marketplace, startMarketplace } from '../src/marketplace.ts';
import { readSettings } from '../src/settings.ts';
import { type Person, signIn } from '../src/tour/person.ts';
import { CUSTOMER_ADDRESS, CUSTOMER_HOME } from '../src/tour/place.ts';
import { ask } from './support/ask.ts';

const PATIENCE_MS = 20_000;
const PASSWORD = 'account-test-password';
const DAY_MS = 86_400_000;

let folder: string;
let marketplace: Marketplace;
let customer: Person;
let provider: Person;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-account-'));
  const settings = readSettings({ DATA_DIR: folder, ROUTER_PORT: '0', DEMO_PASSWORD: PASSWORD, LOG_LEVEL: 'error' });
  marketplace = await startMarketplace(settings, { providers: 60, customers: 20, orders: 100 });
  const people = { url: marketplace.url, patienceMs: PATIENCE_MS };
  customer = await signIn(people, { email: 'customer@demo.test', password: PASSWORD, displayName: 'customer' });
  provider = await signIn(people, { email: 'provider@demo.test', password: PASSWORD, displayName: 'provider' });
});
afterAll(async () => {
  await marketplace?.stop();
  await rm(folder, { recursive: true, force: true });
});

const connection = <Node extends z.ZodType>(node: Node) => z.object({ edges: z.array(z.object({ node })) });
const identified = z.object({ id: z.string() });
const refusals = z.array(z.unknown());

/** An order that the customer places with demo provider's first offering. */
async function bookedBy(card: string): Promise<string> {
  const { viewer } = await ask(
    provider,
    '{ viewer { provider { offerings { id active } } } }',
    {},
    z.object({
      viewer: z.object({ provider: z.object({ offerings: z.array(identified.extend({ active: z.boolean() })) }) }),
    }),
  );
  const offeringId = viewer.provider.offerings.find(({ active }) => active)?.id;
  const [from, to] = [new Date(Date.now() + 2 * DAY_MS), new Date(Date.now() + 16 * DAY_MS)];
  const { availableSlots } = await ask(
    customer,
    'query ($id: ID!, $from: DateTime!, $to: DateTime!) { availableSlots(offeringId: $id, from: $from, to: $to) { start } }',
    { id: offeringId, from: from.toISOString(), to: to.toISOString() },
    z.object({ availableSlots: z.array(z.object({ start: z.string() })) }),
  );
  const input = {
    idempotencyKey: card,
    offeringId,
    start: availableSlots[0]?.start,
    address: CUSTOMER_ADDRESS,
    location: CUSTOMER_HOME,
    payment: { source: 'CARD', paymentMethod: card },
  };
  const { placeOrder } = await ask(
    customer,
    'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id } userErrors { code message } } }',
    { input },
    z.object({ placeOrder: z.object({ order: identified.nullable(), userErrors: refusals }) }),
  );
  if (!placeOrder.order) throw new Error(JSON.stringify(placeOrder.userErrors));
  return placeOrder.order.id;
}

const exported = z.object({
  missing: z.array(z.string()),
  parts: z.object({
    auth: z.object({ account: z.object({ email: z.string() }) }),
    user: z.object({ customer: z.object({ displayName: z.string() }), provider: z.unknown() }),
    order: z.object({
      ordersAsCustomer: z.object({ items: z.array(z.object({ id: z.string(), address: z.string() })) }),
      ordersAsProvider: z.object({ items: z.array(z.record(z.string(), z.unknown())) }),
    }),
    payment: z.object({ payments: z.object({ items: z.array(z.object({ side: z.string() })) }) }),
    review: z.object({ written: z.array(z.unknown()), received: z.array(z.unknown()) }),
    notification: z.object({ preferences: z.unknown(), notifications: z.object({ items: z.array(z.unknown()) }) }),
  }),
});

async function exportLink(of: Person): Promise<string> {
  const { requestDataExport } = await ask(
    of,
    'mutation { requestDataExport { url userErrors { code message } } }',
    {},
    z.object({ requestDataExport: z.object({ url: z.string().nullable(), userErrors: refusals }) }),
  );
  if (!requestDataExport.url) throw new Error(JSON.stringify(requestDataExport.userErrors));
  return new URL(new URL(requestDataExport.url).pathname, marketplace.url).href;
}

/** The whole file, once every context has given its part. */
async function downloaded(url: string): Promise<{ text: string; data: z.infer<typeof exported> }> {
  const response = await eventually(async () => {
    const answer = await fetch(url);
    return answer.status === 200 ? answer : undefined;
  }, PATIENCE_MS);
  const text = await response.text();
  return { text, data: exported.parse(JSON.parse(text)) };
}

test('a customer whose bank wants to hear from them is told in the app and by mail, in their language', {
  timeout: 60_000,
}, async () => {
  await ask(
    customer,
    'mutation { setMessageSettings(input: { locale: "de-DE", timeZone: "Europe/Berlin" }) { userErrors { code } } }',
    {},
    z.object({ setMessageSettings: z.object({ userErrors: refusals.length(0) }) }),
  );
  const order = await bookedBy('pm_card_authentication_required');
  const notice = await eventually(async () => {
    const { notifications } = await ask(
      customer,
      '{ notifications(first: 20) { edges { node { type title order { id payment { nextActionUrl } } } } } }',
      {},
      z.object({
        notifications: connection(
          z.object({
            type: z.string(),
            title: z.string(),
            order: identified
              .extend({ payment: z.object({ nextActionUrl: z.string().nullable() }).nullable() })
              .nullable(),
          }),
        ),
      }),
    );
    return notifications.edges.find(({ node }) => node.type === 'payment.action_required')?.node;
  }, PATIENCE_MS);
  expect(notice.title).toMatch(/^Bitte Zahlung bestätigen: /);
  expect(notice.order).toMatchObject({ id: order, payment: { nextActionUrl: expect.stringContaining('http') } });
  await eventually(
    async () =>
      (await (await fetch(new URL('/dev/mail', marketplace.url))).text()).includes('Bitte Zahlung bestätigen'),
    PATIENCE_MS,
  );
});

test('a person’s export holds each context’s part and nobody else’s matters, and is gone with the account', {
  timeout: 90_000,
}, async () => {
  const order = await bookedBy('pm_card_visa');
  const link = await exportLink(customer);
  const own = await downloaded(link);
  expect(own.data.missing).toEqual([]);
  expect(own.data.parts.auth.account.email).toBe('customer@demo.test');
  expect(own.data.parts.user.customer.displayName).toBe('Mia Sommer');
  expect(own.data.parts.order.ordersAsCustomer.items).toContainEqual(
    expect.objectContaining({ id: order, address: CUSTOMER_ADDRESS }),
  );
  expect(own.data.parts.payment.payments.items.length).toBeGreaterThan(0);
  expect(own.data.parts.review.written.length).toBeGreaterThan(0);
  expect(own.data.parts.notification.notifications.items.length).toBeGreaterThan(0);

  const other = await downloaded(await exportLink(provider));
  expect(other.data.parts.order.ordersAsProvider.items).toContainEqual(expect.objectContaining({ id: order }));
  expect(other.data.parts.review.received.length).toBeGreaterThan(0);
  const theirs = own.data.parts.order.ordersAsCustomer.items.map(({ address }) => address);
  for (const address of new Set(theirs)) expect(other.text).not.toContain(address);
  expect(other.text).not.toContain('customer@demo.test');
  expect(other.text).not.toContain('pm_card_visa');

  await ask(
    customer,
    'mutation ($password: String!) { deleteAccount(password: $password) { userErrors { code } } }',
    { password: PASSWORD },
    z.object({ deleteAccount: z.object({ userErrors: refusals.length(0) }) }),
  );
  expect((await fetch(link)).status).toBe(404);
});
