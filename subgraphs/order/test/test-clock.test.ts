import { DAY, HOUR, later } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, handyman, posted, quoted, readJob } from './job-world.ts';
import {
  accepted,
  codeOf,
  NOW,
  newCustomer,
  type OrderWorld,
  openShop,
  operator,
  orderWorld,
  type Person,
  placed,
  read,
  type UserErrorSeen,
} from './order-world.ts';

let world: OrderWorld;
beforeAll(async () => {
  world = await orderWorld(await pgliteDatabase());
});
afterAll(() => world.stop());

const ADVANCE = `mutation ($input: AdvanceTestClockInput!) { advanceTestClock(input: $input) {
  now userErrors { code message field } } }`;
const advance = (to: Date, as: Person = operator) =>
  world.ask<{ now: string; userErrors: UserErrorSeen[] }>(as, ADVANCE, { input: { to } });

test('time that an operator moves passes every deadline on its way, and all that follows from it has happened then', async () => {
  const customer = newCustomer();
  const skill = newId('skl');
  const unpaid = await placed(world, await openShop(world), customer);
  const noShow = await accepted(world, await openShop(world), customer);
  const job = await posted(world, customer, skill);
  const quoteId = await quoted(world, await handyman(world, skill), job);
  const to = later(NOW, 20 * DAY);
  expect(await advance(to)).toEqual({ now: to.toISOString(), userErrors: [] });
  const statusOf = async (id: typeof noShow) => (await read(world, customer, id))?.history.edges.at(-1)?.node;
  expect(await statusOf(unpaid)).toMatchObject({ type: 'order.expired', detail: 'PAYMENT_LATE' });
  expect(await statusOf(noShow)).toMatchObject({ type: 'order.cancelled' });
  expect(await readJob(world, customer, job)).toMatchObject({ status: 'EXPIRED', quotes: [] });
  expect(codeOf(await accept(world, customer, quoteId))).toBe('TRANSITION_NOT_ALLOWED');
  const told = world.published.filter(({ subject }) => subject === noShow).map(({ type, time }) => `${type} ${time}`);
  expect(told.slice(-2)).toEqual([
    'order.start_overdue 2026-03-03T11:00:00.000Z', // each at its own time
    'order.cancelled 2026-03-04T11:00:00.000Z',
  ]);
});

test('never goes back, nor farther than a year at once, and is for operators alone', async () => {
  const now = world.clock.now();
  expect(await advance(later(now, -1))).toMatchObject({
    now: null,
    userErrors: [{ code: 'INVALID_INPUT', field: ['to'] }],
  });
  expect(codeOf(await advance(later(now, 367 * DAY)))).toBe('INVALID_INPUT');
  const { errors } = await world.run(newCustomer(), ADVANCE, { input: { to: later(now, HOUR) } });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  expect(world.clock.now()).toEqual(now);
});

test('goes into the audit log', async () => {
  const entry = await eventually(() => world.published.find(({ type }) => type === 'audit.recorded'));
  expect(entry.data).toMatchObject({ actor: operator.account, action: 'advance test clock', subject: 'test-clock' });
});
