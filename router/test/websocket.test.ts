import { eventually } from '@marketplace/testing/eventually';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Issuer, issuer } from './support/accounts.ts';
import { type LiveLog, liveLog } from './support/live.ts';
import { type SocketClient, socketClient } from './support/socket-client.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

let accounts: Issuer;
let log: LiveLog;
let router: RouterInTest<'live' | 'names'>;
let clients: SocketClient[];
beforeEach(async () => {
  accounts = await issuer();
  log = liveLog();
  clients = [];
  router = await routerOver(log.subgraphs, {
    authentication: accounts.authentication,
    corsOrigins: ['https://app.example'],
    limits: { operationsPerSocket: 3, socketInitMs: 100 },
  });
});
afterEach(async () => {
  for (const client of clients) await client.close();
  await router.stop();
});

function connect(authorization?: string): SocketClient {
  const client = socketClient(router.url, authorization);
  clients.push(client);
  return client;
}

const UPDATED = 'subscription($after: String) { updated(after: $after) { cursor item { id name } } }';

test('a client who does not read is let go, with a code that says so', async () => {
  const slow = new WebSocket(router.url.replace('http', 'ws'), 'graphql-transport-ws');
  const large = 'x'.repeat(200_000);
  const closed = new Promise<number>((resolve) => slow.once('close', resolve));
  await new Promise((resolve) => slow.once('open', resolve));
  slow.send('{"type":"connection_init"}');
  await new Promise((resolve) => slow.once('message', resolve));
  slow.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: UPDATED } }));
  await eventually(() => log.followers() === 1);
  const { events } = connect().subscribe('subscription { updated { cursor } }');
  await eventually(() => log.followers() === 2);
  slow.pause();
  let appended = 0;
  await eventually(() => {
    log.append(large);
    appended += 1;
    return log.followers() === 1;
  });
  expect(appended * large.length).toBeGreaterThan(1_048_576);
  slow.resume();
  expect(await closed).toBe(4413);
  await eventually(() => events.length === appended); // others go on
});

