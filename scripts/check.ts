/** Everything that can be said of the code without running it: types, lint, structure, stale generated files. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './root.ts';

const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);

const CHECKS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', bin('turbo'), 'run', 'typecheck', '--output-logs=errors-only'],
  ['lint and format', bin('biome'), 'ci', '--error-on-warnings', '.'],
  ['structure', bin('depcruise'), '--config', '.dependency-cruiser.mjs', 'packages', 'subgraphs', 'router', 'local'],
  ['unused code', bin('knip')],
  ['generated types', process.execPath, 'scripts/codegen.ts', '--check'],
  ['supergraph', process.execPath, 'scripts/compose.ts', '--check'],
];

let failed = 0;
for (const [name, command, ...args] of CHECKS) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  if (status === 0) continue;
  failed += 1;
  console.log(stdout + stderr);
}
process.exitCode = failed > 0 ? 1 : 0;
