/** Slots and orders. */
import { later } from '@marketplace/kernel/clock';
import { FreeSlotsDocument, HoldSlotDocument, PlaceOrderDocument, type PlaceOrderInput } from '../operations.gen.ts';
import type { Offering, Person, Shop, Sum } from '../people.ts';
import { ask, type Booking, check, type Hold, mutate, named, type Outcome, TERMS, type Walk } from '../walk.ts';
import type { Step } from './step.ts';

const DAY_MS = 86_400_000;
const LONGEST_AHEAD_DAYS = 4; // near enough for a walk to get there
const HOURLY_MINUTES = [60, 75, 90, 120];
/** More often the card that works, so that walks get somewhere. */
const CARDS = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_timeout',
  'pm_card_charge_timeout',
  'pm_card_charge_declined',
  'pm_card_slow',
  'pm_card_late_webhook',
  'pm_card_duplicate_webhooks',
  'pm_card_chargeback',
  'pm_card_authentication_required',
  'pm_card_declined',
  'pm_card_insufficient_funds',
];
const DECLINED_CARDS = ['pm_card_declined', 'pm_card_insufficient_funds'];

export interface Wish {
  readonly customer: Person;
  readonly shop: Shop;
  readonly offering: Offering;
  readonly start: string;
  readonly minutes: number;
  readonly price: Sum;
}

const drawCard = ({ random }: Walk): string => random.pick(CARDS);
export const isDeclined = (card: string): boolean => DECLINED_CARDS.includes(card);

/** A customer wants a free slot: now and then a provider is the customer of another. */
export async function drawWish(walk: Walk): Promise<Wish | null> {
  const { people, clock } = walk.world;
  const shop = walk.random.pick(people.shops);
  const others = people.shops.filter((each) => each !== shop).map(({ owner }) => owner);
  const customer = walk.random.chance(0.1) ? walk.random.pick(others) : walk.random.pick(people.customers);
  const offering = walk.random.pick(shop.offerings);
  const from = later(clock.now(), walk.random.integer(0, LONGEST_AHEAD_DAYS) * DAY_MS);
  const variables = { offeringId: offering.id, from: from.toISOString(), to: later(from, DAY_MS).toISOString() };
  const { availableSlots } = await ask(walk, customer, FreeSlotsDocument, variables);
  if (!availableSlots || availableSlots.length === 0) return null;
  // the first ones are asked for most: that is how people get into each other's way
  const slot = availableSlots[Math.min(walk.random.integer(0, 3), availableSlots.length - 1)];
  if (!slot) return null;
  const minutes = offering.hourly ? walk.random.pick(HOURLY_MINUTES) : 60;
  return { customer, shop, offering, start: slot.start, minutes, price: sumOf(walk, offering, minutes) };
}

export const holdASlot: Step = async (walk) => {
  const wish = await drawWish(walk);
  if (!wish) return null;
  const outcome = await hold(walk, wish);
  if (outcome.code === undefined) {
    const { slotHold } = outcome.done;
    check(slotHold !== null, 'a hold that is made is shown', () => wish);
    if (slotHold) {
      check(slotHold.price.amount === wish.price.amount, 'a hold is at the price shown', () => slotHold);
      remember(walk, { ...wish, id: slotHold.id, expiresAt: new Date(slotHold.expiresAt) });
    }
  } else check(MAY_FAIL.has(outcome.code), 'a slot is held or taken', () => ({ wish: told(wish), outcome }));
  return `${wish.customer.name} holds a slot of ${wish.shop.owner.name}’s at ${wish.start}: ${named(outcome)}`;
};

/** A longer job than the slot was shown for may not fit; and nobody holds more than two. */
const MAY_FAIL = new Set(['SLOT_UNAVAILABLE', 'CONFLICT']);

async function hold(walk: Walk, { customer, offering, start, minutes }: Wish) {
  const input = { offeringId: offering.id, start, ...(offering.hourly ? { durationMinutes: minutes } : {}) };
  return mutate(walk, customer, HoldSlotDocument, { input });
}

function remember(walk: Walk, hold: Hold): void {
  const replaced = walk.holds.filter((each) => each.customer !== hold.customer || each.shop !== hold.shop);
  walk.holds = [...replaced, hold];
}

export const placeAnOrder: Step = async (walk) => {
  const wish = await drawWish(walk);
  if (!wish) return null;
  const placed = await place(walk, wish, drawMeans(walk));
  const settled = wish.minutes === 60;
  if (placed.code) {
    check(placed.code === 'SLOT_UNAVAILABLE' && !settled, 'a slot that is shown free can be booked', () => ({
      wish: told(wish),
      code: placed.code,
    }));
  }
  return `${told(wish)}: ${placed.booking ? `order ${placed.booking.number} by ${placed.means}` : placed.code}`;
};

