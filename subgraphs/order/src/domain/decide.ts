/** The one decision on an order: what a command makes of it, or why not. */
import { type Money, share, zero } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import { type CancellationTerms, cancellationTerms } from './cancellation-policy.ts';
import type { Action, Actor, Dispute, DisputeId, Order } from './order.ts';
import { availableTransitions, transitionFor } from './process.ts';
import type { OrderSettings } from './settings.ts';

export type ExpiryReason = 'PAYMENT_DECLINED' | 'PAYMENT_LATE' | 'NO_ANSWER';

export type Command =
  | { readonly action: 'OFFER' | 'ACCEPT' | 'DEPART' | 'START' | 'CONFIRM' | 'REMIND' }
  | { readonly action: 'DECLINE'; readonly reason: string }
  | { readonly action: 'COMPLETE'; readonly note: string | null }
  | { readonly action: 'CANCEL'; readonly reason: string }
  | { readonly action: 'EXPIRE'; readonly reason: ExpiryReason; readonly detail: string | null }
  | { readonly action: 'DISPUTE'; readonly disputeId: DisputeId; readonly reason: string }
  /** Without `refund`: the share that an unresolved dispute gives back. */
  | { readonly action: 'RESOLVE'; readonly refund?: Money; readonly note: string };

/** What happened, with what others need to know of it. `type` is also the history's. */
export type Fact =
  | {
      readonly type:
        | 'payment.authorized'
        | 'order.accepted'
        | 'order.departed'
        | 'order.started'
        | 'order.start_overdue';
    }
  | { readonly type: 'order.declined'; readonly reason: string }
  | { readonly type: 'order.completed'; readonly note: string | null }
  | { readonly type: 'order.cancelled'; readonly reason: string; readonly refund: Money; readonly fee: Money }
  | { readonly type: 'order.expired'; readonly reason: ExpiryReason; readonly detail: string | null }
  | { readonly type: 'order.disputed'; readonly disputeId: DisputeId; readonly reason: string }
  | { readonly type: 'order.settled'; readonly refund: Money };

export interface Decision {
  readonly order: Order;
  readonly fact: Fact;
  readonly actor: Actor;
}

/** Whether this actor has done it already: doing it again is no mistake and changes nothing. */
export const isRepeat = (order: Order, action: Action, actor: Actor): boolean => order.steps[action]?.by === actor;

/** Refuses with TRANSITION_NOT_ALLOWED what the table does not allow this actor now. */
export function decide(order: Order, command: Command, actor: Actor, now: Date, settings: OrderSettings): Decision {
  const transition = transitionFor(order, command.action, actor, now, settings);
  if (!transition) return refuseTransition(order, command.action, actor, now, settings);
  const moved: Order = {
    ...order,
    status: transition.to,
    version: order.version + 1,
    steps: { ...order.steps, [command.action]: { by: actor, at: now } },
    updatedAt: now,
  };
  const fact = factOf(order, command, actor, now, settings);
  return { order: { ...moved, dispute: disputeAfter(order, command, fact, now) }, fact, actor };
}

function factOf(order: Order, command: Command, actor: Actor, now: Date, settings: OrderSettings): Fact {
  switch (command.action) {
    case 'OFFER':
      return { type: 'payment.authorized' };
    case 'ACCEPT':
      return { type: 'order.accepted' };
    case 'DEPART':
      return { type: 'order.departed' };
    case 'START':
      return { type: 'order.started' };
    case 'REMIND':
      return { type: 'order.start_overdue' };
    case 'DECLINE':
      return { type: 'order.declined', reason: command.reason };
    case 'COMPLETE':
      return { type: 'order.completed', note: command.note };
    case 'CONFIRM':
      return { type: 'order.settled', refund: zero(order.price.currency) };
    case 'EXPIRE':
      return { type: 'order.expired', reason: command.reason, detail: command.detail };
    case 'DISPUTE':
      return { type: 'order.disputed', disputeId: command.disputeId, reason: command.reason };
    case 'CANCEL': {
      const { refund, fee } = termsOf(order, actor, now);
      return { type: 'order.cancelled', reason: command.reason, refund, fee };
    }
    case 'RESOLVE':
      return { type: 'order.settled', refund: refundOf(order, command.refund, settings) };
  }
}

/** What cancelling now gives back and costs, for the side that cancels. */
export function termsOf(order: Order, actor: Actor, now: Date): CancellationTerms {
  const by = actor === 'CUSTOMER' || actor === 'PROVIDER' ? actor : 'SYSTEM';
  const { price, scheduledFor, steps } = order;
  const acceptedAt = steps.ACCEPT?.at ?? null;
  return cancellationTerms(order.policy, { price, start: scheduledFor.start, acceptedAt }, by, now);
}

function refundOf(order: Order, refund: Money | undefined, settings: OrderSettings): Money {
  if (!refund) return share(order.price, settings.unresolvedRefundPercent, 100);
  if (refund.currency !== order.price.currency)
    refuse('CURRENCY_MISMATCH', `The order is in ${order.price.currency}.`, ['refund', 'currency']);
  if (refund.amount < 0) refuse('INVALID_INPUT', 'A refund is not negative.', ['refund', 'amount']);
  if (refund.amount > order.price.amount)
    refuse('AMOUNT_TOO_LARGE', 'A refund is at most the price of the order.', ['refund', 'amount']);
  return refund;
}

function disputeAfter(order: Order, command: Command, fact: Fact, now: Date): Dispute | null {
  if (command.action === 'DISPUTE') {
    const { disputeId: id, reason } = command;
    return { id, reason, openedAt: now, resolvedAt: null, refund: null, note: null };
  }
  if (command.action === 'RESOLVE' && order.dispute && fact.type === 'order.settled')
    return { ...order.dispute, resolvedAt: now, refund: fact.refund, note: command.note };
  return order.dispute;
}

function refuseTransition(order: Order, action: Action, actor: Actor, now: Date, settings: OrderSettings): never {
  const allowed = availableTransitions(order, actor, now, settings)
    .map(({ action, deadline }) => (deadline ? `${action} until ${deadline.toISOString()}` : action))
    .join(', ');
  return refuse(
    'TRANSITION_NOT_ALLOWED',
    `${action} is not possible while the order is ${order.status}. Allowed now: ${allowed || 'nothing'}.`,
  );
}
