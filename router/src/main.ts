/** The router on its own. Its settings are in README.md. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { flag, port, readEnvironment, runMain, WrongEnvironment } from '@marketplace/kernel/environment';
import { jsonLogger, LOG_LEVELS } from '@marketplace/subgraph/logger';
import { routerSecret } from '@marketplace/subgraph/service-environment';
import { z } from 'zod';
import { jwtAuthentication } from './authentication/jwt.ts';
import { createRouter, type Router } from './compose.ts';
import { WrongSupergraph } from './schema/supergraph.ts';
import { httpUpstream, UPSTREAM_TIMEOUT_MS } from './transport/http-upstream.ts';

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

const environment = {
  SUPERGRAPH: z.string(),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(4000),
  ROUTER_SECRET: routerSecret,
  JWKS_URL: url.optional(),
  JWT_ISSUER: z.string().optional(),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((origin) => origin.trim() || [])),
  SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(1).default(UPSTREAM_TIMEOUT_MS),
  NAME_SUBGRAPHS: flag(false),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
};

/** Longer than a load balancer keeps its connections (60 s), so that only the balancer ends an idle one. */
const KEEP_ALIVE_MS = 65_000;

await runMain(async () => {
  const settings = readEnvironment(environment);
  const logger = jsonLogger('router', settings.LOG_LEVEL);
  const router = await createRouter({
    supergraphSdl: await readSupergraph(settings.SUPERGRAPH),
    upstreams: (subgraph) => httpUpstream(subgraphUrl(subgraph), { timeoutMs: settings.SUBGRAPH_TIMEOUT_MS }),
    authentication: settings.JWKS_URL
      ? jwtAuthentication({ keys: new URL(settings.JWKS_URL), issuer: settings.JWT_ISSUER })
      : undefined,
    routerSecret: settings.ROUTER_SECRET,
    logger,
    corsOrigins: settings.CORS_ORIGINS,
    nameSubgraphs: settings.NAME_SUBGRAPHS,
  }).catch((error: unknown) => {
    throw error instanceof WrongSupergraph ? new WrongEnvironment(`SUPERGRAPH: ${error.message}`) : error;
  });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, router.handle).on('upgrade', router.handleUpgrade);
  await listen(server, settings.PORT, settings.HOST);
  logger.info({ host: settings.HOST, port: settings.PORT }, 'the router listens');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => drain(server, router));
});

/** The supergraph's own address of a subgraph, or SUBGRAPH_URL_<NAME> where that is set. */
function subgraphUrl({ name, url: address }: { readonly name: string; readonly url: string }): string {
  const variable = `SUBGRAPH_URL_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
  return readEnvironment({ [variable]: url.default(address) })[variable] ?? address;
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new WrongEnvironment(`SUPERGRAPH: ${error instanceof Error ? error.message : 'is not readable'}`);
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new WrongEnvironment(`PORT: ${error.message}`)));
    server.listen(port, host, resolve);
  });
}

async function drain(server: Server, router: Router): Promise<void> {
  server.close();
  await router.stop();
  server.closeAllConnections();
  process.exit(0);
}
