/** How a step of an order is told: to other contexts as an event, to its history and to the live streams as a line. */
import { accountOf } from '@marketplace/kernel/ids';
import type { EventDraft } from '@marketplace/messaging/envelope';
import type { OrderActor, Order as OrderSnapshot } from '@marketplace/messaging/events.gen';
import type { Decision } from '../domain/decide.ts';
import type { Fact } from '../domain/fact.ts';
import type { Order, OrderEvent, Side } from '../domain/order.ts';
import { momentOf } from '../domain/process.ts';
import type { OrderSettings } from '../domain/settings.ts';

export function snapshotOf(order: Order): OrderSnapshot {
  const { id, customerId, providerId, offeringId, title, status, version, price, timeZone } = order;
  const scheduledFor = { start: order.scheduledFor.start.toISOString(), end: order.scheduledFor.end.toISOString() };
  return { id, customerId, providerId, offeringId, title, status, version, price, scheduledFor, timeZone };
}

export function draftOf({ order, fact, actor }: Decision, settings: OrderSettings): EventDraft {
  const subject = order.id;
  const told: { order: OrderSnapshot; actor: OrderActor } = { order: snapshotOf(order), actor };
  switch (fact.type) {
    case 'payment.authorized': {
      const answerBy = momentOf('answerDue', order, settings).toISOString();
      return { type: 'order.offered', subject, data: { ...told, answerBy } };
    }
    case 'order.accepted':
    case 'order.departed':
    case 'order.started':
    case 'order.start_overdue':
      return { type: fact.type, subject, data: told };
    case 'order.declined':
      return { type: fact.type, subject, data: { ...told, reason: fact.reason } };
    case 'order.completed':
      return { type: fact.type, subject, data: { ...told, note: fact.note } };
    case 'order.cancelled':
      return { type: fact.type, subject, data: { ...told, reason: fact.reason, refund: fact.refund, fee: fact.fee } };
    case 'order.expired':
      return { type: fact.type, subject, data: { ...told, reason: fact.reason, detail: fact.detail } };
    case 'order.disputed':
      return { type: fact.type, subject, data: { ...told, disputeId: fact.disputeId, reason: fact.reason } };
    case 'order.dispute_answered': {
      const { disputeId, statement } = fact;
      return { type: fact.type, subject, data: { ...told, disputeId, statement } };
    }
    case 'order.price_proposed': {
      const { price, reason, expiresAt } = fact;
      return { type: fact.type, subject, data: { ...told, price, reason, expiresAt: expiresAt.toISOString() } };
    }
    case 'order.price_approved': {
      const { previousPrice, newPrice, payment } = fact;
      return { type: fact.type, subject, data: { ...told, previousPrice, newPrice, payment } };
    }
    case 'order.price_changed':
      return { type: fact.type, subject, data: { ...told, previousPrice: fact.previousPrice } };
    case 'order.price_withdrawn':
      return { type: fact.type, subject, data: { ...told, price: fact.price, reason: fact.reason } };
    case 'order.settled':
      return { type: fact.type, subject, data: { ...told, refund: fact.refund } };
  }
}

/** The line of history that a decision makes. */
export function historyOf({ order, fact, actor }: Decision): OrderEvent {
  const { id: orderId, events: number, updatedAt: at, status } = order;
  return { orderId, number, type: fact.type, at, actor, status, detail: detailOf(fact) };
}

/** What a person reads beside the event: the reason or note that was given. */
function detailOf(fact: Fact): string | null {
  if ('reason' in fact) return fact.reason;
  if ('statement' in fact) return fact.statement;
  return 'note' in fact ? fact.note : null;
}

export const orderStream = (orderId: string): string => `order:${orderId}`;
export const sideStream = (side: Side, account: string): string => `orders:${side}:${account}`;

/** The streams that hear of an order's event. A provider's does not before the payment is held. */
export function streamsOf(order: Order): string[] {
  const [ofOrder, ofCustomer, ofProvider] = streamsOfSnapshot(order);
  return order.steps.OFFER ? [ofOrder, ofCustomer, ofProvider] : [ofOrder, ofCustomer];
}

/** The same for whoever can't know whether the provider's was left out. */
export function streamsOfSnapshot({
  id,
  customerId,
  providerId,
}: Pick<Order, 'id' | 'customerId' | 'providerId'>): readonly [string, string, string] {
  return [
    orderStream(id),
    sideStream('CUSTOMER', accountOf(customerId)),
    sideStream('PROVIDER', accountOf(providerId)),
  ];
}
