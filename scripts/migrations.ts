/** Writes a context's next migration from what its tables.ts says. `npm run migrations -- order add-notes [--custom]` */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './root.ts';

const [context, name, ...more] = process.argv.slice(2);
if (!context || !name) {
  console.error('usage: npm run migrations -- CONTEXT NAME [--custom]');
  process.exit(2);
}
const { status } = spawnSync(
  path.join(root, 'node_modules/.bin/drizzle-kit'),
  ['generate', '--config', `subgraphs/${context}/drizzle.config.ts`, '--name', name, ...more],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
