import { once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRelay, type Relay } from '../src/transport/relay.ts';
import { listening } from './support/test-router.ts';

let service: Server;
let door: Server;
let relay: Relay;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let seen: IncomingMessage[];
beforeEach(async () => {
  seen = [];
  answer = (_request, response) => void response.end('plain');
  service = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  const origin = await listening(service);
  relay = openRelay({
    routes: [
      { path: '/images/', origin },
      { path: '/unsubscribe', origin },
      { path: '/gone/', origin: 'http://127.0.0.1:9' },
    ],
    logger: silentLogger,
    bodyBytes: 1_000,
    idleMs: 2_000,
    atOnce: 2,
  });
  door = createServer((request, response) => {
    if (!relay.handle(request, response)) response.writeHead(418).end();
  });
  url = await listening(door);
});
afterEach(async () => {
  await relay.stop();
  for (const server of [door, service]) {
    server.close();
    server.closeAllConnections();
  }
});

/** Sends bytes as they are, and gives the status of the answer. */
async function rawStatus(text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(text);
  const [first] = await once(socket, 'data');
  socket.destroy();
  return String(first).split(' ')[1] ?? '';
}

test('what stands below a prefix, or is an exact path, goes on with its query; all else is not the relay’s', async () => {
  for (const path of ['/images/a/b.webp?size=2', '/unsubscribe?token=x']) {
    expect(await (await fetch(url + path)).text()).toBe('plain');
  }
  expect(seen.map((request) => request.url)).toEqual(['/images/a/b.webp?size=2', '/unsubscribe?token=x']);
  for (const path of ['/images', '/unsubscribe/more', '/internal/verify-token', '/']) {
    expect((await fetch(url + path)).status).toBe(418);
  }
});

test.each([
  '/images/../internal/verify-token',
  '/images/%2e%2e/internal',
  '/images//x',
  '/images/a%2Fb',
  '/images/..\\x',
])('%s leads nowhere', async (path) => {
  expect(await rawStatus(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toBe('404');
  expect(seen).toEqual([]);
});

test('method, body, status and headers come through; what belongs to a connection or to the router does not', async () => {
  let body = '';
  answer = async (request, response) => {
    body = (await request.toArray()).join('');
    response.writeHead(201, {
      etag: '"e"',
      'set-cookie': ['a=1', 'b=2'],
      'x-marketplace-secret': '1',
      'keep-alive': 'timeout=9',
    });
    response.end('made');
  };
  const request = httpRequest(`${url}/images/x`, {
    method: 'PUT',
    headers: {
      'stripe-signature': 't=1',
      'x-marketplace-identity': 'forged',
      'x-marketplace-seal': 'forged',
      'x-forwarded-for': '10.1.1.1',
      connection: 'keep-alive, x-private',
      'x-private': '1',
    },
  });
  request.end('bytes');
  const [response] = await once(request, 'response');
  expect((await response.toArray()).join('')).toBe('made');
  expect(body).toBe('bytes');
  expect(response.statusCode).toBe(201);
  expect(response.headers).toMatchObject({ etag: '"e"', 'set-cookie': ['a=1', 'b=2'] });
  expect(response.headers['x-marketplace-secret']).toBeUndefined();
  const { headers, method } = seen[0] ?? {};
  expect(method).toBe('PUT');
  expect(headers).toMatchObject({ 'stripe-signature': 't=1', 'x-forwarded-for': '10.1.1.1, 127.0.0.1' });
  for (const name of ['x-marketplace-identity', 'x-marketplace-seal', 'x-private'])
    expect(headers?.[name]).toBeUndefined();
});

test('a body is passed on as it comes, and an answer too', async () => {
  answer = (request, response) => void request.pipe(response);
  const request = httpRequest(`${url}/images/x`, { method: 'POST' });
  request.write('first');
  const [response] = await once(request, 'response');
  const [chunk] = await once(response, 'data');
  expect(String(chunk)).toBe('first');
  request.end('second');
  expect((await response.toArray()).join('')).toBe('second');
});

test('a body that is too large is refused, also when its length was not announced', async () => {
  answer = (request) => void request.resume();
  const announced = await fetch(`${url}/images/x`, { method: 'PUT', body: 'x'.repeat(1_001) });
  expect(announced.status).toBe(413);
  expect(seen).toEqual([]);
  const request = httpRequest(`${url}/images/x`, { method: 'PUT' });
  request.on('error', () => {}); // it is cut off while it still sends
  for (let i = 0; i < 3; i += 1) request.write('x'.repeat(500));
  const [response] = await once(request, 'response');
  expect(response.statusCode).toBe(413);
  request.destroy();
});

test('an early refusal reaches a client that is still sending', async () => {
  answer = (_request, response) => void response.writeHead(409, { connection: 'close' }).end('taken');
  const request = httpRequest(`${url}/images/x`, { method: 'PUT' });
  request.on('error', () => {});
  request.write('x');
  const [response] = await once(request, 'response');
  expect(response.statusCode).toBe(409);
  expect((await response.toArray()).join('')).toBe('taken');
  request.destroy();
});

test('502 for a service that is gone, 503 with more at once than the limit', async () => {
  expect((await fetch(`${url}/gone/x`)).status).toBe(502);
  const held: ServerResponse[] = [];
  answer = (_request, response) => void held.push(response);
  const slow = [fetch(`${url}/images/1`), fetch(`${url}/images/2`)];
  await eventually(() => held.length === 2);
  const busy = await fetch(`${url}/images/3`);
  expect(busy.status).toBe(503);
  expect(busy.headers.get('retry-after')).toBe('2');
  for (const response of held) response.end('late');
  expect(await Promise.all(slow.map(async (one) => (await one).text()))).toEqual(['late', 'late']);
});

test('a client that leaves ends the exchange', async () => {
  let ended = false;
  answer = (_request, response) => void response.once('close', () => (ended = true)).write('half');
  const leaving = new AbortController();
  const response = await fetch(`${url}/images/x`, { signal: leaving.signal });
  await response.body?.getReader().read();
  leaving.abort();
  await eventually(() => ended);
});

test('a service that breaks off half-way breaks the answer off, too', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half', () => response.destroy());
  };
  const response = await fetch(`${url}/images/x`);
  await expect(response.text()).rejects.toThrow();
});

test('it stops when what is under way has ended, and takes nothing new', async () => {
  const held: ServerResponse[] = [];
  answer = (_request, response) => void held.push(response);
  const slow = fetch(`${url}/images/1`);
  await eventually(() => held.length === 1);
  const stopped = relay.stop();
  expect((await fetch(`${url}/images/2`)).status).toBe(503);
  held[0]?.end('done');
  expect(await (await slow).text()).toBe('done');
  await stopped;
});
