/** Top-ups, payouts, tips and refunds. */
import { seeWhole } from '../observe.ts';
import { PayOutDocument, RefundDocument, SeePurseDocument, TipDocument, TopUpDocument } from '../operations.gen.ts';
import type { Person, Sum } from '../people.ts';
import { ask, check, mutate, named, type Outcome, type Walk } from '../walk.ts';
import { drawBooking } from './act.ts';
import { isDeclined } from './book.ts';
import type { Step } from './step.ts';

const anybody = ({ world: { people }, random }: Walk): Person =>
  random.pick([...people.customers, ...people.shops.map(({ owner }) => owner)]);
const anyCurrency = ({ random }: Walk): string => random.pick(['EUR', 'EUR', 'USD']);

/** Those whose answer is there at once, or as soon as it is looked up. */
const TOP_UP_CARDS = [
  'pm_card_visa',
  'pm_card_visa',
  'pm_card_timeout',
  'pm_card_late_webhook',
  'pm_card_duplicate_webhooks',
  'pm_card_declined',
  'pm_card_insufficient_funds',
];

/** Free to spend, in minor units; null without a wallet in this currency. */
export async function available(walk: Walk, who: Person, currency: string): Promise<number | null> {
  const { viewer } = await ask(walk, who, SeePurseDocument, {});
  return viewer?.wallets?.find((wallet) => wallet.available.currency === currency)?.available.amount ?? null;
}

export const topUp: Step = async (walk) => {
  await walk.world.settle();
  const who = anybody(walk);
  const amount: Sum = { amount: walk.random.integer(1, 200) * 137, currency: anyCurrency(walk) };
  const card = walk.random.pick(TOP_UP_CARDS);
  const before = (await available(walk, who, amount.currency)) ?? 0;
  const input = { idempotencyKey: walk.nextKey(), amount, paymentMethod: card };
  const call = (changed: object = {}) => mutate(walk, who, TopUpDocument, { input: { ...input, ...changed } });
  const outcome = await call();
  const line = `${who.name} tops up ${amount.amount} ${amount.currency} by ${card}: ${named(outcome)}`;
  keep(walk, line, outcome, call, { amount: { ...amount, amount: amount.amount + 1 } });
  if (isDeclined(card)) {
    const codes = ['PAYMENT_DECLINED', 'INSUFFICIENT_FUNDS'];
    check(outcome.code !== undefined && codes.includes(outcome.code), 'a declined card tops nothing up', () => line);
  } else check(outcome.code === undefined, 'a good card tops up', () => line);
  await walk.world.settle(); // a lost answer is looked up
  const after = (await available(walk, who, amount.currency)) ?? 0;
  check(after - before === (outcome.code ? 0 : amount.amount), 'a top-up is in the wallet, once', () => ({
    line,
    before,
    after,
  }));
  return line;
};

export const payOut: Step = async (walk) => {
  await walk.world.settle();
  const who = anybody(walk);
  const currency = anyCurrency(walk);
  const before = await available(walk, who, currency);
  const wanted = walk.random.pick([
    Math.max(before ?? 0, 1),
    Math.max(Math.floor((before ?? 0) / 2), 1),
    (before ?? 0) + 1,
  ]);
  const amount: Sum = { amount: Math.max(wanted, 1), currency };
  const input = { idempotencyKey: walk.nextKey(), amount };
  const call = (changed: object = {}) => mutate(walk, who, PayOutDocument, { input: { ...input, ...changed } });
  const outcome = await call();
  const line = `${who.name} has ${before} ${currency} and pays ${amount.amount} out: ${named(outcome)}`;
  keep(walk, line, outcome, call, { amount: { ...amount, amount: amount.amount + 1 } });
  const enough = before !== null && amount.amount <= before;
  const payable = who.bank === 'ba_ok' || who.bank === 'ba_fail';
  check(
    (outcome.code === undefined) === (payable && enough),
    'a payout takes what the wallet has, and no more',
    () => line,
  );
  if (outcome.code !== undefined) {
    const fits = payable ? ['INSUFFICIENT_FUNDS', 'CURRENCY_MISMATCH'] : ['CONFLICT'];
    check(fits.includes(outcome.code), 'a payout beyond the wallet is refused as such', () => line);
  }
  const after = await available(walk, who, currency);
  if (who.bank !== 'ba_fail') {
    const taken = outcome.code ? 0 : amount.amount;
    check((before ?? 0) - (after ?? 0) === taken, 'a payout leaves the wallet at once', () => ({ line, after }));
    return line;
  }
  await walk.world.settle();
  const back = await available(walk, who, currency);
  check(back === before, 'a payout that fails is back in the wallet', () => ({ line, back }));
  return line;
};

