import { DAY, SECOND } from '@marketplace/kernel/clock';
import { encodeCursor } from '@marketplace/kernel/cursor';
import type { OrderId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accepted,
  act,
  HAMBURG,
  NOW,
  newCustomer,
  type OrderWorld,
  offered,
  openShop,
  orderWorld,
  type Person,
  placed,
  read,
  type Shop,
  tellPayment,
  type UserErrorSeen,
} from './order-world.ts';

const ORDER_UPDATED = `subscription ($id: ID!, $after: String) { orderUpdated(orderId: $id, after: $after) {
  cursor snapshot event { cursor type status } order { status version address } } }`;
const ORDERS_UPDATED = `subscription ($side: OrderSide!, $after: String) { ordersUpdated(side: $side, after: $after) {
  cursor snapshot event { type } order { id status } } }`;
const PROVIDER_POSITION = `subscription ($id: ID!) { providerPosition(orderId: $id) {
  point { latitude longitude } heading etaMinutes } }`;

interface UpdateSeen {
  readonly cursor: string;
}

describe('live updates', () => {
  let world: OrderWorld;
  let shop: Shop;
  let customer: Person;
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.moveTo(NOW);
    shop = await openShop(world);
    customer = newCustomer();
  });

  async function open(as: Person, query: string, variables: Readonly<Record<string, unknown>>) {
    const updates = await world.follow(as, query, variables);
    if ('refused' in updates) throw new Error(JSON.stringify(updates.refused));
    return updates;
  }
  async function refusal(as: Person, query: string, variables: Readonly<Record<string, unknown>>) {
    const updates = await world.follow(as, query, variables);
    if ('refused' in updates) return updates.refused.errors?.[0]?.extensions?.code;
    // as: a cursor that is not known any more shows when the stream is read, as its one result
    const [{ code }] = (await updates.first(1)) as [{ code: unknown }];
    await updates.stop();
    return code;
  }
  const advance = (id: OrderId, mutation: string) =>
    act(world, shop.person, mutation, 'OrderActionInput', { orderId: id });

  test('an order’s stream starts where the order stands and goes on with each step', async () => {
    const id = await offered(world, shop, customer);
    const updates = await open(customer, ORDER_UPDATED, { id });
    expect(await updates.first(1)).toMatchObject([
      { snapshot: true, event: { type: 'payment.authorized', status: 'PENDING' }, order: { version: 2 } },
    ]);
    await advance(id, 'acceptOrder');
    await advance(id, 'departForOrder');
    const [, accepted, departed] = await updates.first(3);
    expect([accepted, departed]).toMatchObject([
      { snapshot: false, event: { type: 'order.accepted', status: 'ACCEPTED' } },
      { snapshot: false, event: { type: 'order.departed' }, order: { version: 4 } },
    ]);
    await updates.stop();
  });

  test('a stream taken up again gives all that followed, once and in order, and no snapshot', async () => {
    const id = await offered(world, shop, customer);
    const before = await open(customer, ORDER_UPDATED, { id });
    // as: the selection above has it
    const [{ cursor }] = (await before.first(1)) as [UpdateSeen];
    await before.stop();
    await advance(id, 'acceptOrder');
    await advance(id, 'departForOrder');
    const after = await open(customer, ORDER_UPDATED, { id, after: cursor });
    expect(await after.first(2)).toMatchObject([
      { snapshot: false, event: { type: 'order.accepted' } },
      { snapshot: false, event: { type: 'order.departed' } },
    ]);
    await after.stop();
  });

  test('the cursor of an event in the history is one of the stream', async () => {
    const id = await accepted(world, shop, customer);
    const history = await world.ask<{ history: { edges: { cursor: string }[] } }>(
      customer,
      'query ($id: ID!) { order(id: $id) { history(first: 1) { edges { cursor } } } }',
      { id },
    );
    const updates = await open(customer, ORDER_UPDATED, { id, after: history.history.edges[0]?.cursor });
    expect(await updates.first(2)).toMatchObject([
      { event: { type: 'payment.authorized' } },
      { event: { type: 'order.accepted' } },
    ]);
    await updates.stop();
  });

  test('a provider’s queue hears of an order when its payment is held, not before', async () => {
    const queue = await open(shop.person, ORDERS_UPDATED, { side: 'PROVIDER' });
    const bookings = await open(customer, ORDERS_UPDATED, { side: 'CUSTOMER' });
    expect(await queue.first(1)).toMatchObject([{ snapshot: true, event: null, order: null }]);
    const id = await placed(world, shop, customer);
    expect(await bookings.first(2)).toMatchObject([
      { snapshot: true },
      { event: { type: 'order.placed' }, order: { id } },
    ]);
    expect(queue.received()).toHaveLength(1);
    await tellPayment(world, 'payment.authorized', id, shop, customer);
    expect((await queue.first(2))[1]).toMatchObject({ event: { type: 'payment.authorized' }, order: { id } });
    await bookings.first(3);
    await queue.stop();
    await bookings.stop();
  });

  test('a side’s stream is taken up again by its cursor, by its own account alone', async () => {
    const queue = await open(shop.person, ORDERS_UPDATED, { side: 'PROVIDER' });
    // as: the selection above has it
    const [{ cursor: after }] = (await queue.first(1)) as [UpdateSeen];
    await queue.stop();
    const id = await offered(world, shop, customer);
    const again = await open(shop.person, ORDERS_UPDATED, { side: 'PROVIDER', after });
    expect(await again.first(1)).toMatchObject([{ snapshot: false, order: { id } }]);
    await again.stop();
    expect(await refusal(customer, ORDERS_UPDATED, { side: 'PROVIDER', after })).toBe('CURSOR_UNKNOWN');
    expect(await refusal(shop.person, ORDERS_UPDATED, { side: 'CUSTOMER', after })).toBe('CURSOR_UNKNOWN');
  });

  test('a stream’s log is kept for 30 days and then its cursors are unknown; an order’s history is kept for ever', async () => {
    const id = await offered(world, shop, customer);
    const updates = await open(customer, ORDER_UPDATED, { id });
    // as: the selection above has it
    const [{ cursor: after }] = (await updates.first(1)) as [UpdateSeen];
    await updates.stop();
    await advance(id, 'acceptOrder');
    await world.forget(29 * DAY);
    const again = await open(customer, ORDER_UPDATED, { id, after });
    expect(await again.first(1)).toMatchObject([{ event: { type: 'order.accepted' } }]);
    await again.stop();
    await world.forget(31 * DAY);
    expect(await refusal(customer, ORDER_UPDATED, { id, after })).toBe('CURSOR_UNKNOWN');
    const history = (await read(world, customer, id))?.history.edges.map(({ node }) => node.type);
    expect(history).toEqual(['order.placed', 'payment.authorized', 'order.accepted']);
    const fresh = await open(customer, ORDER_UPDATED, { id });
    await advance(id, 'departForOrder');
    expect(await fresh.first(2)).toMatchObject([{ snapshot: true }, { event: { type: 'order.departed' } }]);
    await fresh.stop();
  });

  test('streams of what is not the caller’s are NOT_FOUND', async () => {
    const id = await placed(world, shop, customer);
    expect(await refusal(newCustomer(), ORDER_UPDATED, { id })).toBe('NOT_FOUND');
    expect(await refusal(shop.person, ORDER_UPDATED, { id })).toBe('NOT_FOUND');
    expect(await refusal(customer, ORDER_UPDATED, { id: 'nonsense' })).toBe('NOT_FOUND');
    expect(await refusal(customer, ORDER_UPDATED, { id, after: 'nonsense' })).toBe('CURSOR_UNKNOWN');
    for (const number of [2, 2 ** 31, -1])
      expect(await refusal(customer, ORDER_UPDATED, { id, after: encodeCursor('order', id, number) })).toBe(
        'CURSOR_UNKNOWN',
      );
  });

  describe('the provider’s position', () => {
    const report = (as: Person, orderId: OrderId, point: object, heading?: number) =>
      world.ask<{ userErrors: UserErrorSeen[] }>(
        as,
        'mutation ($input: ReportLocationInput!) { reportLocation(input: $input) { userErrors { code } } }',
        { input: { orderId, point, heading } },
      );

    test('is the customer’s to see, from departure to start', async () => {
      const id = await accepted(world, shop, customer);
      expect((await report(shop.person, id, HAMBURG)).userErrors).toMatchObject([{ code: 'TRANSITION_NOT_ALLOWED' }]);
      await advance(id, 'departForOrder');
      await report(shop.person, id, HAMBURG, 120);
      const seen = await open(customer, PROVIDER_POSITION, { id });
      // 255 km of straight line, by 1.4, at 30 km an hour
      const [first] = await seen.first(1);
      expect(first).toMatchObject({
        point: HAMBURG,
        heading: 120,
        etaMinutes: expect.toSatisfy((m) => m > 650 && m < 750),
      });
      world.advance(2 * SECOND);
      await report(shop.person, id, { latitude: 52.53, longitude: 13.4 });
      expect((await seen.first(2))[1]).toMatchObject({ heading: null, etaMinutes: 4 });
      const order = await read(world, customer, id);
      await act(world, shop.person, 'startOrder', 'StartOrderInput', { orderId: id, pin: order?.startPin });
      await seen.ended();
      expect((await report(shop.person, id, HAMBURG)).userErrors).toMatchObject([{ code: 'TRANSITION_NOT_ALLOWED' }]);
      const late = await open(customer, PROVIDER_POSITION, { id });
      await late.ended();
      expect(late.received()).toEqual([]);
    });

    test('is taken at most every two seconds', async () => {
      const id = await accepted(world, shop, customer);
      await advance(id, 'departForOrder');
      await report(shop.person, id, HAMBURG);
      world.advance(2 * SECOND - 1);
      expect((await report(shop.person, id, { latitude: 1, longitude: 1 })).userErrors).toEqual([]);
      const seen = await open(customer, PROVIDER_POSITION, { id });
      expect(await seen.first(1)).toMatchObject([{ point: HAMBURG }]);
      await seen.stop();
    });

    test('is reported by the order’s provider and followed by its customer, nobody else', async () => {
      const id = await accepted(world, shop, customer);
      await advance(id, 'departForOrder');
      expect((await report(newCustomer(), id, HAMBURG)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
      expect((await report(customer, id, HAMBURG)).userErrors).toMatchObject([{ code: 'TRANSITION_NOT_ALLOWED' }]);
      expect(await refusal(shop.person, PROVIDER_POSITION, { id })).toBe('NOT_FOUND');
      expect(await refusal(newCustomer(), PROVIDER_POSITION, { id })).toBe('NOT_FOUND');
      expect((await report(shop.person, id, { latitude: 100, longitude: 0 })).userErrors).toMatchObject([
        { code: 'INVALID_INPUT' },
      ]);
    });
  });

  test('every stream that was stopped is let go', async () => {
    const id = await offered(world, shop, customer);
    const updates = await open(customer, ORDER_UPDATED, { id });
    await updates.first(1);
    await updates.stop();
    await advance(id, 'acceptOrder');
    await eventually(() => world.published.some(({ subject, type }) => subject === id && type === 'order.accepted'));
    expect(updates.received()).toHaveLength(1);
  });
});
