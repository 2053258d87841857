/** `npm run screenshots`: the key pages at phone and desktop size, with demo data, into docs/screenshots. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { book, businessOf, headline, open } from './support/booking.ts';
import { done, startedOrder } from './support/order-on-the-way.ts';
import { openStage } from './support/stage.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../docs/screenshots');
const PHONE = { viewport: { width: 390, height: 844 } };
const DESK = { viewport: { width: 1440, height: 900 } };

const stage = await openStage(process.env.TEST_CHROMIUM ?? '/usr/bin/chromium', {
  providers: 600,
  customers: 200,
  orders: 1500,
});
await mkdir(FOLDER, { recursive: true });
try {
  const provider = await stage.visitor('provider', PHONE);
  const business = await businessOf(provider, stage);
  const place = encodeURIComponent(`${business.location.city}, ${business.location.countryCode}`);
  const guest = await stage.visitor('guest', DESK);
  const desk = await guest.newPage();
  const shoot = (page: typeof desk, name: string) =>
    page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
  await open(desk, '/');
  await shoot(desk, 'home');
  await open(desk, `/search?place=${place}&sort=RATING`);
  await desk.locator('.map-pin').first().waitFor();
  await shoot(desk, 'results');
  await open(desk, '/developers/explorer');
  await desk.getByRole('button', { name: /execute query/i }).click();
  await desk.locator('.result-window').filter({ hasText: 'totalCount' }).waitFor();
  await shoot(desk, 'explorer');

  const dark = await stage.visitor('guest', { ...DESK, colorScheme: 'dark' });
  const night = await dark.newPage();
  await open(night, `/providers/${business.id}`);
  await night.getByRole('heading', { name: 'Next free times' }).waitFor();
  await night.locator('aside li').first().waitFor();
  await shoot(night, 'provider-dark');

  const customer = await stage.visitor('customer', PHONE);
  const phone = await customer.newPage();
  await open(phone, `/book/${business.offerings[0]?.id}`);
  await phone.getByRole('radio').first().waitFor({ state: 'attached' });
  await shoot(phone, 'booking-phone');
  const order = await book(phone, business.id);
  const work = await provider.newPage();
  await open(work, '/work');
  await work.locator('[data-test=requests] article').first().waitFor();
  await shoot(work, 'requests-phone');
  await open(work, order);
  await work.getByRole('button', { name: /^Accept, earn/ }).click();
  await work.getByRole('button', { name: 'I’m on my way' }).click();
  await headline(phone, /is on the way/);
  await phone.locator('.map-pin').first().waitFor();
  await shoot(phone, 'order-phone');
  await work.setViewportSize(DESK.viewport);
  await open(work, '/work/earnings');
  await work.locator('figure').waitFor();
  await shoot(work, 'earnings');

  const orderId = await startedOrder(stage, { customer, provider });
  const reason = 'The skirting boards were left out, though we had spoken about them.';
  await done(stage, customer, 'disputeOrder', 'DisputeOrderInput', { orderId, reason });
  const answer = 'They were not part of the offer. I can come again for them.';
  await done(stage, provider, 'disputeOrder', 'DisputeOrderInput', { orderId, reason: answer });
  const operator = await stage.visitor('operator', DESK);
  const team = await operator.newPage();
  await open(team, '/team/disputes');
  await team.getByRole('textbox', { name: /^Goes back to the customer/ }).fill('20');
  await team.getByLabel('Decision').fill('A part goes back; the rest was done well.');
  await shoot(team, 'dispute');
  await open(team, `/team/orders/${orderId}`);
  await shoot(team, 'order-story');
  await open(team, '/developers/schema/Mutation#placeOrder');
  await shoot(team, 'schema');
} finally {
  await stage.end();
}
