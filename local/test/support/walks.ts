import { pgliteDatabase } from '@marketplace/testing/databases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { simulate } from '../../src/simulate/simulate.ts';
import { openWorld, type World } from '../../src/simulate/world.ts';

const STEPS = 60;
const SEEDS = 40;

/** Walks from the seeds 1 to SIMULATE_SEEDS, but only each `parts`-th of them: two files walk on two cores. */
export function testWalks(part: number, parts: number): void {
  const seeds = Number(process.env.SIMULATE_SEEDS || SEEDS);
  let world: World;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const database = await pgliteDatabase();
    world = await openWorld(database);
    close = async () => {
      await world.close();
      await database.close();
    };
  });
  afterAll(() => close?.());

  for (let seed = part; seed <= seeds; seed += parts) {
    test(`all rules hold in the walk from seed ${seed}`, { timeout: 120_000 }, async () => {
      const { violation, trace } = await simulate(world, seed, STEPS);
      expect(violation, `${trace.join('\n')}\nagain: npm run simulate -- --seed ${seed} --seeds 1`).toBeNull();
    });
  }
}
