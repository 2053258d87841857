/** Wires the auth context. The only place that knows what is behind its ports. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, MINUTE, systemClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import { refuse } from '@marketplace/kernel/refusal';
import type { Broker, Closable } from '@marketplace/messaging/broker';
import { DATA_EXPORT_PARTS } from '@marketplace/messaging/data-export';
import { openBroker } from '@marketplace/messaging/open-broker';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import type { Database } from '@marketplace/storage/database';
import { openDatabase } from '@marketplace/storage/open-database';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { replyJson } from '@marketplace/subgraph/http-reply';
import { identityKey } from '@marketplace/subgraph/identity';
import { brokerUrl, databaseUrl, routerSecret } from '@marketplace/subgraph/service-environment';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { verifyApiToken } from './application/api-tokens.ts';
import { concurrencyLimit } from './application/concurrency-limit.ts';
import { keepPart } from './application/data-export.ts';
import { type EndedSignIns, endedSignIns } from './application/ended-sign-ins.ts';
import { PASSWORD_RESET, sendPasswordReset } from './application/password-reset.ts';
import type { AuthParts, ExportLinks } from './application/ports.ts';
import type { TokenRights } from './domain/api-token.ts';
import { type GraphQLContext, graphqlContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { exportRoute } from './http/export-route.ts';
import { internalRoutes } from './http/internal-routes.ts';
import { type SigningAccessTokens, signedAccessTokens } from './infrastructure/access-tokens.ts';
import { argon2Passwords } from './infrastructure/argon2-passwords.ts';
import { EXPORTS_PATH, sealedExportLinks } from './infrastructure/export-links.ts';
import { importDemo } from './infrastructure/import-demo.ts';
import { postgresAttempts } from './infrastructure/postgres-attempts.ts';
import { type AuthStores, postgresAuth } from './infrastructure/postgres-auth.ts';
import { pruneEnded } from './infrastructure/prune-ended.ts';
import { keptSigningKey, SIGNING_KEY_BYTES } from './infrastructure/signing-key.ts';

const NAME = 'auth';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

const HASHES_AT_ONCE = 4; // libuv's threads; each takes 19 MiB
const HASHES_WAITING = 200; // some ten seconds of work: whoever comes later had better come again
const PRUNE_INTERVAL_MS = 5 * MINUTE; // a data export is not to stay for long after its hour

export const signingKey = z
  .base64('must be 32 bytes in base64')
  .transform((text) => Buffer.from(text, 'base64'))
  .refine(({ length }) => length === SIGNING_KEY_BYTES, 'must be 32 bytes in base64');

export const environment = {
  DATABASE_URL: databaseUrl,
  BROKER_URL: brokerUrl,
  ROUTER_SECRET: routerSecret,
  /** An Ed25519 private key: any 32 random bytes in base64. Without it one is made and kept in the database. */
  SIGNING_KEY: signingKey.optional(),
  /** The access tokens' `iss`. */
  TOKEN_ISSUER: z.string().default('marketplace'),
  /** Where clients reach this service's /exports/, below whatever stands before it. */
  API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .default('http://localhost:4000')
    .transform((url) => url.replace(/\/+$/, '')),
};
export type AuthConfig = z.infer<z.ZodObject<typeof environment>>;

export interface ComposeParts {
  readonly database: Database;
  readonly stores: AuthStores;
  readonly accessTokens: SigningAccessTokens;
  readonly exportLinks: ExportLinks;
  readonly broker: Broker;
  /** Domain time. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly identityKey: Buffer;
  /** What the router seals its requests beside the graph with. */
  readonly internalKey: Buffer;
  /** Closes the parts, after everything that uses them has stopped. */
  close(): Promise<void>;
}

