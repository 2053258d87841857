import { publicPoint } from '@marketplace/kernel/geo';
import type { EventDraft } from '@marketplace/messaging/envelope';
import type { Job as JobSnapshot, Quote as QuoteSnapshot } from '@marketplace/messaging/events.gen';
import type { Job, Quote } from '../domain/job.ts';

export function jobSnapshot({
  id,
  customerId,
  title,
  skillId,
  location,
  status,
  orderId,
  expiresAt,
}: Job): JobSnapshot {
  const place = publicPoint(location);
  return { id, customerId, title, skillId, location: place, status, orderId, expiresAt: expiresAt.toISOString() };
}

function quoteSnapshot({ id, jobId, providerId, status, price, message, ...quote }: Quote): QuoteSnapshot {
  const { start, end } = quote.scheduledFor;
  const scheduledFor = { start: start.toISOString(), end: end.toISOString() };
  return { id, jobId, providerId, status, price, message, scheduledFor, expiresAt: quote.expiresAt.toISOString() };
}

type JobEvent = 'job.assigned' | 'job.reopened' | 'job.closed' | 'job.expired';
export function jobDraft(type: JobEvent, job: Job): EventDraft {
  return { type, subject: job.id, data: { job: jobSnapshot(job) } };
}

type QuoteEvent = 'quote.submitted' | 'quote.withdrawn' | 'quote.closed' | 'quote.expired' | 'quote.reopened';
export function quoteDraft(type: QuoteEvent, job: Job, quote: Quote): EventDraft {
  return { type, subject: quote.id, data: { quote: quoteSnapshot(quote), job: jobSnapshot(job) } };
}

export function acceptanceDraft(job: Job, quote: Quote, orderId: NonNullable<Job['orderId']>): EventDraft {
  const data = { quote: quoteSnapshot(quote), job: jobSnapshot(job), orderId };
  return { type: 'quote.accepted', subject: quote.id, data };
}
