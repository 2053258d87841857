// Plain JS, runs under any Node >= 18: installs what package-lock.json says when node_modules is not that.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const lock = path.join(root, '.install.lock'); // git-ignored
const packages = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;

function current() {
  // npm writes node_modules/.package-lock.json last, after any kind of install: it lists what is on disk.
  if (!existsSync(path.join(root, 'node_modules/.package-lock.json'))) return false;
  const have = packages('node_modules/.package-lock.json');
  return Object.entries(packages('package-lock.json')).every(([where, want]) => {
    if (!where.includes('node_modules/')) return true; // the root and the workspaces themselves
    const got = have[where];
    if (!got) return Boolean(want.optional || want.peer); // another platform's binary
    return got.version === want.version && got.integrity === want.integrity;
  });
}
const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
function acquire() {
  // two commands at once on a fresh clone must not both run npm ci (ENOTEMPTY)
  for (;;) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: 'wx' });
    } catch (e) {
      if (e.code !== 'EEXIST') throw e;
    }
    if (alive(Number(readFileSync(lock, 'utf8')) || -1))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    else rmSync(lock, { force: true });
  }
}
function npmCi() {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  const npm = process.env.npm_execpath; // set by `npm start` / `npm test`
  return (
    (npm
      ? spawnSync(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
      : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
    ).status === 0
  );
}

if (!current()) {
  acquire();
  try {
    if (!current()) {
      console.log('Installing dependencies (npm ci) ...');
      if (!npmCi()) {
        rmSync(path.join(root, 'node_modules'), { recursive: true, force: true, maxRetries: 5 });
        if (!npmCi()) process.exitCode = 1;
      }
    }
  } finally {
    rmSync(lock, { force: true });
  }
}
