import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../src/domain/settings.ts';
import { accepted, cancel, newCustomer, type OrderWorld, openShop, orderWorld, placed, read } from './order-world.ts';

const EUR = currencyCode('EUR');
const settings = { ...DEFAULT_SETTINGS, cancellation: { ...DEFAULT_SETTINGS.cancellation } };

let world: OrderWorld;
beforeAll(async () => {
  world = await orderWorld(await pgliteDatabase(), { settings });
});
afterAll(() => world.stop());

test('an order keeps the price it was placed under, whatever its offering costs later', async () => {
  const shop = await openShop(world);
  const customer = newCustomer();
  const id = await placed(world, shop, customer);
  await world.tell('/user', {
    type: 'offering.saved',
    subject: shop.offeringId,
    data: {
      offeringId: shop.offeringId,
      providerId: shop.providerId,
      title: 'Deeper clean',
      skillId: newId('skl'),
      price: money(99_900, EUR),
      priceUnit: 'JOB',
      durationMinutes: 240,
      active: false,
    },
  });
  expect(await read(world, customer, id)).toMatchObject({
    title: 'Deep clean',
    price: { amount: 8400 },
    scheduledFor: { end: '2026-03-03T11:00:00.000Z' },
  });
});

test('an order keeps the cancellation policy it was placed under, whatever the marketplace’s is later', async () => {
  const shop = await openShop(world);
  const customer = newCustomer();
  const id = await accepted(world, shop, customer);
  settings.cancellation.lateFeePercent = 100;
  settings.cancellation.freeUntilHours = 1_000;
  world.moveTo(new Date('2026-03-03T06:00:00.000Z')); // three hours before the start
  const { quote } = await cancel(world, customer, id);
  expect(quote).toMatchObject({ fee: { amount: 4200 }, refund: { amount: 4200 } });
  expect(quote?.policy).toContain('50 % until 2 hours before');
});
