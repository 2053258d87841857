import { DAY, later, MINUTE } from '@marketplace/kernel/clock';
import { newId, type OrderId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handyman, jobInput, post, posted, quoteInput, submit } from './job-world.ts';
import {
  accepted,
  act,
  cancel,
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
  type UserErrorSeen,
} from './order-world.ts';

interface MessageSeen {
  readonly id: string;
  readonly from: string;
  readonly text: string;
}
interface MessagesSeen {
  readonly messages: {
    readonly edges: { readonly node: MessageSeen }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

describe('messages between the two sides of an order', () => {
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

  const send = (as: Person, orderId: OrderId, text: string) =>
    world.ask<{ message: MessageSeen; userErrors: UserErrorSeen[] }>(
      as,
      `mutation ($input: SendOrderMessageInput!) { sendOrderMessage(input: $input) {
        message { id from text at } userErrors { code field } } }`,
      { input: { orderId, text } },
    );
  const page = (as: Person, id: OrderId, first = 50, after?: string) =>
    world.ask<MessagesSeen | null>(
      as,
      `query ($id: ID!, $first: Int, $after: String) { order(id: $id) { messages(first: $first, after: $after) {
        edges { cursor node { id from text at } } pageInfo { hasNextPage endCursor } } } }`,
      { id, first, after },
    );
  const textsOf = (found: MessagesSeen | null) => found?.messages.edges.map(({ node }) => `${node.from}: ${node.text}`);

  test('each side reads what both have written, in order and in pages; operators read along', async () => {
    const id = await offered(world, shop, customer);
    expect((await send(customer, id, '  Is the cat a problem? ')).message).toMatchObject({
      from: 'CUSTOMER',
      text: 'Is the cat a problem?',
    });
    await send(shop.person, id, 'Not at all.');
    await send(customer, id, 'Good.');
    const all = ['CUSTOMER: Is the cat a problem?', 'PROVIDER: Not at all.', 'CUSTOMER: Good.'];
    for (const reader of [customer, shop.person, operator]) expect(textsOf(await page(reader, id))).toEqual(all);
    const first = await page(customer, id, 2);
    expect(textsOf(first)).toEqual(all.slice(0, 2));
    expect(textsOf(await page(customer, id, 2, first?.messages.pageInfo.endCursor))).toEqual(all.slice(2));
  });

  test('only the two sides write', async () => {
    const id = await offered(world, shop, customer);
    expect(codeOf(await send(operator, id, 'Hello'))).toBe('TRANSITION_NOT_ALLOWED');
    expect(codeOf(await send(newCustomer(), id, 'Hello'))).toBe('NOT_FOUND');
    expect(codeOf(await send(customer, newId('ord'), 'Hello'))).toBe('NOT_FOUND');
    expect(await page(newCustomer(), id)).toBeNull();
  });

  test('a message comes live, is a line of the history, and is no step: what was seen can still be acted on', async () => {
    const id = await offered(world, shop, customer);
    const version = (await read(world, customer, id))?.version;
    const updates = await world.follow(
      shop.person,
      `subscription ($id: ID!) { orderUpdated(orderId: $id) {
        snapshot event { type actor } message { from text } order { version } } }`,
      { id },
    );
    if ('refused' in updates) throw new Error(JSON.stringify(updates.refused));
    await send(customer, id, 'Second bell');
    expect((await updates.first(2))[1]).toMatchObject({
      event: { type: 'order.message_sent', actor: 'CUSTOMER' },
      message: { from: 'CUSTOMER', text: 'Second bell' },
      order: { version },
    });
    const input = { orderId: id, expectedVersion: version };
    expect((await act(world, shop.person, 'acceptOrder', 'OrderActionInput', input)).order.status).toBe('ACCEPTED');
    expect((await updates.first(3))[2]).toMatchObject({ event: { type: 'order.accepted' }, message: null });
    await updates.stop();
    expect((await read(world, customer, id))?.history.edges.map(({ node }) => node.type)).toEqual([
      'order.placed',
      'payment.authorized',
      'order.message_sent',
      'order.accepted',
    ]);
    const told = await eventually(() =>
      world.published.find(({ subject, type }) => subject === id && type === 'order.message_sent'),
    );
    expect(told.data).toMatchObject({ actor: 'CUSTOMER', text: 'Second bell' });
  });

  test('contact details are for accepted orders, insults for none', async () => {
    const id = await offered(world, shop, customer);
    const contact = 'Call me at +49 30 901820 or write to ada@example.com';
    const insult = 'You are an asshole';
    expect(await send(shop.person, id, contact)).toMatchObject({
      userErrors: [{ code: 'CONTENT_REJECTED', field: ['text'] }],
    });
    expect(codeOf(await send(shop.person, id, insult))).toBe('CONTENT_REJECTED');
    await act(world, shop.person, 'acceptOrder', 'OrderActionInput', { orderId: id });
    expect((await send(shop.person, id, contact)).userErrors).toEqual([]);
    expect(codeOf(await send(shop.person, id, insult))).toBe('CONTENT_REJECTED');
  });

  test('jobs and quotes carry no contact details: nobody is assigned yet', async () => {
    const skill = newId('skl');
    const provider = await handyman(world, skill);
    const contact = 'Write to ada@example.com';
    expect(codeOf(await post(world, customer, jobInput(skill, { description: contact })))).toBe('CONTENT_REJECTED');
    const id = await posted(world, customer, skill);
    expect(codeOf(await submit(world, provider, quoteInput(world, id, { message: contact })))).toBe('CONTENT_REJECTED');
  });

  test('a message has 1 to 2,000 characters, and a side writes at most 20 a minute', async () => {
    const id = await accepted(world, shop, customer);
    expect(codeOf(await send(customer, id, ' '))).toBe('INVALID_INPUT');
    expect(codeOf(await send(customer, id, 'x'.repeat(2_001)))).toBe('INVALID_INPUT');
    for (let count = 0; count < 20; count += 1) await send(customer, id, `Message ${count}`);
    expect(codeOf(await send(customer, id, 'One more'))).toBe('TOO_MANY_ATTEMPTS');
    expect((await send(shop.person, id, 'Slowly, please')).userErrors).toEqual([]);
    world.advance(MINUTE);
    expect((await send(customer, id, 'Sorry')).userErrors).toEqual([]);
  });

  test('go from when the payment is held until 14 days after the order’s end', async () => {
    const id = await placed(world, shop, customer);
    expect(codeOf(await send(customer, id, 'Hello?'))).toBe('TRANSITION_NOT_ALLOWED');
    const ended = await offered(world, await openShop(world), customer);
    await cancel(world, customer, ended);
    world.advance(14 * DAY - 1);
    expect((await send(customer, ended, 'Sorry again')).userErrors).toEqual([]);
    world.moveTo(later(NOW, 14 * DAY));
    expect(codeOf(await send(customer, ended, 'Still sorry'))).toBe('TRANSITION_NOT_ALLOWED');
  });
});
