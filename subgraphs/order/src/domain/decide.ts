/** The one decision on an order: what a command makes of it, or why not. */
import { compare, equals, type Money, share, zero } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import { type CancellationTerms, cancellationTerms } from './cancellation-policy.ts';
import type { ExpiryReason, Fact, PaymentMeans, WithdrawalReason } from './fact.ts';
import type { Action, Actor, Dispute, DisputeId, Order, ProposedPrice } from './order.ts';
import { availableTransitions, transitionFor } from './process.ts';
import { approvedPrice, pricesAfter, proposal } from './proposed-price.ts';
import type { OrderSettings } from './settings.ts';

export type Command =
  | { readonly action: 'OFFER' | 'ACCEPT' | 'DEPART' | 'START' | 'CONFIRM' | 'REMIND' | 'CHANGE_PRICE' }
  | { readonly action: 'DECLINE'; readonly reason: string }
  | { readonly action: 'COMPLETE'; readonly note: string | null }
  | { readonly action: 'CANCEL'; readonly reason: string }
  | { readonly action: 'EXPIRE'; readonly reason: ExpiryReason; readonly detail: string | null }
  | { readonly action: 'DISPUTE'; readonly disputeId: DisputeId; readonly reason: string }
  | { readonly action: 'PROPOSE_PRICE'; readonly price: Money; readonly reason: string }
  /** Without `payment`: like the rest of the order. */
  | { readonly action: 'APPROVE_PRICE'; readonly price: Money; readonly payment: PaymentMeans | null }
  | { readonly action: 'WITHDRAW_PRICE'; readonly reason: WithdrawalReason }
  /** Without `refund`: the share that an unresolved dispute gives back. */
  | { readonly action: 'RESOLVE'; readonly refund?: Money; readonly note: string };

export interface Decision {
  readonly order: Order;
  readonly fact: Fact;
  readonly actor: Actor;
}

/** Whether this actor has done it already: doing it again is no mistake and changes nothing. */
export function isRepeat(order: Order, command: Command, actor: Actor): boolean {
  const { proposedPrice, dispute, steps } = order;
  const done = steps[command.action]?.by === actor;
  switch (command.action) {
    case 'PROPOSE_PRICE':
      return done && isProposed(proposedPrice, command.price) && proposedPrice?.reason === command.reason;
    case 'APPROVE_PRICE':
      return (
        done &&
        (isProposed(proposedPrice, command.price)
          ? proposedPrice?.approved === true
          : equals(order.price, command.price))
      );
    case 'DISPUTE':
      return done || (dispute?.statements.some(({ by }) => by === actor) ?? false);
    default:
      return done;
  }
}

const isProposed = (proposed: ProposedPrice | null, price: Money): boolean =>
  proposed !== null && equals(proposed.price, price);

/** Refuses with TRANSITION_NOT_ALLOWED what the table does not allow this actor now. */
export function decide(order: Order, command: Command, actor: Actor, now: Date, settings: OrderSettings): Decision {
  const transition = transitionFor(order, command.action, actor, now, settings);
  if (!transition) return refuseTransition(order, command.action, actor, now, settings);
  const fact = factOf(order, command, actor, now, settings);
  const step = { [command.action]: { by: actor, at: now } };
  const moved: Order = {
    ...order,
    ...pricesAfter(order, fact),
    status: transition.to,
    version: order.version + 1,
    events: order.events + 1,
    steps: command.action === 'DISPUTE' ? { ...step, ...order.steps } : { ...order.steps, ...step },
    dispute: disputeAfter(order, command, fact, actor, now),
    updatedAt: now,
  };
  return { order: moved, fact, actor };
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
      return order.dispute
        ? { type: 'order.dispute_answered', disputeId: order.dispute.id, statement: command.reason }
        : { type: 'order.disputed', disputeId: command.disputeId, reason: command.reason };
    case 'PROPOSE_PRICE': {
      const { price, reason, expiresAt } = proposal(order, command.price, command.reason, now, settings);
      return { type: 'order.price_proposed', price, reason, expiresAt };
    }
    case 'APPROVE_PRICE': {
      const newPrice = approvedPrice(order, command.price);
      const payment = compare(newPrice, order.price) < 0 ? null : command.payment;
      return { type: 'order.price_approved', previousPrice: order.price, newPrice, payment };
    }
    case 'CHANGE_PRICE':
      return { type: 'order.price_changed', previousPrice: order.price };
    case 'WITHDRAW_PRICE':
      return {
        type: 'order.price_withdrawn',
        price: order.proposedPrice?.price ?? order.price,
        reason: command.reason,
      };
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

function disputeAfter(order: Order, command: Command, fact: Fact, actor: Actor, now: Date): Dispute | null {
  const { dispute } = order;
  if (command.action === 'DISPUTE') {
    const { disputeId: id, reason } = command;
    const said = actor === 'CUSTOMER' || actor === 'PROVIDER' ? [{ by: actor, text: reason, at: now }] : [];
    return dispute
      ? { ...dispute, statements: [...dispute.statements, ...said] }
      : { id, reason, statements: said, openedAt: now, resolvedAt: null, refund: null, note: null };
  }
  if (command.action === 'RESOLVE' && dispute && fact.type === 'order.settled')
    return { ...dispute, resolvedAt: now, refund: fact.refund, note: command.note };
  return dispute;
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
