/**
 * How long a search takes among 100,000 providers in 200 cities: every sort with every filter, first and second pages, 10 km
 * around the middle of cities drawn by their population. `npm run bench --workspace @marketplace/user`; on PostgreSQL too
 * when TEST_POSTGRES_URL names a server. PROVIDERS makes the marketplace smaller, ROUNDS the measurement longer; on a
 * machine that has other work BEST_OF=3 asks each search three times and counts the fastest.
 */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Random, seededRandom } from '@marketplace/demo/random';
import { DAY, HOUR, later, systemClock } from '@marketplace/kernel/clock';
import type { GeoPoint } from '@marketplace/kernel/geo';
import type { Place } from '@marketplace/places/places';
import type { Database } from '@marketplace/storage/database';
import { openDatabase } from '@marketplace/storage/open-database';
import { sql } from 'drizzle-orm';
import type { SearchStore } from '../src/application/ports.ts';
import { type Matches, type SearchRequest, searchProviders } from '../src/application/search-providers.ts';
import { PROVIDER_SORTS } from '../src/domain/search.ts';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';
import { postgresStores } from '../src/infrastructure/postgres-stores.ts';
import { type Measured, report } from './report.ts';
import { type BenchWorld, benchWorld } from './world.ts';

const PROVIDERS = Number(process.env.PROVIDERS ?? 100_000);
const ROUNDS = Number(process.env.ROUNDS ?? 30); // of each sort, filter and page
const BEST_OF = Number(process.env.BEST_OF ?? 1);
const CITIES = 200;
const RADIUS_METERS = 10_000;
const SEED = 7;

const now = systemClock.now();
const afternoon = later(new Date(Math.floor(now.getTime() / DAY) * DAY), 3 * DAY + 14 * HOUR);
const skills = (...slugs: readonly string[]) => slugs.map((slug) => skillBySlug(slug).id);
const FILTERS: Readonly<Record<string, Partial<SearchRequest['filter']>>> = {
  none: {},
  skill: { skillIds: skills('home-cleaning') },
  text: { text: 'clean' },
  'two words': { text: 'flat clean' },
  rating: { minRating: 4 },
  price: { maxPrice: { amount: 6_000, currency: 'EUR' } },
  free: { availableAt: afternoon },
  all: {
    skillIds: skills('home-cleaning', 'leak-repair', 'wiring'),
    text: 'a',
    minRating: 3.5,
    maxPrice: { amount: 20_000, currency: 'EUR' },
    availableAt: afternoon,
  },
};

/** A third of the rounds in the largest city, where a search is slowest. */
async function measure(store: SearchStore, cities: readonly Place[]): Promise<readonly Measured[]> {
  const random = seededRandom(SEED);
  const measured: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    for (const sort of PROVIDER_SORTS)
      for (const [name, filter] of Object.entries(FILTERS)) {
        const near = round % 3 === 0 ? middleOf(cities[0]) : middleOf(byPopulation(random, cities));
        const request = { filter: { near, radiusMeters: RADIUS_METERS, ...filter }, sort };
        const what = `${sort} ${name}`;
        const first = await fastest(() => searchProviders(store, request));
        measured.push({ ...first, what });
        const after = first.answer.pageInfo.endCursor;
        if (after === null) continue;
        measured.push({
          ...(await fastest(() => searchProviders(store, { ...request, after }))),
          what: `${what}, page 2`,
        });
      }
  return measured;
}

async function fastest(ask: () => Promise<Matches>): Promise<Omit<Measured, 'what'> & { readonly answer: Matches }> {
  let [milliseconds, cpuMilliseconds] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let left = BEST_OF; ; left -= 1) {
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const answer = await ask();
    const { user, system } = process.cpuUsage(cpu);
    milliseconds = Math.min(milliseconds, performance.now() - start);
    cpuMilliseconds = Math.min(cpuMilliseconds, (user + system) / 1_000);
    if (left <= 1) return { milliseconds, cpuMilliseconds, matches: answer.totalCount, answer };
  }
}

function byPopulation(random: Random, cities: readonly Place[]): Place | undefined {
  let left = random.next() * cities.reduce((sum, { population }) => sum + population, 0);
  return cities.find(({ population }) => (left -= population) < 0);
}

function middleOf(city: Place | undefined): GeoPoint {
  if (!city) throw new Error('there are no cities');
  return city.point;
}

async function bench(name: string, database: Database, world: BenchWorld): Promise<void> {
  const stores = await postgresStores(database, systemClock);
  const start = performance.now();
  await stores.profiles.fill(world.profiles);
  await database.db.execute(sql`analyze`);
  console.log(`${name}: filled in ${((performance.now() - start) / 1_000).toFixed(0)} s`);
  report(name, await measure(stores.search, world.cities));
}

async function onServer(server: string, world: BenchWorld): Promise<void> {
  const administration = await openDatabase(server);
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  await administration.db.execute(sql.raw(`create database ${name}`));
  try {
    const database = await openDatabase(Object.assign(new URL(server), { pathname: `/${name}` }).href);
    await bench('PostgreSQL', database, world);
    await database.close();
  } finally {
    await administration.db.execute(sql.raw(`drop database ${name} with (force)`));
    await administration.close();
  }
}

const world = benchWorld({ providers: PROVIDERS, cities: CITIES }, now);
console.log(`${world.profiles.listings.length} providers in ${world.cities.length} cities`);
const embedded = await openDatabase('pglite:');
await bench('PGlite', embedded, world);
await embedded.close();
if (process.env.TEST_POSTGRES_URL) await onServer(process.env.TEST_POSTGRES_URL, world);
