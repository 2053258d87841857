import { pgliteDatabase } from '@marketplace/testing/databases';
import { afterAll, expect, test } from 'vitest';
import { openWalker } from '../../src/simulate/walker.ts';

const STEPS = 60;
const SEEDS = 40;

/** Walks from the seeds 1 to SIMULATE_SEEDS, but only each `parts`-th of them: two files walk on two cores. */
export function testWalks(part: number, parts: number): void {
  const seeds = Number(process.env.SIMULATE_SEEDS || SEEDS);
  const walker = openWalker(pgliteDatabase);
  afterAll(() => walker.close());

  for (let seed = part; seed <= seeds; seed += parts) {
    test(`all rules hold in the walk from seed ${seed}`, { timeout: 120_000 }, async () => {
      const { violation, trace } = await walker.walk(seed, STEPS);
      expect(violation, `${trace.join('\n')}\nagain: npm run simulate -- --seed ${seed} --seeds 1`).toBeNull();
    });
  }
}
