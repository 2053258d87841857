/** Prices that change: of an offering, and of an order under way; and the terms of cancelling, which an order keeps. */
import { rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import { see, seeProgress } from '../observe.ts';
import { ApprovePriceDocument, ProposePriceDocument, SaveOfferingDocument } from '../operations.gen.ts';
import type { Sum } from '../people.ts';
import { type Booking, check, mutate, named, type Terms, type Walk } from '../walk.ts';
import { drawBooking } from './act.ts';
import type { Means } from './book.ts';
import { available } from './money.ts';
import type { Step } from './step.ts';

/** What is booked or held stays at the price it had. */
export const repriceOffering: Step = async (walk) => {
  const { shops, skillId } = walk.world.people;
  const { owner, offerings } = walk.random.pick(shops);
  const { id, price: first, hourly } = walk.random.pick(offerings);
  const price: Sum = { amount: first.amount + walk.random.integer(-300, 300), currency: first.currency };
  const input = {
    id,
    title: `${owner.name}’s work`,
    description: 'As agreed.',
    skillId,
    price,
    durationMinutes: 60,
    priceUnit: hourly ? ('HOUR' as const) : ('JOB' as const),
  };
  const outcome = await mutate(walk, owner, SaveOfferingDocument, { input });
  check(outcome.code === undefined, 'a provider sets their own prices', () => ({ input, outcome }));
  walk.prices.set(id, price);
  await walk.world.settle(); // so that all know the new one
  return `${owner.name} asks ${price.amount} ${price.currency} from now on`;
};

/** The provider proposes another price, the customer mostly agrees: it is the order's once its money is held. */
export const changePrice: Step = async (walk) => {
  const booking = drawBooking(walk, 'IN_PROGRESS');
  if (!booking) return null;
  await walk.world.settle();
  const { customer, shop, price: old } = booking;
  const before = await seeProgress(walk, booking);
  const price: Sum = { ...old, amount: Math.max(100, old.amount + walk.random.pick([-1_234, -1, 1, 999, 4_321])) };
  const purse = (await available(walk, customer, old.currency)) ?? 0;
  const proposing = { input: { orderId: booking.id, price, reason: 'There is more to it.' } };
  const proposed = await mutate(walk, shop.owner, ProposePriceDocument, proposing);
  const line = `${shop.owner.name} proposes ${price.amount} for order ${booking.number} (${before.status}): ${named(proposed)}`;
  if (proposed.code !== undefined) return line;
  booking.approved = null; // one that was to come does not
  return walk.random.chance(0.2) ? line : `${line}; ${await approvePrice(walk, booking, price, purse)}`;
};

async function approvePrice(walk: Walk, booking: Booking, price: Sum, purse: number): Promise<string> {
  const { customer, price: old } = booking;
  const means = drawMeans(walk);
  const shown: Sum = walk.random.chance(0.1) ? { ...price, amount: price.amount + 1 } : price;
  const payment = { source: means.source, ...(means.card ? { paymentMethod: means.card } : {}) };
  const input = { orderId: booking.id, price: shown, payment };
  const { code } = await mutate(walk, customer, ApprovePriceDocument, { input });
  const line = `${customer.name} approves ${shown.amount} by ${means.card ?? 'wallet'}: ${code ?? 'done'}`;
  check((code === 'STALE_QUOTE') === (shown !== price), 'only the price shown is approved', () => line);
  if (code !== undefined) return line;
  booking.approved = price;
  await walk.world.settle();
  const after = await see(walk, booking, customer);
  if (!isPrompt(means.card) || !isPrompt(booking.card)) return line; // an issuer may take its time
  const paid = price.amount < old.amount || isPaid(means, purse, price.amount - old.amount);
  check(after?.price.amount === (paid ? price : old).amount, 'a price changes when its money is held', () => ({
    line,
    old,
    price,
    purse,
    after,
  }));
  return line;
}

const PROMPT = [null, 'pm_card_visa', 'pm_card_declined'];
const isPrompt = (card: string | null): boolean => PROMPT.includes(card);

const drawMeans = ({ random }: Walk): Means =>
  random.pick([
    { source: 'WALLET', card: null },
    { source: 'CARD', card: 'pm_card_visa' },
    { source: 'CARD', card: 'pm_card_timeout' },
    { source: 'CARD', card: 'pm_card_declined' },
  ]);

const isPaid = ({ source, card }: Means, purse: number, difference: number): boolean =>
  source === 'WALLET' ? purse >= difference : card !== 'pm_card_declined';

const OTHER_TERMS: Terms = { free: 72, late: 6, percent: 30, lastPercent: 80 };

/** As if it had been placed when the marketplace had other terms: its owner changes them for new orders alone. */
export const bookedUnderOtherTerms: Step = async (walk) => {
  const booking = drawBooking(walk, 'PENDING', 'ACCEPTED');
  if (!booking) return null;
  await walk.world.settle(); // so that nobody is just writing it
  const { free, late, percent, lastPercent } = OTHER_TERMS;
  await rows(
    walk.world.database.db,
    sql`update orders.orders set policy = policy || jsonb_build_object('freeUntilHours', ${free}::int,
        'lateUntilHours', ${late}::int, 'lateFeePercent', ${percent}::int, 'lastFeePercent', ${lastPercent}::int)
        where id = ${booking.id}`,
  );
  booking.terms = OTHER_TERMS;
  return `order ${booking.number} was placed under other terms`;
};
