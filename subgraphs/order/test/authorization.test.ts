/** Calls of this subgraph past the router, by somebody who is validly signed in and has no part in what they ask for. */
import { readFileSync } from 'node:fs';
import { HOUR, later } from '@marketplace/kernel/clock';
import { encodeCursor } from '@marketplace/kernel/cursor';
import { newId, type OrderId } from '@marketplace/kernel/ids';
import { pgliteDatabase } from '@marketplace/testing/databases';
import { entryPoints, outcomeOf } from '@marketplace/testing/entry-points';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handyman, posted, quoted, readJob } from './job-world.ts';
import {
  accepted,
  act,
  BERLIN,
  NOW,
  newCustomer,
  newProvider,
  type OrderAnswer,
  type OrderWorld,
  openShop,
  operator,
  orderInput,
  orderWorld,
  type Person,
  PLACE,
  read,
  type Shop,
  TUESDAY_AT_TEN,
} from './order-world.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

/** What there is of others: an order whose provider is on the way, a held slot, hours with time off, a job with a quote. */
interface Others {
  readonly customer: Person;
  readonly shop: Shop;
  readonly order: OrderId;
  readonly hold: string;
  readonly holder: Person;
  readonly timeOff: string;
  readonly job: string;
  readonly quote: string;
}

/** An operation about what is others', with its variable, and what its one root field comes to. */
type Case = readonly [operation: string, variable: (others: Others) => unknown, outcome: string];

/** For anybody, signed in or not. */
const PUBLIC = ['Query.availableSlots'];

const ofOrder = (query: string, outcome: string): Case => [
  `query ($v: ID!) { ${query} }`,
  ({ order }) => order,
  outcome,
];
const mutation = (
  field: string,
  type: string,
  input: (others: Others) => object,
  outcome = 'NOT_FOUND',
  answer = 'order { id }',
): Case => [`mutation ($v: ${type}!) { ${field}(input: $v) { ${answer} userErrors { code } } }`, input, outcome];
const step = (field: string, type = 'OrderActionInput', rest: object = {}): Case =>
  mutation(field, type, ({ order }) => ({ orderId: order, ...rest }));
const entity = (type: string, id: (others: Others) => string): Case => [
  `query ($v: [_Any!]!) { _entities(representations: $v) { ... on ${type} { id } } }`,
  (others) => [{ __typename: type, id: id(others) }],
  'nothing',
];
const EUROS = { amount: 100, currency: 'EUR' };
const PAYMENT = { source: 'CARD', paymentMethod: 'pm_card_visa' };
const inADay = (hours: number) => later(NOW, (24 + hours) * HOUR).toISOString();

