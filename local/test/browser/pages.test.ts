import AxeBuilder from '@axe-core/playwright';
import { newWebhookSecret, signatureOf } from '@marketplace/notification/application/sign-webhook';
import { describeWith } from '@marketplace/testing/services';
import { createClient } from 'graphql-ws';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { businessOf, open } from './support/booking.ts';
import { askAs, DEMO_PASSWORD, openStage, type Stage, type Visitor } from './support/stage.ts';

const BUILD_AND_START_MS = 600_000;
const PAGE_MS = 120_000;
const LOOKS = [
  { name: 'phone, light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'desktop, dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
] as const;

describeWith('chromium', 'every page', (chromiumPath) => {
  let stage: Stage;
  let business: Awaited<ReturnType<typeof businessOf>>;
  let someOrder: string;
  beforeAll(async () => {
    stage = await openStage(chromiumPath);
    const provider = await stage.visitor('provider');
    business = await businessOf(provider, stage);
    await provider.close();
    const customer = await stage.visitor('customer');
    const found = await askAs<{ orders: { edges: { node: { id: string } }[] } }>(
      customer,
      stage.url,
      '{ orders(side: CUSTOMER, first: 1) { edges { node { id } } } }',
    );
    someOrder = found.orders.edges[0]?.node.id ?? '';
    await customer.close();
  }, BUILD_AND_START_MS);
  afterAll(() => stage?.end());

  const PAGES: readonly (readonly [Visitor, string, () => string])[] = [
    ['guest', 'home', () => '/'],
    [
      'guest',
      'results',
      () => `/search?place=${encodeURIComponent(`${business.location.city}, ${business.location.countryCode}`)}&km=50`,
    ],
    ['guest', 'results without any', () => '/search?place=Reykjavik'],
    ['guest', 'provider', () => `/providers/${business.id}`],
    ['guest', 'provider that is none', () => '/providers/prv_01m890cykef6ea75ep89qn2e4x'],
    ['guest', 'sign in', () => '/sign-in'],
    ['guest', 'sign up', () => '/sign-up'],
    ['guest', 'forgotten password', () => '/forgot-password'],
    ['guest', 'another password', () => '/reset-password?token=some'],
    ['guest', 'another password without a link', () => '/reset-password'],
    ['guest', 'e-mail address with a link that is none', () => '/verify-email?token=some'],
    ['guest', 'legal', () => '/legal/terms'],
    ['guest', 'nowhere', () => '/nowhere'],
    ['guest', 'orders without a session', () => '/orders'],
    ['guest', 'developers', () => '/developers'],
    ['guest', 'schema', () => '/developers/schema'],
    ['guest', 'mutations', () => '/developers/schema/Mutation'],
    ['guest', 'type that is none', () => '/developers/schema/Nothing'],
    ['guest', 'events', () => '/developers/events'],
    ['guest', 'one event', () => '/developers/events/order.accepted'],
    ['guest', 'tokens without a session', () => '/developers/tokens'],
    ['customer', 'book', () => `/book/${business.offerings[0]?.id}`],
    ['customer', 'orders', () => '/orders'],
    ['customer', 'order that is done', () => `/orders/${someOrder}`],
    ['customer', 'order that is none', () => '/orders/ord_01m890cykef6ea75ep89qn2e4x'],
    ['customer', 'wallet', () => '/wallet'],
    ['customer', 'notifications', () => '/notifications'],
    ['customer', 'settings', () => '/settings'],
    ['customer', 'notification settings', () => '/settings/notifications'],
    ['customer', 'data', () => '/settings/data'],
    ['customer', 'jobs', () => '/jobs'],
    ['customer', 'new job', () => '/jobs/new'],
    ['customer', 'job that is none', () => '/jobs/job_01m890cykef6ea75ep89qn2e4x'],
    ['customer', 'tokens', () => '/developers/tokens'],
    ['customer', 'webhooks', () => '/developers/webhooks'],
    ['customer', 'team of others', () => '/team/orders'],
    ['customer', 'work of others', () => '/work'],
    ['provider', 'today', () => '/work'],
    ['provider', 'open jobs', () => '/work/jobs'],
    ['provider', 'hours', () => '/work/hours'],
    ['provider', 'offerings', () => '/work/offerings'],
    ['provider', 'earnings', () => '/work/earnings'],
    ['moderator', 'reviews to moderate', () => '/team/reviews'],
    ['operator', 'all orders', () => '/team/orders'],
    ['operator', 'one order’s story', () => `/team/orders/${someOrder}`],
    ['operator', 'disputes', () => '/team/disputes'],
    ['operator', 'parked messages', () => '/team/parked'],
    ['operator', 'books', () => '/team/ledger'],
    ['operator', 'audit log', () => '/team/audit'],
    ['operator', 'test clock', () => '/team/clock'],
  ];

  for (const { name, ...look } of LOOKS) {
    describe(name, () => {
      const contexts = new Map<Visitor, BrowserContext>();
      beforeAll(async () => {
        for (const who of new Set(PAGES.map(([visitor]) => visitor))) {
          contexts.set(who, await stage.visitor(who, { ...look, reducedMotion: 'reduce' }));
        }
      });
      afterAll(async () => {
        for (const context of contexts.values()) await context.close();
      });

      it.each(PAGES)(
        '%s: %s has no fault that axe, the console or the width tells',
        async (who, _name, path) => {
          const page = await contexts.get(who)?.newPage();
          if (!page) throw new Error('no browser');
          const faults = watch(page, stage.url);
          await open(page, path());
          await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(
            violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
          ).toEqual([]);
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(sideways).toBeLessThanOrEqual(0);
          expect(await page.title()).not.toBe('');
          expect(faults).toEqual([]);
          await page.close();
        },
        PAGE_MS,
      );
    });
  }

  it(
    'signing in through the form leads back to where one was going',
    async () => {
      const guest = await stage.visitor('guest');
      const page = await guest.newPage();
      await open(page, '/orders');
      await page.getByRole('link', { name: 'Sign in' }).last().click();
      await page.getByLabel('E-mail').fill('customer@demo.test');
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Your bookings' }).waitFor();
      await guest.close();
    },
    PAGE_MS,
  );

  it(
    'what can be read is there without scripts',
    async () => {
      const guest = await stage.visitor('guest', { javaScriptEnabled: false });
      const page = await guest.newPage();
      await page.goto(`/providers/${business.id}`);
      await page.getByRole('heading', { name: business.displayName, level: 1 }).waitFor();
      await page.goto('/');
      await page.getByRole('combobox', { name: 'Where?' }).fill(business.location.city);
      await page.getByRole('button', { name: 'Show who’s free' }).click();
      await page.getByRole('heading', { name: `Help near ${business.location.city}` }).waitFor();
      await guest.close();
    },
    PAGE_MS,
  );

  it(
    'speaks German to those who ask for it',
    async () => {
      const guest = await stage.visitor('guest', { locale: 'de-DE' });
      const page = await guest.newPage();
      await open(page, '/');
      await page.getByRole('heading', { name: 'Gute Hilfe, an Ihrer Tür.' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      await guest.close();
    },
    PAGE_MS,
  );

  it(
    'what stands in the guides runs as it stands there',
    async () => {
      const guest = await stage.visitor('guest');
      const page = await guest.newPage();
      await open(page, '/developers');
      const examples = new Map(
        await page
          .locator('[data-example]')
          .evaluateAll((blocks) => blocks.map((block) => [block.getAttribute('data-example'), block.textContent])),
      );
      await guest.close();
      const example = (name: string) => examples.get(name)?.trim() ?? '';
      const customer = await stage.visitor('customer');
      const ask = (name: string) => askAs<Record<string, never>>(customer, stage.url, example(name));

      expect(await ask('first')).toMatchObject({ searchProviders: { totalCount: expect.any(Number) } });
      expect(await ask('paging')).toMatchObject({ orders: { pageInfo: { hasNextPage: expect.any(Boolean) } } });
      expect(await ask('errors')).toMatchObject({ requestPasswordReset: { userErrors: [{ code: 'INVALID_INPUT' }] } });
      const [first, again] = [await ask('idempotency'), await ask('idempotency')];
      expect(first).toMatchObject({ topUpWallet: { transaction: { amount: { amount: 5000 } }, userErrors: [] } });
      expect(again).toEqual(first);
      const signedIn = await fetch(stage.apiUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: example('auth') }),
      });
      const { session } = (await signedIn.json()).data.signIn;
      expect(session.accessToken).toMatch(/^ey/);
      const update = await firstOfStream(stage.apiUrl, session.accessToken, example('streams'), { orderId: someOrder });
      expect(update).toMatchObject({ orderUpdated: { cursor: expect.any(String) } });
      const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(example('webhooks'))}`);
      const [secret, now, body] = [newWebhookSecret(), Math.floor(Date.now() / 1000), '{"type":"order.placed"}'];
      const headers = {
        'webhook-id': 'evt_1',
        'webhook-timestamp': String(now),
        'webhook-signature': signatureOf(secret, 'evt_1', now, body),
      };
      expect(isGenuine(secret, headers, body)).toBe(true);
      expect(isGenuine(secret, headers, body.replace('placed', 'settled'))).toBe(false);
      expect(isGenuine(newWebhookSecret(), headers, body)).toBe(false);
      await customer.close();
    },
    PAGE_MS,
  );

  it(
    'the explorer runs a query from this server’s own files',
    async () => {
      const guest = await stage.visitor('guest');
      const page = await guest.newPage();
      const faults = watch(page, stage.url);
      await open(page, '/developers/explorer');
      await page.getByRole('button', { name: /execute query/i }).click();
      await page.locator('.result-window').filter({ hasText: 'totalCount' }).waitFor();
      expect(faults).toEqual([]);
      await guest.close();
    },
    PAGE_MS,
  );

  it(
    'an API that is down leaves a page that says so',
    async () => {
      const [guest, customer] = [await stage.visitor('guest'), await stage.visitor('customer')];
      const page = await guest.newPage();
      await stage.stopApi();
      await open(page, `/providers/${business.id}`);
      await page.getByRole('heading', { name: 'We can’t reach the marketplace right now' }).waitFor();
      await guest.close();
      const own = await customer.newPage();
      await open(own, '/settings');
      await own.getByRole('heading', { name: 'We can’t reach the marketplace right now' }).waitFor();
      await customer.close();
    },
    PAGE_MS,
  );
});

async function firstOfStream(apiUrl: string, token: string, query: string, variables: Record<string, unknown>) {
  const client = createClient({
    url: apiUrl.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  try {
    for await (const { data } of client.iterate({ query, variables })) return data;
    throw new Error('the stream ended without a word');
  } finally {
    await client.dispose();
  }
}

/** Scripts that fail, words on the console, and requests to any other host. */
function watch(page: Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    const { url } = message.location();
    const ownDocument = message.text().includes('404') && url === page.url(); // a page that is not there answers 404
    if (message.type() === 'error' && !ownDocument) faults.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !request.url().startsWith(origin)) faults.push(`asks ${request.url()}`);
  });
  return faults;
}
