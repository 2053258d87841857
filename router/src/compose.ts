import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@marketplace/kernel/logger';
import type { Caller } from '@marketplace/subgraph/caller';
import { identityKey } from '@marketplace/subgraph/identity';
import type { Authentication } from './authentication/authentication.ts';
import { type CurrentGraph, type OpenUpstream, type SubgraphEntry, serveGraph, within } from './current-graph.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { type AnswerOnBehalf, answerOnBehalf } from './on-behalf.ts';
import { persistedOperations } from './operation/persisted.ts';
import { openInThread } from './planning/apollo-planner.ts';
import { openInWorker } from './planning/worker-planner.ts';
import { admission, DEFAULT_RATE_LIMITS, type RateLimits } from './rate-limits/admission.ts';
import type { RateLimitStore } from './rate-limits/rate-limiter.ts';
import { measuredUpstream } from './telemetry/measured-upstream.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { applyCors, mayConnect } from './transport/cors.ts';
import { graphqlOverHttp } from './transport/http-handler.ts';
import type { Upstream } from './transport/upstream.ts';
import { graphqlOverWebSocket } from './transport/websocket-handler.ts';

export interface RouterConfig {
  /** The composed supergraph's text, of Federation 2. */
  readonly supergraphSdl: string;
  /** The way to each of the supergraph's subgraphs: by name, or a function that makes it. */
  readonly upstreams: Readonly<Record<string, Upstream>> | ((subgraph: SubgraphEntry) => Upstream);
  /** Without it every caller is anonymous. */
  readonly authentication?: Authentication | undefined;
  /** Shared with the subgraphs: identities are signed under keys derived from it. */
  readonly routerSecret: string;
  readonly logger: Logger;
  readonly limits?: Partial<Limits>;
  /** Pages of these origins, e.g. `https://app.example`, may call from a browser. None by default. */
  readonly corsOrigins?: readonly string[];
  /** The @policy conditions that a caller fulfils. By default those that are called like their roles. */
  readonly policiesOf?: (caller: Caller) => ReadonlySet<string>;
  /** Errors name their subgraph in `extensions.subgraph`: for development. */
  readonly nameSubgraphs?: boolean;
  /** Labels of progressive @override that are switched on; `percent(n)` is by chance, request by request. */
  readonly overrideLabels?: readonly string[];
  /** None by default. */
  readonly rateLimits?: { readonly store: RateLimitStore; readonly limits?: Partial<RateLimits> } | undefined;
  readonly metrics?: Metrics | undefined;
  /** Proxies of ours before the router, whose `x-forwarded-for` counts. */
  readonly trustedHops?: number;
  /** Where operations are planned: in this thread, which stands still meanwhile, or in one of its own. */
  readonly planIn?: 'thread' | 'worker';
}

export interface Router {
  /** Serves /graphql, /health/live and /health/ready; everything else is 404. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Serves graphql-transport-ws at /graphql. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** For our own services alone: whoever may call it says with which rights. */
  readonly onBehalf: AnswerOnBehalf;
  /** Serves another supergraph, without failing a request. Throws WrongSupergraph, and goes on with the old one. */
  reload(supergraphSdl: string): Promise<void>;
  /** Rejects with what is missing while requests can't be served. */
  ready(): Promise<void>;
  /** Takes nothing new, ends what is under way and closes its connections. */
  stop(): Promise<void>;
}

const GRAPHQL_PATH = '/graphql';
/** Requests under way may end within this time when the router stops. Shorter than an orchestrator's patience (30 s). */
const DRAIN_MS = 20_000;

/** Throws WrongSupergraph, in one line, for a supergraph that can't be served. */
export async function createRouter(config: RouterConfig): Promise<Router> {
  const { logger, authentication, corsOrigins = [] } = config;
  const limits = { ...DEFAULT_LIMITS, ...config.limits };
  const current = await openCurrent(config, limits);
  const goingAway = new AbortController();
  const stopping = goingAway.signal;
  const { rateLimits, trustedHops = 0, metrics } = config;
  const admitting = rateLimits && admission(rateLimits.store, { ...DEFAULT_RATE_LIMITS, ...rateLimits.limits });
  const surroundings = {
    graph: () => current.graph,
    api: () => current.supergraph.api,
    authentication,
    admission: admitting,
    trustedHops,
    limits,
    logger,
    metrics,
    stopping,
  };
  const http = graphqlOverHttp(surroundings);
  const sockets = graphqlOverWebSocket(surroundings);
  const underWay = new Set<Promise<void>>();

  async function ready(): Promise<void> {
    if (stopping.aborted) throw new Error('the router is stopping');
    await authentication?.ready();
  }

  return {
    handle(request, response) {
      const [path, query = ''] = splitUrl(request.url ?? '/');
      if (path === '/health/live') return reply(response, 200, 'live');
      if (path === '/health/ready') {
        ready().then(
          () => reply(response, 200, 'ready'),
          (error: unknown) => reply(response, 503, error instanceof Error ? error.message : 'not ready'),
        );
        return;
      }
      if (path !== GRAPHQL_PATH) return reply(response, 404, 'not found');
      if (applyCors(request, response, corsOrigins)) return;
      const answered = http(request, response, query).finally(() => underWay.delete(answered));
      underWay.add(answered);
    },
    handleUpgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      const [path] = splitUrl(request.url ?? '/');
      if (path !== GRAPHQL_PATH) return refuseUpgrade(socket, '404 Not Found');
      if (stopping.aborted) return refuseUpgrade(socket, '503 Service Unavailable');
      if (!mayConnect(request, corsOrigins)) return refuseUpgrade(socket, '403 Forbidden');
      sockets.handleUpgrade(request, socket, head);
    },
    onBehalf: answerOnBehalf(() => current.graph),
    reload: current.reload,
    ready,
    async stop() {
      goingAway.abort();
      await sockets.close();
      await within(DRAIN_MS, Promise.all(underWay));
      await Promise.all([authentication?.close(), admitting?.close(), current.close()]);
    },
  };
}

function openCurrent(config: RouterConfig, limits: Limits): Promise<CurrentGraph> {
  const { upstreams, logger, metrics, planIn, policiesOf, nameSubgraphs = false, overrideLabels = [] } = config;
  const opened: OpenUpstream = typeof upstreams === 'function' ? upstreams : ({ name }) => upstreams[name];
  const measured: OpenUpstream = (subgraph) => {
    const upstream = opened(subgraph);
    return upstream && metrics ? measuredUpstream(upstream, subgraph.name, metrics) : upstream;
  };
  return serveGraph(config.supergraphSdl, {
    open: planIn === 'worker' ? openInWorker : openInThread,
    openUpstream: measured,
    graph: {
      limits,
      logger,
      identityKey: identityKeys(config.routerSecret),
      policiesOf: policiesOf ?? (({ roles }) => new Set(roles)),
      nameSubgraphs,
      overrideLabels: new Set(overrideLabels),
      persisted: persistedOperations(),
      metrics,
    },
    logger,
  });
}

/** Each subgraph's key, derived once. */
function identityKeys(routerSecret: string): (subgraph: string) => Buffer {
  const keys = new Map<string, Buffer>();
  return (subgraph) => {
    let key = keys.get(subgraph);
    if (!key) keys.set(subgraph, (key = identityKey(routerSecret, subgraph)));
    return key;
  };
}

function splitUrl(url: string): [path: string, query?: string] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url] : [url.slice(0, mark), url.slice(mark + 1)];
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
