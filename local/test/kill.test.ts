/** Nothing is lost: the single process is killed again and again while a tour goes on, and the order ends all the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Narrator } from '../src/tour/narrator.ts';
import { InboxDocument, ReconciliationDocument } from '../src/tour/operations.gen.ts';
import { signIn } from '../src/tour/person.ts';
import { runTour } from '../src/tour/tour.ts';
import { freePort, type ServiceProcess, startService } from './support/service-process.ts';
import { STEPS_SEEN_LIVE } from './support/steps.ts';

const PATIENCE_MS = 120_000; // twice the minute after which a call that was cut off is taken up again
const DEMO_PASSWORD = 'kill-test-password';
// Every step that the tour tells is a point to be killed at; a short test run takes every fourth.
const EVERY = process.env.KILL_AT_EVERY ? Number(process.env.KILL_AT_EVERY) : 4;

let folder: string;
let service: ServiceProcess;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-kill-'));
  const port = await freePort();
  service = await startService({
    main: 'local/src/main.ts',
    port,
    environment: { DATA_DIR: folder, ROUTER_PORT: String(port), DEMO_PASSWORD },
  });
});
afterAll(async () => {
  await service?.kill();
  await rm(folder, { recursive: true, force: true });
});

test('an order goes on from where it stood, after kill -9 at any step', { timeout: 600_000 }, async () => {
  const url = `${service.url}/graphql`;
  const killer = killingNarrator(service);
  const { orderId, customer, provider, seenLive } = await runTour({ url, patienceMs: PATIENCE_MS, narrator: killer });
  await killer.done();
  expect(killer.kills()).toBeGreaterThan(20 / EVERY);

  expect(seenLive).toEqual(STEPS_SEEN_LIVE);
  for (const who of [customer, provider]) {
    const { notifications } = await who.call(InboxDocument, {});
    const told = notifications?.edges.map(({ node }) => `${node.type} ${node.order?.id === orderId}`) ?? [];
    expect(told.length).toBeGreaterThan(0);
    expect(told).toEqual([...new Set(told)]);
  }
  const operator = await signIn(
    { url, patienceMs: PATIENCE_MS },
    { email: 'operator@demo.test', password: DEMO_PASSWORD, displayName: 'Operator' },
  );
  const { ledgerReconciliation } = await operator.call(ReconciliationDocument, {});
  expect(ledgerReconciliation).toMatchObject({ balanced: true, differences: [], unknownAtGateway: 0 });
});

/** Kills the service at every n-th step told, alternately at once and in the middle of what comes next. */
function killingNarrator(target: ServiceProcess): Narrator & { kills(): number; done(): Promise<void> } {
  let steps = 0;
  let kills = 0;
  let restarting: Promise<void> = Promise.resolve();
  const step = () => {
    steps += 1;
    if (steps % EVERY !== 0) return;
    const delayMs = (kills % 4) * 25; // in the middle of the step's own request, or of the saga that follows it
    kills += 1;
    restarting = restarting
      .then(() => new Promise<void>((resolve) => setTimeout(resolve, delayMs)))
      .then(() => target.kill())
      .then(() => target.start());
  };
  return { chapter() {}, act: step, live: step, fact: step, kills: () => kills, done: () => restarting };
}
