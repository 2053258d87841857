import { describeWith } from '@marketplace/testing/services';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { book, businessOf, expectSteps, headline, open, stepsShown } from './support/booking.ts';
import { layCable } from './support/cable.ts';
import { openStage, type Stage } from './support/stage.ts';

const BUILD_AND_START_MS = 600_000;
const WHOLE_JOB_MS = 300_000;
const DOOR = { latitude: 52.53, longitude: 13.4 };

describeWith('chromium', 'the main job in two browsers', (chromiumPath) => {
  let stage: Stage;
  let provider: BrowserContext;
  let business: Awaited<ReturnType<typeof businessOf>>;

  beforeAll(async () => {
    stage = await openStage(chromiumPath);
    provider = await stage.visitor('provider', { geolocation: DOOR, permissions: ['geolocation'] });
    business = await businessOf(provider, stage);
  }, BUILD_AND_START_MS);
  afterAll(() => stage?.end());

  it(
    'each side sees the other’s steps without reloading, from the request to both reviews',
    async () => {
      const customer = await stage.visitor('customer', { viewport: { width: 390, height: 844 } });
      const [mine, theirs] = [await customer.newPage(), await provider.newPage()];
      await open(theirs, '/work');

      const path = await book(mine, business.id);
      await headline(mine, `We’ve asked ${business.displayName}`);
      const request = theirs.locator('[data-test=requests] article').first();
      await request.waitFor();
      await request.getByRole('link').click();
      await theirs.getByRole('button', { name: /^Accept, earn/ }).click();

      await headline(mine, `${business.displayName} is coming`);
      const pin = await mine.locator('[data-test=pin]').innerText();
      expect(pin).toMatch(/^\d{6}$/);
      await theirs.getByRole('button', { name: 'I’m on my way' }).click();
      await headline(mine, `${business.displayName} is on the way`);
      await theirs.getByRole('button', { name: 'Share my position' }).click();
      await mine.locator('[data-test=eta]').filter({ hasText: 'Position at' }).waitFor();

      await theirs.getByLabel('Customer’s PIN').fill(pin);
      await theirs.getByRole('button', { name: 'Start the job' }).click();
      await headline(mine, `${business.displayName} is at work`);
      await theirs.getByRole('button', { name: 'The job is done' }).click();
      await headline(mine, 'Is everything as it should be?');
      await mine.getByRole('button', { name: /^Yes, release/ }).click();
      await headline(theirs, 'Done: the money is yours');

      const steps = [
        'order.placed',
        'payment.authorized',
        'order.accepted',
        'order.departed',
        'order.started',
        'order.completed',
        'order.settled',
      ];
      await expectSteps(mine, steps);
      await expectSteps(theirs, steps);
      for (const page of [mine, theirs]) {
        await page.getByText('5 of 5 stars').first().click({ force: true });
        await page.getByLabel(/What should others know/).fill('All as it should be.');
        await page.getByRole('button', { name: 'Publish when both have written' }).click();
        await page.getByRole('heading', { name: 'Your review' }).waitFor();
      }
      expect(new URL(mine.url()).pathname).toBe(path);
      await customer.close();
      await theirs.close();
    },
    WHOLE_JOB_MS,
  );

  it(
    'a lost connection is told of, and after it every step is there once',
    async () => {
      const cable = await layCable(stage.url);
      const customer = await stage.visitor('customer', { origin: cable.url });
      const [mine, theirs] = [await customer.newPage(), await provider.newPage()];
      const path = await book(mine, business.id);
      await expectSteps(mine, ['order.placed', 'payment.authorized']);

      cable.cut();
      await mine.locator('[data-test=reconnecting]').filter({ hasText: 'Reconnecting… your order is safe.' }).waitFor();
      await open(theirs, path);
      await theirs.getByRole('button', { name: /^Accept, earn/ }).click();
      await theirs.getByRole('button', { name: 'I’m on my way' }).click();
      await headline(theirs, /^On your way to/);
      expect(await stepsShown(mine)).toEqual(['order.placed', 'payment.authorized']);

      cable.mend();
      await headline(mine, `${business.displayName} is on the way`);
      await mine.locator('[data-test=reconnecting]').waitFor({ state: 'detached' });
      await expectSteps(mine, ['order.placed', 'payment.authorized', 'order.accepted', 'order.departed']);
      await customer.close();
      await cable.close();
    },
    WHOLE_JOB_MS,
  );

  it(
    'cancelling shows first what comes back',
    async () => {
      const customer = await stage.visitor('customer');
      const page = await customer.newPage();
      await book(page, business.id);
      await headline(page, `We’ve asked ${business.displayName}`);
      await page.getByRole('button', { name: 'Cancel this booking' }).click();
      const refund = await page.locator('[data-test=refund]').innerText();
      await page.getByRole('button', { name: `Cancel and refund ${refund}` }).click();
      await headline(page, 'This booking is cancelled');
      await customer.close();
    },
    WHOLE_JOB_MS,
  );

  it('keeps tokens from the page, whatever it asks', async () => {
    const customer = await stage.visitor('customer');
    const page = await customer.newPage();
    await open(page, '/');
    const seen = await page.evaluate(async () => {
      const query =
        'mutation { signIn(input: { email: "customer@demo.test", password: "demo-demo-demo" }) { session { a: accessToken } userErrors { code } } }';
      const answer = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return { status: answer.status, cookie: document.cookie, html: document.documentElement.outerHTML };
    });
    expect(seen.status).toBe(400);
    const tokens = (await customer.cookies()).filter(({ name }) => name === 'access' || name === 'refresh');
    expect(tokens.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite }))).toEqual([
      { httpOnly: true, sameSite: 'Lax' },
      { httpOnly: true, sameSite: 'Lax' },
    ]);
    for (const { value } of tokens) {
      expect(seen.cookie).not.toContain(value);
      expect(seen.html).not.toContain(value);
    }
    await customer.close();
  });

  it('does not act for a page of another origin', async () => {
    const customer = await stage.visitor('customer');
    const query = { query: '{ viewer { account { email } } }' };
    for (const origin of ['http://elsewhere.test', undefined]) {
      const answer = await customer.request.post(`${stage.url}/graphql`, {
        data: query,
        headers: origin ? { origin } : {},
      });
      expect(answer.status()).toBe(403);
    }
    await customer.close();
  });
});
