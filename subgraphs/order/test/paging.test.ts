import { readFileSync } from 'node:fs';
import { later, MINUTE } from '@marketplace/kernel/clock';
import { newId, type OrderId, type SkillId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { Kind, parse, print } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handyman, posted } from './job-world.ts';
import {
  accepted,
  act,
  NOW,
  newCustomer,
  type OrderWorld,
  openShop,
  operator,
  orderWorld,
  type Person,
  placed,
  type Shop,
} from './order-world.ts';

/** `Type.field` of every connection of the schema. */
const connections = parse(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8')).definitions.flatMap(
  (type) =>
    type.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (type.fields ?? [])
          .filter((field) => /Connection!?$/.test(print(field.type)))
          .map((field) => `${type.name.value}.${field.name.value}`)
      : [],
);

interface Page {
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** How a row is added, and how a page is read. */
interface Case {
  add(count: number): Promise<void>;
  page(first: number, after: string | null): Promise<Page>;
  /** Where what is added stands. */
  readonly added: 'before all' | 'behind all';
}

const ROWS = 5;
const LATER_ROWS = 2;
const PAGE = 'edges { cursor } pageInfo { hasNextPage endCursor }';

describe('paging is stable while rows are added', () => {
  let world: OrderWorld;
  let shop: Shop;
  let customer: Person;
  let provider: Person;
  let skill: SkillId;
  let order: OrderId;
  const bookings: OrderId[] = [];
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.moveTo(NOW);
    shop = await openShop(world, 0);
    customer = newCustomer();
    skill = newId('skl');
    provider = await handyman(world, skill);
    bookings.length = 0;
  });

  const root =
    (as: () => Person, field: string, args = ''): Case['page'] =>
    async (first, after) =>
      world.ask<Page>(
        as(),
        `query ($first: Int, $after: String) { ${field}(${args} first: $first, after: $after) { ${PAGE} } }`,
        { first, after },
      );
  const ofOrder =
    (field: 'history' | 'messages'): Case['page'] =>
    async (first, after) => {
      const answer = await world.ask<Readonly<Record<string, Page>>>(
        customer,
        `query ($id: ID!, $first: Int, $after: String) { order(id: $id) { ${field}(first: $first, after: $after) { ${PAGE} } } }`,
        { id: order, first, after },
      );
      const page = answer[field];
      if (!page) throw new Error(`no ${field}`);
      return page;
    };

  const startOf = (count: number) => ({
    start: `2026-03-03T${`${8 + count}`.padStart(2, '0')}:00:00.000Z`,
    offeringId: shop.hourlyId,
  });
  const book = async (count: number) => void (await placed(world, shop, customer, startOf(count)));
  const post = async () => void (await posted(world, customer, skill));
  const dispute = async (count: number) => {
    // all are accepted before the first is disputed, when the clock has passed their starts
    if (count === 0) {
      for (let each = 0; each < ROWS + LATER_ROWS; each += 1)
        bookings.push(await accepted(world, shop, customer, startOf(each)));
      world.moveTo(new Date('2026-03-03T16:00:00.000Z'));
    }
    await act(world, customer, 'disputeOrder', 'DisputeOrderInput', {
      orderId: bookings[count],
      reason: 'nobody came',
    });
  };
  const write = async (count: number) => {
    if (count === 0) order = await accepted(world, shop, customer);
    world.advance(MINUTE);
    await world.ask(
      customer,
      'mutation ($input: SendOrderMessageInput!) { sendOrderMessage(input: $input) { userErrors { code } } }',
      { input: { orderId: order, text: `Message ${count}` } },
    );
  };

  const CASES: Readonly<Record<string, Case>> = {
    'Query.orders': { add: book, page: root(() => customer, 'orders', 'side: CUSTOMER'), added: 'before all' },
    'Query.adminOrders': { add: book, page: root(() => operator, 'adminOrders'), added: 'before all' },
    'Query.disputedOrders': { add: dispute, page: root(() => operator, 'disputedOrders'), added: 'behind all' },
    'Query.myJobs': { add: post, page: root(() => customer, 'myJobs'), added: 'before all' },
    'Query.openJobs': { add: post, page: root(() => provider, 'openJobs'), added: 'before all' },
    'Order.history': { add: write, page: ofOrder('history'), added: 'behind all' },
    'Order.messages': { add: write, page: ofOrder('messages'), added: 'behind all' },
  };

  test('of every connection', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(connections.toSorted());
  });

  test.each(Object.entries(CASES))('%s', async (_, { add, page, added }) => {
    const addOne = async (count: number) => {
      world.moveTo(later(world.clock.now(), 1_000));
      await add(count);
    };
    for (let count = 0; count < ROWS; count += 1) await addOne(count);
    const cursorsOf = ({ edges }: Page) => edges.map(({ cursor }) => cursor);
    const before = cursorsOf(await page(100, null));
    const seen: string[] = [];
    let next: string | null = null;
    for (let pages = 0; ; pages += 1) {
      const read: Page = await page(2, next);
      seen.push(...cursorsOf(read));
      if (!read.pageInfo.hasNextPage) break;
      next = read.pageInfo.endCursor;
      if (pages < LATER_ROWS) await addOne(ROWS + pages);
    }
    expect(before.length).toBeGreaterThanOrEqual(ROWS);
    expect(seen).toEqual(added === 'before all' ? before : cursorsOf(await page(100, null)));
    expect(new Set(seen).size).toBe(seen.length);
  });
});
