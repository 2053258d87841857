/** Rules that only show when many ask at once, each on a connection of its own: PGlite has one. */
import { later, MINUTE } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accept, handyman, posted, quoted } from './job-world.ts';
import {
  accepted,
  act,
  cancel,
  newCustomer,
  type OrderAnswer,
  type OrderWorld,
  offered,
  openShop,
  orderInput,
  orderWorld,
  PLACE,
  read,
  slots,
  TUESDAY_AT_TEN,
  type UserErrorSeen,
} from './order-world.ts';

describeWith('postgres', 'many at once', (url) => {
  let world: OrderWorld;
  beforeAll(async () => {
    world = await orderWorld(await postgresDatabase(url));
  });
  afterAll(() => world.stop());

  const hold = (offeringId: string, as = newCustomer(), start = TUESDAY_AT_TEN) =>
    world.ask<{ slotHold: object | null; userErrors: UserErrorSeen[] }>(
      as,
      'mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { slotHold { id } userErrors { code message field } } }',
      { input: { offeringId, start } },
    );
  const outcomes = (answers: readonly { readonly userErrors: readonly UserErrorSeen[] }[]) => {
    const count: Record<string, number> = {};
    for (const { userErrors } of answers) {
      const outcome = userErrors[0]?.code ?? 'done';
      count[outcome] = (count[outcome] ?? 0) + 1;
    }
    return count;
  };

  test('no two live bookings or holds of a provider overlap: of a hundred who want one slot at once, one gets it', async () => {
    const shop = await openShop(world);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        index % 2 === 0
          ? hold(shop.offeringId)
          : world.ask<OrderAnswer>(newCustomer(), PLACE, { input: orderInput(shop) }),
      ),
    );
    expect(outcomes(answers)).toEqual({ done: 1, SLOT_UNAVAILABLE: 99 });
    expect(await slots(world, shop.offeringId)).not.toContain(TUESDAY_AT_TEN);
  });

  test('a customer who holds with ten providers at once gets two', async () => {
    const customer = newCustomer();
    const shops = await Promise.all(Array.from({ length: 10 }, () => openShop(world)));
    const answers = await Promise.all(shops.map(({ offeringId }) => hold(offeringId, customer)));
    expect(outcomes(answers)).toEqual({ done: 2, CONFLICT: 8 });
  });

  test('one key sent many times at once places one order', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    const input = orderInput(shop);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => world.ask<OrderAnswer>(customer, PLACE, { input })),
    );
    expect(new Set(answers.map(({ order }) => order.id)).size).toBe(1);
  });

  test('accepting and cancelling at once: one of both happens, whole', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [shop, customer] = [await openShop(world), newCustomer()];
      const id = await offered(world, shop, customer);
      const [, cancelled] = await Promise.all([
        act(world, shop.person, 'acceptOrder', 'OrderActionInput', { orderId: id, expectedVersion: 2 }),
        cancel(world, customer, id),
      ]);
      const order = await read(world, customer, id);
      expect(order?.status).toBe(cancelled.order ? 'CANCELLED' : 'ACCEPTED');
      expect(order?.history.edges).toHaveLength(order?.version ?? 0);
    }
  });

  test('wrong PINs tried at once are all counted', async () => {
    const [shop, customer] = [await openShop(world), newCustomer()];
    const id = await accepted(world, shop, customer);
    const pin = (await read(world, customer, id))?.startPin;
    const wrong = pin === '000000' ? '111111' : '000000';
    const start = (text: string | null | undefined) =>
      act(world, shop.person, 'startOrder', 'StartOrderInput', { orderId: id, pin: text });
    const answers = await Promise.all(Array.from({ length: 30 }, () => start(wrong)));
    expect(outcomes(answers)).toEqual({ WRONG_PIN: 9, TOO_MANY_ATTEMPTS: 21 });
    world.moveTo(later(world.clock.now(), 15 * MINUTE));
    expect((await start(pin)).order.status).toBe('IN_PROGRESS');
  });

  test('no two live bookings or holds of a provider overlap: nor do orders of quotes that are accepted at once', async () => {
    const skill = newId('skl');
    const provider = await handyman(world, skill); // without hours, and so without a calendar to lock
    const start = later(world.clock.now(), 24 * 60 * MINUTE).toISOString();
    const jobs = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const customer = newCustomer();
        const quoteId = await quoted(world, provider, await posted(world, customer, skill), { start });
        return { customer, quoteId };
      }),
    );
    const answers = await Promise.all(jobs.map(({ customer, quoteId }) => accept(world, customer, quoteId)));
    expect(outcomes(answers)).toEqual({ done: 1, SLOT_UNAVAILABLE: 19 });
  });

  test('of all quotes for a job that are accepted at once, one is', async () => {
    const [skill, customer] = [newId('skl'), newCustomer()];
    const job = await posted(world, customer, skill);
    const quotes = await Promise.all(
      Array.from({ length: 10 }, async () => quoted(world, await handyman(world, skill), job)),
    );
    const answers = await Promise.all(quotes.map((quoteId) => accept(world, customer, quoteId)));
    expect(outcomes(answers)).toEqual({ done: 1, TRANSITION_NOT_ALLOWED: 9 });
  });

  test('messages and steps at once each have a line of their own in the history', async () => {
    const [shop, customer] = [await openShop(world), newCustomer()];
    const id = await accepted(world, shop, customer);
    const send = (text: string) =>
      world.ask<{ userErrors: UserErrorSeen[] }>(
        customer,
        'mutation ($input: SendOrderMessageInput!) { sendOrderMessage(input: $input) { userErrors { code message field } } }',
        { input: { orderId: id, text } },
      );
    const answers = await Promise.all([
      ...Array.from({ length: 15 }, (_, index) => send(`Message ${index}`)),
      act(world, shop.person, 'departForOrder', 'OrderActionInput', { orderId: id, expectedVersion: 3 }),
    ]);
    expect(outcomes(answers)).toEqual({ done: 16 });
    const order = await read(world, customer, id);
    expect(order?.version).toBe(4);
    expect(order?.history.edges).toHaveLength(4 + 15);
  });
});
