/**
 * Many live subscriptions of distinct accounts on one router: what they take and how fast one event reaches all of them.
 *   node bench/subscriptions.ts [how many, 5000 by default]
 * The router is a process of its own; the subgraph and all clients are in this one, whose work is in the times as well.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import WebSocket from 'ws';
import { issuer } from '../test/support/accounts.ts';
import { liveLog } from '../test/support/live.ts';
import { realSubgraph, serveSubgraph } from '../test/support/served-subgraph.ts';
import { composeSupergraph } from '../test/support/supergraph.ts';
import { listening } from '../test/support/test-router.ts';
import { ROUTER_SECRET } from '../test/support/test-upstream.ts';

const COUNT = Number(process.argv[2] ?? 5_000);
const OPENING_AT_ONCE = 50;
const ROUNDS = 5;
const PATIENCE_MS = 120_000;
const PORT = 4_990;
/** The event itself, and one that another subgraph completes. */
const QUERIES = {
  plain: 'subscription { updated { cursor item { id } } }',
  completed: 'subscription { updated { cursor item { id name } } }',
};

const log = liveLog();
const accounts = await issuer();
const live = await serveSubgraph(realSubgraph('live', log.subgraphs.live));
const names = await serveSubgraph(realSubgraph('names', log.subgraphs.names));
const keys = createServer(async (_request, response) => response.end(JSON.stringify(await accounts.keys())));
const jwksUrl = await listening(keys);
const folder = await mkdtemp(path.join(tmpdir(), 'router-bench-'));
const supergraph = path.join(folder, 'supergraph.graphql');
await writeFile(
  supergraph,
  composeSupergraph(log.subgraphs, { live: `${live.url}/graphql`, names: `${names.url}/graphql` }),
);
const router = spawn(process.execPath, [path.join(import.meta.dirname, '../src/main.ts')], {
  env: {
    PATH: process.env.PATH,
    SUPERGRAPH: supergraph,
    ROUTER_SECRET,
    PORT: String(PORT),
    JWKS_URL: jwksUrl,
    RATE_LIMITS_URL: 'none',
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'inherit', 'inherit'],
});

try {
  await eventually(async () => (await fetch(`http://127.0.0.1:${PORT}/health/ready`)).ok, PATIENCE_MS);
  console.log(`router alone: ${await megabytes()} MB`);
  for (const [name, query] of Object.entries(QUERIES)) await measure(name, query);
} finally {
  router.kill('SIGKILL');
  keys.close();
  await Promise.all([live.close(), names.close(), rm(folder, { recursive: true })]);
}
process.exit(0);

async function measure(name: string, query: string): Promise<void> {
  let received = 0;
  const sockets: WebSocket[] = [];
  for (let opened = 0; opened < COUNT; opened += OPENING_AT_ONCE) {
    const some = Array.from({ length: Math.min(OPENING_AT_ONCE, COUNT - opened) }, () =>
      follow(query, () => received++),
    );
    sockets.push(...(await Promise.all(some)));
  }
  await eventually(() => log.followers() === COUNT, PATIENCE_MS);
  console.log(`${name}: ${COUNT} subscriptions open, router ${await megabytes()} MB`);
  for (let round = 0; round < ROUNDS; round += 1) {
    received = 0;
    const [cpu, start] = [await cpuMs(), performance.now()];
    log.append(`event ${round}`);
    await eventually(() => received === COUNT, PATIENCE_MS);
    const took = Math.round(performance.now() - start);
    console.log(`${name}: one event to all in ${took} ms, of which the router ${(await cpuMs()) - cpu} ms of CPU`);
  }
  console.log(`${name}: afterwards ${await megabytes()} MB`);
  for (const socket of sockets) socket.terminate();
  await eventually(() => log.followers() === 0, PATIENCE_MS);
}

async function follow(query: string, told: () => void): Promise<WebSocket> {
  const token = await accounts.token({ account: newId('acc') });
  const socket = new WebSocket(`ws://127.0.0.1:${PORT}/graphql`, 'graphql-transport-ws');
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await new Promise((resolve) => socket.once('message', resolve));
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  socket.on('message', (text) => {
    if (String(text).startsWith('{"id":"1","type":"next"')) told();
  });
  return socket;
}

async function megabytes(): Promise<number> {
  const status = await readFile(`/proc/${router.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1_024);
}

/** Linux counts in hundredths of a second. */
async function cpuMs(): Promise<number> {
  const fields = (await readFile(`/proc/${router.pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
