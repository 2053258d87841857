/**
 * Plain HTTP paths of subgraphs (images, exports, webhooks) behind the router's own door. What comes from outside goes
 * on as it is, but for headers that belong to one connection or that only the router itself may send.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '@marketplace/kernel/logger';
import { Pool } from 'undici';

/** `path` stands for itself alone, or for all below it when it ends with a slash. */
export interface RelayRoute {
  readonly path: string;
  /** The service's origin, e.g. `http://user:4002`. */
  readonly origin: string;
}

export interface Relay {
  /** False when the path is none of the relay's: then nothing has happened. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Takes nothing new, lets what is under way end, and closes connections. */
  stop(): Promise<void>;
}

export interface RelaySettings {
  readonly routes: readonly RelayRoute[];
  readonly logger: Logger;
  /** Bytes of a request's body: the largest image and some more. */
  readonly bodyBytes?: number;
  /** Silence of the service or of the client that ends an exchange. */
  readonly idleMs?: number;
  /** Exchanges at the same time. Beyond, 503: the graph's own requests must not starve. */
  readonly atOnce?: number;
}

export const RELAY_BODY_BYTES = 12_000_000;
const IDLE_MS = 30_000;
const AT_ONCE = 128;
/** Sockets to one service. */
const CONNECTIONS = 64;
const RETRY_AFTER_S = 2;
/** Exchanges under way may end within this time when the relay stops. */
const DRAIN_MS = 20_000;

/** They concern the connection on which they came (RFC 9110, 7.6.1), or the next one sets its own. */
const NOT_PASSED = new Set(
  'connection keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade expect host x-forwarded-for x-request-id'.split(
    ' ',
  ),
);
/** Identities and seals: the router's word, never a client's. */
const OURS = 'x-marketplace-';
/** What could lead out of a prefix once somebody decodes it. */
const CROOKED = /\.\.|\/\/|\\|%(?:2e|2f|5c)/i;

class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

export function openRelay(settings: RelaySettings): Relay {
  const { routes, logger, bodyBytes = RELAY_BODY_BYTES, idleMs = IDLE_MS, atOnce = AT_ONCE } = settings;
  const pools = new Map(routes.map(({ origin }) => [origin, openPool(origin, idleMs)]));
  const underWay = new Set<Promise<void>>();
  let stopping = false;

  const routeOf = (path: string): RelayRoute | undefined =>
    routes.find((route) => (route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path));

  async function relayed(request: IncomingMessage, response: ServerResponse, { origin }: RelayRoute): Promise<void> {
    const pool = pools.get(origin);
    if (!pool) throw new Error(`no pool for ${origin}`);
    if (stopping || underWay.size >= atOnce) throw new Refusal(503, 'busy', { 'retry-after': String(RETRY_AFTER_S) });
    if (CROOKED.test(pathOf(request))) throw new Refusal(404, 'not found');
    if (Number(request.headers['content-length'] ?? 0) > bodyBytes) throw tooLarge(bodyBytes);
    await exchange(pool, request, response, bodyBytes);
  }

  return {
    handle(request, response) {
      const route = routeOf(pathOf(request));
      if (!route) return false;
      const done: Promise<void> = relayed(request, response, route)
        .catch((error: unknown) => refuse(request, response, error, logger))
        .finally(() => underWay.delete(done));
      underWay.add(done);
      return true;
    },
    async stop() {
      stopping = true;
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, DRAIN_MS);
      });
      await Promise.race([Promise.all(underWay), patience]);
      clearTimeout(timer);
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

const openPool = (origin: string, idleMs: number): Pool =>
  new Pool(origin, { connections: CONNECTIONS, headersTimeout: idleMs, bodyTimeout: idleMs });

async function exchange(
  pool: Pool,
  request: IncomingMessage,
  response: ServerResponse,
  bodyBytes: number,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const body = hasBody(request) ? request.pipe(counted(bodyBytes)) : null;
  request.once('error', (error) => body?.destroy(error));
  const answer = await pool.request({
    // as: node:http read it, and undici refuses what it does not know
    method: (request.method ?? 'GET') as 'GET',
    path: request.url ?? '/',
    headers: headersOnward(request),
    body,
    signal: gone.signal,
  });
  const headers: [string, string | string[]][] = [];
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && passes(name)) headers.push([name, value]);
  }
  // What is left of a body that the service did not want is not worth reading.
  if (!request.complete) headers.push(['connection', 'close']);
  response.writeHead(answer.statusCode, Object.fromEntries(headers));
  await pipeline(answer.body, response);
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const passes = (name: string): boolean => !NOT_PASSED.has(name) && !name.startsWith(OURS);

function headersOnward(request: IncomingMessage): string[] {
  const named = (request.headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  const onward: string[] = [];
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    const name = request.rawHeaders[i] ?? '';
    const lower = name.toLowerCase();
    if (passes(lower) && !named.includes(lower)) onward.push(name, request.rawHeaders[i + 1] ?? '');
  }
  const before = request.headers['x-forwarded-for'];
  const address = request.socket.remoteAddress ?? 'unknown';
  onward.push('x-forwarded-for', before === undefined ? address : `${String(before)}, ${address}`);
  return onward;
}

/** Fails as soon as more than the limit has come: the length need not be announced. */
function counted(limit: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) done(tooLarge(limit));
      else done(null, chunk);
    },
  });
}

const tooLarge = (limit: number): Refusal => new Refusal(413, `larger than ${limit} bytes`, { connection: 'close' });

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, logger: Logger): void {
  if (response.destroyed) return;
  if (!(error instanceof Refusal)) logger.warn({ err: error, path: pathOf(request) }, 'a service did not answer');
  if (response.headersSent) return void response.destroy();
  const { status, message, headers } =
    error instanceof Refusal ? error : new Refusal(502, 'the service did not answer');
  const close = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...close, ...headers }).end(`${message}\n`);
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';
