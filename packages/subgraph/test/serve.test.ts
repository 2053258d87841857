import { request as httpRequest } from 'node:http';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { type Client, createClient } from 'graphql-ws';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Caller } from '../src/caller.ts';
import { createSubgraph } from '../src/create-subgraph.ts';
import { IDENTITY_EXTENSION, IDENTITY_HEADER, identityKey, signIdentity } from '../src/identity.ts';
import { type Served, serve } from '../src/serve.ts';
import type { BoundedContext } from '../src/subgraph.ts';

const key = identityKey('a secret of at least thirty-two bytes', 'sample');
const callerNamed = (name: string): Caller => ({
  account: null,
  name,
  roles: [],
  scopes: [],
  signIn: null,
  requestId: 'req-1',
  address: null,
  userAgent: null,
});
const identity = (name = 'ada') => signIdentity(callerNamed(name), 'sample', key);

/** A context whose streams and slow answers a test holds in its hand. */
function sampleContext() {
  const state = {
    ready: async () => {},
    slow: Promise.withResolvers<string>(),
    slowCalls: 0,
    streams: new Map<string, (value: string) => void>(),
  };
  function stream(name: string) {
    let wake = Promise.withResolvers<string>();
    state.streams.set(name, (value) => wake.resolve(value));
    return {
      async next() {
        const event = await wake.promise;
        wake = Promise.withResolvers();
        return { done: false, value: { events: event } };
      },
      async return() {
        state.streams.delete(name);
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
  const context: BoundedContext = {
    subgraph: createSubgraph({
      name: 'sample',
      sdl: /* GraphQL */ `
        type Query { me: String slow: String }
        type Subscription { events(of: String!): String }
      `,
      resolvers: {
        Query: {
          me: (_: unknown, __: unknown, { caller }: { caller: Caller }) => caller.name,
          slow: () => {
            state.slowCalls += 1;
            return state.slow.promise;
          },
        },
        Subscription: {
          events: {
            subscribe: (_: unknown, { of }: { of: string }, { caller }: { caller: Caller }) =>
              stream(`${caller.name}/${of}`),
          },
        },
      },
      context: (caller) => ({ caller }),
      identityKey: key,
      logger: silentLogger,
    }),
    routes: {
      '/plain': async (_request, response) => void response.end('plain'),
      '/below/': async (request, response) => void response.end(request.url),
      '/broken': async () => {
        throw new Error('10.0.0.7 is gone');
      },
    },
    start: async () => {},
    ready: () => state.ready(),
    stop: async () => {},
  };
  return { context, state };
}

let sample: ReturnType<typeof sampleContext>;
let served: Served;
const clients: Client[] = [];

beforeEach(async () => {
  sample = sampleContext();
  served = await serve(sample.context, { host: '127.0.0.1', port: 0, logger: silentLogger, drainDeadlineMs: 300 });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  sample.state.slow.resolve('the end');
  await served.close();
});

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${served.url}/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: identity(), ...headers },
  });
const ask = (query: string, headers: Record<string, string> = {}) => post(JSON.stringify({ query }), headers);

