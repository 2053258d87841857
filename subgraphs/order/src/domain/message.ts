/** What the two sides of an order write to each other. */
import { DAY, later } from '@marketplace/kernel/clock';
import type { Id, OrderId } from '@marketplace/kernel/ids';
import { hasEnded, type Order, type Side } from './order.ts';
import type { OrderSettings } from './settings.ts';

export type MessageId = Id<'msg'>;

export interface OrderMessage {
  readonly id: MessageId;
  readonly orderId: OrderId;
  /** The event's in the order's history. */
  readonly number: number;
  readonly from: Side;
  readonly text: string;
  readonly at: Date;
}

/** From when both sides see the order, and for a while after its end. */
export const isOpenForMessages = (order: Order, now: Date, { messageDaysAfterEnd }: OrderSettings): boolean =>
  order.steps.OFFER !== undefined && (!hasEnded(order) || now < later(order.updatedAt, messageDaysAfterEnd * DAY));
