/** What providers do: quote for a job, and take a quote back. */
import { newId, parseId, providerOf } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import { checkOpen, type JobId, type Quote, type QuoteId, quotedWindow, quoteExpiry, reaches } from '../domain/job.ts';
import { checkPrice } from '../domain/price.ts';
import { checkContent, given, MAX_TEXT_LENGTH } from './input-text.ts';
import { quoteDraft } from './job-events.ts';
import { endQuote, QUOTE_EXPIRES } from './job-steps.ts';
import type { Application, Call } from './ports.ts';

export interface SubmitQuoteInput {
  readonly jobId: string;
  readonly price: Money;
  readonly start: Date;
  readonly durationMinutes: number;
  readonly message: string;
}

/** Where a quote is found. */
export interface QuoteOfJob {
  readonly jobId: JobId;
  readonly quoteId: QuoteId;
}

/** A provider's new quote replaces their open one. It takes no time in their calendar before it is accepted. */
export async function submitQuote(app: Application, call: Call, input: SubmitQuoteInput): Promise<QuoteOfJob> {
  const { settings } = app;
  const providerId = providerOf(call.account);
  checkPrice(input.price);
  const message = given(input.message, MAX_TEXT_LENGTH, 'message');
  checkContent(message, 'not allowed', 'message');
  const id = parseId('job', input.jobId);
  return app.transact(call.origin, async (tx) => {
    const now = app.clock.now();
    const job = id && (await tx.lockJob(id));
    const quotes = job ? await tx.quotesOf(job.id) : [];
    const own = quotes.filter((quote) => quote.providerId === providerId);
    if (!job || (own.length === 0 && !reaches(job, providerId, await tx.provider(providerId))))
      return refuse('NOT_FOUND', 'There is no such job.', ['jobId']);
    checkOpen(job, now);
    if (quotes.length >= settings.quotesPerJob) refuse('CONFLICT', 'The job has more than enough quotes already.');
    const scheduledFor = quotedWindow(input.start, input.durationMinutes, now, settings);
    for (const quote of own) if (quote.status === 'OPEN') await endQuote(tx, job, quote, 'quote.withdrawn');
    const quote: Quote = {
      id: newId('quo'),
      jobId: job.id,
      providerId,
      price: input.price,
      scheduledFor,
      message,
      status: 'OPEN',
      createdAt: now,
      expiresAt: quoteExpiry(scheduledFor.start, now, settings),
    };
    await tx.insertQuote(quote);
    await tx.setDeadline({ kind: QUOTE_EXPIRES, subject: quote.id, dueAt: quote.expiresAt });
    await tx.publish(quoteDraft('quote.submitted', job, quote));
    return { jobId: job.id, quoteId: quote.id };
  });
}

/** Refuses with TRANSITION_NOT_ALLOWED one that was accepted or has ended otherwise. */
export async function withdrawQuote(
  app: Application,
  call: Call,
  input: { readonly quoteId: string },
): Promise<QuoteOfJob> {
  const id = parseId('quo', input.quoteId);
  return app.transact(call.origin, async (tx) => {
    const jobId = id && (await tx.jobOfQuote(id));
    const job = jobId && (await tx.lockJob(jobId));
    const quote = job && (await tx.quotesOf(job.id)).find((each) => each.id === id);
    if (!job || quote?.providerId !== providerOf(call.account))
      return refuse('NOT_FOUND', 'There is no such quote.', ['quoteId']);
    if (quote.status === 'OPEN') await endQuote(tx, job, quote, 'quote.withdrawn');
    else if (quote.status !== 'WITHDRAWN') refuse('TRANSITION_NOT_ALLOWED', `The quote is ${quote.status}.`);
    return { jobId: job.id, quoteId: quote.id };
  });
}
