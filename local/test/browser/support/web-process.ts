import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { eventually } from '@marketplace/testing/eventually';
import { freePort } from '../../support/service-process.ts';

const MAIN = path.resolve(import.meta.dirname, '../../../../web/relay/main.ts');
/** A first start builds the app. */
const START_MS = 500_000;

/** The web as in production, in a process of its own: a test runner's module conditions are not for it. */
export async function startWebProcess(apiUrl: string): Promise<{ readonly url: string; close(): Promise<void> }> {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', API_URL: apiUrl, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  const url = `http://localhost:${port}`;
  await eventually(async () => {
    if (child.exitCode !== null) throw new Error(`the web ended with ${child.exitCode}:\n${printed}`);
    return (await fetch(`${url}/icon.svg`)).ok;
  }, START_MS).catch((error: unknown) => {
    child.kill();
    throw new Error(`the web did not start:\n${printed}`, { cause: error });
  });
  return { url, close: () => ended(child) };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  return gone;
}
