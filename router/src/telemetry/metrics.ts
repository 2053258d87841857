/** What the router counts, for Prometheus. Labels have few values each: never an account, an operation or a path. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { UpstreamFault } from '../transport/upstream.ts';

export interface Metrics {
  /** A request over HTTP, from its first byte to the answer; a stream of events when it ends. */
  requested(status: number, seconds: number): void;
  /** An operation that was let through. */
  ran(kind: string, transport: 'http' | 'websocket'): void;
  /** A request as a whole was refused: by `extensions.code`. */
  refused(code: string): void;
  fetched(subgraph: string, outcome: 'answered' | UpstreamFault, seconds: number): void;
  streamsChangedBy(change: 1 | -1): void;
  socketsChangedBy(change: 1 | -1): void;
  slowReader(): void;
  /** In Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** A warm request takes a fraction of a millisecond, one that waits for a subgraph at most 30 s. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export interface MetricsSettings {
  /** Where rate limits are kept now; left out where there are none. */
  readonly rateLimitsKeptIn?: (() => 'memory' | 'redis') | undefined;
}

export function openMetrics({ rateLimitsKeptIn }: MetricsSettings = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'router_http_request_seconds',
    help: 'Requests over HTTP by status',
    labelNames: ['status'],
    buckets: SECONDS,
    registers,
  });
  const operations = new Counter({
    name: 'router_operations_total',
    help: 'Operations that were let through',
    labelNames: ['kind', 'transport'],
    registers,
  });
  const refusals = new Counter({
    name: 'router_refusals_total',
    help: 'Requests that were refused as a whole, by code',
    labelNames: ['code'],
    registers,
  });
  const fetches = new Histogram({
    name: 'router_subgraph_request_seconds',
    help: 'Requests to subgraphs: answered, unavailable, lost, timeout or cancelled',
    labelNames: ['subgraph', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const streams = new Gauge({ name: 'router_streams', help: 'Subscriptions that are open', registers });
  const sockets = new Gauge({ name: 'router_sockets', help: 'WebSockets that are open', registers });
  const slow = new Counter({
    name: 'router_slow_readers_total',
    help: 'Clients let go because they did not read',
    registers,
  });
  if (rateLimitsKeptIn) keptInGauge(registry, rateLimitsKeptIn);
  return {
    requested: (status, seconds) => requests.observe({ status }, seconds),
    ran: (kind, transport) => operations.inc({ kind, transport }),
    refused: (code) => refusals.inc({ code }),
    fetched: (subgraph, outcome, seconds) => fetches.observe({ subgraph, outcome }, seconds),
    streamsChangedBy: (change) => streams.inc(change),
    socketsChangedBy: (change) => sockets.inc(change),
    slowReader: () => slow.inc(),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function keptInGauge(registry: Registry, keptIn: () => 'memory' | 'redis'): void {
  new Gauge({
    name: 'router_rate_limits_kept_in',
    help: '1 where rate limits are kept now: memory also while Redis is gone',
    labelNames: ['place'],
    registers: [registry],
    collect() {
      const now = keptIn();
      for (const place of ['memory', 'redis']) this.set({ place }, place === now ? 1 : 0);
    },
  });
}