const CASES: Readonly<Record<string, Case>> = {
  'Query.availability': ['query { availability { timeZone } }', () => null, 'nothing'],
  'Query.order': ofOrder('order(id: $v) { id }', 'nothing'),
  'Query.orders': [
    'query ($v: String) { orders(side: CUSTOMER, after: $v) { edges { node { id } } } }',
    ({ order }) => encodeCursor('orders', later(NOW, HOUR).getTime(), order),
    'nothing',
  ],
  'Query.job': ['query ($v: ID!) { job(id: $v) { id } }', ({ job }) => job, 'nothing'],
  'Query.myJobs': ['query { myJobs { edges { node { id } } } }', () => null, 'nothing'],
  'Query.openJobs': ['query { openJobs { edges { node { id } } } }', () => null, 'nothing'],
  'Query.availableSlots': [
    `query ($v: ID!) { availableSlots(offeringId: $v, from: "${inADay(24)}", to: "${inADay(33)}") { start } }`,
    ({ shop }) => shop.offeringId,
    'answered',
  ],
  'Query.adminOrders': ['query { adminOrders { edges { node { id } } } }', () => null, 'FORBIDDEN'],
  'Query.disputedOrders': ['query { disputedOrders { edges { node { id } } } }', () => null, 'FORBIDDEN'],
  'Query.cancellationQuote': ofOrder('cancellationQuote(orderId: $v) { id }', 'nothing'),

  // one's own hours, slots and jobs: done, and nothing of others is another
  'Mutation.setAvailability': mutation(
    'setAvailability',
    'SetAvailabilityInput',
    () => ({ weeklyHours: [], timeZone: 'Europe/Paris', bufferMinutes: 5 }),
    'done',
    'availability { timeZone }',
  ),
  'Mutation.addTimeOff': mutation(
    'addTimeOff',
    'AddTimeOffInput',
    () => ({ start: inADay(0), end: inADay(24) }),
    'done',
    'availability { timeZone }',
  ),
  'Mutation.removeTimeOff': [
    'mutation ($v: ID!) { removeTimeOff(id: $v) { availability { timeZone } userErrors { code } } }',
    ({ timeOff }) => timeOff,
    'NOT_FOUND',
  ],
  'Mutation.holdSlot': mutation(
    'holdSlot',
    'HoldSlotInput',
    ({ shop }) => ({ offeringId: shop.offeringId, start: TUESDAY_AT_TEN }),
    'SLOT_UNAVAILABLE',
    'slotHold { id }',
  ),
  'Mutation.placeOrder': mutation(
    'placeOrder',
    'PlaceOrderInput',
    ({ shop, hold }) => orderInput(shop, { slotHoldId: hold }),
    'SLOT_UNAVAILABLE',
  ),
  'Mutation.acceptOrder': step('acceptOrder'),
  'Mutation.declineOrder': step('declineOrder', 'DeclineOrderInput', { reason: 'mine' }),
  'Mutation.departForOrder': step('departForOrder'),
  'Mutation.startOrder': step('startOrder', 'StartOrderInput', { pin: '000000' }),
  'Mutation.completeOrder': step('completeOrder', 'CompleteOrderInput'),
  'Mutation.confirmOrder': step('confirmOrder'),
  'Mutation.cancelOrder': step('cancelOrder', 'CancelOrderInput', { reason: 'mine', cancellationQuoteId: 'cqt_1' }),
  'Mutation.disputeOrder': step('disputeOrder', 'DisputeOrderInput', { reason: 'mine' }),
  'Mutation.resolveDispute': mutation(
    'resolveDispute',
    'ResolveDisputeInput',
    ({ order }) => ({ orderId: order, refund: EUROS, note: 'mine' }),
    'FORBIDDEN',
  ),
  'Mutation.proposePrice': step('proposePrice', 'ProposePriceInput', { price: EUROS, reason: 'mine' }),
  'Mutation.approvePrice': step('approvePrice', 'ApprovePriceInput', { price: EUROS }),
  'Mutation.sendOrderMessage': mutation(
    'sendOrderMessage',
    'SendOrderMessageInput',
    ({ order }) => ({ orderId: order, text: 'Hello' }),
    'NOT_FOUND',
    'message { id }',
  ),
  'Mutation.postJob': mutation(
    'postJob',
    'PostJobInput',
    () => ({ title: 'T', description: 'D', skillId: newId('skl'), address: 'A', location: BERLIN }),
    'done',
    'job { id }',
  ),
  'Mutation.closeJob': mutation('closeJob', 'CloseJobInput', ({ job }) => ({ jobId: job }), 'NOT_FOUND', 'job { id }'),
  'Mutation.submitQuote': mutation(
    'submitQuote',
    'SubmitQuoteInput',
    ({ job }) => ({ jobId: job, price: EUROS, start: inADay(1), durationMinutes: 60, message: 'Hello' }),
    'NOT_FOUND',
    'quote { id }',
  ),
  'Mutation.withdrawQuote': mutation(
    'withdrawQuote',
    'WithdrawQuoteInput',
    ({ quote }) => ({ quoteId: quote }),
    'NOT_FOUND',
    'quote { id }',
  ),
  'Mutation.acceptQuote': mutation('acceptQuote', 'AcceptQuoteInput', ({ quote }) => ({
    idempotencyKey: newId('key'),
    quoteId: quote,
    payment: PAYMENT,
  })),
  'Mutation.advanceTestClock': mutation(
    'advanceTestClock',
    'AdvanceTestClockInput',
    () => ({ to: inADay(0) }),
    'FORBIDDEN',
    'now',
  ),
  'Mutation.reportLocation': mutation(
    'reportLocation',
    'ReportLocationInput',
    ({ order }) => ({ orderId: order, point: BERLIN }),
    'NOT_FOUND',
    '',
  ),

  'Subscription.orderUpdated': [
    'subscription ($v: ID!) { orderUpdated(orderId: $v) { cursor } }',
    ({ order }) => order,
    'NOT_FOUND',
  ],
  'Subscription.ordersUpdated': [
    'subscription ($v: String) { ordersUpdated(side: CUSTOMER, after: $v) { cursor } }',
    ({ customer }) => encodeCursor('ordersUpdated', 'CUSTOMER', customer.account, 0),
    'CURSOR_UNKNOWN',
  ],
  'Subscription.providerPosition': [
    'subscription ($v: ID!) { providerPosition(orderId: $v) { at } }',
    ({ order }) => order,
    'NOT_FOUND',
  ],

  '_entities.Order': entity('Order', ({ order }) => order),
  '_entities.Job': entity('Job', ({ job }) => job),
};

