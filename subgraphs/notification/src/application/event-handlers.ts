/** What this context does with each event: keep its copies, and tell whom the table names. */
import type { Clock } from '@marketplace/kernel/clock';
import { accountOf, type OrderId } from '@marketplace/kernel/ids';
import type { Handlers } from '@marketplace/messaging/consumer';
import type { Order, Payment } from '@marketplace/messaging/events.gen';
import {
  accountOnSide,
  type KnownOrder,
  type OrderFacts,
  otherSide,
  withFacts,
  withMoneyHeld,
  withReviewBy,
} from '../domain/known-order.ts';
import type { Names } from '../domain/texts/texts.ts';
import { type Telling, WHOM_TO_TELL, WHOM_TO_TELL_OF_PAYOUTS } from '../domain/whom-to-tell.ts';
import { type Cause, notify } from './notify.ts';
import type { NotificationTransaction } from './ports.ts';

type Tx = NotificationTransaction;
type Rule<Data> = (data: Data, order: KnownOrder) => readonly Telling[];
type Change = (order: KnownOrder) => KnownOrder;

const unchanged: Change = (order) => order;

export function eventHandlers(clock: Clock): Handlers<Tx> {
  /** An order's own event, which carries the order. */
  function ofOrder<Data>(rule: Rule<Data>) {
    return async (tx: Tx, event: Cause & { data: Data & { order: Order } }): Promise<void> => {
      const order = withFacts(await tx.lockOrder(event.data.order.id), factsOf(event.data.order));
      await tx.saveOrder(order);
      await tellSides(tx, clock, event, order, rule(event.data, order));
    };
  }

  function ofPayment<Data>(rule: Rule<Data>, change = unchanged) {
    return (tx: Tx, event: Cause & { data: Data & { payment: Payment } }): Promise<void> =>
      aboutOrder(tx, event, event.data.payment.orderId, rule, change);
  }

  /** An event about an order that another context owns the subject of. */
  async function aboutOrder<Data>(
    tx: Tx,
    event: Cause & { data: Data },
    id: OrderId,
    rule: Rule<Data>,
    change: Change,
  ): Promise<void> {
    const known = await tx.lockOrder(id);
    // events of different subjects overtake each other: the message waits and is tried again
    if (!known) throw new Error(`${event.type}: the order ${id} is not known yet`);
    const order = change(known);
    if (order !== known) await tx.saveOrder(order);
    await tellSides(tx, clock, event, order, rule(event.data, order));
  }

  return {
    'account.created': (tx, { data: { accountId, email, displayName, locale } }) =>
      tx.saveAccount({ id: accountId, email, displayName, locale }),
    'provider.updated': (tx, { data }) => tx.saveProviderName(data.providerId, data.displayName),

    'order.placed': async (tx, { data }) =>
      tx.saveOrder(withFacts(await tx.lockOrder(data.order.id), factsOf(data.order))),
    'order.offered': async (tx, { data }) =>
      tx.saveOrder(withMoneyHeld(withFacts(await tx.lockOrder(data.order.id), factsOf(data.order)))),
    'order.accepted': ofOrder(WHOM_TO_TELL['order.accepted']),
    'order.declined': ofOrder(WHOM_TO_TELL['order.declined']),
    'order.expired': ofOrder(WHOM_TO_TELL['order.expired']),
    'order.cancelled': ofOrder(WHOM_TO_TELL['order.cancelled']),
    'order.departed': ofOrder(WHOM_TO_TELL['order.departed']),
    'order.started': ofOrder(WHOM_TO_TELL['order.started']),
    'order.start_overdue': ofOrder(WHOM_TO_TELL['order.start_overdue']),
    'order.completed': ofOrder(WHOM_TO_TELL['order.completed']),
    'order.disputed': ofOrder(WHOM_TO_TELL['order.disputed']),
    'order.settled': ofOrder(WHOM_TO_TELL['order.settled']),

    'payment.authorized': ofPayment(WHOM_TO_TELL['payment.authorized'], withMoneyHeld),
    'payment.declined': ofPayment(WHOM_TO_TELL['payment.declined']),
    'payment.captured': ofPayment(WHOM_TO_TELL['payment.captured']),
    'payment.released': ofPayment(WHOM_TO_TELL['payment.released']),
    'payment.refunded': ofPayment(WHOM_TO_TELL['payment.refunded']),
    'payment.tipped': ofPayment(WHOM_TO_TELL['payment.tipped']),

    'review.submitted': (tx, event) =>
      aboutOrder(tx, event, event.data.orderId, WHOM_TO_TELL['review.submitted'], (order) =>
        withReviewBy(order, otherSide(event.data.subject)),
      ),
    'review.published': (tx, event) =>
      aboutOrder(tx, event, event.data.orderId, WHOM_TO_TELL['review.published'], unchanged),

    'payout.completed': (tx, event) =>
      notify(tx, clock, event, { ...WHOM_TO_TELL_OF_PAYOUTS['payout.completed'](event.data), names: NOBODY }),
    'payout.failed': (tx, event) =>
      notify(tx, clock, event, { ...WHOM_TO_TELL_OF_PAYOUTS['payout.failed'](event.data), names: NOBODY }),
  };
}

const NOBODY: Names = { customer: undefined, provider: undefined };

async function tellSides(
  tx: Tx,
  clock: Clock,
  cause: Cause,
  order: KnownOrder,
  tellings: readonly Telling[],
): Promise<void> {
  if (tellings.length === 0) return;
  const names = await namesOf(tx, order);
  for (const { to, ...telling } of tellings)
    await notify(tx, clock, cause, { ...telling, to: accountOnSide(order, to), order, names });
}

async function namesOf(tx: Tx, order: KnownOrder): Promise<Names> {
  return {
    customer: (await tx.account(accountOf(order.customerId)))?.displayName,
    provider: (await tx.providerName(order.providerId)) ?? (await tx.account(accountOf(order.providerId)))?.displayName,
  };
}

const factsOf = ({ id, customerId, providerId, title, price, scheduledFor, timeZone, status }: Order): OrderFacts => ({
  id,
  customerId,
  providerId,
  title,
  price,
  start: new Date(scheduledFor.start),
  timeZone,
  status,
});
