import type { Served } from '@marketplace/subgraph/serve';
import { eventually } from '@marketplace/testing/eventually';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpUpstream } from '../src/transport/http-upstream.ts';
import { type LiveLog, liveLog } from './support/live.ts';
import { realSubgraph, serveSubgraph } from './support/served-subgraph.ts';
import { type SocketClient, socketClient } from './support/socket-client.ts';
import { composeSupergraph } from './support/supergraph.ts';
import { type RunningRouter, runRouter } from './support/test-router.ts';

let log: LiveLog;
let live: Served;
let names: Served;
let router: RunningRouter;
let client: SocketClient;

beforeEach(async () => {
  log = liveLog();
  live = await serveLive();
  names = await serveSubgraph(realSubgraph('names', log.subgraphs.names));
  router = await runRouter({
    supergraphSdl: composeSupergraph(log.subgraphs, { live: `${live.url}/graphql`, names: `${names.url}/graphql` }),
    upstreams: ({ url }) => httpUpstream(url),
  });
  client = socketClient(router.url);
});
afterEach(async () => {
  await client.close();
  await router.stop();
  await Promise.all([live.close(), names.close()]);
});

const serveLive = (port = 0) => serveSubgraph(realSubgraph('live', log.subgraphs.live), port);

/** The subgraph goes away, things happen, and it comes back at the same address. */
async function restart(meanwhile: () => void = () => {}): Promise<void> {
  await live.close();
  await eventually(() => log.followers() === 0);
  meanwhile();
  live = await serveLive(Number(new URL(live.url).port));
}

test('a resumable stream goes on after a lost connection from the last event, without loss or repetition', async () => {
  const { events } = client.subscribe('subscription { updated { item { id name } } }');
  await eventually(() => log.followers() === 1);
  log.append('a');
  log.append('b');
  await eventually(() => events.length === 2);
  await restart(() => log.append('c'));
  log.append('d');
  await eventually(() => events.length === 4);
  expect(events).toEqual(
    ['a', 'b', 'c', 'd'].map((id) => ({ data: { updated: { item: { id, name: `name of ${id}` } } } })),
  );
  expect(log.openedFrom).toEqual([null, '2']);
});

test('the cursor replaces what the client gave, by variable or not, and other arguments stay', async () => {
  for (const item of ['a', 'b', 'c']) log.append(item);
  const query =
    'subscription($from: String, $tags: [String!]) { updated(after: $from, filter: { tags: $tags }) { c: cursor } }';
  const byVariable = client.subscribe(query, { from: '1', tags: ['x'] });
  const byLiteral = client.subscribe('subscription { updated(after: "1", filter: { tags: ["y"] }) { c: cursor } }');
  await eventually(() => byVariable.events.length === 2 && byLiteral.events.length === 2);
  await restart(() => log.append('d'));
  await eventually(() => byVariable.events.length === 3 && byLiteral.events.length === 3);
  expect([byVariable, byLiteral].map(({ events }) => events.at(-1))).toEqual([
    { data: { updated: { c: '4' } } },
    { data: { updated: { c: '4' } } },
  ]);
  expect(log.openedFrom).toEqual(['1', '1', '3', '3']);
});

test('a resumable stream without an event yet starts again as it was asked for', async () => {
  const { events } = client.subscribe('subscription { updated(after: "0") { cursor } }');
  await eventually(() => log.followers() === 1);
  await restart();
  log.append('a');
  await eventually(() => events.length === 1);
  expect(log.openedFrom).toEqual(['0', '0']);
});

test('a stream that can not be resumed ends with a clear error', async () => {
  const { events, ended } = client.subscribe('subscription { ticked { cursor } }');
  await eventually(() => log.followers() === 1);
  log.append('a');
  await eventually(() => events.length === 1);
  await live.close();
  expect(await ended).toMatchObject([
    {
      message: 'The connection to the service behind this field was lost.',
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    },
  ]);
});

test('a stream of a subgraph that is down ends at once', async () => {
  await live.close();
  const { ended } = client.subscribe('subscription { updated { cursor } }');
  expect(await ended).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});

test('what the subgraph refuses is told with its code', async () => {
  const { events, ended } = client.subscribe('subscription { updated(after: "lost") { cursor } }');
  expect(await ended).toBeNull();
  expect(events).toEqual([
    {
      data: null,
      errors: [{ message: 'The cursor is not known.', path: ['updated'], extensions: { code: 'CURSOR_UNKNOWN' } }],
    },
  ]);
});

test('a client that leaves while its stream is being resumed is forgotten', async () => {
  const followed = client.subscribe('subscription { updated { cursor } }');
  await eventually(() => log.followers() === 1);
  await live.close();
  await eventually(() => log.followers() === 0);
  followed.stop();
  live = await serveLive(Number(new URL(live.url).port));
  const other = client.subscribe('subscription { updated { cursor } }');
  await eventually(() => log.followers() === 1);
  log.append('a');
  await eventually(() => other.events.length === 1);
  expect(log.openedFrom).toHaveLength(2);
});
