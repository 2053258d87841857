/** What the system does when nobody else has: the deadlines of the process table, fired through the same decision. */
import { createHash } from 'node:crypto';
import { DAY, later, MINUTE } from '@marketplace/kernel/clock';
import { idFrom, newId, type ProviderId } from '@marketplace/kernel/ids';
import { NotYet } from '@marketplace/messaging/deadlines';
import type { Deadline } from '@marketplace/messaging/message-store';
import { bookableWindows } from '../domain/availability.ts';
import { type Command, decide } from '../domain/decide.ts';
import type { Order } from '../domain/order.ts';
import { isRunning, momentOf, TIMEOUTS, type TimeoutKind } from '../domain/process.ts';
import type { OrderSettings } from '../domain/settings.ts';
import { FORGET_ACCOUNT, forgetAccount } from './forget-account.ts';
import { expireJob, expireQuote, JOB_EXPIRES, QUOTE_EXPIRES } from './job-steps.ts';
import type { Application } from './ports.ts';
import { PUBLISH_AVAILABILITY, RENEW_AVAILABILITY, recordStep } from './record-step.ts';

/** Deadlines that only keep others' copies fresh. */
export const BACKGROUND: readonly string[] = [RENEW_AVAILABILITY];

/** Fires a deadline. By state: one that fires late or twice finds nothing to do. */
export async function fireDeadline(app: Application, deadline: Deadline): Promise<void> {
  if (deadline.kind === RENEW_AVAILABILITY) waitForTurn(deadline, app.settings);
  if (deadline.kind === PUBLISH_AVAILABILITY || deadline.kind === RENEW_AVAILABILITY)
    return publishAvailability(app, idFrom('prv', deadline.subject), deadline.id);
  if (deadline.kind === JOB_EXPIRES) return expireJob(app, idFrom('job', deadline.subject), deadline.id);
  if (deadline.kind === QUOTE_EXPIRES) return expireQuote(app, idFrom('quo', deadline.subject), deadline.id);
  if (deadline.kind === FORGET_ACCOUNT) return forgetAccount(app, idFrom('acc', deadline.subject), deadline.id);
  const timeout = TIMEOUTS.find(({ kind }) => kind === deadline.kind);
  if (!timeout) throw new Error(`no such deadline: ${deadline.kind}`);
  await app.transact({ correlationId: deadline.id }, async (tx) => {
    const order = await tx.lockOrder(idFrom('ord', deadline.subject));
    const now = app.clock.now();
    if (!order || !isRunning(timeout, order) || now < momentOf(timeout.at, order, app.settings)) return;
    const decision = decide(order, commandOf(timeout.kind, order), 'SYSTEM', now, app.settings);
    await recordStep(tx, order, decision, app.settings);
  });
}

function commandOf(kind: TimeoutKind, order: Order): Command {
  switch (kind) {
    case 'order-payment-due':
      return { action: 'EXPIRE', reason: 'PAYMENT_LATE', detail: null };
    case 'order-answer-due':
      return { action: 'EXPIRE', reason: 'NO_ANSWER', detail: null };
    case 'order-start-overdue':
      return { action: 'REMIND' };
    case 'order-abandoned':
      return { action: 'CANCEL', reason: 'The work was not begun.' };
    case 'order-proposal-due':
      return { action: 'WITHDRAW_PRICE', reason: 'NO_ANSWER' };
    case 'order-completion-due':
      return { action: 'DISPUTE', disputeId: newId('dsp'), reason: 'The work was not completed in time.' };
    case 'order-confirmation-due':
      return { action: 'CONFIRM' };
    case 'order-resolution-due':
      return { action: 'RESOLVE', note: `The dispute “${order.dispute?.reason ?? ''}” was not resolved in time.` };
  }
}

/** Many may be due at once, after a start or when a sandbox's clock was moved: each is put off by its own part of some minutes. */
function waitForTurn({ attempts, id }: Deadline, { renewalSpreadMinutes }: OrderSettings): void {
  if (attempts === 0) throw new NotYet(later(new Date(), partOf(id) * renewalSpreadMinutes * MINUTE));
}

/** From 0 to 1, the same for the same id. */
const partOf = (id: string): number => createHash('sha256').update(id).digest().readUInt32BE() / 2 ** 32;

const RENEWAL_DAYS = 30; // published this far beyond the horizon, so that an unchanged calendar always reaches it

/** Tells the other contexts when the provider can be booked. Holds are left out: they are gone in minutes. */
async function publishAvailability(app: Application, providerId: ProviderId, correlationId: string): Promise<void> {
  await app.transact({ correlationId }, async (tx) => {
    const availability = await tx.lockCalendar(providerId);
    if (!availability) return;
    const now = app.clock.now();
    const range = { start: now, end: later(now, (app.settings.bookingHorizonDays + RENEWAL_DAYS) * DAY) };
    const ordered = await tx.orderedPlaces(providerId, range);
    const bookable = bookableWindows(availability, ordered, range.start, range.end).map(({ start, end }) => ({
      start: start.toISOString(),
      end: end.toISOString(),
    }));
    const { timeZone } = availability;
    await tx.publish({ type: 'availability.changed', subject: providerId, data: { providerId, timeZone, bookable } });
    await tx.setDeadline({ kind: RENEW_AVAILABILITY, subject: providerId, dueAt: later(now, RENEWAL_DAYS * DAY) });
  });
}
