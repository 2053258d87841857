/** What this context does with each event: keep its copies, and tell whom the table names. */
import type { Clock } from '@marketplace/kernel/clock';
import type { AccountId, OrderId } from '@marketplace/kernel/ids';
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
import { type AccountTelling, type Telling, WHOM_TO_TELL, WHOM_TO_TELL_ALONE } from '../domain/whom-to-tell.ts';
import { accountHandlers } from './account-handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { NOBODY, namesOf } from './names.ts';
import { type Cause, type Notice, notify } from './notify.ts';
import { offer, offerOrderEvent, type Told } from './offer-to-webhooks.ts';
import { operatorHandlers } from './operator-handlers.ts';
import { withStory } from './order-story.ts';
import type { NotificationTransaction } from './ports.ts';

type Tx = NotificationTransaction;
type Rule<Data> = (data: Data, order: KnownOrder) => readonly Telling[];
type Change = (order: KnownOrder) => KnownOrder;
type Happening<Data> = Cause & Told & { readonly data: Data };

const unchanged: Change = (order) => order;

export const eventHandlers = (clock: Clock): Handlers<Tx> => ({
  ...accountHandlers(clock),
  ...operatorHandlers,
  ...withStory(noticeHandlers(clock)),
});

function noticeHandlers(clock: Clock): Handlers<Tx> {
  /** An order's own event, which carries the order. */
  function ofOrder<Data>(rule: Rule<Data>) {
    return async (tx: Tx, event: Happening<Data & { order: Order }>): Promise<void> => {
      const order = withFacts(await tx.lockOrder(event.data.order.id), factsOf(event.data.order));
      await tx.saveOrder(order);
      await tellSides(tx, clock, event, order, rule(event.data, order));
      await offerOrderEvent(tx, clock, event, order);
    };
  }

  /** An order's own event that nobody is told of. */
  async function keepFacts(tx: Tx, event: Told & { readonly data: { readonly order: Order } }): Promise<void> {
    const order = withFacts(await tx.lockOrder(event.data.order.id), factsOf(event.data.order));
    await tx.saveOrder(order);
    await offerOrderEvent(tx, clock, event, order);
  }

  function ofPayment<Data>(rule: Rule<Data>, change = unchanged) {
    return (tx: Tx, event: Happening<Data & { payment: Payment }>): Promise<void> =>
      aboutOrder(tx, event, event.data.payment.orderId, rule, change);
  }

  /** An event about an order that another context owns the subject of. */
  async function aboutOrder<Data>(
    tx: Tx,
    event: Happening<Data>,
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
    await offerOrderEvent(tx, clock, event, order);
  }

  /** A payout: its owner's matter alone. */
  function ofPayout<Data>(whomToTell: (data: Data) => AccountTelling) {
    return async (tx: Tx, event: Happening<Data & { accountId: AccountId; payoutId: string }>): Promise<void> => {
      await notify(tx, clock, event, { ...whomToTell(event.data), names: NOBODY });
      await offer(tx, clock, event, [event.data.accountId], event.data.payoutId);
    };
  }

  return {
    'order.placed': keepFacts,
    'order.price_changed': keepFacts,
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
    'order.dispute_answered': ofOrder(WHOM_TO_TELL['order.dispute_answered']),
    'order.message_sent': ofOrder(WHOM_TO_TELL['order.message_sent']),
    'order.price_proposed': ofOrder(WHOM_TO_TELL['order.price_proposed']),
    'order.price_approved': ofOrder(WHOM_TO_TELL['order.price_approved']),
    'order.price_withdrawn': ofOrder(WHOM_TO_TELL['order.price_withdrawn']),
    'order.settled': ofOrder(WHOM_TO_TELL['order.settled']),

    'payment.action_required': ofPayment(WHOM_TO_TELL['payment.action_required']),
    'payment.authorized': ofPayment(WHOM_TO_TELL['payment.authorized'], withMoneyHeld),
    'payment.declined': ofPayment(WHOM_TO_TELL['payment.declined']),
    'payment.captured': ofPayment(WHOM_TO_TELL['payment.captured']),
    'payment.released': ofPayment(WHOM_TO_TELL['payment.released']),
    'payment.refunded': ofPayment(WHOM_TO_TELL['payment.refunded']),
    'payment.tipped': ofPayment(WHOM_TO_TELL['payment.tipped']),

    'payment.charged_back': (tx, event) =>
      event.data.payment
        ? aboutOrder(tx, event, event.data.payment.orderId, WHOM_TO_TELL['payment.charged_back'], unchanged)
        : tellOperators(tx, clock, event, {
            text: 'payment.charged_back/operator',
            amount: event.data.amount,
            reason: event.data.reason,
            names: NOBODY,
          }),

    'review.submitted': (tx, event) =>
      aboutOrder(tx, event, event.data.orderId, WHOM_TO_TELL['review.submitted'], (order) =>
        withReviewBy(order, otherSide(event.data.subject)),
      ),
    'review.published': (tx, event) =>
      aboutOrder(tx, event, event.data.orderId, WHOM_TO_TELL['review.published'], unchanged),
    'review.removed': (tx, event) =>
      aboutOrder(tx, event, event.data.orderId, WHOM_TO_TELL['review.removed'], unchanged),

    ...jobHandlers(clock),

    'payout.completed': ofPayout(WHOM_TO_TELL_ALONE['payout.completed']),
    'payout.failed': ofPayout(WHOM_TO_TELL_ALONE['payout.failed']),

    'webhook.switched_off': (tx, event) =>
      notify(tx, clock, event, { ...WHOM_TO_TELL_ALONE['webhook.switched_off'](event.data), names: NOBODY }),
  };
}

async function tellSides(
  tx: Tx,
  clock: Clock,
  cause: Cause,
  order: KnownOrder,
  tellings: readonly Telling[],
): Promise<void> {
  if (tellings.length === 0) return;
  const names = await namesOf(tx, order);
  for (const { to, ...telling } of tellings) {
    const notice = { ...telling, order, names };
    if (to === 'OPERATORS') await tellOperators(tx, clock, cause, notice);
    else await notify(tx, clock, cause, { ...notice, to: accountOnSide(order, to) });
  }
}

async function tellOperators(tx: Tx, clock: Clock, cause: Cause, notice: Omit<Notice, 'to'>): Promise<void> {
  for (const to of await tx.operators()) await notify(tx, clock, cause, { ...notice, to });
}

const factsOf = ({ offeringId, scheduledFor, ...order }: Order): OrderFacts => ({
  id: order.id,
  customerId: order.customerId,
  providerId: order.providerId,
  title: order.title,
  price: order.price,
  start: new Date(scheduledFor.start),
  timeZone: order.timeZone,
  status: order.status,
  fromQuote: offeringId === null,
});
