/** The whole marketplace in one process: the same contexts and router as in production, reached without a network. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DEMO_SIZE, generateWorld, type WorldSize } from '@marketplace/demo/generate';
import type { Logger } from '@marketplace/kernel/logger';
import { apiTokenAuthentication } from '@marketplace/router/authentication/api-tokens';
import { bothKinds } from '@marketplace/router/authentication/both-kinds';
import { endedSignIns } from '@marketplace/router/authentication/ended-sign-ins';
import { jwtAuthentication } from '@marketplace/router/authentication/jwt';
import { createRouter, type Router } from '@marketplace/router/compose';
import type { RateLimits } from '@marketplace/router/rate-limits/admission';
import { openRateLimits, type RateLimitStore } from '@marketplace/router/rate-limits/rate-limiter';
import { inProcessUpstream } from '@marketplace/router/transport/in-process-upstream';
import { jsonLogger } from '@marketplace/subgraph/logger';
import { skillBySlug } from '@marketplace/user/domain/skill-catalogue';
import { type Contexts, composeContexts } from './contexts.ts';
import { openDataFolder } from './data-folder.ts';
import { type HttpServer, listen } from './http-server.ts';
import type { LocalSettings } from './settings.ts';

export interface Marketplace {
  readonly url: string;
  stop(): Promise<void>;
}

const SUPERGRAPH = path.resolve(import.meta.dirname, '../../schema/supergraph.graphql');
const DEMO_SEED = 20_261_125;

export async function startMarketplace(settings: LocalSettings, size: WorldSize = DEMO_SIZE): Promise<Marketplace> {
  const folder = await openDataFolder(settings.dataFolder);
  const loggerOf = (name: string): Logger => jsonLogger(name, settings.logLevel);
  const variables = { ...settings.services, ROUTER_SECRET: folder.routerSecret };
  const contexts = await composeContexts(variables, loggerOf);
  if (settings.demoData) await contexts.importDemo(demoWorld(size), settings.demoPassword);
  for (const context of contexts.all) await context.start();
  const logger = loggerOf('router');
  const rateLimits = settings.rateLimits === undefined ? undefined : openRateLimits(settings.rateLimits, logger);
  const router = await routerOver(contexts, folder.routerSecret, logger, rateLimits);
  const server = await listen(settings, router, contexts.all);
  return {
    url: server.url,
    async stop() {
      await shutDown(server, router, contexts);
      await folder.release();
    },
  };
}

const demoWorld = (size: WorldSize) =>
  generateWorld({ size, seed: DEMO_SEED, now: new Date(), skillId: (slug) => skillBySlug(slug).id });

/** Everybody on this machine has one address, and the web app asks from it for all who are not signed in. */
const LOCAL_BUDGETS: Partial<RateLimits> = {
  address: { points: 200_000, windowSeconds: 60 },
  signIn: { points: 120, windowSeconds: 60 },
};

export async function routerOver(
  contexts: Contexts,
  routerSecret: string,
  logger: Logger,
  rateLimits?: RateLimitStore,
): Promise<Router> {
  const { auth } = contexts;
  const ended = endedSignIns({ fetch: auth.endedSignIns, logger });
  const router = await createRouter({
    supergraphSdl: await readFile(SUPERGRAPH, 'utf8'),
    upstreams: Object.fromEntries(contexts.all.map(({ subgraph }) => [subgraph.name, inProcessUpstream(subgraph)])),
    authentication: bothKinds(
      jwtAuthentication({ keys: auth.jwks, ended }),
      apiTokenAuthentication({ verify: auth.verifyApiToken, logger }),
    ),
    rateLimits: rateLimits && { store: rateLimits, limits: LOCAL_BUDGETS },
    planIn: 'worker',
    routerSecret,
    logger,
  });
  contexts.servePublicApi(({ id, ...request }) => router.onBehalf({ ...request, variables: { id } }));
  return router;
}

async function shutDown(server: HttpServer, router: Router, contexts: Contexts): Promise<void> {
  await server.close();
  await router.stop();
  // the last one to start is the first to stop
  for (const context of [...contexts.all].reverse()) await context.stop();
}
