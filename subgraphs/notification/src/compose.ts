/** Wires the notification context. The only place that knows which store and which mailer are behind it. */
import { readFileSync } from 'node:fs';
import type { DemoWorld } from '@marketplace/demo/world';
import { type Clock, contextClock, systemClock } from '@marketplace/kernel/clock';
import { flag, WrongEnvironment } from '@marketplace/kernel/environment';
import type { Logger } from '@marketplace/kernel/logger';
import type { Closable } from '@marketplace/messaging/broker';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import { openBroker } from '@marketplace/messaging/open-broker';
import { openLiveStreams } from '@marketplace/messaging/open-live-streams';
import { startMessaging } from '@marketplace/messaging/start-messaging';
import { openDocuments } from '@marketplace/storage/open-documents';
import { createSubgraph } from '@marketplace/subgraph/create-subgraph';
import { identityKey } from '@marketplace/subgraph/identity';
import { onBehalfKey } from '@marketplace/subgraph/on-behalf';
import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { brokerUrl, documentsUrl, routerSecret, sandbox } from '@marketplace/subgraph/service-environment';
import type { BoundedContext, Route } from '@marketplace/subgraph/subgraph';
import { z } from 'zod';
import { notificationApplication } from './application/application.ts';
import { eventHandlers } from './application/event-handlers.ts';
import { exportAccountData } from './application/export-account-data.ts';
import { type FiringParts, firing } from './application/fire.ts';
import { DELIVER_WEBHOOK } from './application/offer-to-webhooks.ts';
import { UNPARK } from './application/parked-messages.ts';
import type { NotificationStore } from './application/ports.ts';
import { SEND_PUSH } from './application/send-push.ts';
import { streamsWokenBy, WAKING_EVENTS } from './application/stream.ts';
import type { ApiSchema, PublicApi } from './application/webhook-ports.ts';
import type { GraphQLContext } from './graphql/context.ts';
import { resolvers } from './graphql/resolvers.ts';
import { unsubscribeRoute } from './http/unsubscribe-route.ts';
import { composedApiSchema } from './infrastructure/api-schema.ts';
import { devMailRoute } from './infrastructure/dev-mail-page.ts';
import { httpPublicApi } from './infrastructure/http-public-api.ts';
import { httpWebhookSender } from './infrastructure/http-webhook-sender.ts';
import { mongoNotifications } from './infrastructure/mongo-notifications.ts';
import { outboxMailer } from './infrastructure/outbox-mailer.ts';
import { outboxPusher } from './infrastructure/outbox-pusher.ts';
import { postgresNotifications } from './infrastructure/postgres-notifications.ts';
import { secretBox } from './infrastructure/secret-box.ts';
import { smtpMailer } from './infrastructure/smtp-mailer.ts';
import { UNSUBSCRIBE_PATH, unsubscribeLinks } from './infrastructure/unsubscribe-links.ts';
import { type VapidKeys, webPusher } from './infrastructure/web-pusher.ts';

const NAME = 'notification';
const OUTBOX = 'outbox:';
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');

const base64url = (bytes: number) =>
  z.string().refine((text) => Buffer.from(text, 'base64url').length === bytes, `must be ${bytes} bytes in base64url`);

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
  /** Where clients reach this service's /unsubscribe, below whatever stands before it. */
  API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .default('http://localhost:4000')
    .transform((url) => url.replace(/\/+$/, '')),
  /** Seals unsubscribe links and webhooks' secrets. Without it ROUTER_SECRET does, and changing that one ends both. */
  NOTIFICATION_SECRET: routerSecret.optional(),
  /** The router's internal address, where webhooks' operations are run. Without it webhooks can have none. */
  ROUTER_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .transform((url) => new URL(url).origin)
    .optional(),
  /** For Web Push: both, or none, which keeps pushes and shows them at /dev/mail. `npx web-push generate-vapid-keys`. */
  VAPID_PUBLIC_KEY: base64url(65).optional(),
  VAPID_PRIVATE_KEY: base64url(32).optional(),
  /** Whom push services may complain to; by default the address that mails come from. */
  VAPID_SUBJECT: z
    .string()
    .regex(/^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/, 'must start with mailto: or https://')
    .optional(),
  /** For tests alone: webhooks may go to this machine and to private networks, also by plain http. */
  WEBHOOK_ALLOW_PRIVATE: flag(false),
  SANDBOX: sandbox,
};
export type NotificationConfig = z.infer<z.ZodObject<typeof environment>>;

