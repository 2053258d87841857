import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from '@marketplace/kernel/logger';
import type { Caller } from '@marketplace/subgraph/caller';
import { identityKey } from '@marketplace/subgraph/identity';
import type { Authentication } from './authentication/authentication.ts';
import { openGraph } from './graph.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { loadSupergraph, WrongSupergraph } from './schema/supergraph.ts';
import { applyCors, mayConnect } from './transport/cors.ts';
import { graphqlOverHttp } from './transport/http-handler.ts';
import type { Upstream } from './transport/upstream.ts';
import { graphqlOverWebSocket } from './transport/websocket-handler.ts';

/** A subgraph as the supergraph names it. */
export interface SubgraphEntry {
  readonly name: string;
  readonly url: string;
}

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
}

export interface Router {
  /** Serves /graphql, /health/live and /health/ready; everything else is 404. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** Serves graphql-transport-ws at /graphql. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
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
  const supergraph = loadSupergraph(config.supergraphSdl);
  const upstreams = openUpstreams(supergraph.subgraphs, config.upstreams);
  const keys = new Map(supergraph.subgraphs.map(({ name }) => [name, identityKey(config.routerSecret, name)]));
  const graph = openGraph(supergraph, {
    upstreams,
    limits,
    logger,
    identityKey: (name) => keys.get(name) ?? identityKey(config.routerSecret, name),
    policiesOf: config.policiesOf ?? (({ roles }) => new Set(roles)),
    nameSubgraphs: config.nameSubgraphs ?? false,
  });
  const surroundings = { graph: () => graph, api: () => supergraph.api, authentication, limits, logger };
  const http = graphqlOverHttp(surroundings);
  const sockets = graphqlOverWebSocket(surroundings);
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  async function ready(): Promise<void> {
    if (stopping) throw new Error('the router is stopping');
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
      if (stopping) return refuseUpgrade(socket, '503 Service Unavailable');
      if (!mayConnect(request, corsOrigins)) return refuseUpgrade(socket, '403 Forbidden');
      sockets.handleUpgrade(request, socket, head);
    },
    ready,
    async stop() {
      stopping = true;
      await sockets.close();
      await within(DRAIN_MS, Promise.all(underWay));
      await Promise.all(Object.values(upstreams).map((upstream) => upstream.close()));
    },
  };
}

function openUpstreams(
  subgraphs: readonly SubgraphEntry[],
  upstreams: RouterConfig['upstreams'],
): Readonly<Record<string, Upstream>> {
  const open = typeof upstreams === 'function' ? upstreams : ({ name }: SubgraphEntry) => upstreams[name];
  const opened = subgraphs.map((subgraph) => {
    const upstream = open(subgraph);
    if (!upstream) throw new WrongSupergraph(`there is no upstream for the supergraph's subgraph "${subgraph.name}"`);
    return [subgraph.name, upstream] as const;
  });
  return Object.fromEntries(opened);
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

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
