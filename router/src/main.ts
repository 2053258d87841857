/** The router on its own. Its settings are in README.md. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { runMain, WrongEnvironment } from '@marketplace/kernel/environment';
import type { Logger } from '@marketplace/kernel/logger';
import { jsonLogger } from '@marketplace/subgraph/logger';
import type { Authentication } from './authentication/authentication.ts';
import { openAuthentication } from './authentication/open-authentication.ts';
import { createRouter, type Router } from './compose.ts';
import { openRateLimits } from './rate-limits/rate-limiter.ts';
import { WrongSupergraph } from './schema/supergraph.ts';
import { type RouterSettings, readSettings, subgraphUrl } from './settings.ts';
import { type Metrics, openMetrics } from './telemetry/metrics.ts';
import { guardedUpstream } from './transport/guarded-upstream.ts';
import { httpUpstream } from './transport/http-upstream.ts';
import { internalHttp } from './transport/internal-http.ts';
import { openRelay, type Relay, type RelayRoute } from './transport/relay.ts';
import { watchSupergraph } from './watch-supergraph.ts';

/** Longer than a load balancer keeps its connections (60 s), so that only the balancer ends an idle one. */
const KEEP_ALIVE_MS = 65_000;

await runMain(async () => {
  const settings = readSettings();
  const logger = jsonLogger('router', settings.LOG_LEVEL);
  const rateLimits = settings.RATE_LIMITS_URL ? openRateLimits(settings.RATE_LIMITS_URL, logger) : undefined;
  const metrics = openMetrics({ rateLimitsKeptIn: rateLimits?.keptIn });
  const addresses = new Map<string, string>();
  const router = await createRouter({
    supergraphSdl: await readText(settings.SUPERGRAPH),
    upstreams: (subgraph) => {
      const address = subgraphUrl(subgraph);
      addresses.set(subgraph.name, address);
      const upstream = httpUpstream(address, { timeoutMs: settings.SUBGRAPH_TIMEOUT_MS });
      return guardedUpstream(upstream, { name: subgraph.name, logger, atOnce: settings.SUBGRAPH_REQUESTS });
    },
    authentication: authenticationFor(settings, logger),
    routerSecret: settings.ROUTER_SECRET,
    logger,
    corsOrigins: settings.CORS_ORIGINS,
    nameSubgraphs: settings.NAME_SUBGRAPHS,
    limits: settings.LIMITS,
    trustedHops: settings.TRUSTED_HOPS,
    rateLimits: rateLimits && { store: rateLimits, limits: settings.RATE_LIMITS },
    metrics,
    overrideLabels: settings.OVERRIDE_LABELS,
    planIn: 'worker',
  }).catch((error: unknown) => {
    throw error instanceof WrongSupergraph ? new WrongEnvironment(`SUPERGRAPH: ${error.message}`) : error;
  });
  const relay = openRelay({ routes: relayRoutes(settings, addresses), logger });
  const stopWatching = watchSupergraph(settings, router, logger);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    if (!relay.handle(request, response)) router.handle(request, response);
  }).on('upgrade', router.handleUpgrade);
  await listen(server, settings.PORT, settings.HOST);
  const internal = await serveInternally(settings, router, { logger, metrics });
  logger.info({ host: settings.HOST, port: settings.PORT }, 'the router listens');
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      stopWatching();
      return drain([server, ...internal], router, relay);
    });
});

function authenticationFor(settings: RouterSettings, logger: Logger): Authentication | undefined {
  const { JWKS_URL, AUTH_URL: authUrl, JWT_ISSUER: issuer, ROUTER_SECRET: routerSecret } = settings;
  const jwksUrl = JWKS_URL ?? (authUrl && new URL('/.well-known/jwks.json', authUrl).href);
  return jwksUrl === undefined ? undefined : openAuthentication({ jwksUrl, issuer, authUrl, routerSecret, logger });
}

function relayRoutes(settings: RouterSettings, addresses: ReadonlyMap<string, string>): readonly RelayRoute[] {
  return settings.RELAY_ROUTES.map(({ path, subgraph }) => {
    const address = addresses.get(subgraph);
    if (!address) throw new WrongEnvironment(`RELAY_ROUTES: the supergraph has no subgraph "${subgraph}"`);
    return { path, origin: new URL(address).origin };
  });
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new WrongEnvironment(`SUPERGRAPH: ${error instanceof Error ? error.message : 'is not readable'}`);
  }
}

/** Nothing without INTERNAL_PORT. */
async function serveInternally(
  settings: RouterSettings,
  router: Router,
  telemetry: { readonly logger: Logger; readonly metrics: Metrics },
): Promise<readonly Server[]> {
  const { INTERNAL_PORT: port, HOST, ROUTER_SECRET: routerSecret } = settings;
  if (port === undefined) return [];
  const answer = internalHttp({ onBehalf: router.onBehalf, routerSecret, ...telemetry });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, answer);
  await listen(server, port, HOST, 'INTERNAL_PORT');
  return [server];
}

function listen(server: Server, port: number, host: string, variable = 'PORT'): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new WrongEnvironment(`${variable}: ${error.message}`)));
    server.listen(port, host, resolve);
  });
}

async function drain(servers: readonly Server[], router: Router, relay: Relay): Promise<void> {
  for (const server of servers) server.close();
  await Promise.all([router.stop(), relay.stop()]);
  for (const server of servers) server.closeAllConnections();
  process.exit(0);
}
