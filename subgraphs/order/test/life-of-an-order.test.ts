import { DAY, HOUR, later, MINUTE, SECOND } from '@marketplace/kernel/clock';
import { newId, type OrderId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accepted,
  act,
  BERLIN,
  cancel,
  codeOf,
  NOW,
  newCustomer,
  newProvider,
  type OrderSeen,
  type OrderWorld,
  offered,
  openShop,
  operator,
  orderWorld,
  type Person,
  placed,
  read,
  type Shop,
  slots,
  TUESDAY_AT_TEN,
  tellPayment,
} from './order-world.ts';

describe('the life of an order', () => {
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

  const depart = (id: OrderId) => act(world, shop.person, 'departForOrder', 'OrderActionInput', { orderId: id });
  const accept = (id: OrderId, changes: object = {}) =>
    act(world, shop.person, 'acceptOrder', 'OrderActionInput', { orderId: id, ...changes });
  const start = (id: OrderId, pin: string) =>
    act(world, shop.person, 'startOrder', 'StartOrderInput', { orderId: id, pin });
  const complete = (id: OrderId) =>
    act(world, shop.person, 'completeOrder', 'CompleteOrderInput', { orderId: id, note: 'done' });
  const confirm = (id: OrderId) => act(world, customer, 'confirmOrder', 'OrderActionInput', { orderId: id });
  const dispute = (id: OrderId, as: Person = customer) =>
    act(world, as, 'disputeOrder', 'DisputeOrderInput', { orderId: id, reason: 'broken vase' });
  const resolve = (id: OrderId, amount: number, currency = 'EUR', as = operator) =>
    act(world, as, 'resolveDispute', 'ResolveDisputeInput', {
      orderId: id,
      refund: { amount, currency },
      note: 'half each',
    });
  const seen = async (as: Person, id: OrderId): Promise<OrderSeen> => {
    const order = await read(world, as, id);
    if (!order) throw new Error('not to be seen');
    return order;
  };
  const becomes = (id: OrderId, status: string) =>
    eventually(async () => {
      const order = await seen(customer, id);
      return order.status === status ? order : undefined;
    });
  const started = async (): Promise<OrderId> => {
    const id = await accepted(world, shop, customer);
    await start(id, (await seen(customer, id)).startPin ?? '');
    return id;
  };
  const completed = async (): Promise<OrderId> => {
    const id = await started();
    await complete(id);
    return id;
  };
  const typesOf = (id: string) => world.published.flatMap((event) => (event.subject === id ? [event.type] : []));

  test('runs from placement to settlement, and tells every step', async () => {
    const id = await accepted(world, shop, customer);
    const pin = (await seen(customer, id)).startPin ?? '';
    expect((await depart(id)).order).toMatchObject({ status: 'ACCEPTED', enRouteSince: NOW.toISOString() });
    expect((await start(id, pin)).order.status).toBe('IN_PROGRESS');
    expect((await complete(id)).order.status).toBe('COMPLETED');
    const { order } = await confirm(id);
    expect(order).toMatchObject({ status: 'SETTLED', version: 7, availableTransitions: [] });
    expect(order.history.edges.map(({ node }) => node)).toMatchObject([
      { type: 'order.placed', actor: 'CUSTOMER', status: 'PENDING' },
      { type: 'payment.authorized', actor: 'SYSTEM', status: 'PENDING' },
      { type: 'order.accepted', actor: 'PROVIDER', status: 'ACCEPTED' },
      { type: 'order.departed', actor: 'PROVIDER', status: 'ACCEPTED' },
      { type: 'order.started', actor: 'PROVIDER', status: 'IN_PROGRESS' },
      { type: 'order.completed', actor: 'PROVIDER', status: 'COMPLETED', detail: 'done' },
      { type: 'order.settled', actor: 'CUSTOMER', status: 'SETTLED' },
    ]);
    await eventually(() => typesOf(id).length === 7);
    expect(typesOf(id)).toEqual([
      'order.placed',
      'order.offered',
      'order.accepted',
      'order.departed',
      'order.started',
      'order.completed',
      'order.settled',
    ]);
    const events = world.published.filter(({ subject }) => subject === id);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(events[0]?.data).toMatchObject({
      order: { id, status: 'PENDING', version: 1, timeZone: 'Europe/Berlin' },
      payment: { source: 'CARD', paymentMethod: 'pm_card_visa' },
      holdBy: later(NOW, 15 * MINUTE).toISOString(),
    });
  });

  test('a declined payment ends the order at once and frees the slot', async () => {
    const id = await placed(world, shop, customer);
    await tellPayment(world, 'payment.declined', id, shop, customer);
    const { history } = await becomes(id, 'EXPIRED');
    expect(history.edges.at(-1)?.node).toMatchObject({ type: 'order.expired', detail: 'PAYMENT_DECLINED' });
    expect(await slots(world, shop.offeringId)).toContain(TUESDAY_AT_TEN);
    expect(await read(world, shop.person, id)).toBeNull();
  });

  test('a payment that is not held in 15 minutes expires the order; one held later changes nothing', async () => {
    const id = await placed(world, shop, customer);
    world.advance(15 * MINUTE);
    const { history, version } = await becomes(id, 'EXPIRED');
    expect(history.edges.at(-1)?.node.detail).toBe('PAYMENT_LATE');
    await tellPayment(world, 'payment.authorized', id, shop, customer);
    expect(await seen(customer, id)).toMatchObject({ status: 'EXPIRED', version });
  });

  test('without the provider’s answer the order expires, an hour before its start at the latest', async () => {
    const id = await offered(world, shop, customer);
    const answerBy = '2026-03-03T07:00:00.000Z'; // 24 hours from now
    expect((await seen(shop.person, id)).availableTransitions).toEqual([
      { action: 'ACCEPT', deadline: answerBy },
      { action: 'DECLINE', deadline: answerBy },
      { action: 'CANCEL', deadline: TUESDAY_AT_TEN },
    ]);
    const sooner = await offered(world, shop, newCustomer(), { start: '2026-03-02T12:00:00.000Z' });
    expect((await seen(shop.person, sooner)).availableTransitions[0]?.deadline).toBe('2026-03-02T11:00:00.000Z');
    world.moveTo(new Date(answerBy));
    expect(codeOf(await accept(id))).toBe('TRANSITION_NOT_ALLOWED');
    const { history } = await becomes(id, 'EXPIRED');
    expect(history.edges.at(-1)?.node.detail).toBe('NO_ANSWER');
  });

  test('the provider declines', async () => {
    const id = await offered(world, shop, customer);
    const { order } = await act(world, shop.person, 'declineOrder', 'DeclineOrderInput', {
      orderId: id,
      reason: 'on holiday',
    });
    expect(order.status).toBe('DECLINED');
    expect(order.history.edges.at(-1)?.node.detail).toBe('on holiday');
    expect(await slots(world, shop.offeringId)).toContain(TUESDAY_AT_TEN);
  });

  test('a step from another version is a conflict; a done one repeated changes nothing', async () => {
    const id = await offered(world, shop, customer);
    expect(codeOf(await accept(id, { expectedVersion: 1 }))).toBe('CONFLICT');
    expect((await accept(id, { expectedVersion: 2 })).order.version).toBe(3);
    expect((await accept(id, { expectedVersion: 2 })).order).toMatchObject({ status: 'ACCEPTED', version: 3 });
    await depart(id);
    expect((await accept(id)).order.version).toBe(4);
  });

  test('what is not allowed says what is', async () => {
    const id = await offered(world, shop, customer);
    const { userErrors } = await complete(id);
    expect(userErrors).toMatchObject([{ code: 'TRANSITION_NOT_ALLOWED' }]);
    expect(userErrors[0]?.message).toContain('COMPLETE is not possible while the order is PENDING');
    expect(userErrors[0]?.message).toContain('ACCEPT until 2026-03-03T07:00:00.000Z, DECLINE');
    expect(codeOf(await act(world, customer, 'acceptOrder', 'OrderActionInput', { orderId: id }))).toBe(
      'TRANSITION_NOT_ALLOWED',
    );
  });

  test('ten wrong PINs lock the door for 15 minutes, for the right one too', async () => {
    const id = await accepted(world, shop, customer);
    const pin = (await seen(customer, id)).startPin ?? '';
    const wrong = pin === '000000' ? '111111' : '000000';
    for (let tries = 1; tries < 10; tries += 1) expect(codeOf(await start(id, wrong))).toBe('WRONG_PIN');
    expect(codeOf(await start(id, wrong))).toBe('TOO_MANY_ATTEMPTS');
    expect(codeOf(await start(id, pin))).toBe('TOO_MANY_ATTEMPTS');
    world.advance(15 * MINUTE);
    expect((await start(id, pin)).order.status).toBe('IN_PROGRESS');
  });

  test('the customer’s silence settles a completed order after 48 hours', async () => {
    const id = await completed();
    world.advance(48 * HOUR - SECOND);
    expect((await seen(customer, id)).availableTransitions.map(({ action }) => action)).toEqual(['CONFIRM', 'DISPUTE']);
    world.advance(SECOND);
    const { history } = await becomes(id, 'SETTLED');
    expect(history.edges.at(-1)?.node).toMatchObject({ type: 'order.settled', actor: 'SYSTEM' });
  });

  test('work that is not begun is told after 2 hours, and cancelled with all given back a day after its end', async () => {
    const id = await accepted(world, shop, customer);
    world.moveTo(later(new Date(TUESDAY_AT_TEN), 2 * HOUR));
    await eventually(() => typesOf(id).includes('order.start_overdue'));
    world.moveTo(later(new Date('2026-03-03T11:00:00.000Z'), DAY));
    await becomes(id, 'CANCELLED');
    const cancelled = await eventually(() =>
      world.published.find((event) => event.subject === id && event.type === 'order.cancelled'),
    );
    expect(cancelled.data).toMatchObject({ actor: 'SYSTEM', refund: { amount: 8400 }, fee: { amount: 0 } });
  });

  test('work that is not completed in 48 hours is disputed, and a dispute nobody resolves gives half back', async () => {
    const id = await started();
    world.moveTo(later(new Date('2026-03-03T11:00:00.000Z'), 48 * HOUR));
    expect((await becomes(id, 'DISPUTED')).dispute).toMatchObject({ refund: null });
    world.advance(14 * DAY);
    expect((await becomes(id, 'SETTLED')).dispute).toMatchObject({ refund: { amount: 4200 } });
  });

  test('an operator resolves a dispute with a refund of nothing to all', async () => {
    const id = await completed();
    expect((await dispute(id)).order).toMatchObject({ status: 'DISPUTED', dispute: { reason: 'broken vase' } });
    expect(codeOf(await confirm(id))).toBe('TRANSITION_NOT_ALLOWED');
    expect(codeOf(await resolve(id, 8401))).toBe('AMOUNT_TOO_LARGE');
    expect(codeOf(await resolve(id, -1))).toBe('INVALID_INPUT');
    expect(codeOf(await resolve(id, 1, 'USD'))).toBe('CURRENCY_MISMATCH');
    expect((await resolve(id, 8400)).order).toMatchObject({ status: 'SETTLED', dispute: { refund: { amount: 8400 } } });
  });

  test('a no-show can be disputed from 15 minutes after the start', async () => {
    const id = await accepted(world, shop, customer);
    world.moveTo(later(new Date(TUESDAY_AT_TEN), 15 * MINUTE - 1));
    expect(codeOf(await dispute(id))).toBe('TRANSITION_NOT_ALLOWED');
    world.advance(1);
    expect((await dispute(id)).order.status).toBe('DISPUTED');
  });

  test('cancelling is quoted before it is done, and the quote is stale when its terms change', async () => {
    const id = await accepted(world, shop, customer);
    world.moveTo(new Date('2026-03-03T06:59:59.000Z')); // two hours and a second before the start
    const { quote, order } = await cancel(world, customer, id, 'cqt_of_another_day');
    expect(order).toBeNull();
    expect(quote).toMatchObject({
      refund: { amount: 4200 },
      fee: { amount: 4200 },
      expiresAt: '2026-03-03T07:00:00.000Z',
    });
    world.advance(SECOND);
    expect(codeOf(await cancel(world, customer, id, quote?.id))).toBe('STALE_QUOTE');
    const done = await cancel(world, customer, id);
    expect(done.quote).toMatchObject({ refund: { amount: 0 }, fee: { amount: 8400 } });
    expect(done.order.status).toBe('CANCELLED');
    expect(await slots(world, shop.hourlyId)).toContain('2026-03-03T09:30:00.000Z');
  });

  test('a provider who cancels gives all back; after the start nobody can', async () => {
    const id = await accepted(world, shop, customer);
    world.moveTo(later(new Date(TUESDAY_AT_TEN), -MINUTE));
    const { quote } = await cancel(world, shop.person, id, 'none');
    expect(quote).toMatchObject({ refund: { amount: 8400 }, fee: { amount: 0 } });
    world.moveTo(new Date(TUESDAY_AT_TEN));
    expect(await cancel(world, shop.person, id, quote?.id)).toMatchObject({
      quote: null,
      userErrors: [{ code: 'TRANSITION_NOT_ALLOWED' }],
    });
  });

  test('a card that can’t be charged at acceptance cancels the order, or disputes it when work has begun', async () => {
    const early = await accepted(world, shop, customer);
    await tellPayment(world, 'payment.charge_failed', early, shop, customer);
    await becomes(early, 'CANCELLED');
    const late = await started();
    await tellPayment(world, 'payment.charge_failed', late, shop, customer);
    await becomes(late, 'DISPUTED');
  });

  test('each side sees of an order what is its to see', async () => {
    const id = await offered(world, shop, customer);
    const address = 'Unter den Linden 1';
    const views = async () => ({
      customer: await seen(customer, id),
      provider: await seen(shop.person, id),
      operator: await seen(operator, id),
    });
    expect(await views()).toMatchObject({
      customer: { address, location: BERLIN, startPin: expect.stringMatching(/^\d{6}$/) },
      provider: { address: null, location: null, startPin: null },
      operator: { address, location: BERLIN, startPin: null },
    });
    await accept(id);
    expect((await views()).provider).toMatchObject({ address, location: BERLIN, startPin: null });
    await start(id, (await seen(customer, id)).startPin ?? '');
    await complete(id);
    await confirm(id);
    expect((await views()).provider).toMatchObject({ address: null, location: null });
  });

  test('for anybody else, and for the provider before the payment is held, there is no such order', async () => {
    const id = await placed(world, shop, customer);
    const strangers = [newCustomer(), newProvider(), shop.person];
    for (const stranger of strangers) {
      expect(await read(world, stranger, id)).toBeNull();
      for (const [mutation, inputType, rest] of [
        ['acceptOrder', 'OrderActionInput', {}],
        ['confirmOrder', 'OrderActionInput', {}],
        ['startOrder', 'StartOrderInput', { pin: '000000' }],
        ['disputeOrder', 'DisputeOrderInput', { reason: 'mine' }],
        ['cancelOrder', 'CancelOrderInput', { reason: 'mine', cancellationQuoteId: 'x' }],
      ] as const)
        expect(codeOf(await act(world, stranger, mutation, inputType, { orderId: id, ...rest }))).toBe('NOT_FOUND');
      const entities = await world.ask<unknown[]>(
        stranger,
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order { id address startPin } } }',
        { r: [{ __typename: 'Order', id }] },
      );
      expect(entities).toEqual([null]);
    }
    expect(codeOf(await confirm(newId('ord')))).toBe('NOT_FOUND');
    expect(await world.ask(customer, '{ order(id: "nonsense") { id } }')).toBeNull();
  });

  test('entities resolve in their order, unknown ones as null', async () => {
    const ids = [
      await placed(world, shop, customer),
      newId('ord'),
      await placed(world, await openShop(world), customer),
    ];
    const entities = await world.ask<({ id: string } | null)[]>(
      customer,
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Order { id history { edges { node { type } } } } } }',
      { r: ids.map((id) => ({ __typename: 'Order', id })) },
    );
    expect(entities.map((entity) => entity?.id ?? null)).toEqual([ids[0], null, ids[2]]);
  });

  test('what a role can never do is FORBIDDEN, and without a sign-in nothing is done', async () => {
    const id = await completed();
    await dispute(id);
    const code = async (as: Person | null, query: string) => (await world.run(as, query)).errors?.[0]?.extensions?.code;
    const resolving = `mutation { resolveDispute(input: { orderId: "${id}", refund: { amount: 0, currency: "EUR" }, note: "n" }) { order { id } } }`;
    expect(await code(customer, resolving)).toBe('FORBIDDEN');
    expect(await code(customer, '{ availability { timeZone } }')).toBe('FORBIDDEN');
    expect(await code(null, `{ order(id: "${id}") { id } }`)).toBe('UNAUTHENTICATED');
    expect(await code(null, resolving)).toBe('UNAUTHENTICATED');
  });
});
