/** Puts an event on its way to the webhooks that want it, in the transaction that handles it. */
import { type Clock, DAY, earlier } from '@marketplace/kernel/clock';
import { type AccountId, newId } from '@marketplace/kernel/ids';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { accountOnSide, type KnownOrder } from '../domain/known-order.ts';
import {
  type Delivery,
  isWebhookEventType,
  type Lane,
  type Webhook,
  type WebhookEventType,
} from '../domain/webhook.ts';
import type { NotificationTransaction } from './ports.ts';
import { DELIVERIES_KEPT_DAYS } from './webhook-ports.ts';

/** The deadline's kind; its subject is the lane. */
export const DELIVER_WEBHOOK = 'deliver-webhook';

export const laneName = ({ webhookId, entity }: Lane): string => `${webhookId}/${entity}`;

type Tx = NotificationTransaction;
/** An event as far as it is told. */
export type Told = Pick<AnyEnvelope, 'id' | 'type' | 'time' | 'data'>;

/** To the customer, and to the provider from the moment that the provider knows of the order. */
export async function offerOrderEvent(tx: Tx, clock: Clock, event: Told, order: KnownOrder): Promise<void> {
  const customer = accountOnSide(order, 'CUSTOMER');
  const concerned = order.shownToProvider ? [customer, accountOnSide(order, 'PROVIDER')] : [customer];
  await offer(tx, clock, event, concerned, order.id);
}

/** `entity`: the id of what it is about. */
export async function offer(
  tx: Tx,
  clock: Clock,
  event: Told,
  concerned: readonly AccountId[],
  entity: string,
): Promise<void> {
  const { type } = event;
  if (!isWebhookEventType(type)) return;
  const wanting: Webhook[] = [];
  for (const account of new Set(concerned)) wanting.push(...(await tx.webhooksFor(account, type)));
  // always in the same order, so that no two transactions wait for each other
  for (const { id } of wanting.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const webhook = await tx.lockWebhook(id);
    if (webhook?.active) await enqueue(tx, clock, webhook, { ...event, type }, entity);
  }
}

async function enqueue(
  tx: Tx,
  clock: Clock,
  { id: webhookId }: Webhook,
  event: Told & { readonly type: WebhookEventType },
  entity: string,
): Promise<void> {
  const lane = { webhookId, entity };
  const busy = await tx.firstPending(lane);
  const now = new Date(); // deliveries keep the machine's time
  const delivery: Delivery = {
    id: newId('whd'),
    ...lane,
    eventId: event.id,
    eventType: event.type,
    occurredAt: new Date(event.time),
    data: idsIn(event.data),
    status: 'PENDING',
    attempts: 0,
    lastStatusCode: null,
    nextAttemptAt: now,
    createdAt: now,
  };
  if (!(await tx.addDelivery(delivery))) return;
  await tx.pruneDeliveries(webhookId, earlier(now, DELIVERIES_KEPT_DAYS * DAY));
  // whoever delivers the one before it goes on with this one
  if (!busy) await tx.setDeadline({ kind: DELIVER_WEBHOOK, subject: laneName(lane), dueAt: clock.now() });
}

const IDS = ['orderId', 'reviewId', 'payoutId', 'disputeId', 'jobId', 'quoteId', 'messageId'] as const;

/** What both sides may know: what the event is about, and no more. Whoever wants more asks for it by an operation. */
function idsIn(data: Told['data']): Delivery['data'] {
  const { order, payment, job, quote, ...others }: Readonly<Record<string, unknown>> = { ...data };
  const ids: Record<string, unknown> = {};
  if (isRecord(order)) Object.assign(ids, { orderId: order.id, status: order.status, version: order.version });
  // order.placed tells under this name how the customer pays, which is nobody else's matter
  if (isRecord(payment) && 'id' in payment)
    Object.assign(ids, { orderId: payment.orderId, paymentId: payment.id, status: payment.status });
  if (isRecord(job)) Object.assign(ids, { jobId: job.id, status: job.status });
  if (isRecord(quote)) Object.assign(ids, { quoteId: quote.id, status: quote.status });
  for (const name of IDS) if (name in others) ids[name] = others[name];
  return Object.fromEntries(Object.entries(ids).filter(isPlain));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isPlain = (entry: [string, unknown]): entry is [string, string | number] =>
  typeof entry[1] === 'string' || typeof entry[1] === 'number';
