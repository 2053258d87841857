/** Jobs: described by a customer, quoted for by a provider nearby, and an order once a quote is accepted. */
import { later } from '@marketplace/kernel/clock';
import { hasEnded } from '../model.ts';
import { seeProgress } from '../observe.ts';
import { AcceptQuoteDocument, PostJobDocument, SeeJobDocument, SubmitQuoteDocument } from '../operations.gen.ts';
import type { Sum } from '../people.ts';
import { ask, check, mutate, named, violated, type Walk } from '../walk.ts';
import { book, drawMeans, drawWish, idOf, type Wish } from './book.ts';
import type { Step } from './step.ts';

/** A provider can't come at once. */
const QUOTED_AHEAD_MS = 2 * 3_600_000;
const QUOTES_LAST_MS = 72 * 3_600_000;

export const acceptAQuote: Step = async (walk) => {
  const wish = await drawWish(walk);
  if (!wish || new Date(wish.start) < later(walk.world.clock.now(), QUOTED_AHEAD_MS)) return null;
  const { customer, shop, start } = wish;
  const price: Sum = { amount: walk.random.integer(1_000, 9_999), currency: wish.price.currency };
  const { jobId, quoteId } = await quoteForJob(walk, wish, price);
  const late = walk.random.chance(0.1);
  if (late) await walk.world.advanceTo(later(walk.world.clock.now(), QUOTES_LAST_MS));
  const means = drawMeans(walk);
  const input = {
    idempotencyKey: walk.nextKey(),
    quoteId,
    payment: { source: means.source, ...(means.card ? { paymentMethod: means.card } : {}) },
  };
  const call = (changed: object = {}) =>
    mutate(walk, customer, AcceptQuoteDocument, { input: { ...input, ...changed } });
  const outcome = await call();
  const line = `${customer.name} accepts a quote of ${shop.owner.name}’s for ${start} by ${means.card ?? 'wallet'}: ${named(outcome)}`;
  check(!late || outcome.code !== undefined, 'a quote ends', () => line);
  if (outcome.code !== undefined) {
    check(late || outcome.code === 'SLOT_UNAVAILABLE', 'a quote that stands can be accepted', () => line);
    return line;
  }
  const result = idOf(outcome);
  const booking = book(walk, result, { customer, shop, price }, means);
  walk.keyed.push({
    what: `acceptQuote ${input.idempotencyKey} of ${customer.name}`,
    outcome: result,
    repeat: async () => idOf(await call()),
    change: async () => idOf(await call({ payment: { source: 'CARD', paymentMethod: 'pm_card_mastercard' } })),
  });
  await walk.world.settle();
  const order = await seeProgress(walk, booking);
  const { job: seen } = await ask(walk, customer, SeeJobDocument, { id: jobId });
  check((seen?.status === 'OPEN') === hasEnded(order.status), 'a job is open until its order is paid', () => ({
    line,
    seen,
    status: order.status,
  }));
  return line;
};

async function quoteForJob(walk: Walk, { customer, shop, start, minutes }: Wish, price: Sum) {
  const { skillId } = walk.world.people;
  const job = { title: 'A leak', description: 'It drips.', skillId, address: '2 Long Walk', location: shop.point };
  const posted = await mutate(walk, customer, PostJobDocument, { input: job });
  const jobId = posted.code === undefined ? posted.done.job?.id : undefined;
  if (!jobId) return violated('a job can be posted', { posted });
  await walk.world.settle();
  const quoting = { input: { jobId, price, start, durationMinutes: minutes, message: 'I can do it.' } };
  const quoted = await mutate(walk, shop.owner, SubmitQuoteDocument, quoting);
  const quoteId = quoted.code === undefined ? quoted.done.quote?.id : undefined;
  return quoteId ? { jobId, quoteId } : violated('a provider nearby can quote', { quoted, start });
}
