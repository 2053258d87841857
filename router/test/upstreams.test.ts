import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { newId } from '@marketplace/kernel/ids';
import { identityKey, signIdentity } from '@marketplace/subgraph/identity';
import { eventually } from '@marketplace/testing/eventually';
import { afterEach, describe, expect, test } from 'vitest';
import { httpUpstream } from '../src/transport/http-upstream.ts';
import { inProcessUpstream } from '../src/transport/in-process-upstream.ts';
import { type Upstream, upstreamOperation } from '../src/transport/upstream.ts';
import { type LiveLog, liveLog } from './support/live.ts';
import { realSubgraph, serveSubgraph } from './support/served-subgraph.ts';
import type { TestSubgraph } from './support/supergraph.ts';
import { listening } from './support/test-router.ts';
import { ROUTER_SECRET } from './support/test-upstream.ts';

const caller = {
  account: newId('acc'),
  name: 'Ann',
  roles: [],
  scopes: [],
  signIn: null,
  requestId: 'request-1',
  address: null,
  userAgent: null,
} as const;

const request = (query: string, variables: object = {}) => ({
  operation: upstreamOperation(query, undefined),
  variables: JSON.stringify(variables),
  identity: signIdentity(caller, 'live', identityKey(ROUTER_SECRET, 'live')),
  requestId: 'request-1',
});

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const adapters: Readonly<Record<string, (subgraph: TestSubgraph) => Promise<Upstream>>> = {
  'over HTTP and WebSocket': async (subgraph) => {
    const served = await serveSubgraph(realSubgraph('live', subgraph));
    const upstream = httpUpstream(`${served.url}/graphql`);
    closing.push(upstream.close, served.close);
    return upstream;
  },
  'in this process': async (subgraph) => inProcessUpstream(realSubgraph('live', subgraph)),
};

describe.each(Object.entries(adapters))('an upstream %s', (_name, open) => {
  const openLive = async (): Promise<{ upstream: Upstream; log: LiveLog }> => {
    const log = liveLog();
    return { log, upstream: await open(log.subgraphs.live) };
  };

  test('answers queries', async () => {
    const { upstream } = await openLive();
    expect(await upstream.execute(request('{ ping }'))).toMatchObject({ data: { ping: 'pong' } });
  });

  test('passes errors on as the subgraph sent them', async () => {
    const { upstream } = await openLive();
    const { data, errors } = await upstream.execute(request('{ nothing }'));
    expect(data ?? undefined).toBeUndefined();
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });

  test('gives events in order, and ends at the subgraph when it is closed', async () => {
    const { upstream, log } = await openLive();
    log.append('a');
    const stream = upstream.subscribe(
      request('subscription($after: String) { updated(after: $after) { cursor } }', { after: '0' }),
    );
    expect(await stream.next()).toMatchObject({ value: { data: { updated: { cursor: '1' } } } });
    log.append('b');
    log.append('c');
    expect(await stream.next()).toMatchObject({ value: { data: { updated: { cursor: '2' } } } });
    expect(await stream.next()).toMatchObject({ value: { data: { updated: { cursor: '3' } } } });
    const waiting = stream.next();
    stream.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await eventually(() => log.followers() === 0);
  });

  test('gives the refusal of a subscription as its only event', async () => {
    const { upstream } = await openLive();
    const stream = upstream.subscribe(request('subscription { updated(after: "lost") { cursor } }'));
    expect(await stream.next()).toMatchObject({ value: { errors: [{ extensions: { code: 'CURSOR_UNKNOWN' } }] } });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('can carry many streams that know nothing of each other', async () => {
    const { upstream, log } = await openLive();
    const query = 'subscription { updated { item { id } } }';
    const streams = Array.from({ length: 20 }, () => upstream.subscribe(request(query)));
    const first = streams.map((stream) => stream.next());
    await eventually(() => log.followers() === 20);
    log.append('x');
    for (const event of await Promise.all(first)) {
      expect(event).toMatchObject({ value: { data: { updated: { item: { id: 'x' } } } } });
    }
    streams[0]?.close();
    await eventually(() => log.followers() === 19);
    for (const stream of streams) stream.close();
    await eventually(() => log.followers() === 0);
  });
});

describe('an upstream over HTTP', () => {
  const against = async (
    handle: (request: IncomingMessage, response: ServerResponse) => void,
    timeoutMs?: number,
  ): Promise<Upstream & { readonly server: Server }> => {
    const server = createServer(handle);
    const upstream = httpUpstream(`${await listening(server)}/graphql`, timeoutMs ? { timeoutMs } : {});
    closing.push(upstream.close, async () => {
      server.close();
      server.closeAllConnections();
    });
    return { ...upstream, server };
  };
  const ping = request('{ ping }');

  test.each<[string, (response: ServerResponse) => void]>([
    ['HTML', (response) => response.end('<html>')],
    ['half a JSON', (response) => response.end('{"data":{"ping":')],
    ['a JSON that is no answer', (response) => response.end('{"ok":true}')],
    ['nothing', (response) => response.end()],
    ['a 500 without an answer', (response) => response.writeHead(500).end('oops')],
    [
      'a refusal of the router itself',
      (response) => response.writeHead(401).end('{"errors":[{"message":"unsigned"}]}'),
    ],
    ['a broken connection', (response) => response.destroy()],
    [
      'a broken off answer',
      (response) => response.writeHead(200, { 'content-length': 100 }).write('{', () => response.destroy()),
    ],
  ])('is unavailable when it gets %s', async (_name, answer) => {
    const upstream = await against((_, response) => answer(response));
    await expect(upstream.execute(ping)).rejects.toMatchObject({ fault: 'unavailable' });
  });

  test('is unavailable when nobody listens, for streams too', async () => {
    const upstream = await against(() => {});
    await new Promise((resolve) => upstream.server.close(resolve));
    await expect(upstream.execute(ping)).rejects.toMatchObject({ fault: 'unavailable' });
    await expect(upstream.subscribe(request('subscription { updated { cursor } }')).next()).rejects.toMatchObject({
      fault: 'unavailable',
    });
  });

  test('takes an answer with errors whatever its status', async () => {
    const upstream = await against((_, response) => response.writeHead(500).end('{"errors":[{"message":"masked"}]}'));
    expect(await upstream.execute(ping)).toEqual({ errors: [{ message: 'masked' }] });
  });

  test('gives up after its time', async () => {
    const upstream = await against(() => {}, 20);
    await expect(upstream.execute(ping)).rejects.toMatchObject({ fault: 'timeout' });
  });

  test('gives up after its time in the middle of an answer', async () => {
    const upstream = await against((_, response) => void response.writeHead(200).write('{"data":'), 50);
    await expect(upstream.execute(ping)).rejects.toMatchObject({ fault: 'timeout' });
  });

  test('breaks off when its client has gone', async () => {
    const arrived = Promise.withResolvers<IncomingMessage>();
    const upstream = await against((asked) => arrived.resolve(asked));
    const gone = new AbortController();
    const answer = upstream.execute({ ...ping, signal: gone.signal });
    const { socket } = await arrived.promise;
    gone.abort();
    await expect(answer).rejects.toMatchObject({ fault: 'cancelled' });
    await eventually(() => socket.destroyed);
  });

  test('keeps its connections for the next requests', async () => {
    const sockets = new Set<unknown>();
    const upstream = await against(({ socket }, response) => {
      sockets.add(socket);
      response.end('{"data":{"ping":"pong"}}');
    });
    for (let i = 0; i < 30; i += 1) await upstream.execute(ping);
    expect(sockets.size).toBeLessThanOrEqual(2);
  });
});
