/** Live updates: first where things stand, or all that followed a cursor; then each event as it is recorded. */
import { decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { StreamEntry } from '@marketplace/messaging/message-store';
import { z } from 'zod';
import { ACTORS, ORDER_STATUSES, type OrderEvent, type Side } from '../domain/order.ts';
import type { Asker } from '../domain/visibility.ts';
import { continued } from './continued.ts';
import { orderStream, sideStream } from './order-events.ts';
import type { Application } from './ports.ts';
import { eventCursor, eventNumber, type VisibleOrder, visibleOrders } from './read-orders.ts';

export interface OrderUpdate {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly event: OrderEvent | null;
  /** As it stands now, which may be further on than the event. */
  readonly order: VisibleOrder | null;
}

/** Refuses with NOT_FOUND an order that the account may not see. Throws CursorUnknown. */
export async function followOrder(
  app: Application,
  asker: Asker,
  orderId: string,
  after: string | null,
): Promise<AsyncIterableIterator<OrderUpdate>> {
  const id = parseId('ord', orderId);
  const [visible] = id ? await visibleOrders(app, asker, [id]) : [];
  if (!id || !visible) return refuse('NOT_FOUND', 'There is no such order.', ['orderId']);
  const update = async ({ entry }: StreamEntry): Promise<OrderUpdate> => {
    const event = eventOf(entry);
    const [order = null] = await visibleOrders(app, asker, [id]);
    return { cursor: eventCursor(event), snapshot: false, event, order };
  };
  if (after !== null) return continued([], app.live.follow(orderStream(id), eventNumber(id, after)), update);
  // An order's events are the entries of its stream.
  const { events: number } = visible.order;
  const [[event = null] = []] = await app.reads.histories([{ orderId: id, after: number - 1, limit: 1 }]);
  const cursor = eventCursor({ orderId: id, number });
  const snapshot: OrderUpdate = { cursor, snapshot: true, event, order: visible };
  return continued([snapshot], app.live.follow(orderStream(id), number), update);
}

/** Every order of the account's on that side. Throws CursorUnknown. */
export async function followOrders(
  app: Application,
  asker: Asker,
  side: Side,
  after: string | null,
): Promise<AsyncIterableIterator<OrderUpdate>> {
  const { account } = asker;
  const stream = sideStream(side, account);
  const cursorOf = (number: number): string => encodeCursor('ordersUpdated', side, account, number);
  const update = async ({ number, entry }: StreamEntry): Promise<OrderUpdate> => {
    const event = eventOf(entry);
    const [order = null] = await visibleOrders(app, asker, [event.orderId]);
    return { cursor: cursorOf(number), snapshot: false, event, order };
  };
  if (after !== null) {
    const position = z.tuple([z.literal(side), z.literal(account), z.int32().min(0)]);
    const [, , number] = decodeCursor('ordersUpdated', position, after);
    return continued([], app.live.follow(stream, number), update);
  }
  const head = await app.streams.head(stream);
  const snapshot: OrderUpdate = { cursor: cursorOf(head), snapshot: true, event: null, order: null };
  return continued([snapshot], app.live.follow(stream, head), update);
}

const storedEvent = z.object({
  orderId: z.string(),
  number: z.number(),
  type: z.string(),
  at: z.coerce.date(),
  actor: z.enum(ACTORS),
  status: z.enum(ORDER_STATUSES),
  detail: z.string().nullable(),
});

function eventOf(entry: StreamEntry['entry']): OrderEvent {
  // as: the order's id was one when the entry was written
  return storedEvent.parse(entry) as OrderEvent;
}
