import { DAY, later, MINUTE } from '@marketplace/kernel/clock';
import { encodeCursor } from '@marketplace/kernel/cursor';
import { customerOf, newId } from '@marketplace/kernel/ids';
import { money } from '@marketplace/kernel/money';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  codeOf,
  EUR,
  HAMBURG,
  newCustomer,
  type OrderAnswer,
  type OrderWorld,
  offered,
  openShop,
  orderInput,
  orderWorld,
  type Person,
  PLACE,
  placed,
  read,
  type Shop,
  slots,
  TUESDAY_AT_TEN,
  type UserErrorSeen,
} from './order-world.ts';

interface HoldSeen {
  readonly id: string;
}
interface OrdersSeen {
  readonly edges: { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly endCursor: string };
}
interface AvailabilityAnswer {
  readonly availability: { readonly timeOff: { readonly id: string }[] };
  readonly userErrors: UserErrorSeen[];
}

describe('booking', () => {
  let world: OrderWorld;
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
  });
  afterAll(() => world.stop());

  const hold = (as: Person, input: object) =>
    world.ask<{ slotHold: HoldSeen; userErrors: UserErrorSeen[] }>(
      as,
      `mutation ($input: HoldSlotInput!) { holdSlot(input: $input) {
        slotHold { id slot { start end } price { amount currency } expiresAt } userErrors { code message field } } }`,
      { input },
    );
  const place = (as: Person, shop: Shop, changes: object = {}) =>
    world.ask<OrderAnswer>(as, PLACE, { input: orderInput(shop, changes) });

  test('slots start every half hour of the provider’s hours, at least half an hour from now', async () => {
    const { offeringId } = await openShop(world);
    const starts = await slots(world, offeringId, 1);
    expect(starts?.[0]).toBe('2026-03-02T08:00:00.000Z');
    expect(starts?.[1]).toBe('2026-03-02T08:30:00.000Z');
    expect(starts?.at(-1)).toBe('2026-03-02T14:00:00.000Z'); // two hours before the end of the day's work
  });

  test('slots of more than 31 days, or of a range that ends before it starts, are a wrong question', async () => {
    const { offeringId } = await openShop(world);
    const ask = (from: Date, to: Date) =>
      world.run(
        null,
        'query ($id: ID!, $from: DateTime!, $to: DateTime!) { availableSlots(offeringId: $id, from: $from, to: $to) { start } }',
        { id: offeringId, from, to },
      );
    const now = world.clock.now();
    for (const to of [later(now, 31 * DAY + 1), now])
      expect((await ask(now, to)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect((await ask(now, later(now, 31 * DAY))).errors).toBeUndefined();
  });

  test('slots of an unknown offering are null', async () => {
    expect(await slots(world, newId('off'))).toBeNull();
  });

  test('an order is placed as PENDING, seen by its customer and not yet by its provider', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    const { order, userErrors } = await place(customer, shop, { note: ' second bell ' });
    expect(userErrors).toEqual([]);
    expect(order).toMatchObject({
      status: 'PENDING',
      version: 1,
      title: 'Deep clean',
      price: { amount: 8400, currency: 'EUR' },
      scheduledFor: { start: TUESDAY_AT_TEN, end: '2026-03-03T11:00:00.000Z' },
      address: 'Unter den Linden 1',
      note: 'second bell',
      customer: { id: customerOf(customer.account) },
      provider: { id: shop.providerId },
      availableTransitions: [{ action: 'CANCEL', deadline: TUESDAY_AT_TEN }],
    });
    expect(order.startPin).toMatch(/^\d{6}$/);
    expect(await read(world, shop.person, order.id)).toBeNull();
  });

  test('a place is taken with the buffer after it, and offered again after it', async () => {
    const shop = await openShop(world, 30);
    await place(newCustomer(), shop);
    const starts = await slots(world, shop.hourlyId);
    // work from 9 to 11 UTC, and half an hour free on both sides
    for (const taken of ['08:00', '08:30', '09:00', '10:30', '11:00'])
      expect(starts).not.toContain(`2026-03-03T${taken}:00.000Z`);
    expect(starts).toContain('2026-03-03T11:30:00.000Z');
  });

  test('a taken slot, one outside the hours and one off the half hour are SLOT_UNAVAILABLE', async () => {
    const shop = await openShop(world);
    await place(newCustomer(), shop);
    for (const start of [
      TUESDAY_AT_TEN,
      '2026-03-03T10:00:00.000Z',
      '2026-03-03T05:00:00.000Z',
      '2026-03-04T09:15:00.000Z',
      '2026-03-02T07:00:00.000Z',
    ])
      expect(codeOf(await place(newCustomer(), shop, { start }))).toBe('SLOT_UNAVAILABLE');
  });

  test('the same key places one order, and refuses another input', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    const input = orderInput(shop);
    const answers = await Promise.all([1, 2, 3].map(() => world.ask<OrderAnswer>(customer, PLACE, { input })));
    expect(new Set(answers.map(({ order }) => order.id)).size).toBe(1);
    expect(codeOf(await world.ask<OrderAnswer>(customer, PLACE, { input: { ...input, note: 'other' } }))).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
  });

  test('refuses a price that was another when it was shown', async () => {
    const shop = await openShop(world);
    const stale = await place(newCustomer(), shop, { price: { amount: 8000, currency: 'EUR' } });
    expect(codeOf(stale)).toBe('STALE_QUOTE');
    const right = await place(newCustomer(), shop, { price: { amount: 8400, currency: 'EUR' } });
    expect(right.userErrors).toEqual([]);
  });

  test('refuses a place outside the service area', async () => {
    const shop = await openShop(world);
    expect(codeOf(await place(newCustomer(), shop, { location: HAMBURG }))).toBe('OUTSIDE_SERVICE_AREA');
  });

  test('refuses unknown offerings, one’s own, empty addresses and a card without a method', async () => {
    const shop = await openShop(world);
    expect(codeOf(await place(newCustomer(), shop, { offeringId: newId('off') }))).toBe('NOT_FOUND');
    expect(codeOf(await place(newCustomer(), shop, { offeringId: 'nonsense' }))).toBe('NOT_FOUND');
    expect(codeOf(await place(shop.person, shop))).toBe('INVALID_INPUT');
    expect(codeOf(await place(newCustomer(), shop, { address: '  ' }))).toBe('INVALID_INPUT');
    expect(codeOf(await place(newCustomer(), shop, { payment: { source: 'CARD' } }))).toBe('INVALID_INPUT');
    expect(codeOf(await place(newCustomer(), shop, { location: { latitude: 91, longitude: 0 } }))).toBe(
      'INVALID_INPUT',
    );
  });

  test('an offering by the hour is as long as the customer says, at its price', async () => {
    const shop = await openShop(world);
    const { order } = await place(newCustomer(), shop, { offeringId: shop.hourlyId, durationMinutes: 90 });
    expect(order).toMatchObject({ price: { amount: 6000 }, scheduledFor: { end: '2026-03-03T10:30:00.000Z' } });
    for (const durationMinutes of [29, 50, 721])
      expect(codeOf(await place(newCustomer(), shop, { offeringId: shop.hourlyId, durationMinutes }))).toBe(
        'INVALID_INPUT',
      );
  });

  test('a hold keeps slot and price for its customer alone, and becomes the order’s place', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    const { slotHold } = await hold(customer, { offeringId: shop.offeringId, start: TUESDAY_AT_TEN });
    expect(slotHold).toMatchObject({
      slot: { start: TUESDAY_AT_TEN, end: '2026-03-03T11:00:00.000Z' },
      price: { amount: 8400, currency: 'EUR' },
      expiresAt: later(world.clock.now(), 10 * MINUTE).toISOString(),
    });
    expect(await slots(world, shop.offeringId)).not.toContain(TUESDAY_AT_TEN);
    expect(codeOf(await place(newCustomer(), shop))).toBe('SLOT_UNAVAILABLE');
    expect(codeOf(await place(newCustomer(), shop, { slotHoldId: slotHold.id }))).toBe('SLOT_UNAVAILABLE');
    const wrong = { slotHoldId: slotHold.id, start: '2026-03-03T12:00:00.000Z' };
    expect(codeOf(await place(customer, shop, wrong))).toBe('INVALID_INPUT');
    const { order } = await place(customer, shop, { slotHoldId: slotHold.id });
    expect(order.status).toBe('PENDING');
    expect(codeOf(await place(customer, shop, { slotHoldId: slotHold.id }))).toBe('SLOT_UNAVAILABLE');
  });

  test('the price of a hold stands while the offering’s changes', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    const { slotHold } = await hold(customer, { offeringId: shop.hourlyId, start: TUESDAY_AT_TEN });
    await world.tell('/user', {
      type: 'offering.saved',
      subject: shop.hourlyId,
      data: {
        offeringId: shop.hourlyId,
        providerId: shop.providerId,
        title: 'Cleaning',
        skillId: newId('skl'),
        price: money(9900, EUR),
        priceUnit: 'HOUR',
        durationMinutes: 60,
        active: true,
      },
    });
    const { order } = await place(customer, shop, { offeringId: shop.hourlyId, slotHoldId: slotHold.id });
    expect(order.price.amount).toBe(4000);
  });

  test('a new hold with a provider replaces the old; a third with other providers is refused', async () => {
    const [one, two, three] = [await openShop(world), await openShop(world), await openShop(world)];
    const customer = newCustomer();
    await hold(customer, { offeringId: one.offeringId, start: TUESDAY_AT_TEN });
    const again = await hold(customer, { offeringId: one.offeringId, start: '2026-03-03T12:00:00.000Z' });
    expect(again.userErrors).toEqual([]);
    expect(await slots(world, one.offeringId)).toContain(TUESDAY_AT_TEN);
    await hold(customer, { offeringId: two.offeringId, start: TUESDAY_AT_TEN });
    expect(codeOf(await hold(customer, { offeringId: three.offeringId, start: TUESDAY_AT_TEN }))).toBe('CONFLICT');
  });

  test('placing an order without naming one’s hold uses its place all the same', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    await hold(customer, { offeringId: shop.offeringId, start: TUESDAY_AT_TEN });
    expect((await place(customer, shop)).userErrors).toEqual([]);
  });

  test('orders are told newest first, in pages, to each side its own', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    const ids: string[] = [];
    for (const hour of ['08', '10', '12']) {
      world.advance(1000);
      ids.unshift(
        await offered(world, shop, customer, { offeringId: shop.hourlyId, start: `2026-03-03T${hour}:00:00.000Z` }),
      );
    }
    const page = (as: Person, side: string, after?: string) =>
      world.ask<OrdersSeen>(
        as,
        `query ($side: OrderSide!, $after: String) { orders(side: $side, first: 2, after: $after) {
          edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
        { side, after },
      );
    const found = (connection: OrdersSeen) => connection.edges.map(({ node }) => node.id);
    const first = await page(customer, 'CUSTOMER');
    expect(found(first)).toEqual(ids.slice(0, 2));
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await page(customer, 'CUSTOMER', first.pageInfo.endCursor);
    expect(found(second)).toEqual(ids.slice(2));
    expect(second.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    expect(found(await page(shop.person, 'PROVIDER'))).toEqual(ids.slice(0, 2));
    expect(found(await page(shop.person, 'CUSTOMER'))).toEqual([]);
    const madeUp = [
      'x',
      encodeCursor('orders', 1, 'x'),
      encodeCursor('orders', Number.MAX_SAFE_INTEGER, newId('ord')),
      encodeCursor('order', newId('ord'), 1),
    ];
    for (const after of madeUp) {
      const wrong = await world.run(customer, `{ orders(side: CUSTOMER, after: "${after}") { edges { cursor } } }`);
      expect(wrong.errors?.[0]?.extensions?.code).toBe('CURSOR_UNKNOWN');
    }
  });

  test('an expired hold makes way', async () => {
    const shop = await openShop(world);
    const { slotHold } = await hold(newCustomer(), { offeringId: shop.offeringId, start: TUESDAY_AT_TEN });
    world.advance(10 * MINUTE);
    expect(await slots(world, shop.offeringId)).toContain(TUESDAY_AT_TEN);
    expect(codeOf(await place(newCustomer(), shop, { slotHoldId: slotHold.id }))).toBe('SLOT_UNAVAILABLE');
    expect((await place(newCustomer(), shop)).userErrors).toEqual([]);
  });

  test('time off closes the calendar, and opens it again when it is removed', async () => {
    const shop = await openShop(world);
    const { availability } = await world.ask<AvailabilityAnswer>(
      shop.person,
      'mutation ($input: AddTimeOffInput!) { addTimeOff(input: $input) { availability { timeOff { id note } } userErrors { code } } }',
      { input: { start: '2026-03-03T00:00:00Z', end: '2026-03-04T00:00:00Z', note: 'dentist' } },
    );
    expect(availability.timeOff).toMatchObject([{ note: 'dentist' }]);
    expect(await slots(world, shop.offeringId)).not.toContain(TUESDAY_AT_TEN);
    const id = availability.timeOff[0]?.id;
    const remove =
      'mutation ($id: ID!) { removeTimeOff(id: $id) { availability { timeOff { id } } userErrors { code } } }';
    const other = await openShop(world);
    expect(codeOf(await world.ask<AvailabilityAnswer>(other.person, remove, { id }))).toBe('NOT_FOUND');
    expect((await world.ask<AvailabilityAnswer>(shop.person, remove, { id })).availability.timeOff).toEqual([]);
    expect(await slots(world, shop.offeringId)).toContain(TUESDAY_AT_TEN);
  });

  test('hours that make no sense are refused by the field', async () => {
    const { person } = await openShop(world);
    const { userErrors } = await world.ask<AvailabilityAnswer>(
      person,
      'mutation ($input: SetAvailabilityInput!) { setAvailability(input: $input) { userErrors { code field } } }',
      {
        input: {
          weeklyHours: [{ weekday: 8, from: '9:00', to: '25:00' }],
          timeZone: 'Mars/Olympus',
          bufferMinutes: -1,
        },
      },
    );
    expect(userErrors.map(({ field }) => field?.join('.'))).toEqual([
      'weeklyHours.0.weekday',
      'weeklyHours.0.from',
      'weeklyHours.0.to',
      'timeZone',
      'bufferMinutes',
    ]);
  });

  test('what can be booked is published when hours or bookings change', async () => {
    const shop = await openShop(world, 0);
    const latest = () =>
      world.published
        .flatMap((event) =>
          event.type === 'availability.changed' && event.subject === shop.providerId ? [event.data] : [],
        )
        .at(-1);
    world.advance(3_000);
    const before = await eventually(latest);
    expect(before.timeZone).toBe('Europe/Berlin');
    expect(before.bookable).toContainEqual({ start: '2026-03-03T08:00:00.000Z', end: '2026-03-03T16:00:00.000Z' });
    await placed(world, shop, newCustomer());
    world.advance(3_000);
    await eventually(() => latest()?.bookable.some(({ start }) => start === '2026-03-03T11:00:00.000Z'));
    expect(latest()?.bookable).toContainEqual({ start: '2026-03-03T08:00:00.000Z', end: TUESDAY_AT_TEN });
  });
});
