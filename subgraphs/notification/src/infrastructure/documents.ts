/** The shapes that both document stores keep. What comes out of a store is checked like anything from outside. */
import { type Id, isId } from '@marketplace/kernel/ids';
import { type CurrencyCode, isCurrencyCode } from '@marketplace/kernel/money';
import { z } from 'zod';
import type { StoredMail } from '../application/ports.ts';
import type { KnownOrder } from '../domain/known-order.ts';
import { CHANNELS, type KnownAccount, NOTICE_TYPES, type Notification } from '../domain/notification.ts';
import type { Preferences } from '../domain/preferences.ts';

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
  inApp: z.boolean(),
  email: z.enum(['NONE', 'PENDING', 'SENT', 'REFUSED']),
  createdAt: instant,
  readAt: instant.nullable(),
});

const account = z.object({ id: id('acc'), email: z.string(), displayName: z.string(), locale: z.string() });

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
  shownToProvider: z.boolean(),
  reviewedBy: z.array(side),
});

const chosenChannels = z.partialRecord(type, z.array(z.enum(CHANNELS)));

const mail = z.object({
  id: id('ntf'),
  to: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  sentAt: instant,
});

export const toNotification = (document: unknown): Notification => notification.parse(document);
export const toAccount = (document: unknown): KnownAccount => account.parse(document);
export const toOrder = (document: unknown): KnownOrder => order.parse(document);
export const toPreferences = (document: unknown): Preferences => chosenChannels.parse(document);
export const toMail = (document: unknown): StoredMail => mail.parse(document);
