import { DAY, later, MINUTE } from '@marketplace/kernel/clock';
import { customerOf, type OrderId, paymentOf } from '@marketplace/kernel/ids';
import { money, zero } from '@marketplace/kernel/money';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accepted,
  act,
  codeOf,
  EUR,
  NOW,
  newCustomer,
  type OrderSeen,
  type OrderWorld,
  openShop,
  orderWorld,
  type Person,
  read,
  type Shop,
} from './order-world.ts';

describe('another price while the work is done', () => {
  let world: OrderWorld;
  let shop: Shop;
  let customer: Person;
  let id: OrderId;
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.moveTo(NOW);
    shop = await openShop(world);
    customer = newCustomer();
    id = await accepted(world, shop, customer);
    const pin = (await read(world, customer, id))?.startPin;
    await act(world, shop.person, 'startOrder', 'StartOrderInput', { orderId: id, pin });
  });

  const propose = (amount: number, changes: object = {}) =>
    act(world, shop.person, 'proposePrice', 'ProposePriceInput', {
      orderId: id,
      price: { amount, currency: 'EUR' },
      reason: 'two more rooms',
      ...changes,
    });
  const approve = (amount: number, changes: object = {}) =>
    act(world, customer, 'approvePrice', 'ApprovePriceInput', {
      orderId: id,
      price: { amount, currency: 'EUR' },
      ...changes,
    });
  const complete = () => act(world, shop.person, 'completeOrder', 'CompleteOrderInput', { orderId: id });
  const order = async (): Promise<OrderSeen> => {
    const found = await read(world, customer, id);
    if (!found) throw new Error('not to be seen');
    return found;
  };
  const last = async () => (await order()).history.edges.at(-1)?.node;
  const published = (type: string) =>
    eventually(() => world.published.find((event) => event.subject === id && event.type === type));
  const answer = (type: 'payment.price_held' | 'payment.price_declined', amount: number) => {
    const none = zero(EUR);
    const payment = {
      id: paymentOf(id),
      orderId: id,
      customerId: customerOf(customer.account),
      providerId: shop.providerId,
      status: 'AUTHORIZED',
      source: 'CARD',
      authorized: money(8400, EUR),
      captured: none,
      refunded: none,
      commission: none,
      tip: none,
      earning: none,
      declineReason: null,
    } as const;
    return world.tell('/payment', { type, subject: payment.id, data: { payment, price: money(amount, EUR) } });
  };

  test('a higher price is the order’s once the customer has agreed and the difference is held', async () => {
    const proposed = await propose(9900);
    expect(proposed.order).toMatchObject({
      status: 'IN_PROGRESS',
      price: { amount: 8400 },
      proposedPrice: { price: { amount: 9900 }, reason: 'two more rooms', expiresAt: later(NOW, DAY).toISOString() },
    });
    expect((await order()).availableTransitions).toContainEqual({
      action: 'APPROVE_PRICE',
      deadline: later(NOW, DAY).toISOString(),
    });
    const payment = { source: 'CARD', paymentMethod: 'pm_card_visa' };
    expect((await approve(9900, { payment })).order).toMatchObject({ price: { amount: 8400 } });
    expect((await published('order.price_approved')).data).toMatchObject({
      order: { price: { amount: 8400 } },
      previousPrice: { amount: 8400 },
      newPrice: { amount: 9900 },
      payment,
    });
    expect(codeOf(await propose(12_000))).toBe('TRANSITION_NOT_ALLOWED'); // the customer's word stands
    await answer('payment.price_held', 9900);
    expect(await order()).toMatchObject({ price: { amount: 9900 }, proposedPrice: null });
    expect(await last()).toMatchObject({ type: 'order.price_changed', actor: 'SYSTEM' });
    expect((await published('order.price_changed')).data).toMatchObject({ order: { price: { amount: 9900 } } });
  });

  test('a lower price is the order’s at once', async () => {
    await propose(5000);
    expect((await approve(5000)).order).toMatchObject({ price: { amount: 5000 }, proposedPrice: null });
    expect((await published('order.price_approved')).data).toMatchObject({
      order: { price: { amount: 5000 } },
      previousPrice: { amount: 8400 },
      payment: null,
    });
  });

  test('approving names the price shown: another one is STALE_QUOTE', async () => {
    await propose(9900);
    await propose(15_000);
    expect(codeOf(await approve(9900))).toBe('STALE_QUOTE');
    expect((await approve(15_000)).userErrors).toEqual([]);
  });

  test('a difference that can’t be held leaves the price as it is', async () => {
    await propose(9900);
    await approve(9900);
    await answer('payment.price_declined', 9900);
    expect(await order()).toMatchObject({ price: { amount: 8400 }, proposedPrice: null });
    expect(await last()).toMatchObject({ type: 'order.price_withdrawn', detail: 'DECLINED' });
    expect((await propose(9000)).userErrors).toEqual([]);
  });

  test('without consent in 24 hours it is withdrawn; a newer proposal has its own time', async () => {
    await propose(9900);
    world.advance(23 * 60 * MINUTE);
    await propose(9500);
    world.moveTo(later(NOW, DAY));
    expect((await order()).proposedPrice).toMatchObject({ price: { amount: 9500 } });
    world.advance(23 * 60 * MINUTE);
    expect(codeOf(await approve(9500))).toBe('TRANSITION_NOT_ALLOWED');
    await eventually(async () => (await order()).proposedPrice === null);
    expect(await last()).toMatchObject({ type: 'order.price_withdrawn', detail: 'NO_ANSWER' });
  });

  test('completion and dispute withdraw it, and money held after that changes nothing', async () => {
    await propose(9900);
    await approve(9900);
    expect((await complete()).order).toMatchObject({ status: 'COMPLETED', proposedPrice: null });
    await answer('payment.price_held', 9900);
    expect(await order()).toMatchObject({ status: 'COMPLETED', price: { amount: 8400 } });
    expect(codeOf(await approve(9900))).toBe('TRANSITION_NOT_ALLOWED');
  });

  test('the provider proposes and the customer approves, nobody the other’s, and only while the work is done', async () => {
    const swapped = await act(world, customer, 'proposePrice', 'ProposePriceInput', {
      orderId: id,
      price: { amount: 1, currency: 'EUR' },
      reason: 'cheaper',
    });
    expect(codeOf(swapped)).toBe('TRANSITION_NOT_ALLOWED');
    await propose(9900);
    const own = { orderId: id, price: { amount: 9900, currency: 'EUR' } };
    expect(codeOf(await act(world, shop.person, 'approvePrice', 'ApprovePriceInput', own))).toBe(
      'TRANSITION_NOT_ALLOWED',
    );
    await complete();
    expect(codeOf(await propose(9900))).toBe('TRANSITION_NOT_ALLOWED');
  });

  test('the same proposal or consent once more changes nothing', async () => {
    const { version } = (await propose(9900)).order;
    expect((await propose(9900)).order.version).toBe(version);
    expect((await approve(9900)).order.version).toBe(version + 1);
    expect((await approve(9900)).order.version).toBe(version + 1);
  });

  test('refuses what is no other price of this order', async () => {
    expect(codeOf(await propose(0))).toBe('INVALID_INPUT');
    expect(codeOf(await propose(8400))).toBe('INVALID_INPUT');
    expect(codeOf(await propose(100_000_001))).toBe('AMOUNT_TOO_LARGE');
    expect(codeOf(await propose(9900, { price: { amount: 9900, currency: 'USD' } }))).toBe('CURRENCY_MISMATCH');
    expect(codeOf(await propose(9900, { reason: '' }))).toBe('INVALID_INPUT');
    expect(codeOf(await approve(9900))).toBe('TRANSITION_NOT_ALLOWED');
  });
});
