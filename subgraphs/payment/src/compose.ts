/** Wires the payment context. The only place that knows which database, broker and gateway are behind it. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, contextClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import { type CurrencyCode, currencyCode, isCurrencyCode } from '@marketplace/kernel/money';
import type { Broker, Closable } from '@marketplace/messaging/broker';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import type { Deadline } from '@marketplace/messaging/message-store';
import { openBroker } from '@marketplace/messaging/open-broker';
import { openLiveStreams } from '@marketplace/messaging/open-live-streams';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import type { Database } from '@marketplace/storage/database';
import { idempotency } from '@marketplace/storage/idempotency';
import { openDatabase } from '@marketplace/storage/open-database';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { brokerUrl, databaseUrl, routerSecret, sandbox } from '@marketplace/subgraph/service-environment';
import type { BoundedContext } from '@marketplace/subgraph/subgraph';
import { z } from 'zod';
import { paymentApplication } from './application/application.ts';
import { PAYMENT_CHANGED, paymentStream } from './application/carry-out.ts';
import { exportAccountData } from './application/export-account-data.ts';
import { fireDeadline } from './application/fire-deadline.ts';
import { CONSUMED, eventHandlers } from './application/handle-events.ts';
import { hearGateway } from './application/hear-gateway.ts';
import type { GatewayNews, Parts } from './application/ports.ts';
import { planReconciliation, RECONCILE_DEADLINE } from './application/reconcile.ts';
import { type GraphQLContext, requestContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { importDemo } from './infrastructure/import-demo.ts';
import { MIGRATIONS, paymentStore } from './infrastructure/payment-store.ts';
import { type OpenedGateway, openGateway } from './open-gateway.ts';

const NAME = 'payment';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

const webAddress = (byDefault: string) =>
  z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .default(byDefault)
    .transform((url) => url.replace(/\/+$/, ''));

export const environment = {
  DATABASE_URL: databaseUrl,
  BROKER_URL: brokerUrl,
  ROUTER_SECRET: routerSecret,
  GATEWAY_URL: z
    .string()
    .regex(/^(simulated:$|stripe:($|https?:\/\/))/, 'must be simulated: or stripe:')
    .default('simulated:'),
  STRIPE_SECRET_KEY: z.string().optional(),
  /** Of the endpoint that Stripe sends events to: /webhooks/stripe of this service. */
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  /** Where clients reach this service's /simulated/, below whatever stands before it. */
  API_URL: webAddress('http://localhost:4000'),
  /** Where the web app is: a gateway sends back there who has confirmed a payment. */
  WEB_URL: webAddress('http://localhost:3000'),
  /** In basis points: 1000 is 10 %. */
  COMMISSION_BASIS_POINTS: z.coerce.number().int().min(0).max(10_000).default(1_000),
  DEFAULT_CURRENCY: z
    .string()
    .refine(isCurrencyCode, 'must be an ISO 4217 code, e.g. USD')
    .default(currencyCode('USD')),
  SANDBOX: sandbox,
};
export type PaymentConfig = z.infer<z.ZodObject<typeof environment>>;

export interface PaymentParts {
  /** Migrated. */
  readonly database: Database;
  readonly broker: Broker;
  readonly gateway: OpenedGateway;
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
  const { database, broker, clock, logger, commission } = given;
  const { messages: store, transact, reads } = paymentStore(database, clock);
  const parts: Parts = {
    transact,
    reads,
    commission,
    clock,
    logger,
    gateway: given.gateway.gateway,
    idempotency: idempotency(database, 'payments'),
    announce: (paymentId) => broker.signal(PAYMENT_CHANGED, { paymentId }),
  };
  const hear = (news: GatewayNews) => hearGateway(parts, news);
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
    routes: given.gateway.routes(hear),
    start: async () => {
      await parts.idempotency.freeClaims();
      live = await openLiveStreams({
        store: store.streams,
        broker,
        logger,
        patterns: ['payment.*'],
        streamsOf: ({ event, payload }) => [paymentStream(event?.subject ?? String(payload.paymentId))],
      });
      started.push(live);
      const handlers = eventHandlers({ clock, commission });
      const fire = async (deadline: Deadline) => {
        const told = given.gateway.newsOf(deadline);
        await (told ? hear(await told) : fireDeadline(parts, deadline));
      };
      const patterns = CONSUMED;
      started.push(
        await startMessaging({
          name: NAME,
          broker,
          store,
          transact,
          patterns,
          handlers,
          fire,
          clock,
          logger,
          background: [RECONCILE_DEADLINE],
          exporter: { context: NAME, gather: (account) => exportAccountData(reads, account) },
        }),
      );
      await planReconciliation(parts);
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
export async function fromConfig(
  config: PaymentConfig,
  logger: Logger,
  clock: Clock = contextClock(config.SANDBOX),
): Promise<PaymentContext> {
  const database = await openDatabase(config.DATABASE_URL);
  await database.migrate({ context: NAME, folder: MIGRATIONS });
  const broker = await openBroker(config.BROKER_URL);
  return compose({
    database,
    broker,
    clock,
    logger,
    gateway: openGateway(config.GATEWAY_URL, config, {
      database,
      clock,
      logger,
      apiUrl: config.API_URL,
      webUrl: config.WEB_URL,
      formKey: identityKey(config.ROUTER_SECRET, `${NAME}-forms`),
    }),
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    commission: config.COMMISSION_BASIS_POINTS,
    defaultCurrency: config.DEFAULT_CURRENCY,
    close: async () => {
      await broker.close();
      await database.close();
    },
  });
}
