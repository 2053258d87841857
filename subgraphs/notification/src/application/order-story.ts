/** Everything that happened around one order, over all contexts, as their events tell it. */
import { type OrderId, parseId } from '@marketplace/kernel/ids';
import type { Handlers } from '@marketplace/messaging/consumer';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import { EVENT_VERSIONS, type EventType } from '@marketplace/messaging/events.gen';
import type { StoryEntry } from '../domain/story-entry.ts';
import type { NotificationReads, NotificationTransaction } from './ports.ts';
import { summaryOf } from './story-summaries.ts';

const MAX_ENTRIES = 1_000; // an order has some dozens; messages between its sides may be many

type Handler = (tx: NotificationTransaction, event: AnyEnvelope) => Promise<void>;
const TYPES = Object.keys(EVENT_VERSIONS) as EventType[]; // as: these are the record's keys

/** Of these families every event that names an order is told, whether it has a handler or not. */
const FAMILIES: ReadonlySet<string | undefined> = new Set([
  'order',
  'payment',
  'review',
  'payout',
  'job',
  'quote',
  'webhook',
]);

/** The handlers, each adding its event to the story of the order that it is about. */
export function withStory(handlers: Handlers<NotificationTransaction>): Handlers<NotificationTransaction> {
  const told = TYPES.filter((type) => FAMILIES.has(type.split('.')[0])).map((type): [EventType, Handler] => {
    // as: the handler found under an event's type takes that type, which the lookup does not show
    const handler = handlers[type] as Handler | undefined;
    return [
      type,
      async (tx, event) => {
        await handler?.(tx, event);
        await addToStory(tx, event);
      },
    ];
  });
  return Object.fromEntries(told);
}

async function addToStory(tx: NotificationTransaction, event: AnyEnvelope): Promise<void> {
  const orderId = orderIn(event.data);
  if (!orderId) return;
  await tx.addStoryEntry({
    id: event.id,
    orderId,
    at: new Date(event.time),
    context: event.source.slice(1),
    type: event.type,
    summary: summaryOf(event),
    correlationId: event.correlationid,
  });
}

/** The order that an event's data tells of, whatever its type. */
export function orderIn(data: unknown): OrderId | undefined {
  if (!isRecord(data)) return undefined;
  const { order, payment, job, orderId } = data;
  const named = [
    isRecord(order) && order.id,
    isRecord(payment) && payment.orderId,
    orderId,
    isRecord(job) && job.orderId,
  ];
  const id = named.find((each) => typeof each === 'string');
  return id === undefined ? undefined : parseId('ord', id);
}

/** In order of time; null for an order that nobody has heard of. */
export async function orderStory(reads: NotificationReads, text: string): Promise<readonly StoryEntry[] | null> {
  const id = parseId('ord', text);
  if (!id) return null;
  const story = await reads.story(id, MAX_ENTRIES);
  return story.length > 0 || (await reads.order(id)) ? story : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
