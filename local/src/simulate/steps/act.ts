/** What is done to an order, by whoever does it, and whether it comes to what the table says. */
import { later, SECOND } from '@marketplace/kernel/clock';
import {
  type Expectation,
  expectation,
  hasDone,
  hasEnded,
  type ModelledAction,
  type OrderSeen,
  type Side,
} from '../model.ts';
import { see, seeProgress, sideOf } from '../observe.ts';
import {
  AcceptOrderDocument,
  CancellationTermsDocument,
  CancelOrderDocument,
  CompleteOrderDocument,
  ConfirmOrderDocument,
  DeclineOrderDocument,
  DepartForOrderDocument,
  DisputeOrderDocument,
  type OrderStatus,
  ReportLocationDocument,
  ResolveDisputeDocument,
  SeePinDocument,
  StartOrderDocument,
} from '../operations.gen.ts';
import type { Person, Sum } from '../people.ts';
import { ask, type Booking, check, mutate, named, type Outcome, violated, type Walk } from '../walk.ts';
import type { Step } from './step.ts';

type Acted = Outcome<{ readonly order: { readonly status: OrderStatus } | null }>;

const NEVER = new Set(['NOT_FOUND', 'TRANSITION_NOT_ALLOWED', 'FORBIDDEN']);

/** Does it, and checks the answer against the model as far as nothing else has happened to the order meanwhile. */
export async function act(walk: Walk, booking: Booking, who: Person, action: ModelledAction): Promise<string> {
  const side = sideOf(walk, booking, who);
  const before = await see(walk, booking, who);
  const attempt = await prepare(walk, booking, who, action, before);
  const outcome = await attempt.make();
  const line = `${who.name} tries ${action} on order ${booking.number} (${before?.status ?? 'unseen'}): ${named(outcome)}`;
  if (!before || !side) {
    if (outcome.code !== undefined && NEVER.has(outcome.code)) return line;
    const after = await see(walk, booking, who);
    check(after !== null && side !== null, 'what one does not see one can’t change', () => ({ line, after }));
    return line;
  }
  const expected = expectation(before, action, side, walk.world.clock.now());
  if (outcome.code === undefined) {
    attempt.onDone(expected !== 'REPEAT');
    booking.status = outcome.done.order?.status ?? booking.status;
  }
  const broken = ruleBroken(expected, outcome, attempt.refusal, before);
  if (!broken) return line;
  const after = await see(walk, booking, who);
  const own = outcome.code !== undefined || expected === 'REPEAT' ? 0 : 1;
  if ((after?.version ?? 0) - before.version > own) return `${line} (it moved on by itself)`;
  return violated(broken, { line, before, after });
}

/** The rule that the answer breaks, if nothing else has happened to the order. */
function ruleBroken(
  expected: Expectation,
  outcome: Acted,
  refusal: readonly string[] | undefined,
  before: OrderSeen,
): string | null {
  const { code } = outcome;
  const status = outcome.code === undefined ? outcome.done.order?.status : undefined;
  if (expected === 'REPEAT') return status === before.status ? null : 'a done transition repeated changes nothing';
  if (typeof expected === 'string') return code === expected ? null : 'only the table’s transitions';
  if (refusal) return code !== undefined && refusal.includes(code) ? null : 'a wrong try is refused';
  return status === expected.to ? null : 'what the table allows is done';
}

interface Attempt {
  make(): Promise<Acted>;
  /** The codes with which it must be refused although the table would allow it. */
  readonly refusal?: readonly string[];
  onDone(changed: boolean): void;
}

const nothing = () => {};

async function prepare(
  walk: Walk,
  booking: Booking,
  who: Person,
  action: ModelledAction,
  before: OrderSeen | null,
): Promise<Attempt> {
  const input = { orderId: booking.id };
  const plain = (make: () => Promise<Acted>): Attempt => ({ make, onDone: nothing });
  switch (action) {
    case 'ACCEPT':
      return plain(() => mutate(walk, who, AcceptOrderDocument, { input }));
    case 'DEPART':
      return plain(() => mutate(walk, who, DepartForOrderDocument, { input }));
    case 'CONFIRM':
      return plain(() => mutate(walk, who, ConfirmOrderDocument, { input }));
    case 'DECLINE':
      return plain(() => mutate(walk, who, DeclineOrderDocument, { input: { ...input, reason: 'No time.' } }));
    case 'COMPLETE':
      return plain(() => mutate(walk, who, CompleteOrderDocument, { input: { ...input, note: 'Done.' } }));
    case 'DISPUTE':
      return plain(() => mutate(walk, who, DisputeOrderDocument, { input: { ...input, reason: 'Not as agreed.' } }));
    case 'START':
      return startAttempt(walk, booking, who, before);
    case 'CANCEL':
      return cancelAttempt(walk, booking, who, before);
    case 'RESOLVE':
      return resolveAttempt(walk, booking, who);
  }
}

