/** Wires the notification context. The only place that knows which store and which mailer are behind it. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, systemClock } from '@marketplace/kernel/clock';
import type { Logger } from '@marketplace/kernel/logger';
import type { Broker, Closable } from '@marketplace/messaging/broker';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import { openBroker } from '@marketplace/messaging/open-broker';
import { openLiveStreams } from '@marketplace/messaging/open-live-streams';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import { openDocuments } from '@marketplace/storage/open-documents';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { brokerUrl, documentsUrl, routerSecret } from '@marketplace/subgraph/service-environment';
import type { BoundedContext, Route } from '@marketplace/subgraph/subgraph';
import { z } from 'zod';
import { notificationApplication } from './application/application.ts';
import { eventHandlers } from './application/event-handlers.ts';
import type { Mailer, NotificationStore } from './application/ports.ts';
import { sendEmail } from './application/send-email.ts';
import { streamsWokenBy, WAKING_EVENTS } from './application/stream.ts';
import type { GraphQLContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { devMailRoute } from './infrastructure/dev-mail-page.ts';
import { mongoNotifications } from './infrastructure/mongo-notifications.ts';
import { outboxMailer } from './infrastructure/outbox-mailer.ts';
import { postgresNotifications } from './infrastructure/postgres-notifications.ts';
import { smtpMailer } from './infrastructure/smtp-mailer.ts';

const NAME = 'notification';
const OUTBOX = 'outbox:';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

export const environment = {
  DOCUMENTS_URL: documentsUrl,
  BROKER_URL: brokerUrl,
  ROUTER_SECRET: routerSecret,
  /** `smtp://user:password@host:587`, `smtps://…`, or `outbox:`, which keeps mails and shows them at /dev/mail. */
  MAIL_URL: z.string().regex(/^(outbox:$|smtps?:\/\/)/, 'must be outbox: or start with smtp:// or smtps://'),
  /** Whom mails come from. */
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+>$/, 'must be like Marketplace <no-reply@example.org>')
    .default('Local Service Marketplace <no-reply@marketplace.localhost>'),
  /** Where the web app is: mails link there. */
  WEB_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .default('http://localhost:3000')
    .transform((url) => url.replace(/\/+$/, '')),
};
export type NotificationConfig = z.infer<z.ZodObject<typeof environment>>;

export interface NotificationParts {
  readonly store: NotificationStore;
  readonly mailer: Mailer;
  readonly broker: Broker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly identityKey: Buffer;
  readonly webUrl: string;
  /** Whether /dev/mail shows the mails that the store keeps. */
  readonly showOutbox: boolean;
  /** Rejects while the store can't answer. */
  ping(): Promise<void>;
  /** Closes the parts, after everything that uses them has stopped. */
  close(): Promise<void>;
}

export interface NotificationContext extends BoundedContext {
  importDemo(world: DemoWorld): Promise<void>;
}

export function compose(parts: NotificationParts): NotificationContext {
  const { store, broker, clock, logger } = parts;
  const running: Closable[] = [];
  let live: LiveStreams | undefined;
  const application = notificationApplication(store, clock, () => {
    if (!live) throw new Error('the context is not started');
    return live;
  });
  const routes: Record<string, Route> = parts.showOutbox ? { '/dev/mail': devMailRoute(store.mails) } : {};
  return {
    subgraph: createSubgraph<GraphQLContext>({
      name: NAME,
      sdl,
      resolvers: { ...resolvers, DateTime: scalarResolvers.DateTime },
      context: (caller) => ({ caller, application }),
      identityKey: parts.identityKey,
      logger,
    }),
    routes,
    start: async () => {
      const streams = await openLiveStreams({
        store: store.messages.streams,
        broker,
        patterns: [...WAKING_EVENTS],
        streamsOf: streamsWokenBy,
        logger,
      });
      live = streams;
      running.push(streams, await startNotifying(parts));
    },
    ready: async () => {
      await parts.ping();
      const health = broker.health();
      if (!health.connected) throw new Error(`broker: ${health.detail ?? 'not connected'}`);
    },
    stop: async () => {
      for (const part of running.reverse()) await part.close();
      await parts.close();
    },
    importDemo: store.importDemo,
  };
}

const startNotifying = (parts: NotificationParts): Promise<Closable> =>
  startMessaging({
    name: NAME,
    broker: parts.broker,
    store: parts.store.messages,
    transact: parts.store.transact,
    patterns: ['account.*', 'provider.*', 'order.*', 'payment.*', 'payout.*', 'review.*'],
    handlers: eventHandlers(parts.clock),
    fire: (deadline) => sendEmail(parts, deadline),
    clock: parts.clock,
    logger: parts.logger,
  });

/** Opens the parts that the URLs name. */
export async function fromConfig(
  config: NotificationConfig,
  logger: Logger,
  clock = systemClock,
): Promise<NotificationContext> {
  const documents = await openDocuments<NotificationStore>(config.DOCUMENTS_URL, 'marketplace_notification', {
    postgres: (database) => postgresNotifications(database, clock),
    mongodb: (mongo) => mongoNotifications(mongo, clock),
  });
  const broker = await openBroker(config.BROKER_URL);
  const showOutbox = config.MAIL_URL === OUTBOX;
  const mailer = showOutbox
    ? outboxMailer(documents.stores.mails, clock)
    : smtpMailer(config.MAIL_URL, config.MAIL_FROM);
  return compose({
    store: documents.stores,
    mailer,
    broker,
    clock,
    logger,
    identityKey: identityKey(config.ROUTER_SECRET, NAME),
    webUrl: config.WEB_URL,
    showOutbox,
    ping: documents.ping,
    close: async () => {
      await mailer.close();
      await broker.close();
      await documents.close();
    },
  });
}
