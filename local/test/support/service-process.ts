import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { eventually } from '@marketplace/testing/eventually';

const root = path.resolve(import.meta.dirname, '../../..');

/** A service started by its own main.ts, as in production, that can be killed and started again. */
export interface ServiceProcess {
  readonly url: string;
  /** SIGKILL: nothing is finished, nothing is closed. */
  kill(): Promise<void>;
  /** SIGTERM, and the exit status. */
  terminate(): Promise<number | null>;
  start(): Promise<void>;
  /** Everything it has printed. */
  output(): string;
}

const START_TIMEOUT_MS = 60_000;

export async function startService(options: {
  main: string;
  port: number;
  environment: Readonly<Record<string, string>>;
}): Promise<ServiceProcess> {
  const url = `http://127.0.0.1:${options.port}`;
  let child: ChildProcess | undefined;
  let printed = '';

  async function start(): Promise<void> {
    const next = spawn(process.execPath, [options.main], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = next;
    next.stdout.on('data', (chunk) => (printed += chunk));
    next.stderr.on('data', (chunk) => (printed += chunk));
    await eventually(async () => {
      if (next.exitCode !== null) throw new Error(`${options.main} ended with ${next.exitCode}:\n${printed}`);
      return (await fetch(`${url}/health/ready`)).ok;
    }, START_TIMEOUT_MS).catch((error: unknown) => {
      next.kill('SIGKILL');
      throw new Error(`${options.main} did not get ready:\n${printed}`, { cause: error });
    });
  }

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    const exited = new Promise<number | null>((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    return exited;
  }

  await start();
  return {
    url,
    start,
    output: () => printed,
    terminate: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
  };
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port is free')),
      );
    });
  });
}
