/** Orders as operators look for them. */
import { encodeCursor } from '@marketplace/kernel/cursor';
import { connection, pageSize } from '@marketplace/kernel/page';
import { refuseShape } from '@marketplace/kernel/shape';
import type { Order, OrderStatus } from '../domain/order.ts';
import type { Asker } from '../domain/visibility.ts';
import type { Application } from './ports.ts';
import { orderPosition, type PageAsked, type VisibleOrder, visibleTo } from './read-orders.ts';

export interface AdminOrderFilter {
  /** An id of the order or of a side of it, or a part of its title or address. */
  readonly text?: string | null | undefined;
  readonly status?: readonly OrderStatus[] | null | undefined;
  /** When it was placed: from one instant on, and before the other. */
  readonly from?: Date | null | undefined;
  readonly to?: Date | null | undefined;
}

const DEFAULT_PAGE = 20;
const MAX_TEXT_LENGTH = 200; // far longer than what anybody looks for

/** Newest first. The asker is an operator. */
export async function adminOrders(app: Application, asker: Asker, filter: AdminOrderFilter, asked: PageAsked) {
  const { text, status = null, from = null, to = null } = filter;
  if (text && text.length > MAX_TEXT_LENGTH) refuseShape(`text has at most ${MAX_TEXT_LENGTH} characters`);
  const { first, after } = asked;
  const size = pageSize(first, DEFAULT_PAGE);
  const orders = await app.reads.ordersLike({
    text: text?.trim() || null,
    statuses: status,
    from,
    to,
    limit: size + 1,
    after: after ? orderPosition('adminOrders', after) : null,
  });
  return connection(orders, size, after, (order) => edge('adminOrders', asker, order, order.createdAt));
}

/** Those whose dispute is not resolved, the longest open first. */
export async function disputedOrders(app: Application, asker: Asker, { first, after }: PageAsked) {
  const size = pageSize(first, DEFAULT_PAGE);
  const orders = await app.reads.disputedOrders({
    limit: size + 1,
    after: after ? orderPosition('disputedOrders', after) : null,
  });
  return connection(orders, size, after, (order) =>
    edge('disputedOrders', asker, order, order.dispute?.openedAt ?? order.updatedAt),
  );
}

function edge(kind: string, asker: Asker, order: Order, instant: Date): { cursor: string; node: VisibleOrder } {
  return {
    cursor: encodeCursor(kind, instant.getTime(), order.id),
    node: visibleTo(asker, order) ?? { order, role: 'OPERATOR' },
  };
}
