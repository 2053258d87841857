/** The tour against the single process, in this one: the end-to-end test of the main job. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Marketplace, startMarketplace } from '../src/marketplace.ts';
import { readSettings } from '../src/settings.ts';
import { silentNarrator } from '../src/tour/narrator.ts';
import { runTour } from '../src/tour/tour.ts';
import { STEPS_SEEN_LIVE } from './support/steps.ts';

const PATIENCE_MS = 20_000;
const DEMO_PASSWORD = 'tour-test-password';

let folder: string;
let marketplace: Marketplace;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'marketplace-tour-'));
  const settings = readSettings({ DATA_DIR: folder, ROUTER_PORT: '0', DEMO_PASSWORD, LOG_LEVEL: 'error' });
  marketplace = await startMarketplace(settings, { providers: 60, customers: 20, orders: 100 });
});
afterAll(async () => {
  await marketplace?.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a job from two sign-ups to two reviews, each step seen live', { timeout: 60_000 }, async () => {
  const outcome = await runTour({
    url: marketplace.url,
    patienceMs: PATIENCE_MS,
    narrator: silentNarrator,
    operatorPassword: DEMO_PASSWORD,
  });
  expect(outcome.seenLive).toEqual(STEPS_SEEN_LIVE);
});

test('two tours at once don’t disturb each other', { timeout: 60_000 }, async () => {
  const options = { url: marketplace.url, patienceMs: PATIENCE_MS, narrator: silentNarrator };
  const outcomes = await Promise.all([runTour(options), runTour(options)]);
  expect(new Set(outcomes.map(({ orderId }) => orderId)).size).toBe(2);
});
