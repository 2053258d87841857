import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRateLimits } from '../src/rate-limits/rate-limiter.ts';
import { type Metrics, openMetrics } from '../src/telemetry/metrics.ts';
import { UpstreamError } from '../src/transport/upstream.ts';
import { type LiveLog, liveLog } from './support/live.ts';
import { socketClient } from './support/socket-client.ts';
import { type RouterInTest, routerOver } from './support/test-router.ts';

let metrics: Metrics;
let log: LiveLog;
let router: RouterInTest<'live' | 'names'>;
beforeEach(async () => {
  metrics = openMetrics();
  log = liveLog();
  router = await routerOver(log.subgraphs, { metrics });
});
afterEach(() => router.stop());

/** The value of one line, which is the name and its labels. */
async function valueOfLine(line: string, of = metrics): Promise<number> {
  const found = (await of.text()).split('\n').find((each) => each.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? 0);
}
const becomes = (line: string, value: number) => eventually(async () => (await valueOfLine(line)) === value);

test('requests, operations and requests to subgraphs are counted', async () => {
  await router.ask('{ ping pong }');
  await router.ask('{ ping }');
  await becomes('router_http_request_seconds_count{status="200"}', 2);
  expect(await valueOfLine('router_operations_total{kind="query",transport="http"}')).toBe(2);
  expect(await valueOfLine('router_subgraph_request_seconds_count{subgraph="live",outcome="answered"}')).toBe(2);
  expect(await valueOfLine('router_subgraph_request_seconds_count{subgraph="names",outcome="answered"}')).toBe(1);
});

test('refusals are counted by their code, and failures of subgraphs by what they were', async () => {
  await router.ask('{ nothing }');
  await router.ask('{');
  router.upstreams.live.failWith(() => Promise.reject(new UpstreamError('timeout', 'slow')));
  await router.ask('{ ping }');
  expect(await valueOfLine('router_refusals_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
  expect(await valueOfLine('router_refusals_total{code="GRAPHQL_PARSE_FAILED"}')).toBe(1);
  expect(await valueOfLine('router_subgraph_request_seconds_count{subgraph="live",outcome="timeout"}')).toBe(1);
});

test('open sockets and streams are those that are open', async () => {
  const client = socketClient(router.url);
  const first = client.subscribe('subscription { updated { cursor } }');
  client.subscribe('subscription { ticked { cursor } }');
  await becomes('router_streams', 2);
  expect(await valueOfLine('router_sockets')).toBe(1);
  expect(await valueOfLine('router_operations_total{kind="subscription",transport="websocket"}')).toBe(2);
  first.stop();
  await becomes('router_streams', 1);
  await client.close();
  await becomes('router_streams', 0);
  await becomes('router_sockets', 0);
});

test('they tell where rate limits are kept, also while Redis is gone', async () => {
  const store = openRateLimits('redis://127.0.0.1:1', silentLogger);
  const gone = openMetrics({ rateLimitsKeptIn: store.keptIn });
  expect(await valueOfLine('router_rate_limits_kept_in{place="memory"}', gone)).toBe(1);
  expect(await valueOfLine('router_rate_limits_kept_in{place="redis"}', gone)).toBe(0);
  await store.close();
});
