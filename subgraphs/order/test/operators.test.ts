import { DAY, HOUR, later } from '@marketplace/kernel/clock';
import { encodeCursor } from '@marketplace/kernel/cursor';
import { customerOf, newId, type OrderId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accepted,
  act,
  codeOf,
  NOW,
  newCustomer,
  type OrderWorld,
  offered,
  openShop,
  operator,
  orderWorld,
  type Person,
  placed,
  read,
  type Shop,
} from './order-world.ts';

interface OrdersSeen {
  readonly edges: { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
const idsOf = ({ edges }: OrdersSeen) => edges.map(({ node }) => node.id);

describe('operators', () => {
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

  const PAGE = 'edges { node { id } } pageInfo { hasNextPage endCursor }';
  const find = (filter: object, first = 10, after?: string) =>
    world.ask<OrdersSeen>(
      operator,
      `query ($filter: AdminOrderFilter, $first: Int, $after: String) {
        adminOrders(filter: $filter, first: $first, after: $after) { ${PAGE} } }`,
      { filter, first, after },
    );
  const disputed = (first = 10, after?: string) =>
    world.ask<OrdersSeen>(
      operator,
      `query ($first: Int, $after: String) { disputedOrders(first: $first, after: $after) { ${PAGE} } }`,
      { first, after },
    );
  const dispute = (as: Person, orderId: OrderId, reason: string) =>
    act(world, as, 'disputeOrder', 'DisputeOrderInput', { orderId, reason });
  const resolve = (orderId: OrderId, amount = 0) =>
    act(world, operator, 'resolveDispute', 'ResolveDisputeInput', {
      orderId,
      refund: { amount, currency: 'EUR' },
      note: 'photographs show it',
    });
  const completed = async (): Promise<OrderId> => {
    const id = await accepted(world, shop, customer);
    const pin = (await read(world, customer, id))?.startPin;
    await act(world, shop.person, 'startOrder', 'StartOrderInput', { orderId: id, pin });
    await act(world, shop.person, 'completeOrder', 'CompleteOrderInput', { orderId: id });
    return id;
  };
  const typesOf = (id: string) => world.published.flatMap((event) => (event.subject === id ? [event.type] : []));

  test('find orders by id, side, a part of the title or address, status and time of placement', async () => {
    const id = await placed(world, shop, customer, { address: 'Am Zoo 7_b' });
    const other = await offered(world, await openShop(world), newCustomer());
    expect(idsOf(await find({ text: id }))).toEqual([id]);
    expect(idsOf(await find({ text: customerOf(customer.account) }))).toEqual([id]);
    expect(idsOf(await find({ text: shop.providerId }))).toEqual([id]);
    expect(idsOf(await find({ text: ' zoo 7_B' }))).toEqual([id]);
    expect(idsOf(await find({ text: 'zoo 7%' }))).toEqual([]);
    expect(idsOf(await find({ text: 'deep CLEAN' }))).toEqual(expect.arrayContaining([id, other]));
    expect(idsOf(await find({ text: id, status: ['ACCEPTED', 'COMPLETED'] }))).toEqual([]);
    expect(idsOf(await find({ text: id, status: ['PENDING'] }))).toEqual([id]);
    expect(idsOf(await find({ text: id, from: NOW, to: later(NOW, 1) }))).toEqual([id]);
    expect(idsOf(await find({ text: id, from: later(NOW, 1) }))).toEqual([]);
    expect(idsOf(await find({ text: id, to: NOW }))).toEqual([]);
  });

  test('page through them newest first, whatever is placed meanwhile', async () => {
    world.moveTo(later(NOW, -DAY));
    const filter = { from: world.clock.now(), to: later(world.clock.now(), HOUR) };
    const ids: string[] = [];
    for (const hour of ['08', '10', '12']) {
      world.advance(1_000);
      ids.unshift(
        await placed(world, shop, customer, { offeringId: shop.hourlyId, start: `2026-03-03T${hour}:00:00.000Z` }),
      );
    }
    const first = await find(filter, 2);
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    world.advance(1_000);
    await placed(world, await openShop(world), customer);
    const second = await find(filter, 2, first.pageInfo.endCursor);
    expect(idsOf(second)).toEqual(ids.slice(2));
    expect(second.pageInfo.hasNextPage).toBe(false);
    const foreign = await world.run(
      operator,
      'query ($after: String) { adminOrders(after: $after) { edges { cursor } } }',
      {
        after: encodeCursor('orders', 1, newId('ord')),
      },
    );
    expect(foreign.errors?.[0]?.extensions?.code).toBe('CURSOR_UNKNOWN');
  });

  test('see what is disputed, the longest first, until it is resolved', async () => {
    const ids: OrderId[] = [];
    for (let count = 0; count < 3; count += 1) {
      shop = await openShop(world);
      const id = await completed();
      world.advance(1_000);
      await dispute(customer, id, 'broken vase');
      ids.push(id);
    }
    const first = await disputed(2);
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(idsOf(await disputed(2, first.pageInfo.endCursor))).toEqual(ids.slice(2));
    for (const id of ids) await resolve(id);
    expect(idsOf(await disputed())).toEqual([]);
  });

  test('read what both sides say of a dispute: each once, and the first one’s words stay its reason', async () => {
    const id = await completed();
    await dispute(customer, id, 'broken vase');
    expect((await read(world, shop.person, id))?.availableTransitions).toEqual([
      { action: 'DISPUTE', deadline: later(NOW, 14 * DAY).toISOString() },
    ]);
    const { order } = await dispute(shop.person, id, 'it was broken before');
    expect(order).toMatchObject({
      status: 'DISPUTED',
      availableTransitions: [],
      dispute: {
        reason: 'broken vase',
        statements: [
          { by: 'CUSTOMER', text: 'broken vase' },
          { by: 'PROVIDER', text: 'it was broken before' },
        ],
      },
    });
    for (const side of [customer, shop.person])
      expect((await dispute(side, id, 'and another thing')).order.version).toBe(order.version);
    await eventually(() => typesOf(id).includes('order.dispute_answered'));
    expect(typesOf(id).filter((type) => type === 'order.disputed')).toHaveLength(1);
  });

  test('hear both sides of what the system disputed', async () => {
    const id = await accepted(world, shop, customer);
    const pin = (await read(world, customer, id))?.startPin;
    await act(world, shop.person, 'startOrder', 'StartOrderInput', { orderId: id, pin });
    world.moveTo(later(new Date('2026-03-03T11:00:00.000Z'), 48 * HOUR));
    await eventually(async () => (await read(world, customer, id))?.status === 'DISPUTED');
    await dispute(shop.person, id, 'I was done, and forgot to say so');
    await dispute(customer, id, 'yes, all is well');
    expect((await read(world, operator, id))?.dispute?.statements).toHaveLength(2);
  });

  test('resolve a dispute, which goes into the audit log with its reason', async () => {
    const id = await completed();
    await dispute(customer, id, 'broken vase');
    await resolve(id, 4200);
    const entry = await eventually(() =>
      world.published.find((event) => event.type === 'audit.recorded' && event.data.subject === id),
    );
    expect(entry.data).toMatchObject({
      actor: operator.account,
      action: 'resolve dispute',
      reason: 'photographs show it',
      at: NOW.toISOString(),
    });
    expect((await resolve(id, 4200)).userErrors).toEqual([]);
  });

  test('are the only ones to do so', async () => {
    const id = await completed();
    await dispute(customer, id, 'broken vase');
    const mine = await act(world, shop.person, 'confirmOrder', 'OrderActionInput', { orderId: id });
    expect(codeOf(mine)).toBe('TRANSITION_NOT_ALLOWED');
    for (const query of ['adminOrders', 'disputedOrders'])
      for (const person of [customer, shop.person]) {
        const { errors } = await world.run(person, `{ ${query} { edges { cursor } } }`);
        expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
      }
  });
});
