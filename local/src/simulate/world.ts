/** The whole marketplace in this process on an empty database, with a broker that misbehaves and a clock that is moved. */
import { randomBytes } from 'node:crypto';
import { type MemoryBroker, memoryBroker } from '@marketplace/messaging/memory-broker';
import { provideBroker } from '@marketplace/messaging/open-broker';
import type { Database } from '@marketplace/storage/database';
import { provideDatabase } from '@marketplace/storage/open-database';
import { composeContexts } from '../contexts.ts';
import { listen } from '../http-server.ts';
import { routerOver } from '../marketplace.ts';
import { readSettings } from '../settings.ts';
import { type Api, apiAt } from './api.ts';
import { type Baseline, keepBaseline } from './baseline.ts';
import { type MovableClock, movableClock } from './clock.ts';
import { collectFaults, type Faults } from './faults.ts';
import { openingPeople, type People } from './people.ts';
import { contextSchemas, untilQuiet } from './quiet.ts';

export interface World {
  readonly api: Api;
  readonly database: Database;
  readonly clock: MovableClock;
  readonly faults: Faults;
  readonly schemas: readonly string[];
  readonly people: People;
  /** Everything as at the opening, and from now on the broker's mischief of this seed. */
  beginAgain(seed: number): Promise<void>;
  /** Waits until all contexts have done what there is to do now. Stops waiting when something has gone wrong. */
  settle(): Promise<void>;
  /** Moves domain time on, and waits until what has become due is done. */
  advanceTo(instant: Date): Promise<void>;
  close(): Promise<void>;
}

/** Clocks in Europe change on the 29th, in the United States they have. A Friday, 08:00 in Berlin. */
const OPENING = new Date('2026-03-27T07:00:00.000Z');
const DATABASE_URL = 'pglite:simulation';
const BROKER_URL = `embedded:${DATABASE_URL}`;
/** Enough for messages to overtake each other, and no more: walks wait for them. */
const LONGEST_DELAY_MS = 4;

/** `database` is empty, and the caller's to close. */
export async function openWorld(database: Database): Promise<World> {
  const broker = memoryBroker({ delays: true, duplicates: true, reorders: true, longestDelayMs: LONGEST_DELAY_MS });
  const takeBack = [provideDatabase(DATABASE_URL, database), provideBroker(BROKER_URL, broker)];
  const clock = movableClock(OPENING);
  const faults = collectFaults();
  const serving = await serve(clock, faults).finally(() => {
    for (const undo of takeBack) undo();
  });
  const schemas = await contextSchemas(database.db);
  const settle = () => untilQuiet({ database, broker, clock }, schemas, faults.any);
  const people = await openingPeople({ api: serving.api, database, settle });
  await settle();
  const baseline = await keepBaseline(database, schemas);
  return {
    database,
    clock,
    faults,
    schemas,
    people,
    settle,
    api: serving.api,
    beginAgain: (seed) => beginAgain({ baseline, broker, clock, faults, people }, seed),
    async advanceTo(instant) {
      clock.moveTo(instant);
      await settle();
    },
    async close() {
      await serving.close();
      await broker.close();
    },
  };
}

interface Beginning {
  readonly baseline: Baseline;
  readonly broker: MemoryBroker;
  readonly clock: MovableClock;
  readonly faults: Faults;
  readonly people: People;
}

async function beginAgain({ baseline, broker, clock, faults, people }: Beginning, seed: number): Promise<void> {
  await baseline.restore();
  faults.take();
  clock.moveTo(OPENING);
  broker.reseed(seed);
  await people.stayInside();
}

async function serve(clock: MovableClock, faults: Faults): Promise<{ api: Api; close(): Promise<void> }> {
  const secret = randomBytes(32).toString('base64url');
  const settings = readSettings({ SANDBOX: 'true', DATABASE_URL, BROKER_URL, ROUTER_PORT: '0' });
  const contexts = await composeContexts({ ...settings.services, ROUTER_SECRET: secret }, faults.loggerOf, clock);
  for (const context of contexts.all) await context.start();
  const router = await routerOver(contexts, secret, faults.loggerOf('router'));
  const server = await listen({ host: '127.0.0.1', port: 0 }, router, contexts.all);
  return {
    api: apiAt(server.url),
    async close() {
      await server.close();
      await router.stop();
      for (const context of [...contexts.all].reverse()) await context.stop();
    },
  };
}
