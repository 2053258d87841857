/** What happens to a deleted account's orders and jobs: what is ahead is called off by the rules, the rest keeps its numbers alone. */
import { DAY, later } from '@marketplace/kernel/clock';
import { type AccountId, customerOf, type OrderId, providerOf } from '@marketplace/kernel/ids';
import type { Origin } from '@marketplace/messaging/envelope';
import { decide } from '../domain/decide.ts';
import { hasEnded, type Order, type Side } from '../domain/order.ts';
import { transitionFor } from '../domain/process.ts';
import { endJob, endQuote } from './job-steps.ts';
import type { Application, OrderTransaction } from './ports.ts';
import { publishAvailabilitySoon, recordStep } from './record-step.ts';

export const FORGET_ACCOUNT = 'forget-account';
const AGAIN_AFTER_DAYS = 1; // orders under way end first
const GONE = 'The account was deleted.';

/** Each order in a transaction of its own. What is under way is looked at again until it has ended. */
export async function forgetAccount(app: Application, account: AccountId, correlationId: string): Promise<void> {
  const origin = { correlationId };
  await app.transact(origin, (tx) => leaveTheMarket(tx, account, app.clock.now()));
  for (const jobId of await app.reads.jobsToForget(customerOf(account)))
    await app.transact(origin, async (tx) => {
      const job = await tx.lockJob(jobId);
      if (job?.status === 'OPEN') await endJob(tx, job, 'job.closed');
      await tx.eraseJob(jobId);
    });
  let underWay = false;
  for (const orderId of await app.reads.ordersToForget(account))
    if (!(await forgetOrder(app, origin, account, orderId))) underWay = true;
  if (!underWay) return;
  const dueAt = later(app.clock.now(), AGAIN_AFTER_DAYS * DAY);
  await app.transact(origin, (tx) => tx.setDeadline({ kind: FORGET_ACCOUNT, subject: account, dueAt }));
}

/** A provider has no hours and no open quotes any more. */
async function leaveTheMarket(tx: OrderTransaction, account: AccountId, now: Date): Promise<void> {
  const provider = providerOf(account);
  await tx.forgetAccount(account);
  for (const jobId of await tx.jobsQuotedFor(provider)) {
    const job = await tx.lockJob(jobId);
    for (const quote of job ? await tx.quotesOf(job.id) : [])
      if (job && quote.providerId === provider && quote.status === 'OPEN')
        await endQuote(tx, job, quote, 'quote.withdrawn');
  }
  const calendar = await tx.lockCalendar(provider);
  if (!calendar) return;
  await tx.saveHours(provider, { ...calendar, weeklyHours: [] });
  await publishAvailabilitySoon(tx, provider, now);
}

/** Whether nothing can happen to it any more. */
async function forgetOrder(app: Application, origin: Origin, account: AccountId, id: OrderId): Promise<boolean> {
  return app.transact(origin, async (tx) => {
    const before = await tx.lockOrder(id);
    if (!before) return true;
    const side: Side = before.customerId === customerOf(account) ? 'CUSTOMER' : 'PROVIDER';
    const order = await callOff(app, tx, before, side);
    if (hasEnded(order)) await tx.eraseOrder(order, side);
    return hasEnded(order);
  });
}

/** As the side itself would cancel it now, while it can. */
async function callOff(app: Application, tx: OrderTransaction, order: Order, side: Side): Promise<Order> {
  const now = app.clock.now();
  if (!transitionFor(order, 'CANCEL', side, now, app.settings)) return order;
  const decision = decide(order, { action: 'CANCEL', reason: GONE }, side, now, app.settings);
  await recordStep(tx, order, decision, app.settings);
  return decision.order;
}
