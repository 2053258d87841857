/** What the sides and operators do to an order. Each use case: lock, decide, record, in one transaction. */
import { newId, type OrderId, parseId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { Refused, refuse } from '@marketplace/kernel/refusal';
import { type Command, decide, isRepeat } from '../domain/decide.ts';
import type { Actor, Order } from '../domain/order.ts';
import { tryPin } from '../domain/start-pin.ts';
import { roleIn } from '../domain/visibility.ts';
import { type AuditedAction, audited } from './audit.ts';
import { cancellationQuoteId } from './cancellation-quote.ts';
import { given, MAX_NOTE_LENGTH, MAX_REASON_LENGTH, optional } from './input-text.ts';
import { type PaymentChoice, paymentMeans } from './new-order.ts';
import type { Application, Call, OrderTransaction } from './ports.ts';
import { recordStep } from './record-step.ts';

export interface Target {
  readonly orderId: string;
  /** Refuses with CONFLICT when the order is not at this version. */
  readonly expectedVersion?: number | null | undefined;
}

export const acceptOrder = (app: Application, call: Call, target: Target) =>
  act(app, call, target, { action: 'ACCEPT' });
export const departForOrder = (app: Application, call: Call, target: Target) =>
  act(app, call, target, { action: 'DEPART' });
export const confirmOrder = (app: Application, call: Call, target: Target) =>
  act(app, call, target, { action: 'CONFIRM' });

export function declineOrder(app: Application, call: Call, input: Target & { reason: string }): Promise<OrderId> {
  return act(app, call, input, { action: 'DECLINE', reason: given(input.reason, MAX_REASON_LENGTH, 'reason') });
}

export function completeOrder(
  app: Application,
  call: Call,
  input: Target & { note?: string | null | undefined },
): Promise<OrderId> {
  return act(app, call, input, { action: 'COMPLETE', note: optional(input.note, MAX_NOTE_LENGTH, 'note') });
}

/** The second side, or one whose order the system disputed, adds its statement to the dispute that is open. */
export function disputeOrder(app: Application, call: Call, input: Target & { reason: string }): Promise<OrderId> {
  const reason = given(input.reason, MAX_REASON_LENGTH, 'reason');
  return act(app, call, input, { action: 'DISPUTE', disputeId: newId('dsp'), reason });
}

/** A new proposal replaces one that the customer has not approved. */
export function proposePrice(
  app: Application,
  call: Call,
  input: Target & { price: Money; reason: string },
): Promise<OrderId> {
  const reason = given(input.reason, MAX_REASON_LENGTH, 'reason');
  return act(app, call, input, { action: 'PROPOSE_PRICE', price: input.price, reason });
}

/** Refuses with STALE_QUOTE another price than the one proposed. A higher one waits for its difference to be held. */
export function approvePrice(
  app: Application,
  call: Call,
  input: Target & { price: Money; payment?: PaymentChoice | null | undefined },
): Promise<OrderId> {
  const payment = input.payment ? paymentMeans(input.payment) : null;
  return act(app, call, input, { action: 'APPROVE_PRICE', price: input.price, payment });
}

export function resolveDispute(
  app: Application,
  call: Call,
  input: Target & { refund: Money; note: string },
): Promise<OrderId> {
  const note = given(input.note, MAX_NOTE_LENGTH, 'note');
  const audit = { actor: call.account, action: 'resolve dispute', reason: note };
  return act(app, call, input, { action: 'RESOLVE', refund: input.refund, note }, { audit });
}

/** Refuses with STALE_QUOTE when cancelling now would cost or give back something else than the quote says. */
export function cancelOrder(
  app: Application,
  call: Call,
  input: Target & { reason: string; cancellationQuoteId: string },
): Promise<OrderId> {
  const reason = given(input.reason, MAX_REASON_LENGTH, 'reason');
  const check: Check = (order, role, now) => {
    if (cancellationQuoteId(order, role, now) !== input.cancellationQuoteId)
      refuse('STALE_QUOTE', 'The terms of cancelling have changed. Ask for a new quote.', ['cancellationQuoteId']);
  };
  return act(app, call, input, { action: 'CANCEL', reason }, { check });
}

/** Refuses with WRONG_PIN, and after ten of them with TOO_MANY_ATTEMPTS. A wrong try is counted although it is refused. */
export async function startOrder(app: Application, call: Call, input: Target & { pin: string }): Promise<OrderId> {
  const { settings } = app;
  const { orderId, refusal } = await app.transact(call.origin, async (tx) => {
    const { order, role } = await lockVisible(tx, call, input);
    const now = app.clock.now();
    if (isRepeat(order, { action: 'START' }, role)) return { orderId: order.id };
    const decision = decide(order, { action: 'START' }, role, now, settings); // before the PIN: who may not start may not guess
    const { tries, refusal } = tryPin(order, input.pin, now, settings);
    if (refusal) await tx.saveOrder({ ...order, ...tries });
    else await recordStep(tx, order, { ...decision, order: { ...decision.order, ...tries } }, settings);
    return { orderId: order.id, refusal };
  });
  if (refusal) throw new Refused([refusal]);
  return orderId;
}

type Check = (order: Order, role: Actor, now: Date) => void;

/** What is done besides the step. */
interface Besides {
  readonly check?: Check;
  readonly audit?: Pick<AuditedAction, 'actor' | 'action' | 'reason'>;
}

async function act(
  app: Application,
  call: Call,
  target: Target,
  command: Command,
  { check, audit }: Besides = {},
): Promise<OrderId> {
  return app.transact(call.origin, async (tx) => {
    const { order, role } = await lockVisible(tx, call, target);
    if (isRepeat(order, command, role)) return order.id;
    if (target.expectedVersion != null && target.expectedVersion !== order.version)
      refuse('CONFLICT', `The order has moved on: it is at version ${order.version}.`, ['expectedVersion']);
    const now = app.clock.now();
    const decision = decide(order, command, role, now, app.settings);
    check?.(order, role, now);
    await recordStep(tx, order, decision, app.settings);
    if (audit) await tx.publish(audited({ ...audit, subject: order.id }, now));
    return order.id;
  });
}

/** The order, locked, with the caller's part in it. Refuses with NOT_FOUND what the caller may not see. */
export async function lockVisible(
  tx: OrderTransaction,
  call: Call,
  { orderId }: Target,
): Promise<{ order: Order; role: Actor }> {
  const id = parseId('ord', orderId);
  const order = id && (await tx.lockOrder(id));
  const role = order && roleIn(order, call);
  if (!order || !role) return refuse('NOT_FOUND', 'There is no such order.', ['orderId']);
  return { order, role };
}
