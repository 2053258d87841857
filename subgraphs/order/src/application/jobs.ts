import { type GeoPoint, isGeoPoint } from '@marketplace/kernel/geo';
import { customerOf, newId, parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import { checkOpen, type Job, type JobId, jobExpiry } from '../domain/job.ts';
import { checkContent, given, MAX_ADDRESS_LENGTH, MAX_TEXT_LENGTH, MAX_TITLE_LENGTH } from './input-text.ts';
import { jobSnapshot } from './job-events.ts';
import { endJob, JOB_EXPIRES } from './job-steps.ts';
import type { Application, Call, OrderTransaction } from './ports.ts';

export interface PostJobInput {
  readonly title: string;
  readonly description: string;
  readonly skillId: string;
  readonly address: string;
  readonly location: GeoPoint;
}

const MOST_TOLD = 100; // providers who are told of a job; all others find it among the open ones

/** Refuses with INVALID_INPUT, and with CONFLICT a job too many. */
export async function postJob(app: Application, call: Call, input: PostJobInput): Promise<JobId> {
  const { settings } = app;
  const wishes = checkJob(input);
  const customerId = customerOf(call.account);
  return app.transact(call.origin, async (tx) => {
    const now = app.clock.now();
    const open = await tx.openJobsOf(customerId);
    if (open >= settings.openJobsPerCustomer)
      refuse('CONFLICT', `You have ${open} open jobs already. Close one, or accept a quote.`);
    const expiresAt = jobExpiry(now, settings);
    const job: Job = {
      id: newId('job'),
      customerId,
      ...wishes,
      status: 'OPEN',
      orderId: null,
      createdAt: now,
      expiresAt,
    };
    await tx.insertJob(job);
    await tx.setDeadline({ kind: JOB_EXPIRES, subject: job.id, dueAt: expiresAt });
    const providerIds = await tx.providersReachedBy(job, MOST_TOLD);
    await tx.publish({ type: 'job.posted', subject: job.id, data: { job: jobSnapshot(job), providerIds } });
    return job.id;
  });
}

function checkJob(input: PostJobInput): Pick<Job, 'title' | 'description' | 'skillId' | 'address' | 'location'> {
  const { latitude, longitude } = input.location;
  if (!isGeoPoint(input.location)) refuse('INVALID_INPUT', 'This is no point on earth.', ['location']);
  const skillId = parseId('skl', input.skillId);
  if (!skillId) return refuse('NOT_FOUND', 'There is no such skill.', ['skillId']);
  const title = given(input.title, MAX_TITLE_LENGTH, 'title');
  const description = given(input.description, MAX_TEXT_LENGTH, 'description');
  checkContent(title, 'not allowed', 'title');
  checkContent(description, 'not allowed', 'description');
  return {
    title,
    description,
    skillId,
    address: given(input.address, MAX_ADDRESS_LENGTH, 'address'),
    location: { latitude, longitude },
  };
}

/** Its quotes are closed with it. Closing a closed one changes nothing. */
export async function closeJob(app: Application, call: Call, input: { readonly jobId: string }): Promise<JobId> {
  return app.transact(call.origin, async (tx) => {
    const job = await lockOwnJob(tx, call, parseId('job', input.jobId), ['jobId']);
    if (job.status === 'CLOSED') return job.id;
    checkOpen(job, app.clock.now());
    await endJob(tx, job, 'job.closed');
    return job.id;
  });
}

/** The job, which is the caller's, locked. Refuses with NOT_FOUND. */
export async function lockOwnJob(
  tx: OrderTransaction,
  call: Call,
  id: JobId | undefined,
  field: readonly string[],
): Promise<Job> {
  const job = id && (await tx.lockJob(id));
  const mine = job?.customerId === customerOf(call.account);
  return job && mine ? job : refuse('NOT_FOUND', `There is no such ${field[0] === 'jobId' ? 'job' : 'quote'}.`, field);
}
