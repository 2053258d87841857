/** The built app's pages, built first when it is missing or older than its sources. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { link, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Pages } from './serve.ts';

const WEB = path.resolve(import.meta.dirname, '..');
const OUTPUT = path.join(WEB, '.output');
const MARK = path.join(OUTPUT, 'built-from');
/** What the built app is made of, but for what npm installs, which the lock file stands for. */
const SOURCES = [
  'app',
  'server',
  'public',
  'relay/page-context.ts',
  'nuxt.config.ts',
  'package.json',
  '../packages/places',
  '../schema',
  '../package-lock.json',
];

export class BuildFailed extends Error {}

export async function builtPages(): Promise<Pages> {
  const sources = await fingerprint();
  if (!(await isBuiltFrom(sources))) await buildOnce(sources);
  // as: what Nitro's preset `node-listener` exports
  const { listener } = (await import(pathToFileURL(path.join(OUTPUT, 'server/index.mjs')).href)) as {
    listener(request: IncomingMessage, response: ServerResponse): void;
  };
  return { handle: listener, contentPolicy: true };
}

const isBuiltFrom = async (sources: string): Promise<boolean> =>
  (await readFile(MARK, 'utf8').catch(() => undefined)) === sources;

/** Of several processes that start at once, one builds and the others wait for it. */
async function buildOnce(sources: string): Promise<void> {
  const release = await takeLock();
  try {
    if (await isBuiltFrom(sources)) return;
    await build();
    await writeFile(MARK, sources);
  } finally {
    await release();
  }
}

const LOCK_POLL_MS = 300;

/** A file with the holder's process id: one whose holder has died is nobody's. */
async function takeLock(): Promise<() => Promise<void>> {
  const lock = path.join(WEB, '.build.lock');
  const mine = `${lock}.${process.pid}`;
  await writeFile(mine, String(process.pid));
  for (;;) {
    try {
      await link(mine, lock); // with its content at once, or not at all
      await rm(mine);
      return () => rm(lock, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (!lives(holder)) await rm(lock, { force: true });
    else await pause(LOCK_POLL_MS);
  }
}

function lives(processId: number): boolean {
  try {
    return processId > 0 && process.kill(processId, 0);
  } catch {
    return false;
  }
}

/** Of names and contents: times of change say nothing after a checkout. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(path.join(WEB, source))) {
      hash
        .update(path.relative(WEB, file))
        .update('\0')
        .update(await readFile(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesOf(place: string): Promise<string[]> {
  if ((await stat(place)).isFile()) return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/** Its output is shown only when it fails. */
async function build(): Promise<void> {
  let printed = '';
  const child = spawn('npx', ['nuxt', 'build'], {
    cwd: WEB,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'production', NUXT_TELEMETRY_DISABLED: '1' },
  });
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  const status = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  if (status !== 0) throw new BuildFailed(`the web app could not be built:\n${printed}`);
}
