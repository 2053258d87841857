import { generateWorld } from '@marketplace/demo/generate';
import { accountOf, newId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../src/domain/settings.ts';
import { NOW, type OrderWorld, orderWorld, read, slots } from './order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await orderWorld(await pgliteDatabase(), { settings: { ...DEFAULT_SETTINGS, renewalSpreadMinutes: 1 / 60 } });
});
afterAll(() => world.stop());

const skill = newId('skl');
const demo = generateWorld({
  size: { providers: 20, customers: 10, orders: 50 },
  seed: 1,
  now: NOW,
  skillId: () => skill,
});

test('the demo world can be booked, its past orders are read, and importing it again changes nothing', async () => {
  await world.context.importDemo(demo);
  await world.context.importDemo(demo);
  const [provider] = demo.providers;
  const [offering] = provider?.offerings ?? [];
  if (!offering) throw new Error('no offering');
  expect((await slots(world, offering.id, 7))?.length).toBeGreaterThan(0);
  const past = demo.orders.at(-1);
  if (!past) throw new Error('no order');
  const customer = { account: accountOf(past.customerId), roles: ['CUSTOMER'] as const };
  const order = await read(world, customer, past.id);
  expect(order).toMatchObject({ status: 'SETTLED', price: past.price, address: past.address, version: 7 });
  expect(order?.history.edges.map(({ node }) => node.type)).toEqual([
    'order.placed',
    'payment.authorized',
    'order.accepted',
    'order.departed',
    'order.started',
    'order.completed',
    'order.settled',
  ]);
  const updates = await world.follow(customer, 'subscription ($id: ID!) { orderUpdated(orderId: $id) { snapshot } }', {
    id: past.id,
  });
  if ('refused' in updates) throw new Error(JSON.stringify(updates.refused));
  expect(await updates.first(1)).toEqual([{ snapshot: true }]);
  await updates.stop();
});

test('the calendars of the demo world are published behind its start, one after the other', async () => {
  const published = () => new Set(world.published.map(({ subject }) => subject));
  await eventually(() => published().size === demo.providers.length);
});
