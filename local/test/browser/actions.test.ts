/** What each kind of person changes on their pages, beside the main job. */
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { businessOf, headline, open } from './support/booking.ts';
import { done, startedOrder } from './support/order-on-the-way.ts';
import { DEMO_PASSWORD, openStage, type Stage } from './support/stage.ts';

const BUILD_AND_START_MS = 600_000;
const STEP_MS = 180_000;
/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describeWith('chromium', 'what people change', (chromiumPath) => {
  let stage: Stage;
  let customer: BrowserContext;
  let provider: BrowserContext;
  beforeAll(async () => {
    stage = await openStage(chromiumPath);
    [customer, provider] = await Promise.all([stage.visitor('customer'), stage.visitor('provider')]);
  }, BUILD_AND_START_MS);
  afterAll(() => stage?.end());

  async function shown(who: BrowserContext, path: string): Promise<Page> {
    const page = await who.newPage();
    await open(page, path);
    return page;
  }

  it(
    'a job gets quotes, and choosing one makes the booking',
    async () => {
      const business = await businessOf(provider, stage);
      const skill = await skillOf(provider);
      const mine = await shown(customer, '/jobs/new');
      await mine.getByRole('button', { name: 'Ask for quotes' }).click();
      expect(await mine.getByRole('alert').count()).toBe(5);
      await mine.getByLabel('What is to be done?').fill('Paint a living room');
      await mine.getByLabel('Skill').selectOption({ label: skill });
      await mine.getByLabel('More about it').fill('White, 24 m², furniture stays.');
      await mine.getByLabel('Where should they come?').fill('Lindenweg 7');
      await mine.getByLabel('Nearest place').fill(`${business.location.city}, ${business.location.countryCode}`);
      await mine.getByRole('button', { name: 'Ask for quotes' }).click();
      await mine.waitForURL(/\/jobs\/job_/);

      const theirs = await shown(provider, '/work/jobs');
      await theirs.getByRole('link', { name: 'Paint a living room' }).click();
      await theirs.getByLabel('Price').fill('240');
      await theirs.getByLabel('When would you come?').fill(inDays(3));
      await theirs.getByLabel('What’s included?').fill('Paint and cleaning up.');
      await theirs.getByRole('button', { name: 'Send quote' }).click();
      await theirs.locator('[data-test=my-quote]').waitFor();

      await open(mine, new URL(mine.url()).pathname);
      const quote = mine.locator('[data-test=quote]');
      expect(await quote.innerText()).toContain('Paint and cleaning up.');
      await quote.getByRole('button', { name: `Choose ${business.displayName}` }).click();
      await quote.getByRole('button', { name: /^Pay .*240/ }).click();
      await mine.waitForURL(/\/orders\/ord_/);
      await headline(mine, `${business.displayName} is coming`);
      await mine.close();
      await theirs.close();
    },
    STEP_MS,
  );

  it(
    'messages and another price go to and fro on an order, which ends in a dispute that the team divides',
    async () => {
      const orderId = await startedOrder(stage, { customer, provider });
      const [mine, theirs] = [await shown(customer, `/orders/${orderId}`), await shown(provider, `/orders/${orderId}`)];
      await mine.getByLabel(/^Message to/).fill('Is the bell loud enough?');
      await mine.getByRole('button', { name: 'Send' }).click();
      await theirs.locator('[data-test=messages] li').filter({ hasText: 'Is the bell loud enough?' }).waitFor();
      expect(await mine.locator('[data-test=messages] li').count()).toBe(1);

      await theirs.getByRole('button', { name: 'Ask for another price' }).click();
      await theirs.getByLabel(/^New price/).fill('500');
      await theirs.getByLabel('Why? The customer reads this.').fill('Two rooms more.');
      await theirs.getByRole('button', { name: 'Ask the customer' }).click();
      await mine.locator('[data-test=approve]').filter({ hasText: 'Two rooms more.' }).waitFor();
      await mine.getByRole('button', { name: /^Approve .*500/ }).click();
      await mine.locator('[data-test=approve]').waitFor({ state: 'detached' });

      await mine.getByRole('button', { name: 'There is a problem' }).click();
      await mine.getByLabel('What is wrong?').fill('The paint is still wet.');
      await mine.getByRole('button', { name: /^Open a dispute/ }).click();
      await headline(mine, 'We are looking into it');

      const operator = await stage.visitor('operator');
      const desk = await shown(operator, '/team/disputes');
      const dispute = desk.locator('[data-test=dispute]').filter({ hasText: 'The paint is still wet.' });
      await dispute.getByRole('textbox', { name: /^Goes back to the customer/ }).fill('100');
      await dispute.getByLabel('Decision').fill('A fifth goes back.');
      const split = await dispute.locator('[data-test=split]').innerText();
      expect(split.match(/\d+\.\d\d/g)).toEqual(['100.00', '360.00', '40.00']);
      await dispute.getByRole('button', { name: /^Decide: refund .*100/ }).click();
      await headline(mine, 'All done, and paid');
      expect(await mine.locator('[data-test=dispute]').innerText()).toContain('A fifth goes back.');
      await open(desk, `/team/orders/${orderId}`);
      const story = desk.locator('[data-test=story]');
      for (const type of ['order.placed', 'order.disputed', 'order.settled', 'payment.captured']) {
        await story.locator('code').filter({ hasText: type }).first().waitFor();
      }

      await done(stage, provider, 'submitReview', 'SubmitReviewInput', { orderId, rating: 5, comment: 'Kind.' });
      const comment = 'See https://spam.example for better ones';
      await done(stage, customer, 'submitReview', 'SubmitReviewInput', { orderId, rating: 1, comment });
      const moderator = await stage.visitor('moderator');
      const queue = await shown(moderator, '/team/reviews');
      const review = queue.locator('[data-test=case]');
      for (let seen = 0; !(await review.innerText()).includes(comment); seen += 1) {
        expect(seen).toBeLessThan(50);
        await queue.keyboard.press('j');
      }
      await queue.keyboard.press('r');
      await review.filter({ hasText: comment }).waitFor({ state: 'detached' });
      await open(queue, '/team/reviews');
      expect(await queue.getByText(comment).count()).toBe(0);
      for (const context of [operator, moderator]) await context.close();
      await mine.close();
      await theirs.close();
    },
    STEP_MS,
  );

  it(
    'a token is shown once, acts for its owner, and ends when it is revoked',
    async () => {
      const page = await shown(customer, '/developers/tokens');
      await page.getByLabel('Name').fill('Nightly report');
      await page.getByRole('checkbox', { name: 'orders:read' }).check();
      await page.getByRole('button', { name: 'Make the token' }).click();
      const secret = await page.locator('[data-test=secret]').innerText();
      const asked = () =>
        fetch(stage.apiUrl, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
          body: JSON.stringify({ query: '{ orders(side: CUSTOMER, first: 1) { edges { node { id } } } }' }),
        }).then((answer) => answer.json());
      expect((await asked()).data.orders.edges).toHaveLength(1);
      await open(page, '/developers/tokens');
      expect(await page.getByText(secret).count()).toBe(0);
      await page.getByRole('button', { name: 'Revoke: Nightly report' }).click();
      await page.locator('[data-test=tokens]').getByText('Revoked').waitFor();
      await eventually(async () => (await asked()).errors?.[0]?.extensions.code === 'UNAUTHENTICATED');
      await page.close();
    },
    STEP_MS,
  );

  it(
    'a webhook can be made for every type of event that is offered, and removed',
    async () => {
      const page = await shown(customer, '/developers/webhooks');
      await page.getByRole('button', { name: 'Make the webhook' }).click();
      expect(await page.getByRole('alert').count()).toBe(2);
      await page.getByLabel('Address').fill('https://example.com/hooks');
      for (const box of await page.getByRole('checkbox').all()) await box.check();
      await page.getByRole('button', { name: 'Make the webhook' }).click();
      expect(await page.locator('[data-test=secret]').innerText()).toMatch(/^whsec_/);
      await page.getByRole('button', { name: 'Remove: https://example.com/hooks' }).click();
      await page.getByText('No webhooks yet.').waitFor();
      await page.close();
    },
    STEP_MS,
  );

  it(
    'a picture of done work is sent through the web’s own server and seen on the public page',
    async () => {
      const page = await shown(provider, '/work/offerings');
      await page.getByRole('button', { name: 'Add a picture' }).click();
      await page.getByLabel('Picture').setInputFiles({ name: 'bathroom.png', mimeType: 'image/png', buffer: PICTURE });
      await page.getByLabel('Title').fill('Bathroom, after two days');
      await page.getByRole('button', { name: 'Save the picture' }).click();
      await page.locator('[data-test=portfolio]').getByText('Bathroom, after two days').waitFor();
      const business = await businessOf(provider, stage);
      await open(page, `/providers/${business.id}`);
      const picture = page.getByRole('img', { name: 'Bathroom, after two days' });
      await picture.scrollIntoViewIfNeeded();
      await eventually(() => picture.evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth > 0));
      await page.close();
    },
    STEP_MS,
  );

  it(
    'what one is told about stays as it was chosen',
    async () => {
      const page = await shown(customer, '/settings/notifications');
      const box = page.getByRole('checkbox', { name: 'A quote for your job: By e-mail' });
      await box.waitFor();
      const before = await box.isChecked();
      const answered = page.waitForResponse((response) => response.url().endsWith('/graphql'));
      await box.click();
      await answered;
      await open(page, '/settings/notifications');
      expect(await box.isChecked()).toBe(!before);
      await page.close();
    },
    STEP_MS,
  );

  it(
    'a new account confirms its address, forgets its password, sets another and leaves for good',
    async () => {
      const guest = await stage.visitor('guest');
      const page = await shown(guest, '/sign-up');
      await page.getByLabel('Your name').fill('Ada Short');
      await page.getByLabel('E-mail').fill('ada@short.test');
      await page.getByLabel('Password', { exact: true }).fill('first-password');
      await page.getByRole('button', { name: 'Make my account' }).click();
      await page.waitForURL(stage.url);
      await open(page, await linkInMail(stage, /\/verify-email\?token=[\w.~-]+/));
      await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();

      await open(page, '/forgot-password');
      await page.getByLabel('E-mail').fill('ada@short.test');
      await page.getByRole('button', { name: 'Mail me a link' }).click();
      await page.getByText(/a mail is on its way/).waitFor();
      const link = await linkInMail(stage, /\/reset-password\?token=[\w.~-]+/);
      await open(page, link);
      await page.getByLabel('New password').fill('second-password');
      await page.getByRole('button', { name: 'Set password and sign in' }).click();
      await page.waitForURL(stage.url);
      await open(page, link);
      await page.getByLabel('New password').fill('third-password');
      await page.getByRole('button', { name: 'Set password and sign in' }).click();
      await page.getByRole('heading', { name: 'This link doesn’t work any more' }).waitFor();

      await open(page, '/settings/data');
      await page.getByRole('button', { name: 'Prepare the file' }).click();
      await page.getByRole('link', { name: 'Open the file' }).waitFor();
      await page.getByLabel('Current password').fill(DEMO_PASSWORD);
      await page.getByLabel(/can’t be undone/).check();
      await page.getByRole('button', { name: 'Delete my account for good' }).click();
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Current password').fill('second-password');
      await page.getByRole('button', { name: 'Delete my account for good' }).click();
      await page.waitForURL(stage.url);
      await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
      await guest.close();
    },
    STEP_MS,
  );

  it(
    'the sandbox’s clock is moved, and says what time it is then',
    async () => {
      const operator = await stage.visitor('operator');
      const page = await shown(operator, '/team/clock');
      const clock = page.locator('[data-test=clock] time');
      const before = new Date((await clock.getAttribute('datetime')) ?? '').getTime();
      await page.getByRole('button', { name: '+ 1 d' }).click();
      await page.getByText('Moved. What was due has happened.').waitFor();
      const after = new Date((await clock.getAttribute('datetime')) ?? '').getTime();
      expect(after - before).toBeGreaterThanOrEqual(86_400_000);
      await operator.close();
    },
    STEP_MS,
  );

  async function skillOf(who: BrowserContext): Promise<string> {
    const page = await who.newPage();
    const business = await businessOf(who, stage);
    await open(page, `/providers/${business.id}`);
    const skill = await page.locator('header ul li').first().innerText();
    await page.close();
    return skill;
  }
});

/** What a `datetime-local` field takes: ten in the morning, some days from now. */
function inDays(days: number): string {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return `${day}T10:00`;
}

/** The newest mail's link of that kind, without its origin. */
const linkInMail = (stage: Stage, link: RegExp): Promise<string> =>
  eventually(async () => {
    const outbox = await (await fetch(stage.apiUrl.replace('/graphql', '/dev/mail'))).text();
    return link.exec(outbox)?.[0];
  });
