import { later, SECOND } from '@marketplace/kernel/clock';
import type { ProviderId } from '@marketplace/kernel/ids';
import type { Decision } from '../domain/decide.ts';
import { isEnRoute, type Order, type OrderEvent, occupiesCalendar } from '../domain/order.ts';
import { isRunning, momentOf, TIMEOUTS } from '../domain/process.ts';
import type { OrderSettings } from '../domain/settings.ts';
import { followWithJob } from './job-steps.ts';
import { draftOf, historyOf, streamsOf } from './order-events.ts';
import type { OrderTransaction } from './ports.ts';

/** Carries a decision out, whole: the order, its deadlines, its place, its history, its streams and its event. */
export async function recordStep(
  tx: OrderTransaction,
  before: Order,
  decision: Decision,
  settings: OrderSettings,
): Promise<void> {
  const { order } = decision;
  await tx.saveOrder(order);
  await moveDeadlines(tx, before, order, settings);
  if (isEnRoute(before) && !isEnRoute(order)) await tx.deletePosition(order.id);
  if (!occupiesCalendar(order) && (await tx.freePlace(order.id)))
    await publishAvailabilitySoon(tx, order.providerId, order.updatedAt);
  await recordEvent(tx, order, historyOf(decision));
  await tx.publish(draftOf(decision, settings));
  if (order.quoteId) await followWithJob(tx, order.quoteId, decision);
}

/** Puts one event into the order's history and into every stream that follows the order. */
export async function recordEvent(tx: OrderTransaction, order: Order, event: OrderEvent): Promise<void> {
  await tx.appendHistory(event);
  const entry = { ...event, at: event.at.toISOString() };
  for (const stream of streamsOf(order)) await tx.appendToStream(stream, entry);
}

/** Sets the time-outs that run from now on, and clears those that have ended. `before` is null for a new order. */
export async function moveDeadlines(
  tx: OrderTransaction,
  before: Order | null,
  order: Order,
  settings: OrderSettings,
): Promise<void> {
  for (const timeout of TIMEOUTS) {
    const ran = before !== null && isRunning(timeout, before);
    const runs = isRunning(timeout, order);
    const dueAt = momentOf(timeout.at, order, settings);
    const moved = !ran || dueAt.getTime() !== momentOf(timeout.at, before, settings).getTime();
    if (runs && moved) await tx.setDeadline({ kind: timeout.kind, subject: order.id, dueAt });
    if (ran && !runs) await tx.clearDeadline(timeout.kind, order.id);
  }
}

export const PUBLISH_AVAILABILITY = 'publish-availability';
/** Of its own kind: set while a calendar is published, it must not take the place of a change that comes meanwhile. */
export const RENEW_AVAILABILITY = 'renew-availability';
const COALESCE_MS = 2 * SECOND; // several changes shortly after one another are published as one

/** What others know of the provider's calendar is told anew, once for all changes of the next moment. */
export async function publishAvailabilitySoon(tx: OrderTransaction, provider: ProviderId, now: Date): Promise<void> {
  await tx.setDeadline({ kind: PUBLISH_AVAILABILITY, subject: provider, dueAt: later(now, COALESCE_MS) });
}
