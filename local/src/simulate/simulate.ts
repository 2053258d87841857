/** A walk from a seed: people do this and that, everything runs dry, all rules are looked at; then all ends by itself. */
import { seededRandom } from '@marketplace/demo/random';
import { DAY, later } from '@marketplace/kernel/clock';
import { NeverQuiet } from './quiet.ts';
import { checkAllEnded } from './rules/ended.ts';
import { checkFaults, checkRules } from './rules/rules.ts';
import { drawStep } from './steps/steps.ts';
import { newWalk, type Walk } from './walk.ts';
import type { World } from './world.ts';

export interface Report {
  readonly seed: number;
  readonly orders: number;
  /** What was done, a line each. */
  readonly trace: readonly string[];
  /** The rule that did not hold, and how; null when all did. */
  readonly violation: string | null;
}

const SETTLE_CHANCE = 0.35; // otherwise the next step comes while the last one's events are on their way
const MOST_TRIES = 20; // a step may have nothing to do
/** Past every deadline: a dispute's two weeks after a job's own days, then the two weeks of its reviews. */
const AFTERLIFE_DAYS = [1, 2, 4, 15, 15];

export async function simulate(world: World, seed: number, steps: number): Promise<Report> {
  const walk = newWalk(world, seededRandom(seed));
  const report = (violation: string | null): Report => ({
    seed,
    violation,
    trace: walk.trace,
    orders: walk.bookings.length,
  });
  try {
    await world.beginAgain(seed);
    for (let step = 0; step < steps; step += 1) await takeStep(walk);
    await world.settle();
    await checkRules(walk);
    await liveOn(walk);
    return report(null);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const faults = world.faults.take();
    const known = error.name === 'Violation' || error instanceof NeverQuiet;
    return report([known ? error.message : (error.stack ?? error.message), ...faults.slice(0, 3)].join('\n'));
  }
}

async function takeStep(walk: Walk): Promise<void> {
  const { random, world } = walk;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const line = await drawStep(random)(walk);
    checkFaults(walk);
    if (line === null) continue;
    walk.trace.push(line);
    if (random.chance(SETTLE_CHANCE)) await world.settle();
    return;
  }
}

/** Nobody does anything any more: every order comes to an end, and every review becomes public. */
async function liveOn(walk: Walk): Promise<void> {
  const { clock, advanceTo } = walk.world;
  for (const days of AFTERLIFE_DAYS) await advanceTo(later(clock.now(), days * DAY));
  walk.trace.push('weeks later');
  await checkRules(walk);
  await checkAllEnded(walk);
}
