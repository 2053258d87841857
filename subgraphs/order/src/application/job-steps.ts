/** What becomes of jobs and quotes: each step with its rows, deadlines and events, in the transaction that takes it. */
import type { OrderId } from '@marketplace/kernel/ids';
import type { Decision } from '../domain/decide.ts';
import type { Job, JobId, Quote, QuoteId } from '../domain/job.ts';
import { acceptanceDraft, jobDraft, quoteDraft } from './job-events.ts';
import type { Application, OrderTransaction } from './ports.ts';

export const JOB_EXPIRES = 'job-expires';
export const QUOTE_EXPIRES = 'quote-expires';

/** The quote's order is made: the job waits for its payment. */
export async function assignJob(tx: OrderTransaction, job: Job, quote: Quote, orderId: OrderId): Promise<void> {
  const assigned: Job = { ...job, status: 'ASSIGNED', orderId };
  const accepted: Quote = { ...quote, status: 'ACCEPTED' };
  await tx.saveJob(assigned);
  await tx.saveQuote(accepted);
  await tx.clearDeadline(JOB_EXPIRES, job.id);
  await tx.clearDeadline(QUOTE_EXPIRES, quote.id);
  await tx.publish(jobDraft('job.assigned', assigned), acceptanceDraft(assigned, accepted, orderId));
}

/** What a step of a quote's order means for its job: an accepted one closes the other quotes, one that expired opens it again. */
export async function followWithJob(
  tx: OrderTransaction,
  quoteId: QuoteId,
  { order, fact }: Pick<Decision, 'order' | 'fact'>,
): Promise<void> {
  if (fact.type === 'order.expired') return reopenJobOf(tx, quoteId, order.id);
  if (fact.type !== 'order.accepted') return;
  const job = await lockJobOf(tx, quoteId, order.id);
  if (job) await closeQuotes(tx, job, await tx.quotesOf(job.id));
}

/** The payment of the accepted quote failed: job and quote stand as they did before. */
export async function reopenJobOf(tx: OrderTransaction, quoteId: QuoteId, orderId: OrderId): Promise<void> {
  const job = await lockJobOf(tx, quoteId, orderId);
  if (job) await reopenJob(tx, job, await tx.quotesOf(job.id));
}

/** The job of the quote while it is assigned by this order. */
async function lockJobOf(tx: OrderTransaction, quoteId: QuoteId, orderId: OrderId): Promise<Job | undefined> {
  const id = await tx.jobOfQuote(quoteId);
  const job = id && (await tx.lockJob(id));
  return job?.orderId === orderId ? job : undefined;
}

async function reopenJob(tx: OrderTransaction, job: Job, quotes: readonly Quote[]): Promise<void> {
  const open: Job = { ...job, status: 'OPEN', orderId: null };
  await tx.saveJob(open);
  await tx.setDeadline({ kind: JOB_EXPIRES, subject: job.id, dueAt: job.expiresAt });
  await tx.publish(jobDraft('job.reopened', open));
  for (const quote of quotes) {
    if (quote.status !== 'ACCEPTED') continue;
    const again: Quote = { ...quote, status: 'OPEN' };
    await tx.saveQuote(again);
    await tx.setDeadline({ kind: QUOTE_EXPIRES, subject: quote.id, dueAt: quote.expiresAt });
    await tx.publish(quoteDraft('quote.reopened', open, again));
  }
}

/** Ends those that stand. */
export async function closeQuotes(tx: OrderTransaction, job: Job, quotes: readonly Quote[]): Promise<void> {
  for (const quote of quotes) if (quote.status === 'OPEN') await endQuote(tx, job, quote, 'quote.closed');
}

const ENDS = { 'quote.closed': 'CLOSED', 'quote.withdrawn': 'WITHDRAWN', 'quote.expired': 'EXPIRED' } as const;

export async function endQuote(tx: OrderTransaction, job: Job, quote: Quote, type: keyof typeof ENDS): Promise<void> {
  const ended: Quote = { ...quote, status: ENDS[type] };
  await tx.saveQuote(ended);
  await tx.clearDeadline(QUOTE_EXPIRES, quote.id);
  await tx.publish(quoteDraft(type, job, ended));
}

const JOB_ENDS = { 'job.closed': 'CLOSED', 'job.expired': 'EXPIRED' } as const;

export async function endJob(tx: OrderTransaction, job: Job, type: keyof typeof JOB_ENDS): Promise<void> {
  const ended: Job = { ...job, status: JOB_ENDS[type] };
  await tx.saveJob(ended);
  await tx.clearDeadline(JOB_EXPIRES, job.id);
  await tx.publish(jobDraft(type, ended));
  await closeQuotes(tx, ended, await tx.quotesOf(job.id));
}

/** By state: a deadline that fires late or twice finds nothing to do. */
export async function expireJob(app: Application, id: JobId, correlationId: string): Promise<void> {
  await app.transact({ correlationId }, async (tx) => {
    const job = await tx.lockJob(id);
    if (job?.status === 'OPEN' && app.clock.now() >= job.expiresAt) await endJob(tx, job, 'job.expired');
  });
}

export async function expireQuote(app: Application, id: QuoteId, correlationId: string): Promise<void> {
  await app.transact({ correlationId }, async (tx) => {
    const jobId = await tx.jobOfQuote(id);
    const job = jobId && (await tx.lockJob(jobId));
    const quote = job && (await tx.quotesOf(job.id)).find((each) => each.id === id);
    if (job && quote?.status === 'OPEN' && app.clock.now() >= quote.expiresAt)
      await endQuote(tx, job, quote, 'quote.expired');
  });
}
