/** Jobs that customers describe and providers quote for. Accepting a quote makes an order. */
import { DAY, earlier, HOUR, later, MINUTE, type TimeWindow } from '@marketplace/kernel/clock';
import { distanceMeters, type GeoPoint, publicPoint } from '@marketplace/kernel/geo';
import {
  accountOf,
  type CustomerId,
  customerOf,
  type Id,
  type OrderId,
  type ProviderId,
  type SkillId,
} from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import { checkMinutes, type ServiceArea } from './booking.ts';
import type { OrderSettings } from './settings.ts';
import { bookingRange } from './slots.ts';

export type JobId = Id<'job'>;
export type QuoteId = Id<'quo'>;

export const JOB_STATUSES = ['OPEN', 'ASSIGNED', 'CLOSED', 'EXPIRED'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export interface Job {
  readonly id: JobId;
  readonly customerId: CustomerId;
  readonly title: string;
  readonly description: string;
  readonly skillId: SkillId;
  /** Told to the provider by the order alone. */
  readonly address: string;
  readonly location: GeoPoint;
  readonly status: JobStatus;
  /** Made of the accepted quote; null unless ASSIGNED. */
  readonly orderId: OrderId | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** CLOSED: the job went to another, or is not to be done any more. */
export const QUOTE_STATUSES = ['OPEN', 'ACCEPTED', 'WITHDRAWN', 'CLOSED', 'EXPIRED'] as const;
export type QuoteStatus = (typeof QUOTE_STATUSES)[number];

export interface Quote {
  readonly id: QuoteId;
  readonly jobId: JobId;
  readonly providerId: ProviderId;
  readonly price: Money;
  readonly scheduledFor: TimeWindow;
  readonly message: string;
  readonly status: QuoteStatus;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What decides which jobs reach a provider. */
export interface ProviderReach extends ServiceArea {
  readonly skillIds: readonly SkillId[];
}

/** From one rounded point to the other, as for everybody. */
export const jobDistanceMeters = ({ location }: Pick<Job, 'location'>, point: GeoPoint): number =>
  distanceMeters(point, publicPoint(location));

/** Whether the job is one for this provider: in range, of a skill of theirs, and not their own. */
export function reaches(job: Job, provider: ProviderId, reach: ProviderReach | undefined): boolean {
  return (
    reach?.point != null &&
    reach.skillIds.includes(job.skillId) &&
    jobDistanceMeters(job, reach.point) <= reach.radiusMeters &&
    job.customerId !== customerOf(accountOf(provider))
  );
}

export const jobExpiry = (now: Date, { jobDays }: OrderSettings): Date => later(now, jobDays * DAY);

/** A quote stands for its time, and not until so near its start that nothing could be booked for it any more. */
export function quoteExpiry(start: Date, now: Date, { quoteHours, leadMinutes }: OrderSettings): Date {
  const latest = earlier(start, leadMinutes * MINUTE);
  const usual = later(now, quoteHours * HOUR);
  return latest < usual ? latest : usual;
}

/** What the job shows: while it is open what can be accepted, and then what was. */
export const stands = (job: Job, quote: Quote): boolean =>
  quote.status === (job.status === 'ASSIGNED' ? 'ACCEPTED' : 'OPEN');

/** Refuses with TRANSITION_NOT_ALLOWED what is not open any more. */
export function checkOpen(job: Job, now: Date): void {
  if (job.status !== 'OPEN' || now >= job.expiresAt)
    refuse('TRANSITION_NOT_ALLOWED', `The job is ${job.status === 'OPEN' ? 'EXPIRED' : job.status}.`);
}

/** Refuses with STALE_QUOTE a quote that does not stand any more. */
export function checkAcceptable(quote: Quote, now: Date): void {
  if (quote.status !== 'OPEN' || now >= quote.expiresAt)
    refuse('STALE_QUOTE', 'This quote does not stand any more. Choose another one.', ['quoteId']);
}

/** The window of a quote. Refuses with INVALID_INPUT what could not be booked. */
export function quotedWindow(start: Date, minutes: number, now: Date, settings: OrderSettings): TimeWindow {
  checkMinutes(minutes, settings);
  const { leadMinutes, bookingHorizonDays } = settings;
  const range = bookingRange(now, settings);
  if (start <= range.start || start >= range.end)
    refuse(
      'INVALID_INPUT',
      `A start is more than ${leadMinutes} minutes and at most ${bookingHorizonDays} days ahead.`,
      ['start'],
    );
  return { start, end: later(start, minutes * MINUTE) };
}
