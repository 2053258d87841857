import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

export interface GeneratedFile {
  /** Relative to the repository's folder. */
  readonly file: string;
  readonly content: string;
}

/** Writes the files, or with `--check` says which ones are not as committed and fails. */
export function settle(files: readonly GeneratedFile[], command: string): void {
  const stale = files.filter(({ file, content }) => {
    const target = path.join(root, file);
    return !existsSync(target) || readFileSync(target, 'utf8') !== content;
  });
  if (process.argv.includes('--check')) {
    for (const { file } of stale) console.error(`${file} is stale: run \`npm run ${command}\``);
    if (stale.length > 0) process.exitCode = 1;
    return;
  }
  for (const { file, content } of stale) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
    console.log(`wrote ${file}`);
  }
}
