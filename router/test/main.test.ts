/** The router as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newId } from '@marketplace/kernel/ids';
import { ON_BEHALF_PATH, type OnBehalfBody, onBehalfKey } from '@marketplace/subgraph/on-behalf';
import { SEAL_HEADER, sealRequest } from '@marketplace/subgraph/sealed-request';
import type { Served } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { liveLog } from './support/live.ts';
import { realSubgraph, serveSubgraph } from './support/served-subgraph.ts';
import { composeSupergraph } from './support/supergraph.ts';
import { ROUTER_SECRET } from './support/test-upstream.ts';

const MAIN = path.resolve(import.meta.dirname, '../src/main.ts');
const { subgraphs } = liveLog();
let folder: string;
let live: Served;
let names: Served;
let processes: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'router-'));
  live = await serveSubgraph(realSubgraph('live', subgraphs.live), 0, {
    '/images/': async (request, response) => void response.end(`image at ${request.url}`),
  });
  names = await serveSubgraph(realSubgraph('names', subgraphs.names));
  await writeFile(
    path.join(folder, 'supergraph.graphql'),
    composeSupergraph(subgraphs, { live: `${live.url}/graphql` }),
  );
  await writeFile(path.join(folder, 'broken.graphql'), 'type Query { a: Int }');
});
afterEach(() => {
  for (const running of processes) running.kill('SIGKILL');
  processes = [];
});
afterAll(async () => {
  await Promise.all([live.close(), names.close(), rm(folder, { recursive: true })]);
});

function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, SUPERGRAPH: path.join(folder, 'supergraph.graphql'), ROUTER_SECRET, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return { child, stderr: () => stderr, exit: once(child, 'exit').then(([code]) => code as number | null) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

test('it starts from its environment, reaches subgraphs where told, and drains on SIGTERM', async () => {
  const port = await freePort();
  const { child, exit } = start({
    PORT: String(port),
    SUBGRAPH_URL_NAMES: `${names.url}/graphql`,
    RELAY_ROUTES: '/images/=live',
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => (await fetch(`${url}/health/ready`)).ok, 20_000);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ ping pong }"}',
  });
  const cost = { estimated: 1, remaining: expect.any(Number) };
  expect(await response.json()).toMatchObject({ data: { ping: 'pong', pong: null }, extensions: { cost } });
  expect(await (await fetch(`${url}/images/x`)).text()).toBe('image at /images/x');
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
});

test('it answers our own services at another port, where it has one', async () => {
  const [port, internal] = [await freePort(), await freePort()];
  start({ PORT: String(port), INTERNAL_PORT: String(internal), SUBGRAPH_URL_NAMES: `${names.url}/graphql` });
  await eventually(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, 20_000);
  const rights = { account: newId('acc'), roles: [], scopes: [] };
  const body = JSON.stringify({ query: '{ ping }', variables: {}, ...rights } satisfies OnBehalfBody);
  const seal = sealRequest({ method: 'POST', url: ON_BEHALF_PATH, body }, onBehalfKey(ROUTER_SECRET));
  const ask = (at: number) =>
    fetch(`http://127.0.0.1:${at}${ON_BEHALF_PATH}`, { method: 'POST', headers: { [SEAL_HEADER]: seal }, body });
  expect(await (await ask(internal)).json()).toEqual({ data: { ping: 'pong' } });
  expect((await ask(port)).status).toBe(404);
  const metrics = (at: number) => fetch(`http://127.0.0.1:${at}/metrics`);
  expect(await (await metrics(internal)).text()).toContain('router_subgraph_request_seconds_count{subgraph="live"');
  expect((await metrics(port)).status).toBe(404);
});

test('it serves what the supergraph’s file says, when that changes or at SIGHUP', async () => {
  const file = path.join(folder, 'changing.graphql');
  const write = (extra: string) =>
    writeFile(
      file,
      composeSupergraph(
        {
          ...subgraphs,
          names: { ...subgraphs.names, sdl: `${subgraphs.names.sdl} extend type Query { ${extra}: Int }` },
        },
        { live: `${live.url}/graphql`, names: `${names.url}/graphql` },
      ),
    );
  await write('first');
  const port = await freePort();
  const { child, exit } = start({
    PORT: String(port),
    SUPERGRAPH: file,
    SUPERGRAPH_POLL_MS: '50',
    LOG_LEVEL: 'silent',
  });
  const knows = async (field: string) => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql?query={${field}}`);
    return response.ok && (await response.text()).includes(`"${field}"`);
  };
  await eventually(() => knows('first'), 20_000);
  await writeFile(file, 'half a fi');
  child.kill('SIGHUP');
  await write('second');
  await eventually(() => knows('second'), 20_000);
  child.kill('SIGTERM');
  expect(await exit).toBe(0);
});

test('it is not ready, and says why, while auth can not be asked', async () => {
  const port = await freePort();
  const nobody = `http://127.0.0.1:${await freePort()}`;
  start({ PORT: String(port), AUTH_URL: nobody, LOG_LEVEL: 'silent' });
  const ready = await eventually(() => fetch(`http://127.0.0.1:${port}/health/ready`), 20_000);
  expect(ready.status).toBe(503);
  expect((await ready.text()).trim()).not.toBe('');
});

test.each<[string, Record<string, string>, RegExp]>([
  ['no supergraph file', { SUPERGRAPH: '/nowhere/supergraph.graphql' }, /^SUPERGRAPH: .*no such file.*\n$/],
  [
    'a file that is no supergraph',
    { SUPERGRAPH: 'broken.graphql' },
    /^SUPERGRAPH: the supergraph can't be read: .*\n$/,
  ],
  ['a port that is none', { PORT: 'many' }, /^PORT: .*\n$/],
  ['a relay of nobody', { RELAY_ROUTES: '/images/=attic' }, /^RELAY_ROUTES: the supergraph has no subgraph "attic"\n$/],
  ['a relay that is none', { RELAY_ROUTES: 'images' }, /^RELAY_ROUTES: "images" must read \/path\/=subgraph\n$/],
  ['a secret too short', { ROUTER_SECRET: 'x' }, /^ROUTER_SECRET: must have at least 32 characters\n$/],
  ['an address that is no URL', { SUBGRAPH_URL_LIVE: 'live' }, /^SUBGRAPH_URL_LIVE: must be an http or https URL\n$/],
])('%s ends the start with one line', async (_name, environment, line) => {
  const settings = {
    ...environment,
    ...(environment.SUPERGRAPH === 'broken.graphql' && { SUPERGRAPH: path.join(folder, 'broken.graphql') }),
  };
  const { exit, stderr } = start(settings);
  expect(await exit).toBe(1);
  expect(stderr()).toMatch(line);
});