const MOST_WRONG_PINS = 9; // the tenth locks

async function startAttempt(walk: Walk, booking: Booking, who: Person, before: OrderSeen | null): Promise<Attempt> {
  const pin = await rightPin(walk, booking);
  const wrong = walk.random.chance(0.2) && booking.wrongPins < MOST_WRONG_PINS;
  const tried = wrong || !pin ? otherPin(pin) : pin;
  const counts = wrong && before !== null && sideOf(walk, booking, who) === 'PROVIDER' && before.status === 'ACCEPTED';
  if (counts) booking.wrongPins += 1;
  return {
    make: () => mutate(walk, who, StartOrderDocument, { input: { orderId: booking.id, pin: tried } }),
    ...(wrong ? { refusal: ['WRONG_PIN'] } : {}),
    onDone: nothing,
  };
}

/** As the customer reads it out. */
export async function rightPin(walk: Walk, booking: Booking): Promise<string | null> {
  const { order } = await ask(walk, booking.customer, SeePinDocument, { id: booking.id });
  return order?.startPin ?? null;
}

export const otherPin = (pin: string | null): string => (pin === '000000' ? '000001' : '000000');

async function cancelAttempt(walk: Walk, booking: Booking, who: Person, before: OrderSeen | null): Promise<Attempt> {
  const { cancellationQuote } = await ask(walk, who, CancellationTermsDocument, { orderId: booking.id });
  const side = sideOf(walk, booking, who);
  if (cancellationQuote) checkTerms(walk, booking, before, side, cancellationQuote);
  const stale = walk.random.chance(0.1);
  const quoteId = cancellationQuote && !stale ? cancellationQuote.id : 'cqt_00000000000000000000000000';
  const input = { orderId: booking.id, reason: 'Something came up.', cancellationQuoteId: quoteId };
  return {
    make: () => mutate(walk, who, CancelOrderDocument, { input }),
    ...(stale ? { refusal: ['STALE_QUOTE'] } : {}),
    onDone(changed) {
      if (changed && cancellationQuote) booking.cancelled = cancellationQuote;
    },
  };
}

const HOUR_MS = 3_600_000;
const GRACE_MS = HOUR_MS / 4;

/** The policy of the design: free in the grace, then until a day before; half until two hours before; then all. */
function checkTerms(
  walk: Walk,
  booking: Booking,
  before: OrderSeen | null,
  side: Side | null,
  quote: { readonly refund: Sum; readonly fee: Sum },
): void {
  const accepted = before?.history.edges.find(({ node }) => node.type === 'order.accepted')?.node.at;
  if (!before || (before.status === 'PENDING' && !accepted)) return; // it may be accepted at this very moment
  const now = walk.world.clock.now().getTime();
  const { free: hours, late, lastPercent } = booking.terms;
  const left = new Date(before.scheduledFor.start).getTime() - now;
  const free =
    side !== 'CUSTOMER' || !accepted || now < new Date(accepted).getTime() + GRACE_MS || left > hours * HOUR_MS;
  const percent = free ? 0 : left > late * HOUR_MS ? booking.terms.percent : lastPercent;
  const fee = Math.floor((before.price.amount * percent * 2 + 100) / 200);
  const right = quote.fee.amount === fee && quote.refund.amount === before.price.amount - fee;
  check(right, 'cancelling costs what the policy says', () => ({
    booking: booking.number,
    side,
    percent,
    quote,
    before,
  }));
}

async function resolveAttempt(walk: Walk, booking: Booking, who: Person): Promise<Attempt> {
  const share = walk.random.pick([0, 0.25, 0.5, 1]);
  const refund = { amount: Math.round(booking.price.amount * share), currency: booking.price.currency };
  const input = { orderId: booking.id, refund, note: 'Both have a point.' };
  return {
    make: () => mutate(walk, who, ResolveDisputeDocument, { input }),
    onDone(changed) {
      if (changed) booking.resolved.push(refund);
    },
  };
}

