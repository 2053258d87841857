/** The shapes that both document stores keep. What comes out of a store is checked like anything from outside. */
import { type Id, isId } from '@marketplace/kernel/ids';
import { type CurrencyCode, isCurrencyCode } from '@marketplace/kernel/money';
import { ROLES, SCOPES } from '@marketplace/kernel/roles';
import { z } from 'zod';
import type { StoredMail } from '../application/ports.ts';
import type { StoredPush } from '../application/push-ports.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { KnownOrder } from '../domain/known-order.ts';
import { CHANNELS, type KnownAccount, NOTICE_TYPES, type Notification } from '../domain/notification.ts';
import type { ParkedMessage } from '../domain/parked-message.ts';
import type { Preferences } from '../domain/preferences.ts';
import type { PushSubscription } from '../domain/push.ts';
import type { StoryEntry } from '../domain/story-entry.ts';
import { type Delivery, WEBHOOK_EVENT_TYPES, type Webhook } from '../domain/webhook.ts';

const id = <Prefix extends string>(prefix: Prefix) =>
  z.custom<Id<Prefix>>((value) => typeof value === 'string' && isId(prefix, value));
const instant = z.coerce.date(); // JSONB keeps text, MongoDB a date
const side = z.enum(['CUSTOMER', 'PROVIDER']);
const type = z.enum(NOTICE_TYPES);
const money = z.object({
  amount: z.int(),
  currency: z.custom<CurrencyCode>((value) => typeof value === 'string' && isCurrencyCode(value)),
});

const notification = z.object({
  id: id('ntf'),
  accountId: id('acc'),
  eventId: id('evt'),
  type,
  title: z.string(),
  body: z.string(),
  orderId: id('ord').nullable(),
  jobId: id('job').nullable().default(null),
  inApp: z.boolean(),
  email: z.enum(['NONE', 'PENDING', 'SENT', 'REFUSED']),
  createdAt: instant,
  readAt: instant.nullable(),
});

/** Fields with a default are missing in documents of before there were such. */
const account = z.object({
  id: id('acc'),
  email: z.string(),
  displayName: z.string(),
  locale: z.string(),
  timeZone: z.string().nullable().default(null),
  roles: z.array(z.enum(ROLES)).default([]),
  deleted: z.boolean().default(false),
});

const order = z.object({
  id: id('ord'),
  customerId: id('cus'),
  providerId: id('prv'),
  title: z.string(),
  price: money,
  start: instant,
  timeZone: z.string(),
  status: z.enum([
    'PENDING',
    'ACCEPTED',
    'IN_PROGRESS',
    'COMPLETED',
    'SETTLED',
    'DECLINED',
    'EXPIRED',
    'CANCELLED',
    'DISPUTED',
  ]),
  fromQuote: z.boolean().default(false),
  shownToProvider: z.boolean(),
  reviewedBy: z.array(side),
});

const chosenChannels = z.partialRecord(type, z.array(z.enum(CHANNELS)));

const mail = z.object({
  id: z.union([id('ntf'), id('evt')]),
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  unsubscribeUrl: z.string().nullable().default(null),
  sentAt: instant,
});

const push = z.object({
  id: id('ntf'),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  endpoint: z.string(),
  sentAt: instant,
});

const pushSubscription = z.object({
  id: id('psh'),
  accountId: id('acc'),
  endpoint: z.string(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
  createdAt: instant,
});

const auditEntry = z.object({
  id: id('aud'),
  at: instant,
  actor: id('acc').nullable(),
  action: z.string(),
  subject: z.string(),
  reason: z.string().nullable(),
});

const storyEntry = z.object({
  id: z.string(),
  orderId: id('ord'),
  at: instant,
  context: z.string(),
  type: z.string(),
  summary: z.string(),
  correlationId: z.string().nullable(),
});

const parkedMessage = z.object({
  id: id('msg'),
  consumer: z.string(),
  eventId: z.string().nullable(),
  eventType: z.string().nullable(),
  error: z.string(),
  attempts: z.int(),
  parkedAt: instant,
  body: z.string(),
});

const webhook = z.object({
  id: id('whk'),
  accountId: id('acc'),
  url: z.string(),
  eventTypes: z.array(z.enum(WEBHOOK_EVENT_TYPES)),
  query: z.string().nullable(),
  scopes: z.array(z.enum(SCOPES)),
  secret: z.string(),
  active: z.boolean(),
  lastTakenAt: instant.nullable(),
  createdAt: instant,
});

const delivery = z.object({
  id: id('whd'),
  webhookId: id('whk'),
  entity: z.string(),
  eventId: id('evt'),
  eventType: z.enum(WEBHOOK_EVENT_TYPES),
  occurredAt: instant,
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  status: z.enum(['PENDING', 'DELIVERED', 'FAILED']),
  attempts: z.int(),
  lastStatusCode: z.int().nullable(),
  nextAttemptAt: instant.nullable(),
  createdAt: instant,
});

export const toNotification = (document: unknown): Notification => notification.parse(document);
export const toAccount = (document: unknown): KnownAccount => account.parse(document);
export const toOrder = (document: unknown): KnownOrder => order.parse(document);
export const toPreferences = (document: unknown): Preferences => chosenChannels.parse(document);
export const toMail = (document: unknown): StoredMail => mail.parse(document);
export const toPush = (document: unknown): StoredPush => push.parse(document);
export const toPushSubscription = (document: unknown): PushSubscription => pushSubscription.parse(document);
export const toAuditEntry = (document: unknown): AuditEntry => auditEntry.parse(document);
export const toStoryEntry = (document: unknown): StoryEntry => storyEntry.parse(document);
export const toParkedMessage = (document: unknown): ParkedMessage => parkedMessage.parse(document);
export const toWebhook = (document: unknown): Webhook => webhook.parse(document);
export const toDelivery = (document: unknown): Delivery => delivery.parse(document);
