import { parseArgs } from 'node:util';
import { openDatabase } from '@marketplace/storage/open-database';
import type { Report } from './simulate.ts';
import { openWalker } from './walker.ts';

const USAGE = `npm run simulate -- [--seeds 40] [--steps 60] [--seed 1] [--trace] [--first] [--database postgres://…]

Lets people do this and that over the public API, each walk from a seed of its own, beginning with --seed, and looks after
each whether all rules hold. A walk that breaks one is told whole; --trace tells every walk, --first stops at the first broken one.
--database is an empty one of your own: on PostgreSQL people really do things at the same time.`;

const EMBEDDED = 'pglite:';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '40' },
    steps: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    first: { type: 'boolean', default: false },
    database: { type: 'string', default: EMBEDDED },
    help: { type: 'boolean', default: false },
  },
});

const numbers = [values.seeds, values.steps, values.seed].map(Number);
const [seeds = 0, steps = 0, first = 0] = numbers;
if (values.help || !numbers.every((each) => Number.isSafeInteger(each) && each >= 0)) console.log(USAGE);
else await run();

async function run(): Promise<void> {
  const walker = openWalker(() => openDatabase(values.database));
  const began = Date.now();
  let broken = 0;
  let walks = 0;
  for (let seed = first; seed < first + seeds; seed += 1) {
    const report = await walker.walk(seed, steps);
    walks += 1;
    if (report.violation) broken += 1;
    if (report.violation || values.trace) tell(report);
    // another world needs another empty database
    if (report.violation && (values.first || values.database !== EMBEDDED)) break;
  }
  await walker.close();
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(
    `${walks} walks of ${steps} steps in ${seconds} s: ${broken === 0 ? 'every rule held' : `${broken} broke a rule`}.`,
  );
  if (broken > 0) process.exitCode = 1;
}

function tell({ seed, orders, trace, violation }: Report): void {
  console.log(`\nseed ${seed}: ${orders} orders`);
  trace.forEach((line, index) => {
    console.log(`  ${String(index + 1).padStart(3)}  ${line}`);
  });
  if (violation)
    console.log(`  BROKEN  ${violation}\n  again: npm run simulate -- --seed ${seed} --seeds 1 --steps ${steps}`);
}
