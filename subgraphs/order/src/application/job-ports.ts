/** What the use cases of jobs and quotes need of the store. */
import type { GeoPoint } from '@marketplace/kernel/geo';
import type { CustomerId, ProviderId, SkillId } from '@marketplace/kernel/ids';
import type { Job, JobId, ProviderReach, Quote, QuoteId } from '../domain/job.ts';

export interface JobTransaction {
  /** The job, locked until the transaction ends, and with it its quotes. */
  lockJob(id: JobId): Promise<Job | undefined>;
  /** Undefined when there is no such quote. */
  jobOfQuote(id: QuoteId): Promise<JobId | undefined>;
  insertJob(job: Job): Promise<void>;
  saveJob(job: Job): Promise<void>;
  openJobsOf(customer: CustomerId): Promise<number>;
  /** Oldest first. */
  quotesOf(job: JobId): Promise<Quote[]>;
  insertQuote(quote: Quote): Promise<void>;
  saveQuote(quote: Quote): Promise<void>;
  /** The jobs for which this provider has an open quote. */
  jobsQuotedFor(provider: ProviderId): Promise<JobId[]>;
  /** Takes what is personal of its customer out of a job. */
  eraseJob(id: JobId): Promise<void>;
  /** Who is in range of the job and has its skill, the nearest first. */
  providersReachedBy(job: Job, limit: number): Promise<ProviderId[]>;
}

export interface JobReads {
  /** Those there are, in any order. */
  jobs(ids: readonly JobId[]): Promise<Job[]>;
  jobsOf(page: JobsOfCustomer): Promise<Job[]>;
  /** The open ones that reach this provider, newest first. */
  jobsNear(page: JobsNear): Promise<Job[]>;
  /** Of all these jobs, oldest first. */
  quotesOfJobs(ids: readonly JobId[]): Promise<Quote[]>;
  /** Newest first. */
  quotesBy(provider: ProviderId, limit: number): Promise<Quote[]>;
  /** The customer's, but for those that are erased. */
  jobsToForget(customer: CustomerId): Promise<JobId[]>;
  /** Undefined for who is no provider. */
  reachOf(provider: ProviderId): Promise<ProviderReach | undefined>;
}

export interface JobsPage {
  readonly limit: number;
  readonly after: { readonly createdAt: Date; readonly id: JobId } | null;
}

export interface JobsOfCustomer extends JobsPage {
  readonly customer: CustomerId;
}

export interface JobsNear extends JobsPage {
  readonly point: GeoPoint;
  readonly radiusMeters: number;
  readonly skillIds: readonly SkillId[];
  /** Whose own jobs are left out. */
  readonly not: CustomerId;
  readonly now: Date;
}