export interface NotificationParts extends FiringParts {
  readonly apiSchema: ApiSchema;
  readonly identityKey: Buffer;
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
  const { store, broker, logger } = parts;
  const running: Closable[] = [];
  let live: LiveStreams | undefined;
  const application = notificationApplication({
    ...parts,
    webhookChecks: parts,
    live: () => {
      if (!live) throw new Error('the context is not started');
      return live;
    },
  });
  const routes: Record<string, Route> = {
    [UNSUBSCRIBE_PATH]: unsubscribeRoute(parts),
    ...(parts.showOutbox ? { '/dev/mail': devMailRoute(store) } : {}),
  };
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

const FAMILIES = [
  'account',
  'audit',
  'job',
  'message',
  'order',
  'payment',
  'payout',
  'provider',
  'quote',
  'review',
  'webhook',
] as const;

const startNotifying = (parts: NotificationParts): Promise<Closable> =>
  startMessaging({
    name: NAME,
    broker: parts.broker,
    store: parts.store.messages,
    transact: parts.store.transact,
    patterns: FAMILIES.map((family) => `${family}.*`),
    handlers: eventHandlers(parts.clock),
    fire: firing(parts),
    clock: parts.clock,
    exporter: { context: NAME, gather: (account) => exportAccountData(parts.store, account) },
    background: [DELIVER_WEBHOOK, SEND_PUSH, UNPARK], // to others, who may not answer
    logger: parts.logger,
  });

/** Opens the parts that the configuration names. `publicApi`: runs webhooks' operations in place of ROUTER_URL's router. */
export async function fromConfig(
  config: NotificationConfig,
  logger: Logger,
  clock: Clock = contextClock(config.SANDBOX),
  publicApi: PublicApi | undefined = routersPublicApi(config),
): Promise<NotificationContext> {
  const vapid = vapidKeys(config);
  const documents = await openDocuments<NotificationStore>(config.DOCUMENTS_URL, 'marketplace_notification', {
    postgres: (database) => postgresNotifications(database, clock),
    mongodb: (mongo) => mongoNotifications(mongo, clock),
  });
  const broker = await openBroker(config.BROKER_URL);
  const showOutbox = config.MAIL_URL === OUTBOX;
  const mailer = showOutbox
    ? outboxMailer(documents.stores.mails, clock)
    : smtpMailer(config.MAIL_URL, config.MAIL_FROM);
  const secret = config.NOTIFICATION_SECRET ?? config.ROUTER_SECRET;
  return compose({
    store: documents.stores,
    mailer,
    pusher: vapid ? webPusher(vapid) : outboxPusher(documents.stores.pushes, clock),
    broker,
    clock,
    machineClock: systemClock,
    logger,
    sender: httpWebhookSender(config.WEBHOOK_ALLOW_PRIVATE),
    secrets: secretBox(identityKey(secret, 'notification-webhooks')),
    apiSchema: composedApiSchema(),
    publicApi,
    unsubscribeLinks: unsubscribeLinks(identityKey(secret, 'notification-unsubscribe'), config.API_URL),
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

const routersPublicApi = ({ ROUTER_URL, ROUTER_SECRET }: NotificationConfig): PublicApi | undefined =>
  ROUTER_URL === undefined ? undefined : httpPublicApi(ROUTER_URL, onBehalfKey(ROUTER_SECRET));

/** Undefined where pushes are kept instead of sent. */
function vapidKeys(config: NotificationConfig): VapidKeys | undefined {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = config;
  if (publicKey === undefined && privateKey === undefined) return undefined;
  if (publicKey === undefined) throw new WrongEnvironment('VAPID_PUBLIC_KEY: is required with VAPID_PRIVATE_KEY');
  if (privateKey === undefined) throw new WrongEnvironment('VAPID_PRIVATE_KEY: is required with VAPID_PUBLIC_KEY');
  const address = /<([^>]+)>/.exec(config.MAIL_FROM)?.[1] ?? config.MAIL_FROM;
  return { publicKey, privateKey, subject: config.VAPID_SUBJECT ?? `mailto:${address}` };
}
