/** The main job, from two sign-ups to two reviews, over the public API. The end-to-end test walks it too. */
import { randomBytes } from 'node:crypto';
import { book, holdFirstSlot, search } from './booking.ts';
import { accept, finish, openOrder, start, travel } from './job.ts';
import { followTheMoney } from './money.ts';
import type { Narrator } from './narrator.ts';
import { InboxDocument, OrderWholeDocument } from './operations.gen.ts';
import {
  followNotifications,
  followOrders,
  type Person,
  present,
  signIn,
  signUp,
  type TourSettings,
} from './person.ts';
import { reviewEachOther } from './reviews.ts';
import { openShop } from './shop.ts';

export interface TourOptions extends TourSettings {
  readonly narrator: Narrator;
  /** Signs the demo operator in, who can see the books. Left out, the tour doesn't look at them. */
  readonly operatorPassword?: string | undefined;
}

/** What a test may look at after a tour that has held. */
export interface TourOutcome {
  readonly orderId: string;
  readonly customer: Person;
  readonly provider: Person;
  /** Types of the order's own steps in the order in which the customer saw them live. */
  readonly seenLive: readonly string[];
}

/** Throws at the first step that doesn't hold. */
export async function runTour(options: TourOptions): Promise<TourOutcome> {
  const { narrator, patienceMs } = options;
  const run = randomBytes(4).toString('hex');
  const password = randomBytes(12).toString('base64url');

  narrator.chapter('Two people sign up');
  const provider = await signUp(options, {
    email: `jonas.${run}@tour.test`,
    password,
    displayName: 'Jonas Weber',
    role: 'PROVIDER',
  });
  narrator.act(provider.name, 'signs up to work');
  const customer = await signUp(options, {
    email: `maya.${run}@tour.test`,
    password,
    displayName: 'Maya Lindt',
    role: 'CUSTOMER',
  });
  narrator.act(customer.name, 'signs up to book');
  const offering = await openShop(provider, narrator);

  narrator.chapter('Maya finds Jonas and books');
  await search(customer, offering, patienceMs, narrator);
  const providerQueue = followOrders(provider, 'PROVIDER');
  await providerQueue.next(({ snapshot }) => snapshot, 'the provider’s queue');
  const notifications = [followNotifications(customer), followNotifications(provider)];
  const held = await holdFirstSlot(customer, offering, patienceMs, narrator);
  const orderId = await book(customer, offering, held, `tour-${run}-order`, patienceMs, narrator);
  const screens = { customer, provider, providerQueue, ...openOrder(customer, orderId) };

  try {
    await screens.customerOrder.next(({ snapshot }) => snapshot, 'where the order stands');
    narrator.chapter('Jonas takes the job');
    await accept(screens, orderId, narrator);
    await travel(screens, orderId, narrator);
    narrator.chapter('At the door');
    await start(screens, orderId, narrator);
    await finish(screens, orderId, narrator);
    narrator.chapter('The money');
    const operator = options.operatorPassword ? await operatorOf(options, options.operatorPassword) : undefined;
    const people = { customer, provider, operator };
    await followTheMoney(people, orderId, `tour-${run}-payout`, patienceMs, narrator);
    narrator.chapter('Reviews');
    await reviewEachOther(people, orderId, patienceMs, narrator);
    narrator.chapter('What is left');
    await lookBack(customer, provider, orderId, narrator);
    for (const stream of notifications) {
      await stream.next(({ notification }) => notification?.type === 'review.published', 'the last notification');
    }
  } finally {
    const streams = [providerQueue, screens.customerOrder, screens.customerPayment, ...notifications];
    await Promise.all(streams.map((stream) => stream.close()));
  }
  const seenLive = screens.customerOrder.events.flatMap(({ event, snapshot }) =>
    event?.type.startsWith('order.') && !snapshot ? [event.type] : [],
  );
  return { orderId, customer, provider, seenLive };
}

const operatorOf = (options: TourOptions, password: string): Promise<Person> =>
  signIn(options, { email: 'operator@demo.test', password, displayName: 'Operator' });

async function lookBack(customer: Person, provider: Person, orderId: string, narrator: Narrator): Promise<void> {
  const order = present((await customer.call(OrderWholeDocument, { id: orderId })).order, 'the order');
  if (order.status !== 'SETTLED') throw new Error(`the order ended as ${order.status}`);
  const steps = order.history.edges.map(({ node }) => node.type.replace(/^(order|payment)\./, ''));
  narrator.fact(`the order’s history: ${steps.join(' → ')}`);
  for (const who of [customer, provider]) {
    const inbox = present((await who.call(InboxDocument, {})).notifications, 'the inbox').edges.map(({ node }) => node);
    // each title ends with the order's, which is said once
    const told = inbox.map(({ title }) => title.replace(`: ${order.title}`, '')).reverse();
    narrator.fact(`${who.name} was told: ${told.join(' · ')}`);
  }
}
