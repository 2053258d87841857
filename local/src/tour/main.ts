import { parseArgs } from 'node:util';
import { terminalNarrator } from './narrator.ts';
import { runTour } from './tour.ts';

const USAGE = `npm run tour -- [--url http://localhost:4000/graphql]

Takes a customer and a provider through a whole job over the public API of a running marketplace.
With the demo data's operator (DEMO_PASSWORD, by default demo-demo-demo) it also looks at the books; --no-operator leaves that out.`;

const PATIENCE_MS = 20_000;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:4000/graphql' },
    operator: { type: 'boolean', default: true },
    help: { type: 'boolean', default: false },
  },
  allowNegative: true,
});

if (values.help) {
  console.log(USAGE);
} else {
  const began = Date.now();
  try {
    console.log(`A tour of ${values.url}`);
    await runTour({
      url: values.url,
      patienceMs: PATIENCE_MS,
      narrator: terminalNarrator(console.log, process.stdout.isTTY === true),
      operatorPassword: values.operator ? (process.env.DEMO_PASSWORD ?? 'demo-demo-demo') : undefined,
    });
    console.log(`\nEvery step held, in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  } catch (error) {
    console.error(`\nThe tour stopped: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
