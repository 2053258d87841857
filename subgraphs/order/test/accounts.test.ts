import { HOUR } from '@marketplace/kernel/clock';
import { newId, type OrderId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accept, handyman, posted, quoted, readJob } from './job-world.ts';
import {
  accepted,
  act,
  codeOf,
  NOW,
  newCustomer,
  type OrderAnswer,
  type OrderWorld,
  offered,
  openShop,
  operator,
  orderInput,
  orderWorld,
  type Person,
  PLACE,
  read,
  type Shop,
  slots,
} from './order-world.ts';

const signUp = (world: OrderWorld, { account }: Person, emailVerified?: boolean) =>
  world.tell('/auth', {
    type: 'account.created',
    subject: account,
    data: {
      accountId: account,
      email: 'grace@example.com',
      displayName: 'Grace',
      roles: ['CUSTOMER'],
      locale: 'en',
      ...(emailVerified === undefined ? {} : { emailVerified }),
    },
  });

describe('outside a sandbox', () => {
  let world: OrderWorld;
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase(), { sandbox: false });
  });
  afterAll(() => world.stop());

  test('nobody orders before their e-mail address is verified, neither by booking nor by accepting a quote', async () => {
    const shop = await openShop(world);
    const customer = newCustomer();
    const place = () => world.ask<OrderAnswer>(customer, PLACE, { input });
    const input = orderInput(shop);
    expect(codeOf(await place())).toBe('CONFLICT'); // nothing is known of the account
    await signUp(world, customer);
    expect(codeOf(await place())).toBe('CONFLICT');
    const skill = newId('skl');
    const quoteId = await quoted(world, await handyman(world, skill), await posted(world, customer, skill));
    expect(codeOf(await accept(world, customer, quoteId))).toBe('CONFLICT');
    await world.tell('/auth', {
      type: 'account.email_verified',
      subject: customer.account,
      data: { accountId: customer.account, email: 'grace@example.com' },
    });
    expect((await place()).userErrors).toEqual([]); // by the same key
    expect((await accept(world, customer, quoteId)).userErrors).toEqual([]);
  });

  test('an account whose address came verified may order', async () => {
    const customer = newCustomer();
    await signUp(world, customer, true);
    const answer = await world.ask<OrderAnswer>(customer, PLACE, { input: orderInput(await openShop(world)) });
    expect(answer.userErrors).toEqual([]);
  });
});

describe('when an account is deleted', () => {
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

  const remove = ({ account }: Person) =>
    world.tell('/auth', { type: 'account.deleted', subject: account, data: { accountId: account } });
  const seen = (id: OrderId) => read(world, operator, id);
  const becomes = (id: OrderId, status: string) =>
    eventually(async () => {
      const order = await seen(id);
      return order?.status === status ? order : undefined;
    });
  const erased = (id: OrderId) => eventually(async () => (await seen(id))?.address === '');
  const begin = async (id: OrderId) => {
    const pin = (await read(world, customer, id))?.startPin;
    await act(world, shop.person, 'startOrder', 'StartOrderInput', { orderId: id, pin });
  };
  const say = (as: Person, orderId: OrderId, text: string) =>
    world.ask(
      as,
      'mutation ($input: SendOrderMessageInput!) { sendOrderMessage(input: $input) { message { id } userErrors { code } } }',
      { input: { orderId, text } },
    );

  test('a customer’s orders ahead are cancelled by the rules, with the fee that they have by now', async () => {
    const id = await accepted(world, shop, customer, { note: 'second bell' });
    world.moveTo(new Date('2026-03-03T06:00:00.000Z')); // three hours before the start: half
    await remove(customer);
    const { history } = await becomes(id, 'CANCELLED');
    expect(history.edges.at(-1)?.node).toMatchObject({ type: 'order.cancelled', detail: 'The account was deleted.' });
    const event = await eventually(() => world.published.find((e) => e.subject === id && e.type === 'order.cancelled'));
    expect(event.data).toMatchObject({ actor: 'CUSTOMER', fee: { amount: 4200 }, refund: { amount: 4200 } });
    await erased(id);
  });

  test('address, note and words of what has ended are blanked, and its numbers stay', async () => {
    const id = await accepted(world, shop, customer, { note: 'second bell' });
    await say(customer, id, 'The key is under the mat');
    await say(shop.person, id, 'Thank you');
    await begin(id);
    await act(world, shop.person, 'completeOrder', 'CompleteOrderInput', { orderId: id });
    await act(world, customer, 'confirmOrder', 'OrderActionInput', { orderId: id });
    const before = await seen(id);
    await remove(customer);
    await erased(id);
    expect(await seen(id)).toMatchObject({
      status: 'SETTLED',
      version: before?.version,
      price: before?.price,
      note: null,
      location: { latitude: 52.52, longitude: 13.405 },
    });
    const texts = await world.ask<{ messages: { edges: { node: { text: string } }[] } }>(
      operator,
      'query ($id: ID!) { order(id: $id) { messages { edges { node { text } } } } }',
      { id },
    );
    expect(texts.messages.edges.map(({ node }) => node.text)).toEqual(['', 'Thank you']);
  });

  test('work under way goes on, and is blanked once it has ended', async () => {
    const id = await accepted(world, shop, customer);
    await begin(id);
    const job = await posted(world, customer, newId('skl'));
    await remove(customer);
    await eventually(async () => (await readJob(world, operator, job))?.status === 'CLOSED');
    expect(await seen(id)).toMatchObject({ status: 'IN_PROGRESS', address: 'Unter den Linden 1' });
    await act(world, shop.person, 'completeOrder', 'CompleteOrderInput', { orderId: id });
    world.advance(48 * HOUR);
    await becomes(id, 'SETTLED');
    world.advance(24 * HOUR);
    await erased(id);
  });

  test('a provider’s orders are cancelled with all given back, their hours end and their quotes are withdrawn', async () => {
    const id = await offered(world, shop, customer);
    const skill = newId('skl');
    const provider = await handyman(world, skill);
    const job = await posted(world, customer, skill);
    await quoted(world, provider, job);
    await remove(shop.person);
    await remove(provider);
    await becomes(id, 'CANCELLED');
    const event = await eventually(() => world.published.find((e) => e.subject === id && e.type === 'order.cancelled'));
    expect(event.data).toMatchObject({ actor: 'PROVIDER', fee: { amount: 0 } });
    expect((await seen(id))?.address).toBe('Unter den Linden 1'); // the customer's, who stays
    await eventually(async () => (await slots(world, shop.offeringId))?.length === 0);
    await eventually(async () => (await readJob(world, customer, job))?.quotes.length === 0);
  });

  test('a customer’s jobs are closed and blanked', async () => {
    const skill = newId('skl');
    const id = await posted(world, customer, skill);
    await remove(customer);
    await eventually(async () => (await readJob(world, operator, id))?.status === 'CLOSED');
    await eventually(async () => (await readJob(world, operator, id))?.description === '');
  });
});
