/** The payment's side of the saga: what each step of an order, and an account's end, mean for its money. */
import { accountOf, paymentOf, withPrefix } from '@marketplace/kernel/ids';
import { isZero, type Money, zero } from '@marketplace/kernel/money';
import type { Handlers } from '@marketplace/messaging/consumer';
import { type AnyEnvelope, type Envelope, originOf } from '@marketplace/messaging/envelope';
import type { Order } from '@marketplace/messaging/events.gen';
import { orderEnded } from '../domain/ending.ts';
import { orderAccepted, place } from '../domain/holding.ts';
import type { Decision, Ending, Payment } from '../domain/payment.ts';
import { orderDisputed, priceApproved, priceStands } from '../domain/price-change.ts';
import { carryOut } from './carry-out.ts';
import type { Parts, PaymentTransaction } from './ports.ts';

type OrderParts = Pick<Parts, 'clock' | 'commission'>;

/** Whole families: an event without a handler is only counted. */
export const CONSUMED = ['order.*', 'account.*'] as const;

/** Outside calls are left to deadlines: here are rows alone. */
export function eventHandlers({ clock, commission }: OrderParts): Handlers<PaymentTransaction> {
  async function about(
    tx: PaymentTransaction,
    event: AnyEnvelope,
    order: Order,
    decision: (payment: Payment) => Decision | Promise<Decision>,
  ): Promise<void> {
    const payment = await tx.payment(paymentOf(order.id));
    if (!payment) throw new Error(`no payment of the order ${order.id}`);
    await carryOut(tx, await decision(payment), payment, originOf(event), clock.now());
  }
  const end = (tx: PaymentTransaction, event: AnyEnvelope, order: Order, ending: Ending) =>
    about(tx, event, order, (payment) => orderEnded(payment, ending, commission));
  const settle = (tx: PaymentTransaction, event: AnyEnvelope, order: Order, refund: Money) =>
    end(tx, event, order, { kind: 'SETTLE', price: order.price, refund });
  const stand = (tx: PaymentTransaction, event: Envelope<'order.completed'> | Envelope<'order.price_withdrawn'>) => {
    const { order } = event.data;
    return about(tx, event, order, (payment) => priceStands(payment, order.price, event.id));
  };

  return {
    'order.placed': (tx, event) => placed(tx, event, clock.now()),
    'order.accepted': (tx, event) => about(tx, event, event.data.order, orderAccepted),
    'order.declined': (tx, event) => end(tx, event, event.data.order, { kind: 'RELEASE' }),
    'order.expired': (tx, event) => end(tx, event, event.data.order, { kind: 'RELEASE' }),
    'order.cancelled': (tx, event) => {
      const { order, fee, refund } = event.data;
      return isZero(fee) ? end(tx, event, order, { kind: 'RELEASE' }) : settle(tx, event, order, refund);
    },
    'order.price_approved': (tx, event) => {
      const { order, newPrice, payment: choice } = event.data;
      const approved = { id: withPrefix('int', event.id), price: newPrice, payment: choice };
      return about(tx, event, order, async (payment) =>
        priceApproved(payment, approved, await availableTo(tx, order.customerId, (choice ?? payment).source, newPrice)),
      );
    },
    'order.price_withdrawn': stand,
    'order.completed': stand,
    'order.disputed': (tx, event) => {
      const { order } = event.data;
      return about(tx, event, order, (payment) => orderDisputed(payment, order.price, event.id));
    },
    'order.settled': (tx, event) => settle(tx, event, event.data.order, event.data.refund),
    /** Money and books stay: somebody may still have to be paid. */
    'account.deleted': (tx, event) => tx.forgetAccount(event.data.accountId),
  };
}

async function placed(tx: PaymentTransaction, event: Envelope<'order.placed'>, now: Date): Promise<void> {
  const { order, payment } = event.data;
  const id = paymentOf(order.id);
  if (await tx.payment(id)) return;
  const { customerId, providerId, price } = order;
  const available = await availableTo(tx, customerId, payment.source, price);
  const decision = place({ id, orderId: order.id, customerId, providerId, price, ...payment }, available, now);
  await carryOut(tx, decision, undefined, originOf(event), now);
}

/** Asked, and so locked, only where it may be spent. */
async function availableTo(
  tx: PaymentTransaction,
  customer: Order['customerId'],
  source: Payment['source'],
  { currency }: Money,
): Promise<Money> {
  return source === 'WALLET' ? tx.available(accountOf(customer), currency) : zero(currency);
}
