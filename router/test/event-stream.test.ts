import { createConnection } from 'node:net';
import { newId } from '@marketplace/kernel/ids';
import { eventually } from '@marketplace/testing/eventually';
import { type Client, createClient } from 'graphql-sse';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endedSignIns } from '../src/authentication/ended-sign-ins.ts';
import { type Issuer, issuer } from './support/accounts.ts';
import { type LiveLog, liveLog } from './support/live.ts';
import { recordedLogger } from './support/recorded-logger.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

const signIn = newId('sgn');
let hasEnded: boolean;
let accounts: Issuer;
let log: LiveLog;
let router: RouterInTest<'live' | 'names'>;
let clients: Client[];
beforeEach(async () => {
  hasEnded = false;
  const ended = endedSignIns({
    fetch: async () => ({
      ended: hasEnded ? [{ signIn, accessTokensEndBy: new Date('2100-01-01') }] : [],
      next: new Date(),
      more: false,
    }),
    logger: recordedLogger(),
    pollMs: 5,
  });
  accounts = await issuer(ended);
  log = liveLog();
  clients = [];
  router = await routerOver(log.subgraphs, { authentication: accounts.authentication });
});
afterEach(async () => {
  for (const client of clients) client.dispose();
  await router.stop();
});

/** graphql-sse's own client, in distinct connections mode. */
function follow(query: string, token?: string) {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const client = createClient({ url: router.url, retryAttempts: 0, headers });
  clients.push(client);
  const events: unknown[] = [];
  const end = Promise.withResolvers<unknown>();
  const stop = client.subscribe(
    { query },
    { next: (event) => events.push(event), error: end.resolve, complete: () => end.resolve(null) },
  );
  return { events, ended: end.promise, stop };
}

async function raw(query: string, accept = 'text/event-stream') {
  return fetch(router.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
}

test('a subscription gives each event, completed from other subgraphs, until the client leaves', async () => {
  const { events, stop } = follow('subscription { updated { cursor item { name } } }');
  await eventually(() => log.followers() === 1);
  log.append('a');
  log.append('b');
  await eventually(() => events.length === 2);
  expect(events[1]).toEqual({ data: { updated: { cursor: '2', item: { name: 'name of b' } } } });
  stop();
  await eventually(() => log.followers() === 0);
});

test('queries and mutations are one event and the end', async () => {
  const response = await raw('{ ping }');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(await response.text()).toBe('event: next\ndata: {"data":{"ping":"pong"}}\n\nevent: complete\ndata:\n\n');
});

test('by GET, as EventSource asks', async () => {
  const response = await fetch(`${router.url}?query={ping}`, { headers: { accept: 'text/event-stream' } });
  expect(await response.text()).toContain('"pong"');
});

test('what is wrong with the operation comes as an event, which EventSource can read', async () => {
  const { events, ended } = follow('{ nothing }');
  expect(await ended).toBeNull();
  expect(events).toMatchObject([{ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }]);
});

test('who may not follow gets one error', async () => {
  const { events, ended } = follow('subscription { mine { cursor } }');
  expect(await ended).toBeNull();
  expect(events).toMatchObject([{ data: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
});

test('a bad token is a 401, and a subscription asked for as JSON a 400', async () => {
  const headers = { authorization: 'Bearer x.y.z', accept: 'text/event-stream' };
  expect((await fetch(`${router.url}?query={ping}`, { headers })).status).toBe(401);
  expect((await raw('subscription { updated { cursor } }', 'application/json')).status).toBe(400);
});

test('a stream that can not go on ends with why', async () => {
  const { events, ended } = follow('subscription { updated(after: "lost") { cursor } }');
  expect(await ended).toBeNull();
  expect(events).toMatchObject([{ errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] }]);
});

test('a client who does not read is let go, and reads why', async () => {
  const path = `/graphql?query=${encodeURIComponent('subscription { updated { item { id } } }')}`;
  const { port } = new URL(router.url);
  const socket = createConnection(Number(port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: router\r\naccept: text/event-stream\r\n\r\n`);
  await eventually(() => log.followers() === 1);
  socket.pause();
  await eventually(() => {
    log.append('x'.repeat(200_000));
    return log.followers() === 0;
  });
  let text = '';
  for await (const chunk of socket.setEncoding('utf8')) {
    text = text.slice(-500) + chunk;
    if (text.includes('event: complete')) break;
  }
  expect(text).toContain('"code":"SLOW_READER"');
});

test('rights end with the sign-in', async () => {
  const { events, ended } = follow('subscription { mine { cursor } }', await accounts.token({ signIn }));
  await eventually(() => log.followers() === 1);
  hasEnded = true;
  expect(await ended).toBeNull();
  expect(events).toMatchObject([{ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
  await eventually(() => log.followers() === 0);
});

test('a router that stops breaks streams off without `complete`, so that clients come back', async () => {
  const response = await raw('subscription { updated { cursor } }');
  await eventually(() => log.followers() === 1);
  await router.router.stop();
  expect(await response.text()).toBe('');
});
