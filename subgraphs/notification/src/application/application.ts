import type { Clock } from '@marketplace/kernel/clock';
import type { Connection } from '@marketplace/kernel/page';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { Notification } from '../domain/notification.ts';
import type { ParkedMessage } from '../domain/parked-message.ts';
import { allPreferences, type Preference } from '../domain/preferences.ts';
import type { StoryEntry } from '../domain/story-entry.ts';
import type { Delivery, Webhook } from '../domain/webhook.ts';
import { followNotifications, type NotificationUpdate } from './follow-notifications.ts';
import { markNotificationsRead } from './mark-read.ts';
import { type MessageSettings, messageSettings, setMessageSettings } from './message-settings.ts';
import { orderStory } from './order-story.ts';
import {
  createWebhook,
  deleteWebhook,
  deliveryPage,
  replayDelivery,
  type WebhookChecks,
  type WebhookWish,
} from './own-webhooks.ts';
import { discardParked, replayParked } from './parked-messages.ts';
import type { NotificationStore } from './ports.ts';
import type { Pusher } from './push-ports.ts';
import { notificationPage } from './read-notifications.ts';
import { auditPage, parkedPage } from './read-operators.ts';
import { type OfferedSubscription, savePushSubscription } from './save-push-subscription.ts';
import { deletePushSubscription } from './send-push.ts';
import { type ChosenPreference, setPreferences } from './set-preferences.ts';

/** Of a page: how many, and after which cursor. */
type First = number | null | undefined;
type After = string | null | undefined;

/** What resolvers may ask of this context for whoever is signed in: everything is the caller's own. */
export interface NotificationApplication {
  page(caller: SignedInCaller, first: First, after: After): Promise<Connection<Notification>>;
  unread(caller: SignedInCaller): Promise<number>;
  follow(caller: SignedInCaller, after: After): Promise<AsyncIterableIterator<NotificationUpdate>>;
  markRead(caller: SignedInCaller, ids: readonly string[]): Promise<number>;
  preferences(caller: SignedInCaller): Promise<readonly Preference[]>;
  setPreferences(caller: SignedInCaller, chosen: readonly ChosenPreference[]): Promise<readonly Preference[]>;
  messageSettings(caller: SignedInCaller): Promise<MessageSettings | null>;
  setMessageSettings(caller: SignedInCaller, settings: MessageSettings): Promise<MessageSettings>;
  readonly pushKey: string | null;
  savePushSubscription(caller: SignedInCaller, subscription: OfferedSubscription): Promise<void>;
  deletePushSubscription(caller: SignedInCaller, endpoint: string): Promise<void>;
  webhooks(caller: SignedInCaller): Promise<readonly Webhook[]>;
  deliveries(webhook: Webhook, first: First, after: After): Promise<Connection<Delivery>>;
  createWebhook(caller: SignedInCaller, wish: WebhookWish): Promise<{ webhook: Webhook; secret: string }>;
  deleteWebhook(caller: SignedInCaller, id: string): Promise<Webhook>;
  replayDelivery(caller: SignedInCaller, id: string): Promise<Delivery>;
  readonly operators: OperatorApplication;
}

/** What resolvers may ask for operators. */
export interface OperatorApplication {
  story(order: string): Promise<readonly StoryEntry[] | null>;
  auditLog(first: First, after: After): Promise<Connection<AuditEntry>>;
  parkedMessages(first: First, after: After): Promise<Connection<ParkedMessage>>;
  replayParked(operator: SignedInCaller, id: string): Promise<ParkedMessage>;
  discardParked(operator: SignedInCaller, id: string, reason: string): Promise<ParkedMessage>;
}

export interface ApplicationParts {
  readonly store: NotificationStore;
  readonly clock: Clock;
  readonly pusher: Pusher;
  readonly webhookChecks: WebhookChecks;
  /** Asked for when somebody follows: it is opened when the context starts. */
  live(): LiveStreams;
}

export function notificationApplication(parts: ApplicationParts): NotificationApplication {
  const { store, clock, pusher, webhookChecks, live } = parts;
  return {
    page: ({ account }, first, after) => notificationPage(store.reads, account, first, after),
    unread: ({ account }) => store.reads.unread(account),
    follow: ({ account }, after) => followNotifications(store, live(), account, after),
    markRead: (caller, ids) => markNotificationsRead(store, clock, caller, ids),
    preferences: async ({ account }) => allPreferences(await store.reads.preferences(account)),
    setPreferences: (caller, chosen) => setPreferences(store, caller, chosen),
    messageSettings: (caller) => messageSettings(store, caller),
    setMessageSettings: (caller, settings) => setMessageSettings(store, caller, settings),
    pushKey: pusher.key,
    savePushSubscription: (caller, subscription) => savePushSubscription(store, pusher, caller, subscription),
    deletePushSubscription: (caller, endpoint) => deletePushSubscription(store, caller, endpoint),
    webhooks: ({ account }) => store.reads.webhooks(account),
    deliveries: (webhook, first, after) => deliveryPage(store.reads, webhook, first, after),
    createWebhook: (caller, wish) => createWebhook(store, webhookChecks, caller, wish),
    deleteWebhook: (caller, id) => deleteWebhook(store, caller, id),
    replayDelivery: (caller, id) => replayDelivery(store, clock, caller, id),
    operators: {
      story: (order) => orderStory(store.reads, order),
      auditLog: (first, after) => auditPage(store.reads, first, after),
      parkedMessages: (first, after) => parkedPage(store.reads, first, after),
      replayParked: (operator, id) => replayParked(store, clock, operator, id),
      discardParked: (operator, id, reason) => discardParked(store, clock, operator, id, reason),
    },
  };
}
