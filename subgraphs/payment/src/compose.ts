/** Wires the payment context. The only place that knows which database, broker and gateway are behind it. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, systemClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import { type CurrencyCode, currencyCode, isCurrencyCode } from '@marketplace/kernel/money';
import type { Broker, Closable } from '@marketplace/messaging/broker';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import { openBroker } from '@marketplace/messaging/open-broker';
import { openLiveStreams } from '@marketplace/messaging/open-live-streams';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import type { Database } from '@marketplace/storage/database';
import { idempotency } from '@marketplace/storage/idempotency';
import { openDatabase } from '@marketplace/storage/open-database';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { brokerUrl, databaseUrl, routerSecret } from '@marketplace/subgraph/service-environment';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import { z } from 'zod';
import { paymentApplication } from './application/application.ts';
import { fireDeadline } from './application/ask-gateway.ts';
import { PAYMENT_CHANGED, paymentStream } from './application/carry-out.ts';
import { orderHandlers } from './application/order-events.ts';
import type { Gateway, Parts } from './application/ports.ts';
import { type GraphQLContext, requestContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { importDemo } from './infrastructure/import-demo.ts';
import { openGateway } from './infrastructure/open-gateway.ts';
import { MIGRATIONS, paymentStore } from './infrastructure/payment-store.ts';

const NAME = 'payment';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

export const environment = {
  DATABASE_URL: databaseUrl,
  BROKER_URL: brokerUrl,
  ROUTER_SECRET: routerSecret,
  GATEWAY_URL: z
    .string()
    .regex(/^simulated:$/, 'must be simulated:')
    .default('simulated:'),
  /** In basis points: 1000 is 10 %. */
  COMMISSION_BASIS_POINTS: z.coerce.number().int().min(0).max(10_000).default(1_000),
  DEFAULT_CURRENCY: z
    .string()
    .refine(isCurrencyCode, 'must be an ISO 4217 code, e.g. USD')
    .default(currencyCode('USD')),
};
export type PaymentConfig = z.infer<z.ZodObject<typeof environment>>;

export interface PaymentParts {
  /** Migrated. */
  readonly database: Database;
  readonly broker: Broker;
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly identityKey: Buffer;
  /** In basis points. */
  readonly commission: number;
  readonly defaultCurrency: CurrencyCode;
  /** Closes the parts, after everything that uses them has stopped. */
  close(): Promise<void>;
}

export interface PaymentContext extends BoundedContext {
  importDemo(world: DemoWorld): Promise<void>;
}

export function compose(given: PaymentParts): PaymentContext {
  const { database, broker, gateway, clock, logger, commission } = given;
  const { messages: store, transact, reads } = paymentStore(database, clock);
  const parts: Parts = {
    ...{ transact, reads, gateway, commission, clock, logger },
    idempotency: idempotency(database, 'payments'),
    announce: (paymentId) => broker.signal(PAYMENT_CHANGED, { paymentId }),
  };
  const started: Closable[] = [];
  let isStarted = false;
  let live: LiveStreams | undefined;
  const follow = { reads, streams: store.streams, live: () => live ?? notStarted() };
  const application = paymentApplication(parts, follow);
  return {
    subgraph: createSubgraph<GraphQLContext>({
      name: NAME,
      sdl,
      resolvers: { ...resolvers, ...scalarResolvers },
      context: (caller) => requestContext(application, caller),
      identityKey: given.identityKey,
      logger,
    }),
    start: async () => {
      live = await openLiveStreams({
        ...{ store: store.streams, broker, logger, patterns: ['payment.*'] },
        streamsOf: ({ event, payload }) => [paymentStream(event?.subject ?? String(payload.paymentId))],
      });
      started.push(live);
      const handlers = orderHandlers({ clock, commission });
      const fire = fireDeadline.bind(undefined, parts);
      const patterns = ['order.*'];
      started.push(
        await startMessaging({ name: NAME, broker, store, transact, patterns, handlers, fire, clock, logger }),
      );
      isStarted = true;
    },
    ready: async () => {
      if (!isStarted) notStarted();
      await database.ping();
      const health = broker.health();
      if (!health.connected) throw new Error(`broker: ${health.detail ?? 'not connected'}`);
    },
    stop: async () => {
      for (const part of started.splice(0).reverse()) await part.close();
      await given.close();
    },
    importDemo: (world) => importDemo(database, world, { currency: given.defaultCurrency, commission }),
  };
}

function notStarted(): never {
  throw new Error('the payment context has not started');
}

/** Opens the parts that the URLs name. */
export async function fromConfig(config: PaymentConfig, logger: Logger, clock = systemClock): Promise<PaymentContext> {
  const database = await openDatabase(config.DATABASE_URL);
  await database.migrate({ context: NAME, folder: MIGRATIONS });
  const broker = await openBroker(config.BROKER_URL);
  return compose({
    ...{ database, broker, clock, logger },
    gateway: openGateway(config.GATEWAY_URL, database, clock),
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    commission: config.COMMISSION_BASIS_POINTS,
    defaultCurrency: config.DEFAULT_CURRENCY,
    close: async () => {
      await broker.close();
      await database.close();
    },
  });
}