/** Mostly one of these, as far as the walk knows, otherwise any: what does not fit is to be tried as well. */
export function drawBooking({ bookings, random }: Walk, ...fitting: readonly OrderStatus[]): Booking | null {
  const fit = bookings.filter(({ status }) => fitting.includes(status));
  const from = fit.length > 0 && random.chance(0.85) ? fit : bookings;
  return from.length > 0 ? random.pick(from) : null;
}

export const LIVE: readonly OrderStatus[] = ['PENDING', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'DISPUTED'];

/** Whatever comes next in a good life of the order, by whoever does it; time moves on where it is waited for. */
export const goOn: Step = async (walk) => {
  const booking = drawBooking(walk, ...LIVE);
  if (!booking || hasEnded(booking.status)) return null;
  await walk.world.settle();
  const order = await seeProgress(walk, booking);
  if (hasEnded(order.status)) return null;
  const { customer, shop } = booking;
  switch (order.status) {
    case 'PENDING':
      // an issuer that takes its time
      if (booking.card === 'pm_card_slow') await walk.world.advanceTo(later(walk.world.clock.now(), 10 * SECOND));
      return act(walk, booking, shop.owner, 'ACCEPT');
    case 'ACCEPTED':
      if (hasDone(order, 'DEPART', 'PROVIDER')) return begin(walk, booking, order);
      return act(walk, booking, shop.owner, 'DEPART');
    case 'IN_PROGRESS':
      return act(walk, booking, shop.owner, 'COMPLETE');
    case 'COMPLETED':
      return act(walk, booking, customer, 'CONFIRM');
    case 'DISPUTED':
      return act(walk, booking, walk.world.people.operator, 'RESOLVE');
    default:
      return null;
  }
};

async function begin(walk: Walk, booking: Booking, order: OrderSeen): Promise<string> {
  const { clock } = walk.world;
  const start = new Date(order.scheduledFor.start);
  if (clock.now() < start && walk.random.chance(0.5)) await walk.world.advanceTo(start);
  return act(walk, booking, booking.shop.owner, 'START');
}

const ANY: readonly ModelledAction[] = [
  'ACCEPT',
  'DECLINE',
  'DEPART',
  'START',
  'COMPLETE',
  'CONFIRM',
  'CANCEL',
  'DISPUTE',
  'RESOLVE',
];

/** Any action, by either side or the operator, whether it fits or not. */
export const doAnything: Step = async (walk) => {
  const booking = drawBooking(walk, ...LIVE);
  if (!booking) return null;
  const who = walk.random.pick([booking.customer, booking.shop.owner, walk.world.people.operator]);
  return act(walk, booking, who, walk.random.pick(ANY));
};

const doing =
  (action: ModelledAction, by: (walk: Walk, booking: Booking) => Person, ...to: readonly OrderStatus[]): Step =>
  async (walk) => {
    const booking = drawBooking(walk, ...to);
    return booking && act(walk, booking, by(walk, booking), action);
  };

const oneSide = ({ random }: Walk, { customer, shop }: Booking): Person =>
  random.pick([customer, customer, shop.owner]);
export const cancel = doing('CANCEL', oneSide, 'PENDING', 'ACCEPTED');
export const decline = doing('DECLINE', (_walk, { shop }) => shop.owner, 'PENDING');
export const dispute = doing('DISPUTE', oneSide, 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'DISPUTED');
export const resolve = doing('RESOLVE', ({ world }) => world.people.operator, 'DISPUTED');

export const tellPosition: Step = async (walk) => {
  const booking = drawBooking(walk, 'ACCEPTED');
  if (!booking) return null;
  const { owner, point } = booking.shop;
  const before = await see(walk, booking, owner);
  const outcome = await mutate(walk, owner, ReportLocationDocument, { input: { orderId: booking.id, point } });
  const after = await see(walk, booking, owner);
  const line = `${owner.name} tells where they are for order ${booking.number} (${before?.status}): ${named(outcome)}`;
  const enRoute = before?.status === 'ACCEPTED' && before.enRouteSince !== null;
  if (before?.version === after?.version)
    check((outcome.code === undefined) === enRoute, 'a position is told on the way alone', () => ({ line, before }));
  return line;
};
