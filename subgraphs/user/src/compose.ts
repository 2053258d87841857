/** Wires the user context. The only place that knows which store is behind it. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, contextClock, systemClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable } from '@marketplace/messaging/broker';
import { openBroker } from '@marketplace/messaging/open-broker';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import { openDocuments } from '@marketplace/storage/open-documents';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { apiUrl, brokerUrl, documentsUrl, routerSecret, sandbox } from '@marketplace/subgraph/service-environment';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import type { z } from 'zod';
import { handlers, PATTERNS } from './application/event-handlers.ts';
import { exportAccountData } from './application/export-account-data.ts';
import { importDemo } from './application/import-demo.ts';
import type { ImageStore, UserParts, UserStores } from './application/ports.ts';
import { fire } from './application/unused-images.ts';
import { type GraphQLContext, graphqlContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { imageRoute } from './http/image-route.ts';
import { uploadRoute } from './http/upload-route.ts';
import { mongoStores } from './infrastructure/mongo-stores.ts';
import { imagesEnvironment, openImages } from './infrastructure/open-images.ts';
import { postgresStores } from './infrastructure/postgres-stores.ts';
import { IMAGES_PATH, sealedLinks, UPLOADS_PATH } from './infrastructure/sealed-links.ts';
import { sharpEncoder } from './infrastructure/sharp-encoder.ts';

const NAME = 'user';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

export const environment = {
  DOCUMENTS_URL: documentsUrl,
  BROKER_URL: brokerUrl,
  ROUTER_SECRET: routerSecret,
  /** Where clients reach this service's /uploads/ and /images/, below whatever stands before it. */
  API_URL: apiUrl,
  ...imagesEnvironment,
  SANDBOX: sandbox,
};
export type UserConfig = z.infer<z.ZodObject<typeof environment>>;

export interface ComposeParts {
  readonly stores: UserStores;
  readonly images: ImageStore;
  readonly broker: Broker;
  /** Domain time. */
  readonly clock: Clock;
  readonly machineClock: Clock;
  readonly logger: Logger;
  readonly identityKey: Buffer;
  /** Seals the addresses that uploads are sent to. */
  readonly uploadKey: Buffer;
  readonly apiUrl: string;
  /** Rejects while the store can't answer. */
  ping(): Promise<void>;
  /** Closes the parts, after everything that uses them has stopped. */
  close(): Promise<void>;
}

export interface UserContext extends BoundedContext {
  importDemo(world: DemoWorld): Promise<void>;
}

export function compose(given: ComposeParts): UserContext {
  const { stores, images, broker, clock, machineClock, logger } = given;
  const links = sealedLinks(given.uploadKey, given.apiUrl);
  const parts: UserParts = { stores, images, encodeImage: sharpEncoder(), links, clock, machineClock };
  let messaging: Closable | undefined;
  return {
    subgraph: createSubgraph<GraphQLContext>({
      name: NAME,
      sdl,
      resolvers,
      context: (caller) => graphqlContext(parts, caller),
      identityKey: given.identityKey,
      logger,
    }),
    routes: { [UPLOADS_PATH]: uploadRoute(parts), [IMAGES_PATH]: imageRoute(images) },
    start: async () => {
      messaging = await startMessaging({
        name: NAME,
        broker,
        store: stores.messages,
        transact: stores.transact,
        patterns: PATTERNS,
        handlers,
        fire: (deadline) => fire(parts, deadline),
        clock,
        exporter: { context: NAME, gather: (account) => exportAccountData(parts, account) },
        logger,
      });
    },
    ready: async () => {
      await given.ping();
      const health = broker.health();
      if (!health.connected) throw new Error(`broker: ${health.detail ?? 'not connected'}`);
    },
    stop: async () => {
      await messaging?.close();
      await given.close();
    },
    importDemo: (world) => importDemo(stores.profiles, world, clock.now()),
  };
}

/** Opens the parts that the URLs name. */
export async function fromConfig(
  config: UserConfig,
  logger: Logger,
  clock: Clock = contextClock(config.SANDBOX),
): Promise<UserContext> {
  const images = await openImages(config);
  const documents = await openDocuments<UserStores>(config.DOCUMENTS_URL, 'marketplace_user', {
    postgres: (database) => postgresStores(database, clock),
    mongodb: (mongo) => mongoStores(mongo, clock),
  });
  const broker = await openBroker(config.BROKER_URL);
  return compose({
    stores: documents.stores,
    images,
    broker,
    clock,
    machineClock: systemClock,
    logger,
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    uploadKey: identityKey(config.ROUTER_SECRET, 'user-uploads'),
    apiUrl: config.API_URL,
    ping: documents.ping,
    close: async () => {
      await broker.close();
      await documents.close();
    },
  });
}
