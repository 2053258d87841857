/** Wires the review context. The only place that knows which store is behind it. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, contextClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable } from '@marketplace/messaging/broker';
import { openBroker } from '@marketplace/messaging/open-broker';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import { openDocuments } from '@marketplace/storage/open-documents';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { brokerUrl, documentsUrl, routerSecret, sandbox } from '@marketplace/subgraph/service-environment';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import { z } from 'zod';
import { type ReviewSettings, reviewApplication } from './application/application.ts';
import { closeReviewWindow } from './application/close-window.ts';
import { exportAccountData } from './application/export-account-data.ts';
import { orderEvents } from './application/order-events.ts';
import type { ReviewStore } from './application/ports.ts';
import { REPORTS_BEFORE_REVIEW } from './domain/moderation.ts';
import type { GraphQLContext } from './graphql/context.ts';
import { createLoaders } from './graphql/loaders.ts';
import { resolvers } from './graphql/resolvers.ts';
import { mongoReviews } from './infrastructure/mongo-reviews.ts';
import { postgresReviews } from './infrastructure/postgres-reviews.ts';

const NAME = 'review';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

export const environment = {
  DOCUMENTS_URL: documentsUrl,
  BROKER_URL: brokerUrl,
  ROUTER_SECRET: routerSecret,
  /** How many accounts must report a published review to put it under review. */
  REPORTS_BEFORE_REVIEW: z.coerce.number().int().min(1).default(REPORTS_BEFORE_REVIEW),
  SANDBOX: sandbox,
};
export type ReviewConfig = z.infer<z.ZodObject<typeof environment>>;

export interface ReviewParts {
  readonly store: ReviewStore;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly identityKey: Buffer;
  readonly settings: ReviewSettings;
  /** Rejects while the store can't answer. */
  ping(): Promise<void>;
  /** Closes the parts, after everything that uses them has stopped. */
  close(): Promise<void>;
}

export interface ReviewContext extends BoundedContext {
  importDemo(world: DemoWorld): Promise<void>;
}

export function compose(parts: ReviewParts): ReviewContext {
  const { store, broker, clock, logger } = parts;
  const application = reviewApplication(store, clock, parts.settings);
  let messaging: Closable | undefined;
  return {
    subgraph: createSubgraph<GraphQLContext>({
      name: NAME,
      sdl,
      resolvers: { ...resolvers, DateTime: scalarResolvers.DateTime },
      context: (caller) => ({ caller, application, loaders: createLoaders(application, caller) }),
      identityKey: parts.identityKey,
      logger,
    }),
    start: async () => {
      messaging = await startMessaging({
        name: NAME,
        broker,
        store: store.messages,
        transact: store.transact,
        patterns: ['order.*'],
        handlers: orderEvents,
        fire: (deadline) => closeReviewWindow(store, clock, deadline),
        clock,
        exporter: { context: NAME, gather: (account) => exportAccountData(store.reads, account) },
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
    importDemo: store.importDemo,
  };
}

/** Opens the parts that the URLs name. */
export async function fromConfig(
  config: ReviewConfig,
  logger: Logger,
  clock: Clock = contextClock(config.SANDBOX),
): Promise<ReviewContext> {
  const documents = await openDocuments<ReviewStore>(config.DOCUMENTS_URL, 'marketplace_review', {
    postgres: (database) => postgresReviews(database, clock),
    mongodb: (mongo) => mongoReviews(mongo, clock),
  });
  const broker = await openBroker(config.BROKER_URL);
  return compose({
    store: documents.stores,
    broker,
    clock,
    logger,
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    settings: { reportsBeforeReview: config.REPORTS_BEFORE_REVIEW },
    ping: documents.ping,
    close: async () => {
      await broker.close();
      await documents.close();
    },
  });
}
