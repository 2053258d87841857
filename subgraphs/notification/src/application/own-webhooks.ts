/** What an integrator does with webhooks of their own. Another's do not exist. */
import type { Clock } from '@marketplace/kernel/clock';
import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { isId, newId, parseId } from '@marketplace/kernel/ids';
import { type Connection, connection, pageSize } from '@marketplace/kernel/page';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { z } from 'zod';
import {
  again,
  type Delivery,
  type DeliveryId,
  isWebhookEventType,
  WEBHOOK_EVENT_TYPES,
  type Webhook,
  type WebhookEventType,
} from '../domain/webhook.ts';
import { DELIVER_WEBHOOK, laneName } from './offer-to-webhooks.ts';
import type { NotificationStore, NotificationTransaction } from './ports.ts';
import { newWebhookSecret } from './sign-webhook.ts';
import {
  type ApiSchema,
  MAX_WEBHOOKS,
  type PublicApi,
  type SecretBox,
  type WebhookReads,
  type WebhookSender,
} from './webhook-ports.ts';

export interface WebhookWish {
  readonly url: string;
  readonly eventTypes: readonly string[];
  readonly query?: string | null | undefined;
}

export interface WebhookChecks {
  readonly sender: WebhookSender;
  readonly secrets: SecretBox;
  readonly apiSchema: ApiSchema;
  /** Missing where no operation can be run. */
  readonly publicApi: PublicApi | undefined;
}

const MAX_URL_LENGTH = 2_000;
const NO_OPERATIONS = 'Operations are not run on this installation: leave it out, and ids are sent.';

/** The webhook and the secret that signs its deliveries, to be shown once. Refuses with INVALID_INPUT or CONFLICT. */
export async function createWebhook(
  { transact }: NotificationStore,
  checks: WebhookChecks,
  { account: accountId, scopes, requestId }: SignedInCaller,
  wish: WebhookWish,
): Promise<{ webhook: Webhook; secret: string }> {
  const secret = newWebhookSecret();
  const webhook: Webhook = {
    id: newId('whk'),
    accountId,
    ...checked(checks, wish),
    scopes,
    secret: checks.secrets.seal(secret),
    active: true,
    lastTakenAt: null,
    createdAt: new Date(),
  };
  await transact({ correlationId: requestId }, async (tx) => {
    await tx.lockAccount(accountId);
    if ((await tx.webhooks(accountId)).length >= MAX_WEBHOOKS)
      refuse('CONFLICT', `There are ${MAX_WEBHOOKS} webhooks, which is the most that there can be.`);
    await tx.saveWebhook(webhook);
  });
  return { webhook, secret };
}

function checked({ sender, apiSchema, publicApi }: WebhookChecks, { url, eventTypes, query = null }: WebhookWish) {
  const against = url.length > MAX_URL_LENGTH ? 'It is too long.' : sender.objection(url);
  if (against) refuse('INVALID_INPUT', against, ['input', 'url']);
  if (eventTypes.length === 0) refuse('INVALID_INPUT', 'Name at least one type of event.', ['input', 'eventTypes']);
  const objection = query === null ? undefined : publicApi ? apiSchema.objection(query) : NO_OPERATIONS;
  if (objection) refuse('INVALID_INPUT', objection, ['input', 'query']);
  return { url, eventTypes: [...new Set(eventTypes.map(known))], query };
}

function known(type: string, index: number): WebhookEventType {
  if (!isWebhookEventType(type))
    refuse('INVALID_INPUT', `Not a type of event. The types are ${WEBHOOK_EVENT_TYPES.join(', ')}.`, [
      'input',
      'eventTypes',
      String(index),
    ]);
  return type;
}

/** The webhook as it was. Refuses with NOT_FOUND. */
export const deleteWebhook = (
  { transact }: NotificationStore,
  caller: SignedInCaller,
  text: string,
): Promise<Webhook> =>
  transact({ correlationId: caller.requestId }, async (tx) => {
    const id = parseId('whk', text);
    const webhook = id && (await tx.lockWebhook(id));
    if (webhook?.accountId !== caller.account) refuse('NOT_FOUND', 'There is no such webhook.', ['id']);
    await tx.removeWebhook(webhook.id);
    return webhook;
  });

/** The delivery, on its way again, also when its webhook is switched off. Refuses with NOT_FOUND or CONFLICT. */
export const replayDelivery = (
  { transact }: NotificationStore,
  clock: Clock,
  caller: SignedInCaller,
  text: string,
): Promise<Delivery> =>
  transact({ correlationId: caller.requestId }, async (tx) => {
    const delivery = await ownDelivery(tx, caller, text);
    if (delivery.status === 'PENDING') refuse('CONFLICT', 'It is still on its way.', ['id']);
    const replayed = again(delivery, new Date());
    await tx.saveDelivery(replayed);
    await tx.setDeadline({ kind: DELIVER_WEBHOOK, subject: laneName(delivery), dueAt: clock.now() });
    return replayed;
  });

/** Its webhook is locked. */
async function ownDelivery(tx: NotificationTransaction, caller: SignedInCaller, text: string): Promise<Delivery> {
  const id = parseId('whd', text);
  const found = id && (await tx.delivery(id));
  if (!found || (await tx.lockWebhook(found.webhookId))?.accountId !== caller.account)
    refuse('NOT_FOUND', 'There is no such delivery.', ['id']);
  // as it stands now that nobody else changes it
  return (await tx.delivery(found.id)) ?? refuse('NOT_FOUND', 'There is no such delivery.', ['id']);
}

const PAGE_SIZE = 20;
const KIND = 'deliveries';
const position = z.tuple([z.custom<DeliveryId>((id) => typeof id === 'string' && isId('whd', id))]);

/** Newest first. Throws CursorUnknown, WrongShape. */
export async function deliveryPage(
  reads: WebhookReads,
  { id: webhook }: Webhook,
  first: number | null | undefined,
  after: string | null | undefined,
): Promise<Connection<Delivery>> {
  const size = pageSize(first, PAGE_SIZE);
  const found = await reads.deliveries(webhook, size + 1, after ? decodeCursor(KIND, position, after)[0] : undefined);
  return connection(found, size, after, (node) => ({ cursor: encodeCursor(KIND, node.id), node }));
}
