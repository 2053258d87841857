/** Jobs and quotes as each account may see them: its customer's, those that reach a provider, and what they quoted for. */
import { CursorUnknown, decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { publicDistance } from '@marketplace/kernel/geo';
import { customerOf, isId, parseId, providerOf } from '@marketplace/kernel/ids';
import { connection, pageSize } from '@marketplace/kernel/page';
import { z } from 'zod';
import { type Job, type JobId, jobDistanceMeters, type ProviderReach, type Quote, reaches } from '../domain/job.ts';
import type { Asker } from '../domain/visibility.ts';
import type { JobsPage } from './job-ports.ts';
import type { Application } from './ports.ts';
import type { PageAsked } from './read-orders.ts';

export interface VisibleJob {
  readonly job: Job;
  /** Those that the asker may see, of any status, oldest first. */
  readonly quotes: readonly Quote[];
  /** From the asking provider, rounded. */
  readonly distanceMeters: number | null;
}

/** A quote with the job that it is for, as the asker sees it. */
export interface VisibleQuote {
  readonly quote: Quote;
  readonly job: VisibleJob;
}

/** For each id the job, or undefined where there is none that this account may see. */
export async function visibleJobs(
  app: Pick<Application, 'reads'>,
  asker: Asker,
  ids: readonly string[],
): Promise<(VisibleJob | undefined)[]> {
  const known = new Set(ids.flatMap((id) => parseId('job', id) ?? []));
  const jobs = known.size > 0 ? await app.reads.jobs([...known]) : [];
  const visible = new Map<string, VisibleJob>((await seen(app, asker, jobs)).map((each) => [each.job.id, each]));
  return ids.map((id) => visible.get(id));
}

/** What of these jobs the account sees. A provider sees the open ones that reach them, and those they quoted for. */
async function seen({ reads }: Pick<Application, 'reads'>, asker: Asker, jobs: readonly Job[]): Promise<VisibleJob[]> {
  if (jobs.length === 0) return [];
  const [customer, provider] = [customerOf(asker.account), providerOf(asker.account)];
  const [reach, all] = await Promise.all([reads.reachOf(provider), reads.quotesOfJobs(jobs.map(({ id }) => id))]);
  return jobs.flatMap((job): VisibleJob[] => {
    const quotes = all.filter(({ jobId }) => jobId === job.id);
    if (job.customerId === customer || asker.operator) return [{ job, quotes, distanceMeters: null }];
    const own = quotes.filter(({ providerId }) => providerId === provider);
    const open = job.status === 'OPEN' && reaches(job, provider, reach);
    return own.length > 0 || open ? [{ job, quotes: own, distanceMeters: distanceFrom(reach, job) }] : [];
  });
}

const distanceFrom = (reach: ProviderReach | undefined, job: Job): number | null =>
  reach?.point ? publicDistance(jobDistanceMeters(job, reach.point)) : null;

const DEFAULT_PAGE = 20;

/** The account's own jobs, newest first. */
export function jobsOf(app: Application, asker: Asker, asked: PageAsked) {
  const customer = customerOf(asker.account);
  return page(app, asker, 'myJobs', asked, (rest) => app.reads.jobsOf({ customer, ...rest }));
}

/** The open jobs in range of the provider who asks and of a skill of theirs, newest first. */
export async function openJobs(app: Application, asker: Asker, asked: PageAsked) {
  const reach = await app.reads.reachOf(providerOf(asker.account));
  const now = app.clock.now();
  return page(app, asker, 'openJobs', asked, async (rest) => {
    if (!reach?.point || reach.skillIds.length === 0) return [];
    const { point, radiusMeters, skillIds } = reach;
    return app.reads.jobsNear({ point, radiusMeters, skillIds, not: customerOf(asker.account), now, ...rest });
  });
}

async function page(
  app: Application,
  asker: Asker,
  kind: string,
  { first, after }: PageAsked,
  read: (page: JobsPage) => Promise<Job[]>,
) {
  const size = pageSize(first, DEFAULT_PAGE);
  const jobs = await read({ limit: size + 1, after: after ? jobsPosition(kind, after) : null });
  return connection(await seen(app, asker, jobs), size, after, (node) => ({
    cursor: encodeCursor(kind, node.job.createdAt.getTime(), node.job.id),
    node,
  }));
}

const position = z.tuple([z.int().min(0).max(8.64e15), z.string()]); // a Date's last instant

function jobsPosition(kind: string, cursor: string): { createdAt: Date; id: JobId } {
  const [createdAt, id] = decodeCursor(kind, position, cursor);
  if (!isId('job', id)) throw new CursorUnknown('not a cursor of a job');
  return { createdAt: new Date(createdAt), id };
}
