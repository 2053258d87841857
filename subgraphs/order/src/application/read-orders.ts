import { CursorUnknown, decodeCursor, encodeCursor } from '@marketplace/kernel/cursor';
import { customerOf, isId, type OrderId, parseId, providerOf } from '@marketplace/kernel/ids';
import { connection, pageSize } from '@marketplace/kernel/page';
import { z } from 'zod';
import type { Actor, Order, OrderEvent, OrderStatus, Side } from '../domain/order.ts';
import { type Asker, roleIn } from '../domain/visibility.ts';
import type { Application } from './ports.ts';

/** An order with the part in it of the account that asks: what it may see and do follows from both. */
export interface VisibleOrder {
  readonly order: Order;
  readonly role: Exclude<Actor, 'SYSTEM'>;
}

export function visibleTo(asker: Asker, order: Order): VisibleOrder | undefined {
  const role = roleIn(order, asker);
  return role && { order, role };
}

/** For each id the order, or undefined where there is none that this account may see. */
export async function visibleOrders(
  app: Application,
  asker: Asker,
  ids: readonly string[],
): Promise<(VisibleOrder | undefined)[]> {
  const known = new Set(ids.flatMap((id) => parseId('ord', id) ?? []));
  const orders = known.size > 0 ? await app.reads.orders([...known]) : [];
  const byId = new Map<string, Order>(orders.map((order) => [order.id, order]));
  return ids.map((id) => {
    const order = byId.get(id);
    return order && visibleTo(asker, order);
  });
}

/** Arguments of a connection. */
export interface PageAsked {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface OrdersQuery extends PageAsked {
  readonly side: Side;
  readonly status?: readonly OrderStatus[] | null | undefined;
}

const DEFAULT_PAGE = 20;
const LAST_INSTANT = 8.64e15; // of a Date
const position = z.tuple([z.int().min(0).max(LAST_INSTANT), z.string()]);

/** The account's own orders on one side, newest first. */
export async function ordersOf(app: Application, asker: Asker, query: OrdersQuery) {
  const { side, status = null, after } = query;
  const size = pageSize(query.first, DEFAULT_PAGE);
  const profile = side === 'CUSTOMER' ? customerOf(asker.account) : providerOf(asker.account);
  const orders = await app.reads.ordersOf({
    side,
    profile,
    statuses: status,
    limit: size + 1,
    after: after ? orderPosition('orders', after) : null,
  });
  return connection(orders, size, after, (order) => ({
    cursor: encodeCursor('orders', order.createdAt.getTime(), order.id),
    node: { order, role: side } satisfies VisibleOrder,
  }));
}

/** Where a page of orders goes on: after the order with this id at this instant. Throws CursorUnknown. */
export function orderPosition(kind: string, cursor: string): { at: Date; id: OrderId } {
  const [at, id] = decodeCursor(kind, position, cursor);
  if (!isId('ord', id)) throw new CursorUnknown('not a cursor of an order');
  return { at: new Date(at), id };
}

const DEFAULT_HISTORY_PAGE = 50;

export interface HistoryQuery {
  readonly orderId: OrderId;
  readonly size: number;
  readonly after: string | null;
}

/** Checks a page's arguments. Refuses a wrong `first`; throws CursorUnknown for a cursor of another order. */
export function historyQuery(orderId: OrderId, { first, after = null }: PageAsked): HistoryQuery {
  if (after !== null) eventNumber(orderId, after);
  return { orderId, size: pageSize(first, DEFAULT_HISTORY_PAGE), after };
}

/** The same for messages. */
export function messagesQuery(orderId: OrderId, { first, after = null }: PageAsked): HistoryQuery {
  if (after !== null) messageNumber(orderId, after);
  return { orderId, size: pageSize(first, DEFAULT_HISTORY_PAGE), after };
}

/** A page of each order's history, oldest first; all in one read. */
export async function histories(app: Pick<Application, 'reads'>, queries: readonly HistoryQuery[]) {
  const found = await app.reads.histories(
    queries.map(({ orderId, size, after }) => ({
      orderId,
      after: after === null ? 0 : eventNumber(orderId, after),
      limit: size + 1,
    })),
  );
  return queries.map(({ size, after }, index) =>
    connection(found[index] ?? [], size, after, (event) => ({ cursor: eventCursor(event), node: event })),
  );
}

/** The same for what the two sides wrote to each other. */
export async function messages(app: Pick<Application, 'reads'>, queries: readonly HistoryQuery[]) {
  const found = await app.reads.messages(
    queries.map(({ orderId, size, after }) => ({
      orderId,
      after: after === null ? 0 : messageNumber(orderId, after),
      limit: size + 1,
    })),
  );
  return queries.map(({ size, after }, index) =>
    connection(found[index] ?? [], size, after, (message) => ({
      cursor: encodeCursor('messages', message.orderId, message.number),
      node: message,
    })),
  );
}

// An event has one cursor, whether it is read as history or comes as an update.
export const eventCursor = ({ orderId, number }: Pick<OrderEvent, 'orderId' | 'number'>): string =>
  encodeCursor('order', orderId, number);

/** Throws CursorUnknown for a cursor of another order. */
export const eventNumber = (orderId: OrderId, cursor: string): number => numberIn('order', orderId, cursor);
const messageNumber = (orderId: OrderId, cursor: string): number => numberIn('messages', orderId, cursor);

function numberIn(kind: string, orderId: OrderId, cursor: string): number {
  const [, number] = decodeCursor(kind, z.tuple([z.literal(orderId), z.int32().min(0)]), cursor);
  return number;
}
