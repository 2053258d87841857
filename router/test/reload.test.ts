import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WrongSupergraph } from '../src/schema/supergraph.ts';
import { type LiveLog, liveLog } from './support/live.ts';
import { socketClient } from './support/socket-client.ts';
import { composeSupergraph, type TestSubgraphs } from './support/supergraph.ts';
import { type RouterInTest, type RunningRouter, routerOver, runRouter } from './support/test-router.ts';
import { testUpstream } from './support/test-upstream.ts';

let log: LiveLog;
let router: RouterInTest<'live' | 'names'>;
beforeEach(async () => {
  log = liveLog();
  router = await routerOver(log.subgraphs, { planIn: 'worker', logger: silentLogger });
});
afterEach(() => router.stop());

/** The same subgraphs, `names` with another schema. */
const withNames = (sdl: string): TestSubgraphs => ({ ...log.subgraphs, names: { ...log.subgraphs.names, sdl } });
const NAMES = 'type Query { pong: String } type Item @key(fields: "id") { id: ID! name: String }';

test('another supergraph is served from then on', async () => {
  expect((await router.ask('{ ping fresh }')).errors).toMatchObject([{ message: expect.stringContaining('fresh') }]);
  const sdl = composeSupergraph(withNames(NAMES.replace('pong: String', 'pong: String fresh: Int')));
  await router.router.reload(sdl);
  expect((await router.ask('{ ping fresh }')).data).toEqual({ ping: 'pong', fresh: null });
  expect(router.upstreams.names.asked).toHaveLength(1);
});

test('one that can not be read or reached is refused, and the one before goes on', async () => {
  await expect(router.router.reload('type Query { a: Int }')).rejects.toThrow(WrongSupergraph);
  const other = composeSupergraph({ ...log.subgraphs, attic: { sdl: 'type Query { dust: Int }', resolvers: {} } });
  await expect(router.router.reload(other)).rejects.toThrow('no upstream');
  expect((await router.ask('{ ping }')).data).toEqual({ ping: 'pong' });
});

test('no request fails in ten reloads under load', { timeout: 120_000 }, async () => {
  const variants = [composeSupergraph(log.subgraphs), composeSupergraph(withNames(`${NAMES} type Extra { a: Int }`))];
  let reloading = true;
  let asked = 0;
  const load = Array.from({ length: 4 }, async (_, client) => {
    while (reloading) {
      const alias = `a${client}_${asked % 20}`; // new to each graph at first, so that there is planning to do
      asked += 1;
      expect(await router.ask(`{ ping ${asked % 2 ? `${alias}: ` : ''}pong }`)).not.toHaveProperty('errors');
    }
  });
  for (let i = 0; i < 10; i += 1) await router.router.reload(variants[i % 2] ?? '');
  reloading = false;
  await Promise.all(load);
  expect(asked).toBeGreaterThan(10);
});

test('a stream goes on when the new schema still has a place for it, and ends with a clear word when not', async () => {
  const client = socketClient(router.url);
  const kept = client.subscribe('subscription { updated { cursor item { name } } }');
  const lost = client.subscribe('subscription { ticked { cursor } }');
  await eventually(() => log.followers() === 2);
  const live = { ...log.subgraphs.live, sdl: log.subgraphs.live.sdl.replace('ticked(after: String): Update!', '') };
  await router.router.reload(composeSupergraph({ ...log.subgraphs, live }));
  expect(await lost.ended).toMatchObject([
    { message: 'The schema has changed: subscribe again.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
  ]);
  log.append('a');
  await eventually(() => kept.events.length === 1);
  expect(kept.events).toEqual([{ data: { updated: { cursor: '1', item: { name: 'name of a' } } } }]);
  await client.close();
});

test('a subgraph that moves is reached at its new address', async () => {
  const subgraphs = { names: { sdl: 'type Query { pong: String }', resolvers: {} } };
  const opened: string[] = [];
  const moving: RunningRouter = await runRouter({
    supergraphSdl: composeSupergraph(subgraphs, { names: 'http://old/graphql' }),
    upstreams: ({ name, url }) => {
      opened.push(url);
      return testUpstream(name, subgraphs.names);
    },
  });
  await moving.router.reload(composeSupergraph(subgraphs, { names: 'http://old/graphql' }));
  await moving.router.reload(composeSupergraph(subgraphs, { names: 'http://new/graphql' }));
  expect(opened).toEqual(['http://old/graphql', 'http://new/graphql']);
  expect((await moving.ask('{ pong }')).data).toEqual({ pong: null });
  await moving.stop();
});