export const placeFromHold: Step = async (walk) => {
  const now = walk.world.clock.now();
  const hold = walk.random.chance(0.2) ? walk.holds[0] : walk.holds.find(({ expiresAt }) => expiresAt > now);
  if (!hold) return null;
  walk.holds = walk.holds.filter((each) => each !== hold);
  const placed = await place(walk, hold, drawMeans(walk), hold.id);
  const live = hold.expiresAt > now;
  // another order of the customer's with this provider has replaced the hold
  check(
    live ? placed.code === undefined || placed.code === 'SLOT_UNAVAILABLE' : placed.code === 'SLOT_UNAVAILABLE',
    'a hold is good until it expires',
    () => ({ wish: told(hold), live, code: placed.code }),
  );
  return `${told(hold)} from a hold: ${placed.booking ? `order ${placed.booking.number}` : placed.code}`;
};

export interface Means {
  readonly source: 'CARD' | 'WALLET';
  readonly card: string | null;
}

export function drawMeans(walk: Walk): Means {
  return walk.random.chance(0.3) ? { source: 'WALLET', card: null } : { source: 'CARD', card: drawCard(walk) };
}

export type Placed =
  | { readonly means: string; readonly booking: Booking; readonly code?: undefined }
  | {
      readonly means: string;
      readonly code: string;
      readonly booking?: undefined;
    };

/** Places an order and keeps it, and the call, which may be repeated. */
export async function place(walk: Walk, wish: Wish, means: Means, slotHoldId?: string): Promise<Placed> {
  const input = placeInput(walk, wish, means, slotHoldId);
  const call = (changed: Partial<PlaceOrderInput> = {}) =>
    mutate(walk, wish.customer, PlaceOrderDocument, { input: { ...input, ...changed } });
  const outcome = await call();
  const result = idOf(outcome);
  if (walk.random.chance(0.3))
    walk.keyed.push({
      what: `placeOrder ${input.idempotencyKey} of ${wish.customer.name}`,
      outcome: result,
      repeat: async () => idOf(await call()),
      change: async () => idOf(await call({ note: 'And mind the cat.' })),
    });
  const shown = means.card ?? 'wallet';
  if (outcome.code !== undefined) return { means: shown, code: outcome.code };
  const { order } = outcome.done;
  check(order?.status === 'PENDING', 'placeOrder answers PENDING', () => order);
  check(
    order?.price.amount === wish.price.amount && order.price.currency === wish.price.currency,
    'an order costs what its offering or its hold does',
    () => ({ order, price: wish.price }),
  );
  return { means: shown, booking: book(walk, result, wish, means) };
}

type Agreed = Pick<Booking, 'customer' | 'shop' | 'price'>;

/** Keeps an order that was placed. */
export function book(walk: Walk, id: string, { customer, shop, price }: Agreed, means: Means): Booking {
  const booking: Booking = {
    ...{
      id,
      number: walk.bookings.length + 1,
      customer,
      shop,
      price,
      ...means,
      status: 'PENDING',
      terms: TERMS,
      approved: null,
    },
    cancelled: null,
    resolved: [],
    refunded: 0,
    tipped: 0,
    reviews: new Map(),
    messages: [],
    wrongPins: 0,
  };
  walk.bookings.push(booking);
  walk.holds = walk.holds.filter((each) => each.customer !== customer || each.shop !== shop);
  return booking;
}

export const idOf = (outcome: Outcome<{ readonly order: { readonly id: string } | null }>): string =>
  outcome.code ?? outcome.done?.order?.id ?? 'nothing';

function placeInput(walk: Walk, wish: Wish, { source, card }: Means, slotHoldId?: string): PlaceOrderInput {
  const { offering, minutes, start, shop, price } = wish;
  return {
    idempotencyKey: walk.nextKey(),
    offeringId: offering.id,
    start,
    address: '1 Long Walk',
    location: shop.point,
    ...(offering.hourly ? { durationMinutes: minutes } : {}),
    ...(slotHoldId ? { slotHoldId } : {}),
    ...(walk.random.chance(0.5) ? { price } : {}),
    payment: { source, ...(card ? { paymentMethod: card } : {}) },
  };
}

/** By the hour to the minute, half a minor unit up. */
function sumOf({ prices }: Walk, { id, price: first, hourly }: Offering, minutes: number): Sum {
  const { amount, currency } = prices.get(id) ?? first;
  return { amount: hourly ? Math.floor((amount * minutes * 2 + 60) / 120) : amount, currency };
}

export const told = ({ customer, shop, start, minutes }: Wish): string =>
  `${customer.name} books ${shop.owner.name} at ${start} for ${minutes} min`;
