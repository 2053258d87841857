/** A whole notification context in this process, with a clock that tests move and a broker that they publish to. */
import { randomBytes } from 'node:crypto';
import { systemClock } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import { type MemoryBroker, type MemoryBrokerOptions, memoryBroker } from '@marketplace/messaging/memory-broker';
import type { Caller } from '@marketplace/subgraph/caller';
import { signIdentity } from '@marketplace/subgraph/identity';
import type { ExecutionResult } from 'graphql';
import type { Mailer, NotificationStore } from '../src/application/ports.ts';
import type { Pusher } from '../src/application/push-ports.ts';
import type { PublicApi, WebhookSender } from '../src/application/webhook-ports.ts';
import { compose, type NotificationContext } from '../src/compose.ts';
import type { Email } from '../src/domain/email.ts';
import { composedApiSchema } from '../src/infrastructure/api-schema.ts';
import { httpWebhookSender } from '../src/infrastructure/http-webhook-sender.ts';
import { outboxPusher } from '../src/infrastructure/outbox-pusher.ts';
import { secretBox } from '../src/infrastructure/secret-box.ts';
import { unsubscribeLinks } from '../src/infrastructure/unsubscribe-links.ts';
import { NOW } from './samples.ts';
import type { OpensStore } from './stores.ts';

export interface Running {
  readonly context: NotificationContext;
  readonly store: NotificationStore;
  readonly broker: MemoryBroker;
  readonly clock: { now(): Date; moveTo(instant: Date): void };
  /** What an operation answers in the caller's name; of a stream its first message. */
  run(caller: Caller, query: string, variables: Record<string, unknown>): Promise<ExecutionResult>;
  /** The data of an operation in the caller's name; throws on GraphQL errors. */
  ask(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** notificationReceived in the caller's name. */
  follow(caller: Caller, after?: string): Promise<Updates>;
  close(): Promise<void>;
}

interface Update {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly unreadNotifications: number;
  readonly notification: { readonly id: string; readonly title: string; readonly type: string } | null;
}

interface Updates {
  /** The next message; throws what the stream ends with. */
  next(): Promise<Update>;
  stop(): Promise<void>;
}

export interface MailBox extends Mailer {
  readonly sent: Email[];
  /** Thrown at the next mails, one each. */
  readonly failures: Error[];
}

export function mailBox(): MailBox {
  const sent: Email[] = [];
  const failures: Error[] = [];
  return {
    sent,
    failures,
    send: async (email) => {
      const failure = failures.shift();
      if (failure) throw failure;
      sent.push(email);
    },
    close: async () => {},
  };
}

const STREAM = `subscription ($after: String) {
  notificationReceived(after: $after) { cursor snapshot unreadNotifications notification { id title type } }
}`;

export interface RunningOptions extends MemoryBrokerOptions {
  readonly mailer?: Mailer;
  /** By default those of the local outbox. */
  readonly pusher?: Pusher;
  /** By default one that reaches this machine. */
  readonly sender?: WebhookSender;
  readonly publicApi?: PublicApi;
}

export const LINKS = unsubscribeLinks(randomBytes(32), 'https://api.market.example');

export async function runNotification(
  open: OpensStore,
  { mailer = mailBox(), pusher, sender, publicApi, ...options }: RunningOptions = {},
): Promise<Running> {
  let now = NOW;
  const clock = {
    now: () => now,
    moveTo: (instant: Date) => {
      now = instant;
    },
  };
  const { store, close } = await open(clock);
  const broker = memoryBroker(options);
  const key = randomBytes(32);
  const context = compose({
    store,
    mailer,
    pusher: pusher ?? outboxPusher(store.pushes, clock),
    broker,
    clock,
    machineClock: systemClock,
    sender: sender ?? httpWebhookSender(true),
    secrets: secretBox(randomBytes(32)),
    apiSchema: composedApiSchema(),
    publicApi,
    unsubscribeLinks: LINKS,
    logger: silentLogger,
    identityKey: key,
    webUrl: 'https://market.example',
    showOutbox: true,
    ping: async () => {},
    close: async () => {
      await mailer.close();
      await broker.close();
      await close();
    },
  });
  await context.start();
  const subgraph = context.subgraph;
  const identity = (caller: Caller) => signIdentity(caller, 'notification', key);
  return {
    context,
    store,
    broker,
    clock,
    run: async (caller, query, variables) => {
      if (!query.startsWith('subscription')) return subgraph.execute({ query, variables }, identity(caller));
      const results = await subgraph.subscribe({ query, variables }, identity(caller));
      if (!(Symbol.asyncIterator in results)) return results;
      const { value } = await results.next();
      await results.return?.();
      return value ?? {};
    },
    ask: async (caller, query, variables = {}) => {
      const { data, errors } = await subgraph.execute({ query, variables }, identity(caller));
      if (errors) throw failure(errors);
      return data ?? {};
    },
    follow: async (caller, after) => {
      const results = await subgraph.subscribe({ query: STREAM, variables: { after } }, identity(caller));
      if (!(Symbol.asyncIterator in results)) throw failure(results.errors ?? []);
      return {
        next: async () => {
          const { value } = await results.next();
          if (value?.errors) throw failure(value.errors);
          return value.data.notificationReceived;
        },
        stop: async () => {
          await results.return?.();
        },
      };
    },
    close: context.stop,
  };
}

const failure = (errors: readonly { message: string; extensions?: Record<string, unknown> }[]): Error =>
  new Error(errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join());
