import { type OrderId, parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { EffectId } from '@marketplace/storage/idempotency';
import type { PaymentMeans } from '../domain/fact.ts';
import { checkAcceptable, checkOpen, type Job, type Quote } from '../domain/job.ts';
import { occupiedUntil } from '../domain/slots.ts';
import { releaseOwnHold } from './hold-slot.ts';
import { assignJob } from './job-steps.ts';
import { lockOwnJob } from './jobs.ts';
import { checkMayOrder } from './known-accounts.ts';
import { newOrder, type PaymentChoice, paymentMeans, recordPlacement } from './new-order.ts';
import type { Application, Call, OrderTransaction } from './ports.ts';

export interface AcceptQuoteInput {
  readonly idempotencyKey: string;
  readonly quoteId: string;
  readonly payment: PaymentChoice;
}

/**
 * Makes an order of the quote, which its provider need not accept any more. Refuses with STALE_QUOTE, SLOT_UNAVAILABLE,
 * TRANSITION_NOT_ALLOWED, NOT_FOUND or INVALID_INPUT. Never waits for the payment.
 */
export async function acceptQuote(app: Application, call: Call, input: AcceptQuoteInput): Promise<OrderId> {
  await checkMayOrder(app, call);
  const request = { account: call.account, mutation: 'acceptQuote', key: input.idempotencyKey, body: input };
  const { orderId } = await app.idempotency.run(request, async (effect) => ({
    orderId: await accept(app, call, input.quoteId, paymentMeans(input.payment), effect),
  }));
  return orderId;
}

async function accept(
  app: Application,
  call: Call,
  quoteId: string,
  payment: PaymentMeans,
  effect: EffectId,
): Promise<OrderId> {
  return app.transact(call.origin, async (tx) => {
    const placed = await tx.orderPlacedBy(effect);
    if (placed) return placed; // by a call that died before it could say so
    const now = app.clock.now();
    const { job, quote } = await lockOfferedQuote(tx, call, quoteId);
    checkOpen(job, now);
    checkAcceptable(quote, now);
    await releaseOwnHold(tx, call, quote.providerId, now);
    const { timeZone, until } = await lockQuotedTime(tx, quote, now);
    const { address, location, title } = job;
    const { id, providerId, price, scheduledFor } = quote;
    const ofJob = { title, address, location, note: job.description };
    const ofQuote = { offeringId: null, quoteId: id, providerId, price, scheduledFor, timeZone };
    const order = newOrder(app, call.account, { ...ofJob, ...ofQuote }, now);
    await tx.insertOrder(order, effect);
    await tx.occupyPlace(order, until, now);
    await assignJob(tx, job, quote, order.id);
    await recordPlacement(tx, app, order, payment);
    return order.id;
  });
}

/** The quote for a job of the caller's, both locked. */
async function lockOfferedQuote(
  tx: OrderTransaction,
  call: Call,
  quoteId: string,
): Promise<{ job: Job; quote: Quote }> {
  const id = parseId('quo', quoteId);
  const job = await lockOwnJob(tx, call, id && (await tx.jobOfQuote(id)), ['quoteId']);
  const quote = (await tx.quotesOf(job.id)).find((each) => each.id === id);
  return quote ? { job, quote } : refuse('NOT_FOUND', 'There is no such quote.', ['quoteId']);
}

/** The provider named the time, so that only what is booked by now can stand in its way, not their hours. */
async function lockQuotedTime(
  tx: OrderTransaction,
  { providerId, scheduledFor }: Quote,
  now: Date,
): Promise<{ timeZone: string; until: Date }> {
  const calendar = await tx.lockCalendar(providerId);
  const until = occupiedUntil(scheduledFor, calendar ?? { bufferMinutes: 0 });
  const taken = await tx.takenPlaces(providerId, { start: scheduledFor.start, end: until }, now);
  if (taken.length > 0)
    refuse('SLOT_UNAVAILABLE', 'The provider is booked for this time by now. Choose another quote.', ['quoteId']);
  const timeZone = calendar?.timeZone ?? (await tx.provider(providerId))?.timeZone ?? 'Etc/UTC';
  return { timeZone, until };
}