export interface AuthContext extends BoundedContext {
  /** The public keys of access tokens. */
  jwks(): Promise<JSONWebKeySet>;
  /** What the holder of an API token may do; undefined when it is none. The router's own way in, as /internal/verify-token is. */
  verifyApiToken(secret: string): Promise<TokenRights | undefined>;
  /** As /internal/ended-sign-ins. */
  endedSignIns(since: Date | null): Promise<EndedSignIns>;
  importDemo(world: DemoWorld, demoPassword: string): Promise<void>;
}

export function compose(given: ComposeParts): AuthContext {
  const { database, stores, accessTokens, broker, clock, machineClock, logger } = given;
  const parts: AuthParts = {
    accounts: stores.accounts,
    apiTokens: stores.apiTokens,
    transact: stores.transact,
    attempts: postgresAttempts(database),
    passwords: argon2Passwords(),
    accessTokens,
    dataExports: stores.dataExports,
    exportLinks: given.exportLinks,
    hashing: concurrencyLimit(HASHES_AT_ONCE, HASHES_WAITING, () =>
      refuse('TOO_MANY_ATTEMPTS', 'Too many people are signing in at this moment, try again'),
    ),
    clock,
    machineClock,
  };
  const running: Closable[] = [];
  return {
    subgraph: createSubgraph<GraphQLContext>({
      name: NAME,
      sdl,
      resolvers,
      context: (caller) => graphqlContext(parts, caller),
      identityKey: given.identityKey,
      logger,
    }),
    routes: {
      '/.well-known/jwks.json': async (_request, response) =>
        replyJson(response, 200, await accessTokens.jwks(), { 'cache-control': 'public, max-age=300' }),
      [EXPORTS_PATH]: exportRoute(parts),
      ...internalRoutes(parts, given.internalKey),
    },
    jwks: accessTokens.jwks,
    verifyApiToken: (secret) => verifyApiToken(parts, secret),
    endedSignIns: (since) => endedSignIns(parts, since),
    start: async () => {
      running.push(
        await startMessaging({
          name: NAME,
          broker,
          store: stores.messages,
          transact: stores.transact,
          patterns: [DATA_EXPORT_PARTS],
          handlers: { 'data_export_part.prepared': keepPart },
          fire: async (deadline) => {
            if (deadline.kind !== PASSWORD_RESET) throw new Error(`auth sets no deadline of the kind ${deadline.kind}`);
            await sendPasswordReset(parts, deadline);
          },
          clock,
          logger,
        }),
        pruning(() => pruneEnded(database, machineClock.now()), logger),
      );
    },
    ready: async () => {
      await database.ping();
      const health = broker.health();
      if (!health.connected) throw new Error(`broker: ${health.detail ?? 'not connected'}`);
    },
    stop: async () => {
      for (const part of running.splice(0)) await part.close();
      await given.close();
    },
    importDemo: (world, demoPassword) => importDemo(database, parts.passwords, world, demoPassword),
  };
}

/** Opens the parts that the configuration names. */
export async function fromConfig(config: AuthConfig, logger: Logger, clock: Clock = systemClock): Promise<AuthContext> {
  const database = await openDatabase(config.DATABASE_URL);
  const stores = await postgresAuth(database, clock);
  const broker = await openBroker(config.BROKER_URL);
  return compose({
    database,
    stores,
    accessTokens: await signedAccessTokens(config.SIGNING_KEY ?? (await keptSigningKey(database)), config.TOKEN_ISSUER),
    exportLinks: sealedExportLinks(identityKey(config.ROUTER_SECRET, 'auth-exports'), config.API_URL),
    broker,
    clock,
    machineClock: systemClock,
    logger,
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    internalKey: identityKey(config.ROUTER_SECRET, 'auth-verify'),
    close: async () => {
      await broker.close();
      await database.close();
    },
  });
}

function pruning(prune: () => Promise<void>, logger: Logger): Closable {
  let current = Promise.resolve();
  const timer = setInterval(() => {
    current = prune().catch((err: unknown) => logger.warn({ err }, 'ended sign-ins could not be pruned'));
  }, PRUNE_INTERVAL_MS);
  return {
    async close() {
      clearInterval(timer);
      await current;
    },
  };
}