describe('POST /graphql', () => {
  test('answers the signed caller', async () => {
    const response = await ask('{ me }');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { me: 'ada' } });
  });

  test('is 401 without a signed identity', async () => {
    const response = await ask('{ me }', { [IDENTITY_HEADER]: 'forged.forged' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  test.each([
    ['{', 400, 'BAD_REQUEST'],
    ['[]', 400, 'BAD_REQUEST'],
    ['{}', 400, 'BAD_REQUEST'],
    ['{"query": 7}', 400, 'BAD_REQUEST'],
    ['{"query": "{ me }", "variables": "x"}', 400, 'BAD_REQUEST'],
    ['{"query": "{ me"}', 400, 'GRAPHQL_PARSE_FAILED'],
    ['{"query": "{ you }"}', 400, 'GRAPHQL_VALIDATION_FAILED'],
    [`{"query": "${'x'.repeat(2 * 1024 * 1024)}"}`, 413, 'BAD_REQUEST'],
  ])('a malformed body is refused with a code and no stack: %#', async (body, status, code) => {
    const response = await post(body);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(JSON.parse(text).errors[0].extensions).toEqual({ code });
  });

  test('is for JSON and POST alone', async () => {
    expect((await post('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    const get = await fetch(`${served.url}/graphql?query={me}`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });
});

describe('other paths', () => {
  test('/health/live answers while the process does, /health/ready while the context can work', async () => {
    const status = async (path: string) => (await fetch(served.url + path)).status;
    expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 200]);
    sample.state.ready = () => Promise.reject(new Error('no broker'));
    expect([await status('/health/live'), await status('/health/ready')]).toEqual([200, 503]);
  });

  test('a context’s own routes are served, and their faults masked', async () => {
    expect(await (await fetch(`${served.url}/plain`)).text()).toBe('plain');
    expect(await (await fetch(`${served.url}/below/one?two`)).text()).toBe('/below/one?two');
    expect((await fetch(`${served.url}/below/one/two`)).status).toBe(404);
    const broken = await fetch(`${served.url}/broken`);
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('10.0.0.7');
    expect((await fetch(`${served.url}/nothing`)).status).toBe(404);
  });
});

describe('subscriptions', () => {
  function connect(connectionParams: Record<string, unknown> = {}): Client {
    const client = createClient({
      url: `${served.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams,
      retryAttempts: 0,
      lazyCloseTimeout: 60_000,
    });
    clients.push(client);
    return client;
  }
  function follow(client: Client, of: string, signed: string | null = identity()) {
    const seen: unknown[] = [];
    const ended = Promise.withResolvers<unknown>();
    const stop = client.subscribe(
      {
        query: 'subscription ($of: String!) { events(of: $of) }',
        variables: { of },
        extensions: signed ? { [IDENTITY_EXTENSION]: signed } : {},
      },
      {
        next: (event) => seen.push(event.data?.events),
        error: ended.resolve,
        complete: () => ended.resolve('complete'),
      },
    );
    return { seen, ended: ended.promise, stop };
  }

  test('many share one socket, each with the rights of its own caller', async () => {
    const client = connect();
    const callers = Array.from({ length: 50 }, (_, index) => `caller-${index}`);
    const streams = callers.map((name) => follow(client, 'x', identity(name)));
    await eventually(() => sample.state.streams.size === callers.length);
    for (const name of callers) sample.state.streams.get(`${name}/x`)?.(`for ${name}`);
    await eventually(() => streams.every(({ seen }) => seen.length === 1));
    expect(streams.map(({ seen }) => seen)).toEqual(callers.map((name) => [`for ${name}`]));
  });

  test('an identity in connection_init counts for nothing', async () => {
    const unsigned = follow(connect({ [IDENTITY_EXTENSION]: identity() }), 'x', null);
    expect(await unsigned.ended).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('one that is refused leaves the others alone', async () => {
    const client = connect();
    const good = follow(client, 'x');
    await eventually(() => sample.state.streams.size === 1);
    const unsigned = follow(client, 'y', 'forged');
    expect(await unsigned.ended).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    sample.state.streams.get('ada/x')?.('still here');
    await eventually(() => good.seen.includes('still here'));
  });

  test('a client that stops ends its stream at once, a lost socket all of its streams', async () => {
    const client = connect();
    const stopped = follow(client, 'x');
    follow(client, 'y');
    await eventually(() => sample.state.streams.size === 2);
    stopped.stop();
    await eventually(() => !sample.state.streams.has('ada/x'));
    expect(sample.state.streams.has('ada/y')).toBe(true);
    client.terminate();
    await eventually(() => sample.state.streams.size === 0);
  });

  test('a message that is too long closes its socket, and the server goes on', async () => {
    const stream = follow(connect(), 'x'.repeat(300_000));
    expect(await stream.ended).toMatchObject({ code: 1009 });
    expect((await ask('{ me }')).status).toBe(200);
  });

  test('are found at /graphql alone', async () => {
    const socket = new WebSocket(`${served.url.replace('http', 'ws')}/other`, 'graphql-transport-ws');
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(error.message).toContain('404');
  });
});

describe('draining', () => {
  test('a request under way is answered, then nothing is accepted', async () => {
    const slow = ask('{ slow }');
    await eventually(() => sample.state.slowCalls === 1);
    const closing = served.close();
    sample.state.slow.resolve('at last');
    expect(await (await slow).json()).toEqual({ data: { slow: 'at last' } });
    await closing;
    await expect(ask('{ me }')).rejects.toThrow();
  });

  test('streams are told to go elsewhere', async () => {
    const socket = new WebSocket(`${served.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await served.close();
    expect(await closed).toBe(1001);
  });

  test('what does not end by the deadline is cut off', async () => {
    const hanging = httpRequest(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [IDENTITY_HEADER]: identity() },
    });
    const cutOff = new Promise<Error>((resolve) => hanging.once('error', resolve));
    hanging.end(JSON.stringify({ query: '{ slow }' }));
    await eventually(() => sample.state.slowCalls === 1);
    await served.close();
    expect(await cutOff).toBeInstanceOf(Error);
  });
});
