import { type GeoPoint, publicPoint } from '@marketplace/kernel/geo';
import type { Database, Db } from '@marketplace/storage/database';
import { and, arrayContains, asc, count, desc, eq, gt, inArray, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import type { JobReads, JobsPage, JobTransaction } from '../application/job-ports.ts';
import { jobOf, jobRow, quoteOf, quoteRow } from './job-rows.ts';
import { readProvider } from './known.ts';
import { jobs, knownProviders, quotes } from './tables.ts';

export function jobPart(tx: Db): JobTransaction {
  return {
    async lockJob(id) {
      const [row] = await tx.select().from(jobs).where(eq(jobs.id, id)).for('update');
      return row && jobOf(row);
    },
    async jobOfQuote(id) {
      const [row] = await tx.select({ jobId: quotes.jobId }).from(quotes).where(eq(quotes.id, id));
      return row?.jobId;
    },
    async insertJob(job) {
      await tx.insert(jobs).values(jobRow(job));
    },
    async saveJob(job) {
      const { id, ...columns } = jobRow(job);
      await tx.update(jobs).set(columns).where(eq(jobs.id, id));
    },
    async openJobsOf(customer) {
      const open = and(eq(jobs.customerId, customer), eq(jobs.status, 'OPEN'));
      const [found] = await tx.select({ count: count() }).from(jobs).where(open);
      return found?.count ?? 0;
    },
    async quotesOf(job) {
      return (
        await tx.select().from(quotes).where(eq(quotes.jobId, job)).orderBy(asc(quotes.createdAt), asc(quotes.id))
      ).map(quoteOf);
    },
    async insertQuote(quote) {
      await tx.insert(quotes).values(quoteRow(quote));
    },
    async saveQuote(quote) {
      const { id, ...columns } = quoteRow(quote);
      await tx.update(quotes).set(columns).where(eq(quotes.id, id));
    },
    async jobsQuotedFor(provider) {
      const open = and(eq(quotes.providerId, provider), eq(quotes.status, 'OPEN'));
      return (await tx.select({ id: quotes.jobId }).from(quotes).where(open).orderBy(quotes.jobId)).map(({ id }) => id);
    },
    async eraseJob(id) {
      const { publicLatitude: latitude, publicLongitude: longitude } = jobs;
      await tx
        .update(jobs)
        .set({ title: '', description: '', address: '', latitude, longitude })
        .where(eq(jobs.id, id));
    },
    async providersReachedBy({ location, skillId }, limit) {
      const distance = metersBetween(knownProviders.latitude, knownProviders.longitude, publicPoint(location));
      const found = await tx
        .select({ id: knownProviders.id })
        .from(knownProviders)
        .where(
          and(arrayContains(knownProviders.skillIds, [skillId]), lte(distance, knownProviders.serviceRadiusMeters)),
        )
        .orderBy(distance, knownProviders.id)
        .limit(limit);
      return found.map(({ id }) => id);
    },
  };
}

export function jobReads({ db }: Database): JobReads {
  return {
    async jobs(ids) {
      return (
        await db
          .select()
          .from(jobs)
          .where(inArray(jobs.id, [...ids]))
      ).map(jobOf);
    },
    async jobsOf({ customer, ...page }) {
      return newestFirst(page, eq(jobs.customerId, customer));
    },
    async jobsNear({ point, radiusMeters, skillIds, not, now, ...page }) {
      const distance = metersBetween(jobs.publicLatitude, jobs.publicLongitude, point);
      return newestFirst(
        page,
        eq(jobs.status, 'OPEN'),
        inArray(jobs.skillId, [...skillIds]),
        gt(jobs.expiresAt, now),
        ne(jobs.customerId, not),
        lte(distance, radiusMeters),
      );
    },
    async quotesOfJobs(ids) {
      const found = await db
        .select()
        .from(quotes)
        .where(inArray(quotes.jobId, [...ids]))
        .orderBy(asc(quotes.createdAt), asc(quotes.id));
      return found.map(quoteOf);
    },
    async quotesBy(provider, limit) {
      const found = await db
        .select()
        .from(quotes)
        .where(eq(quotes.providerId, provider))
        .orderBy(desc(quotes.createdAt), desc(quotes.id))
        .limit(limit);
      return found.map(quoteOf);
    },
    async jobsToForget(customer) {
      const kept = and(eq(jobs.customerId, customer), ne(jobs.address, ''));
      return (await db.select({ id: jobs.id }).from(jobs).where(kept)).map(({ id }) => id);
    },
    reachOf: (provider) => readProvider(db, provider),
  };

  async function newestFirst({ limit, after }: JobsPage, ...which: SQL[]) {
    const following = after
      ? or(lt(jobs.createdAt, after.createdAt), and(eq(jobs.createdAt, after.createdAt), lt(jobs.id, after.id)))
      : undefined;
    const found = await db
      .select()
      .from(jobs)
      .where(and(...which, following))
      .orderBy(desc(jobs.createdAt), desc(jobs.id))
      .limit(limit);
    return found.map(jobOf);
  }
}

const EARTH_DIAMETER_METERS = 2 * 6_371_008.8;

/** The great circle, as the kernel's `distanceMeters` has it. */
function metersBetween(latitude: Column, longitude: Column, to: GeoPoint): SQL<number> {
  return sql<number>`${EARTH_DIAMETER_METERS}::float8 * asin(least(1, sqrt(
    power(sin(radians(${latitude} - ${to.latitude}::float8) / 2), 2)
    + cos(radians(${to.latitude}::float8)) * cos(radians(${latitude}))
      * power(sin(radians(${longitude} - ${to.longitude}::float8) / 2), 2))))`;
}

type Column =
  | (typeof jobs)['publicLatitude']
  | (typeof knownProviders)['latitude']
  | (typeof jobs)['publicLongitude']
  | (typeof knownProviders)['longitude'];
