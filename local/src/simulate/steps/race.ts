/** Two at the same moment: one of them wins, or both do what can be done in either order. */
import { hasEnded, type ModelledAction } from '../model.ts';
import { seeProgress, seeWhole } from '../observe.ts';
import type { Person } from '../people.ts';
import { type Booking, check, violated, type Walk } from '../walk.ts';
import { act, drawBooking, LIVE } from './act.ts';
import { drawMeans, drawWish, place, told } from './book.ts';
import { available } from './money.ts';
import type { Step } from './step.ts';

/** Of one order, by its sides. What each answers is checked where nothing else has moved it. */
export const actAtOnce: Step = async (walk) => {
  const booking = drawBooking(walk, ...LIVE);
  if (!booking) return null;
  const order = await seeProgress(walk, booking);
  if (hasEnded(order.status)) return null;
  const pairs = pairsFor(walk, booking)[order.status];
  if (!pairs) return null;
  const [first, second] = walk.random.pick(pairs);
  const lines = await Promise.all([act(walk, booking, ...first), act(walk, booking, ...second)]);
  return `at once: ${lines.join(' | ')}`;
};

type Move = readonly [Person, ModelledAction];

function pairsFor(
  walk: Walk,
  { customer, shop: { owner } }: Booking,
): Partial<Record<string, readonly (readonly [Move, Move])[]>> {
  const { operator } = walk.world.people;
  return {
    PENDING: [
      [
        [owner, 'ACCEPT'],
        [customer, 'CANCEL'],
      ],
      [
        [owner, 'ACCEPT'],
        [owner, 'DECLINE'],
      ],
      [
        [owner, 'ACCEPT'],
        [owner, 'ACCEPT'],
      ],
    ],
    ACCEPTED: [
      [
        [owner, 'CANCEL'],
        [customer, 'CANCEL'],
      ],
      [
        [owner, 'START'],
        [customer, 'CANCEL'],
      ],
      [
        [owner, 'DEPART'],
        [customer, 'DISPUTE'],
      ],
    ],
    IN_PROGRESS: [
      [
        [owner, 'COMPLETE'],
        [customer, 'DISPUTE'],
      ],
      [
        [owner, 'COMPLETE'],
        [owner, 'COMPLETE'],
      ],
    ],
    COMPLETED: [
      [
        [customer, 'CONFIRM'],
        [owner, 'DISPUTE'],
      ],
      [
        [customer, 'CONFIRM'],
        [customer, 'CONFIRM'],
      ],
    ],
    DISPUTED: [
      [
        [operator, 'RESOLVE'],
        [operator, 'RESOLVE'],
      ],
      [
        [operator, 'RESOLVE'],
        [customer, 'CONFIRM'],
      ],
    ],
  };
}

/** Two customers want the same slot: exactly one gets it. */
export const bookAtOnce: Step = async (walk) => {
  const wish = await drawWish(walk);
  if (!wish || wish.offering.hourly) return null;
  const rival = walk.random.pick(walk.world.people.customers.filter((each) => each !== wish.customer));
  const placed = await Promise.all([
    place(walk, wish, drawMeans(walk)),
    place(walk, { ...wish, customer: rival }, drawMeans(walk)),
  ]);
  const codes = placed.map(({ code }) => code ?? 'done');
  const line = `at once with ${rival.name}: ${told(wish)}: ${codes.join(', ')}`;
  check(codes.sort().join() === 'SLOT_UNAVAILABLE,done', 'of two who want a slot one gets it', () => line);
  return line;
};

/** Two orders at once from a wallet that has money for one: one is paid. */
export const spendAtOnce: Step = async (walk) => {
  const wishes = [await drawWish(walk), await drawWish(walk)];
  const [first, other] = wishes;
  if (!first || !other) return null;
  const second = { ...other, customer: first.customer };
  if (second.shop.owner === first.customer || first.offering.price.currency !== second.offering.price.currency)
    return null;
  if (first.start === second.start) return null;
  await walk.world.settle();
  const purse = (await available(walk, first.customer, first.offering.price.currency)) ?? 0;
  const means = { source: 'WALLET', card: null } as const;
  const placed = await Promise.all([place(walk, first, means), place(walk, second, means)]);
  await walk.world.settle();
  const bookings = placed.flatMap(({ booking }) => booking ?? []);
  const paid: Booking[] = [];
  for (const booking of bookings)
    if ((await seeWhole(walk, booking)).payment?.status === 'AUTHORIZED') paid.push(booking);
  const spent = paid.reduce((sum, { price }) => sum + price.amount, 0);
  const line = `at once from a wallet of ${purse}: ${told(first)}, ${told(second)}: ${paid.length} paid`;
  if (spent > purse) violated('no wallet is spent twice', { line, spent, purse });
  const cheapest = Math.min(...bookings.map(({ price }) => price.amount));
  check(
    paid.length > 0 || bookings.length === 0 || cheapest > purse,
    'what the wallet has money for is paid',
    () => line,
  );
  return line;
};