describe('object-level authorisation holds when the subgraph is called directly', () => {
  let world: OrderWorld;
  let others: Others;
  const stranger = newProvider();
  beforeAll(async () => {
    world = await orderWorld(await pgliteDatabase());
    others = await peopleAtWork(world);
  });
  afterAll(() => world.stop());

  test('every root field and entity has a case', () => {
    expect(Object.keys(CASES).toSorted()).toEqual(entryPoints(sdl));
  });

  test.each(Object.entries(CASES))(
    '%s gives a stranger nothing of others',
    async (_, [operation, variable, outcome]) => {
      const before = await stateOf(world, others);
      expect(await tried(world, stranger, operation, variable(others))).toBe(outcome);
      expect(await stateOf(world, others)).toEqual(before);
    },
  );

  test.each(Object.entries(CASES))('%s knows who is signed in', async (name, [operation, variable]) => {
    expect(await tried(world, null, operation, variable(others))).toBe(
      PUBLIC.includes(name) ? 'answered' : name.startsWith('_entities') ? 'nothing' : 'UNAUTHENTICATED',
    );
  });

  test('a hold that a stranger named is its holder’s still', async () => {
    const input = orderInput(others.shop, { slotHoldId: others.hold });
    expect((await world.ask<OrderAnswer>(others.holder, PLACE, { input })).userErrors).toEqual([]);
  });
});

async function peopleAtWork(world: OrderWorld): Promise<Others> {
  const [shop, customer, holder] = [await openShop(world), newCustomer(), newCustomer()];
  const order = await accepted(world, shop, customer, { start: later(new Date(TUESDAY_AT_TEN), 3 * HOUR) });
  await act(world, shop.person, 'departForOrder', 'OrderActionInput', { orderId: order });
  await world.ask(
    shop.person,
    'mutation ($input: ReportLocationInput!) { reportLocation(input: $input) { userErrors { code } } }',
    { input: { orderId: order, point: BERLIN } },
  );
  const { slotHold } = await world.ask<{ slotHold: { id: string } }>(
    holder,
    'mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { slotHold { id } } }',
    { input: { offeringId: shop.offeringId, start: TUESDAY_AT_TEN } },
  );
  const { availability } = await world.ask<{ availability: { timeOff: { id: string }[] } }>(
    shop.person,
    'mutation ($input: AddTimeOffInput!) { addTimeOff(input: $input) { availability { timeOff { id } } } }',
    { input: { start: inADay(48), end: inADay(50) } },
  );
  const skill = newId('skl');
  const job = await posted(world, customer, skill);
  const quote = await quoted(world, await handyman(world, skill), job);
  return { customer, shop, order, hold: slotHold.id, holder, timeOff: availability.timeOff[0]?.id ?? '', job, quote };
}

/** All of it, as those see it who may. */
const stateOf = async (world: OrderWorld, { customer, shop, order, job }: Others) => [
  await read(world, customer, order),
  await world.ask(customer, 'query ($id: ID!) { order(id: $id) { messages { edges { node { id } } } } }', {
    id: order,
  }),
  await world.ask(
    operator,
    'query ($text: String) { adminOrders(filter: { text: $text }) { edges { node { id } } } }',
    {
      text: shop.providerId,
    },
  ),
  await readJob(world, operator, job),
  await world.ask(
    shop.person,
    '{ availability { weeklyHours { weekday from to } timeZone bufferMinutes timeOff { id window { start end } } } }',
  ),
  world.clock.now(),
];

async function tried(world: OrderWorld, as: Person | null, operation: string, v: unknown): Promise<string> {
  if (!operation.startsWith('subscription')) return outcomeOf(await world.run(as, operation, { v }));
  const updates = await world.follow(as, operation, { v });
  if ('refused' in updates) return outcomeOf(updates.refused);
  const [update] = await updates.first(1);
  await updates.stop();
  return Object(update).code ?? 'answered';
}
