/** Wires the order context. The only place that knows its concrete parts. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, contextClock, isShiftedClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable, LiveMessage } from '@marketplace/messaging/broker';
import { openBroker } from '@marketplace/messaging/open-broker';
import { openLiveStreams } from '@marketplace/messaging/open-live-streams';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import { testClockCoordinator } from '@marketplace/messaging/test-clock-coordinator';
import type { Database } from '@marketplace/storage/database';
import { idempotency } from '@marketplace/storage/idempotency';
import { openDatabase } from '@marketplace/storage/open-database';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { brokerUrl, databaseUrl, routerSecret, sandbox } from '@marketplace/subgraph/service-environment';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import type { z } from 'zod';
import { exportAccountData } from './application/export-account-data.ts';
import { CONSUMED, eventHandlers } from './application/handle-events.ts';
import { streamsOfSnapshot } from './application/order-events.ts';
import type { Application } from './application/ports.ts';
import { BACKGROUND, fireDeadline } from './application/timeouts.ts';
import type { OrderSettings } from './domain/settings.ts';
import { type GraphQLContext, graphqlContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { importDemo } from './infrastructure/import-demo.ts';
import { orderReads } from './infrastructure/order-reads.ts';
import { orderTransactions } from './infrastructure/order-transaction.ts';
import { openPositionFeed } from './infrastructure/position-feed.ts';
import { settingsText } from './infrastructure/settings-text.ts';

const NAME = 'order';
/** Whose clocks a sandbox's test clock moves. */
const TIMED_CONTEXTS = ['user', NAME, 'payment', 'review', 'notification'];
const SCHEMA = 'orders';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
export const MIGRATIONS = { context: SCHEMA, folder: fileURLToPath(new URL('../migrations', import.meta.url)) };

export const environment = {
  DATABASE_URL: databaseUrl,
  BROKER_URL: brokerUrl,
  ROUTER_SECRET: routerSecret,
  ORDER_SETTINGS: settingsText,
  SANDBOX: sandbox,
};
export type OrderConfig = z.infer<z.ZodObject<typeof environment>>;

export interface OrderParts {
  /** Migrated. */
  readonly database: Database;
  readonly broker: Broker;
  /** A shifted one can be moved by operators. */
  readonly clock: Clock;
  readonly sandbox: boolean;
  /** Whose clocks are moved with this one. */
  readonly timedContexts?: readonly string[];
  readonly logger: Logger;
  readonly identityKey: Buffer;
  readonly settings: OrderSettings;
  /** Closes the parts, after everything that uses them has stopped. */
  close(): Promise<void>;
}

export interface OrderContext extends BoundedContext {
  /** Does nothing when there are providers already. */
  importDemo(world: DemoWorld): Promise<void>;
}

export async function compose(parts: OrderParts): Promise<OrderContext> {
  const { database, broker, clock, logger, settings } = parts;
  const messages = postgresMessages({ database, schema: SCHEMA, source: '/order', clock });
  const { streams } = messages.store;
  const live = await openLiveStreams({ store: streams, broker, patterns: ['order.*'], streamsOf: toldStreams, logger });
  const positions = await openPositionFeed(broker, logger);
  const contexts = parts.timedContexts ?? TIMED_CONTEXTS;
  const testClock = isShiftedClock(clock) ? await testClockCoordinator({ broker, clock, contexts }) : null;
  const app: Application = {
    transact: orderTransactions(database, messages, clock),
    reads: orderReads(database),
    idempotency: idempotency(database, SCHEMA),
    live,
    streams,
    positions,
    clock,
    settings,
    sandbox: parts.sandbox,
    testClock,
    newPin: () => randomInt(1_000_000).toString().padStart(6, '0'),
  };
  let messaging: Closable | undefined;
  return {
    subgraph: createSubgraph<GraphQLContext>({
      name: NAME,
      sdl,
      resolvers,
      context: (caller) => graphqlContext(app, caller),
      identityKey: parts.identityKey,
      logger,
    }),
    start: async () => {
      await app.idempotency.freeClaims();
      messaging = await startMessaging({
        name: NAME,
        broker,
        store: messages.store,
        transact: app.transact,
        patterns: CONSUMED,
        handlers: eventHandlers(app),
        fire: (deadline) => fireDeadline(app, deadline),
        clock,
        background: BACKGROUND,
        exporter: { context: NAME, gather: (account) => exportAccountData(app, account) },
        logger,
      });
    },
    ready: async () => {
      await database.ping();
      const health = broker.health();
      if (!health.connected) throw new Error(`broker: ${health.detail ?? 'not connected'}`);
    },
    stop: async () => {
      await messaging?.close();
      await testClock?.close();
      await positions.close();
      await live.close();
      await parts.close();
    },
    importDemo: (world) => importDemo(database, clock, settings, world),
  };
}

/** The streams that an event has been written to. One that did not hear of it finds nothing new. */
function toldStreams({ event }: LiveMessage): readonly string[] {
  return event && 'order' in event.data ? streamsOfSnapshot(event.data.order) : [];
}

/** Opens the parts that the configuration names, and brings the database up to date. */
export async function fromConfig(
  config: OrderConfig,
  logger: Logger,
  clock: Clock = contextClock(config.SANDBOX),
): Promise<OrderContext> {
  const database = await openDatabase(config.DATABASE_URL);
  await database.migrate(MIGRATIONS);
  const broker = await openBroker(config.BROKER_URL);
  return compose({
    database,
    broker,
    clock,
    logger,
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    settings: config.ORDER_SETTINGS,
    sandbox: config.SANDBOX,
    close: async () => {
      await broker.close();
      await database.close();
    },
  });
}
