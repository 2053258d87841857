import type { AccountId, EventId } from '@marketplace/kernel/ids';
import type { Role, Scope } from '@marketplace/kernel/roles';
import type { Delivery, DeliveryId, Lane, Webhook, WebhookEventType, WebhookId } from '../domain/webhook.ts';

export const MAX_WEBHOOKS = 20; // of an account
export const DELIVERIES_KEPT_DAYS = 30;
export const PRUNED_DELIVERIES = 10; // with each new one, so that there are never many too old

/** What a transaction can do with webhooks. */
export interface WebhookRecords {
  webhooks(account: AccountId): Promise<readonly Webhook[]>;
  /** Those that are switched on and want this type. */
  webhooksFor(account: AccountId, type: WebhookEventType): Promise<readonly Webhook[]>;
  /** The webhook, locked until the transaction ends: what changes its deliveries does so one after the other. */
  lockWebhook(id: WebhookId): Promise<Webhook | undefined>;
  saveWebhook(webhook: Webhook): Promise<void>;
  /** With its deliveries. */
  removeWebhook(id: WebhookId): Promise<void>;
  /** False when the webhook has this event already; then nothing is written. */
  addDelivery(delivery: Delivery): Promise<boolean>;
  delivery(id: DeliveryId): Promise<Delivery | undefined>;
  saveDelivery(delivery: Delivery): Promise<void>;
  /** The oldest pending one of the lane. */
  firstPending(lane: Lane): Promise<Delivery | undefined>;
  /** Gives up all that are pending. */
  failPending(webhook: WebhookId): Promise<void>;
  /** Deletes up to PRUNED_DELIVERIES of the webhook's that are done and were made before this instant. */
  pruneDeliveries(webhook: WebhookId, before: Date): Promise<void>;
}

export interface WebhookReads {
  webhook(id: WebhookId): Promise<Webhook | undefined>;
  /** Newest first. */
  webhooks(account: AccountId): Promise<readonly Webhook[]>;
  firstPending(lane: Lane): Promise<Delivery | undefined>;
  /** Newest first. */
  deliveries(webhook: WebhookId, limit: number, after: DeliveryId | undefined): Promise<readonly Delivery[]>;
}

export interface WebhookRequest {
  readonly id: EventId;
  /** As in the signed text: seconds since 1970. */
  readonly timestamp: number;
  readonly signature: string;
  readonly body: string;
}

export interface WebhookSender {
  /** What stands against a URL, in words; undefined when nothing does. */
  objection(url: string): string | undefined;
  /** The answer's status, whatever it is. Throws when nothing answers in time, or nobody may be asked. */
  post(url: string, request: WebhookRequest): Promise<number>;
}

/** Keeps webhooks' secrets unreadable in the store. */
export interface SecretBox {
  seal(secret: string): string;
  open(sealed: string): string;
}

/** Checks an operation against the public API without running it. */
export interface ApiSchema {
  /** What is wrong with it, in words; undefined when nothing is. */
  objection(query: string): string | undefined;
}

export interface PublicRequest {
  readonly query: string;
  readonly id: string;
  readonly account: AccountId;
  /** The account's of this moment. */
  readonly roles: readonly Role[];
  /** The operation can do no more. */
  readonly scopes: readonly Scope[];
}

export interface PublicError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: { readonly code?: unknown } | undefined;
}

export interface PublicResult {
  readonly data?: unknown;
  readonly errors?: readonly PublicError[] | undefined;
}

/** The public API, asked in an account's name. Rejects when it can't be reached. */
export type PublicApi = (request: PublicRequest) => Promise<PublicResult>;
