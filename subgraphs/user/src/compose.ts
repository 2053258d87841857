/** Wires the user context. The only place that knows which store is behind it. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, systemClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable } from '@marketplace/messaging/broker';
import { openBroker } from '@marketplace/messaging/open-broker';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import { openDocuments } from '@marketplace/storage/open-documents';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { brokerUrl, documentsUrl, routerSecret } from '@marketplace/subgraph/service-environment';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import type { z } from 'zod';
import { handlers, PATTERNS } from './application/event-handlers.ts';
import { importDemo } from './application/import-demo.ts';
import type { UserStores } from './application/ports.ts';
import { type GraphQLContext, graphqlContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { mongoStores } from './infrastructure/mongo-stores.ts';
import { postgresStores } from './infrastructure/postgres-stores.ts';

const NAME = 'user';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

export const environment = { DOCUMENTS_URL: documentsUrl, BROKER_URL: brokerUrl, ROUTER_SECRET: routerSecret };
export type UserConfig = z.infer<z.ZodObject<typeof environment>>;

export interface UserParts {
  readonly stores: UserStores;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly identityKey: Buffer;
  /** Rejects while the store can't answer. */
  ping(): Promise<void>;
  /** Closes the parts, after everything that uses them has stopped. */
  close(): Promise<void>;
}

export interface UserContext extends BoundedContext {
  importDemo(world: DemoWorld): Promise<void>;
}

export function compose(parts: UserParts): UserContext {
  const { stores, broker, clock, logger } = parts;
  let messaging: Closable | undefined;
  return {
    subgraph: createSubgraph<GraphQLContext>({
      name: NAME,
      sdl,
      resolvers,
      context: (caller) => graphqlContext(stores, caller),
      identityKey: parts.identityKey,
      logger,
    }),
    start: async () => {
      messaging = await startMessaging({
        name: NAME,
        broker,
        store: stores.messages,
        transact: stores.transact,
        patterns: PATTERNS,
        handlers,
        fire: async ({ kind }) => {
          throw new Error(`the user context sets no deadline of the kind ${kind}`);
        },
        clock,
        logger,
      });
    },
    ready: async () => {
      await parts.ping();
      const health = broker.health();
      if (!health.connected) throw new Error(`broker: ${health.detail ?? 'not connected'}`);
    },
    stop: async () => {
      await messaging?.close();
      await parts.close();
    },
    importDemo: (world) => importDemo(stores.profiles, world),
  };
}

/** Opens the parts that the URLs name. */
export async function fromConfig(config: UserConfig, logger: Logger, clock: Clock = systemClock): Promise<UserContext> {
  const documents = await openDocuments<UserStores>(config.DOCUMENTS_URL, 'marketplace_user', {
    postgres: (database) => postgresStores(database, clock),
    mongodb: (mongo) => mongoStores(mongo, clock),
  });
  const broker = await openBroker(config.BROKER_URL);
  return compose({
    stores: documents.stores,
    broker,
    clock,
    logger,
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    ping: documents.ping,
    close: async () => {
      await broker.close();
      await documents.close();
    },
  });
}
