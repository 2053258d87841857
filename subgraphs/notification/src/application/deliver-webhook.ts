/** Sends what waits for an endpoint, one entity's deliveries one after the other. */
import { type Clock, later, SECOND } from '@marketplace/kernel/clock';
import { idFrom } from '@marketplace/kernel/ids';
import { NotYet } from '@marketplace/messaging/deadlines';
import type { Deadline } from '@marketplace/messaging/message-store';
import {
  type AfterAttempt,
  type Attempt,
  afterAttempt,
  type Delivery,
  type Lane,
  type Webhook,
} from '../domain/webhook.ts';
import type { NotificationTransaction } from './ports.ts';
import { signatureOf } from './sign-webhook.ts';
import { type PayloadParts, payloadOf, Unsendable } from './webhook-payload.ts';
import type { SecretBox, WebhookSender } from './webhook-ports.ts';

const LANES_AT_ONCE = 10; // in this process: slow endpoints must leave room for mails and pushes
const LANES_OF_ONE_AT_ONCE = 4;
const TURN_MS = 20 * SECOND; // of one lane; a deadline is leased for longer, also with one more attempt
const SOON_MS = SECOND;

export interface WebhookParts extends PayloadParts {
  readonly sender: WebhookSender;
  readonly secrets: SecretBox;
  /** The machine's time: retries keep it. */
  readonly machineClock: Clock;
}

export type DeliverWebhook = (deadline: Deadline) => Promise<void>;

export function webhookDelivering(parts: WebhookParts): DeliverWebhook {
  const underWay = new Map<string, number>();
  const lanes = new Set<string>();

  /** Throws NotYet with the time of the lane's next attempt, until nothing waits in it. */
  return async ({ subject }) => {
    const lane = laneCalled(subject);
    const ofThisOne = underWay.get(lane.webhookId) ?? 0;
    if (lanes.has(subject) || lanes.size >= LANES_AT_ONCE || ofThisOne >= LANES_OF_ONE_AT_ONCE)
      throw new NotYet(later(new Date(), SOON_MS * (0.5 + Math.random())));
    lanes.add(subject);
    underWay.set(lane.webhookId, ofThisOne + 1);
    try {
      await deliverLane(parts, lane);
    } finally {
      lanes.delete(subject);
      underWay.set(lane.webhookId, (underWay.get(lane.webhookId) ?? 1) - 1);
      if (underWay.get(lane.webhookId) === 0) underWay.delete(lane.webhookId);
    }
  };
}

function laneCalled(name: string): Lane {
  const [webhookId = '', entity = ''] = name.split('/', 2);
  return { webhookId: idFrom('whk', webhookId), entity };
}

async function deliverLane(parts: WebhookParts, lane: Lane): Promise<void> {
  const { reads } = parts.store;
  const until = Date.now() + TURN_MS;
  for (;;) {
    const webhook = await reads.webhook(lane.webhookId);
    const delivery = await reads.firstPending(lane);
    if (!webhook || !delivery) return;
    const due = delivery.nextAttemptAt ?? delivery.createdAt;
    if (due > parts.machineClock.now() || Date.now() > until) throw new NotYet(due);
    const attempt = await attemptOf(parts, webhook, delivery);
    await parts.store.transact({ correlationId: delivery.eventId }, (tx) => record(tx, delivery, attempt));
  }
}

async function attemptOf(parts: WebhookParts, webhook: Webhook, delivery: Delivery): Promise<Attempt> {
  const made = (outcome: Attempt['outcome'], statusCode: number | null = null): Attempt => ({
    outcome,
    statusCode,
    at: parts.machineClock.now(),
    chance: Math.random(),
  });
  let body: string;
  try {
    body = await payloadOf(parts, webhook, delivery);
  } catch (error) {
    parts.logger.warn({ err: error, webhook: webhook.id, delivery: delivery.id }, 'no payload for a webhook');
    return made(error instanceof Unsendable ? 'UNSENDABLE' : 'NO_PAYLOAD');
  }
  const statusCode = await post(parts, webhook, delivery, body);
  if (statusCode !== null && statusCode >= 200 && statusCode < 300) return made('TAKEN', statusCode);
  return made(statusCode === 410 ? 'GONE' : 'REFUSED', statusCode);
}

/** The answer's status; null when nothing answered. */
async function post(
  { sender, secrets, logger, machineClock }: WebhookParts,
  webhook: Webhook,
  { id: deliveryId, eventId: id }: Delivery,
  body: string,
): Promise<number | null> {
  const timestamp = Math.floor(machineClock.now().getTime() / SECOND);
  const signature = signatureOf(secrets.open(webhook.secret), id, timestamp, body);
  try {
    return await sender.post(webhook.url, { id, timestamp, signature, body });
  } catch (error) {
    logger.info({ err: error, webhook: webhook.id, delivery: deliveryId }, 'webhook not answered');
    return null;
  }
}

/** Does nothing when somebody else has delivered it meanwhile, or it is gone. */
async function record(tx: NotificationTransaction, { id, webhookId, attempts }: Delivery, attempt: Attempt) {
  const webhook = await tx.lockWebhook(webhookId);
  const delivery = await tx.delivery(id);
  if (!webhook || delivery?.status !== 'PENDING' || delivery.attempts !== attempts) return;
  const after = afterAttempt(delivery, webhook, attempt);
  await tx.saveDelivery(after.delivery);
  await tx.saveWebhook(after.webhook);
  if (webhook.active && !after.webhook.active) await switchOff(tx, after);
}

async function switchOff(
  tx: NotificationTransaction,
  { webhook: { id, accountId, url } }: AfterAttempt,
): Promise<void> {
  await tx.failPending(id);
  await tx.publish({ type: 'webhook.switched_off', subject: id, data: { webhookId: id, accountId, url } });
}