export const tip: Step = async (walk) => {
  const booking = drawBooking(walk, 'SETTLED');
  if (!booking) return null;
  await walk.world.settle();
  const { customer, price, source } = booking;
  const amount: Sum = { amount: walk.random.integer(1, 999), currency: price.currency };
  const { status, payment } = await seeWhole(walk, booking);
  const purse = (await available(walk, customer, price.currency)) ?? 0;
  const input = { idempotencyKey: walk.nextKey(), orderId: booking.id, amount };
  const call = (changed: object = {}) => mutate(walk, customer, TipDocument, { input: { ...input, ...changed } });
  const outcome = await call();
  const line = `${customer.name} tips ${amount.amount} for order ${booking.number} (${status}): ${named(outcome)}`;
  keep(walk, line, outcome, call, { amount: { ...amount, amount: amount.amount + 1 } });
  if (!outcome.code) booking.tipped += amount.amount;
  const paid = (payment?.captured.amount ?? 0) > 0;
  const can = paid && (source === 'CARD' || purse >= amount.amount);
  check((outcome.code === undefined) === can, 'a tip is for an order that was paid, from what pays it', () => ({
    line,
    payment,
  }));
  return line;
};

/** By the provider, an operator, or somebody who may not. */
export const refund: Step = async (walk) => {
  const booking = drawBooking(walk, 'SETTLED');
  if (!booking) return null;
  await walk.world.settle();
  const { owner } = booking.shop;
  const who = walk.random.pick([owner, owner, walk.world.people.operator, booking.customer]);
  const { payment, status } = await seeWhole(walk, booking);
  const left = (payment?.captured.amount ?? 0) - (payment?.refunded.amount ?? 0);
  const amount: Sum = {
    amount: Math.max(1, walk.random.pick([left, Math.floor(left / 3), left + 1])),
    currency: booking.price.currency,
  };
  const input = { idempotencyKey: walk.nextKey(), orderId: booking.id, amount, reason: 'A kindness.' };
  const call = (changed: object = {}) => mutate(walk, who, RefundDocument, { input: { ...input, ...changed } });
  const outcome = await call();
  const line = `${who.name} refunds ${amount.amount} of ${left} left for order ${booking.number} (${status}): ${named(outcome)}`;
  keep(walk, line, outcome, call, { reason: 'Another one.' });
  if (!outcome.code) booking.refunded += amount.amount;
  if (booking.card === 'pm_card_chargeback') return line; // its bank may have taken some back
  const may = who !== booking.customer && amount.amount <= left;
  check((outcome.code === undefined) === may, 'a refund is of what is left of what was paid', () => ({
    line,
    payment,
  }));
  return line;
};

/** The call may be repeated later. */
function keep(
  walk: Walk,
  what: string,
  outcome: Outcome<unknown>,
  call: (changed?: object) => Promise<Outcome<unknown>>,
  change: object,
): void {
  if (!walk.random.chance(0.4)) return;
  walk.keyed.push({
    what,
    outcome: named(outcome),
    repeat: async () => named(await call()),
    change: async () => named(await call(change)),
  });
}

/** What everybody's wallets have, to see that something has not touched them. */
export async function purses(walk: Walk): Promise<string> {
  const { customers, shops } = walk.world.people;
  const everybody = [...customers, ...shops.map(({ owner }) => owner)];
  const answers = await Promise.all(everybody.map((who) => ask(walk, who, SeePurseDocument, {})));
  return JSON.stringify(answers.map(({ viewer }) => viewer?.wallets?.map(({ available }) => available)));
}