describe('a subscription', () => {
  test('gives each event in order, completed from other subgraphs', async () => {
    const { events } = connect().subscribe('subscription S { u: updated { at: cursor item { name id } } }');
    await eventually(() => log.followers() === 1);
    for (const item of ['a', 'b', 'c']) log.append(item);
    await eventually(() => events.length === 3);
    expect(events).toEqual(
      ['a', 'b', 'c'].map((id, i) => ({ data: { u: { at: String(i + 1), item: { name: `name of ${id}`, id } } } })),
    );
    expect(JSON.stringify(events[0])).toBe('{"data":{"u":{"at":"1","item":{"name":"name of a","id":"a"}}}}');
  });

  test('keeps the order when the rest of an early event takes longer', async () => {
    const slow = Promise.withResolvers<void>();
    let first = true;
    router.upstreams.names.failWith(async ({ variables }) => {
      if (first) {
        first = false;
        await slow.promise;
      }
      return {
        data: { _entities: JSON.parse(variables).representations.map(({ id }: { id: string }) => ({ name: id })) },
      };
    });
    const { events } = connect().subscribe('subscription { updated { item { name } } }');
    await eventually(() => log.followers() === 1);
    log.append('a');
    log.append('b');
    await eventually(() => !first);
    slow.resolve();
    await eventually(() => events.length === 2);
    expect(events.map(({ data }) => data.updated.item.name)).toEqual(['a', 'b']);
  });

  test('reaches many clients at once, each completed, by a few requests at a time', async () => {
    const followed: ReturnType<SocketClient['subscribe']>[] = [];
    while (followed.length < 100) {
      followed.push(connect().subscribe(UPDATED));
      await eventually(() => log.followers() === followed.length); // one after the other: each has little time to begin
    }
    let [under, most] = [0, 0];
    router.upstreams.names.failWith(async () => {
      most = Math.max(most, (under += 1));
      await new Promise((resolve) => setImmediate(resolve));
      under -= 1;
      return { data: { _entities: [{ name: 'name of a' }] } };
    });
    log.append('a');
    await eventually(() => followed.every(({ events }) => events.length === 1));
    for (const { events } of followed) expect(events[0]?.data.updated.item.name).toBe('name of a');
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(64);
  });

  test('starts from a cursor', async () => {
    for (const item of ['a', 'b', 'c']) log.append(item);
    const { events } = connect().subscribe(UPDATED, { after: '1' });
    await eventually(() => events.length === 2);
    expect(events.map(({ data }) => data.updated.cursor)).toEqual(['2', '3']);
  });

  test('ends at the subgraph when the client ends it, and when the client goes', async () => {
    const client = connect();
    const first = client.subscribe(UPDATED);
    client.subscribe(UPDATED);
    await eventually(() => log.followers() === 2);
    first.stop();
    await eventually(() => log.followers() === 1);
    client.client.terminate();
    await eventually(() => log.followers() === 0 && router.upstreams.live.openStreams() === 0);
  });

  test('tells of errors in events and goes on', async () => {
    const { events } = connect().subscribe('subscription { updated { cursor fails } }');
    await eventually(() => log.followers() === 1);
    log.append('a');
    log.append('b');
    await eventually(() => events.length === 2);
    expect(events[1]).toEqual({
      errors: [{ message: 'no', path: ['updated', 'fails'], extensions: { code: 'FORBIDDEN' } }],
      data: { updated: { cursor: '2', fails: null } },
    });
  });

  test('answers without another subgraph that is down', async () => {
    router.upstreams.names.failWith(() => Promise.reject(new Error('down')));
    const { events } = connect().subscribe('subscription { updated { item { id name } } }');
    await eventually(() => log.followers() === 1);
    log.append('a');
    await eventually(() => events.length === 1);
    expect(events[0]).toMatchObject({
      data: { updated: { item: { id: 'a', name: null } } },
      errors: [{ path: ['updated', 'item', 'name'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
    });
  });

  test('over HTTP is refused with where to go', async () => {
    const { errors } = await router.ask(UPDATED);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('operations', () => {
  test('of other kinds are answered once', async () => {
    const { events, ended } = connect().subscribe('{ ping }');
    expect(await ended).toBeNull();
    expect(events).toEqual([{ data: { ping: 'pong' } }]);
  });

  test.each([
    ['{ nothing }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['{', {}, 'GRAPHQL_PARSE_FAILED'],
    [UPDATED, { after: 7.5 }, 'BAD_USER_INPUT'],
  ])('that are wrong end with their errors: %s', async (query, variables, code) => {
    const { events, ended } = connect().subscribe(query, variables);
    expect(await ended).toMatchObject([{ extensions: { code } }]);
    expect(events).toEqual([]);
  });

  test('beyond the limit of a socket are refused, and those under way go on', async () => {
    const client = connect();
    const followed = [1, 2, 3].map(() => client.subscribe(UPDATED));
    await eventually(() => log.followers() === 3);
    expect(await client.subscribe(UPDATED).ended).toMatchObject([{ message: 'Too many operations on one socket.' }]);
    log.append('a');
    await eventually(() => followed.every(({ events }) => events.length === 1));
  });
});

describe('rights', () => {
  test('come with connection_init', async () => {
    const token = await accounts.token({ name: 'Ann' });
    const mine = connect(`Bearer ${token}`).subscribe('subscription { mine { cursor } }');
    await eventually(() => log.followers() === 1);
    expect(router.upstreams.live.asked.at(-1)?.caller).toMatchObject({
      name: 'Ann',
      account: expect.stringMatching(/^acc_/),
    });
    log.append('a');
    await eventually(() => mine.events.length === 1);
  });

  test('that are missing give one error and open no stream', async () => {
    const { events, ended } = connect().subscribe('subscription { mine { cursor } }');
    expect(await ended).toBeNull();
    expect(events).toMatchObject([
      { data: null, errors: [{ path: ['mine'], extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
    expect(router.upstreams.live.asked).toEqual([]);
  });

  test('end with the token', async () => {
    const client = connect(`Bearer ${await accounts.token({ expiresIn: 2 })}`);
    const { events, ended } = client.subscribe('subscription { mine { cursor } }');
    await eventually(() => log.followers() === 1);
    expect(await ended).toMatchObject({ code: 4403, reason: 'Token expired' });
    expect(events).toEqual([]);
    await eventually(() => log.followers() === 0);
  });

  test('are refused to a bad token with 4403', async () => {
    const client = connect('Bearer x.y.z');
    expect(await client.subscribe('{ ping }').ended).toMatchObject({ code: 4403 });
  });
});

describe('a socket', () => {
  const open = (protocol: string | undefined, headers: Record<string, string> = {}, path = '/graphql') => {
    const url = new URL(path, router.url.replace(/^http/, 'ws'));
    return new WebSocket(url, protocol ? [protocol] : [], { headers });
  };
  const closeOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));
  const statusOf = (socket: WebSocket) =>
    new Promise<number | undefined>((resolve) => {
      socket.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
      socket.once('open', () => resolve(101));
      socket.once('error', () => {});
    });

  test('that says nothing is closed with 4408', async () => {
    expect(await closeOf(open('graphql-transport-ws'))).toBe(4408);
  });

  test('that speaks another protocol is closed with 4406', async () => {
    expect(await closeOf(open(undefined))).toBe(4406);
  });

  test.each([
    ['nonsense', 4400],
    ['{"type":"subscribe","id":"1","payload":{"query":"{ ping }"}}', 4401],
  ])('that begins with %s is closed with %i', async (message, code) => {
    const socket = open('graphql-transport-ws');
    socket.once('open', () => socket.send(message));
    expect(await closeOf(socket)).toBe(code);
  });

  test.each([
    [{}, '/graphql', 101],
    [{ origin: 'https://app.example' }, '/graphql', 101],
    [{ origin: 'https://evil.example' }, '/graphql', 403],
    [{}, '/other', 404],
  ])('with %j at %s is answered with %i', async (headers, path, status) => {
    const socket = open('graphql-transport-ws', headers, path);
    expect(await statusOf(socket)).toBe(status);
    socket.terminate();
  });

  test('is told when the router stops', async () => {
    const client = connect();
    const { ended } = client.subscribe(UPDATED);
    await eventually(() => log.followers() === 1);
    await router.router.stop();
    expect(await ended).toMatchObject({ code: 1001 });
  });
});
