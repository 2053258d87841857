/** The payment's side of the saga: what each step of an order means for its money. */
import { accountOf, paymentOf } from '@marketplace/kernel/ids';
import { isZero, zero } from '@marketplace/kernel/money';
import type { Handlers } from '@marketplace/messaging/consumer';
import { type AnyEnvelope, type Envelope, originOf } from '@marketplace/messaging/envelope';
import type { Order } from '@marketplace/messaging/events.gen';
import {
  type Decision,
  type Ending,
  orderAccepted,
  orderDisputed,
  orderEnded,
  type Payment,
  place,
} from '../domain/payment.ts';
import { carryOut } from './carry-out.ts';
import type { Parts, PaymentTransaction } from './ports.ts';

type OrderParts = Pick<Parts, 'clock' | 'commission'>;

/** Outside calls are left to deadlines: here are rows alone. */
export function orderHandlers({ clock, commission }: OrderParts): Handlers<PaymentTransaction> {
  async function about(
    tx: PaymentTransaction,
    event: AnyEnvelope,
    order: Order,
    decide: (payment: Payment) => Decision,
  ): Promise<void> {
    const payment = await tx.payment(paymentOf(order.id));
    if (!payment) throw new Error(`no payment of the order ${order.id}`);
    await carryOut(tx, decide(payment), payment, originOf(event), clock.now());
  }
  const end = (tx: PaymentTransaction, event: AnyEnvelope, order: Order, ending: Ending) =>
    about(tx, event, order, (payment) => orderEnded(payment, ending, commission));

  return {
    'order.placed': (tx, event) => placed(tx, event, clock.now()),
    'order.accepted': (tx, event) => about(tx, event, event.data.order, orderAccepted),
    'order.declined': (tx, event) => end(tx, event, event.data.order, { kind: 'RELEASE' }),
    'order.expired': (tx, event) => end(tx, event, event.data.order, { kind: 'RELEASE' }),
    'order.cancelled': (tx, event) => {
      const { order, fee, refund } = event.data;
      return end(tx, event, order, isZero(fee) ? { kind: 'RELEASE' } : { kind: 'SETTLE', refund });
    },
    'order.disputed': (tx, event) => about(tx, event, event.data.order, orderDisputed),
    'order.settled': (tx, event) => end(tx, event, event.data.order, { kind: 'SETTLE', refund: event.data.refund }),
  };
}

async function placed(tx: PaymentTransaction, event: Envelope<'order.placed'>, now: Date): Promise<void> {
  const { order, payment } = event.data;
  const id = paymentOf(order.id);
  if (await tx.payment(id)) return;
  const { customerId, providerId, price } = order;
  const available =
    payment.source === 'WALLET' ? await tx.available(accountOf(customerId), price.currency) : zero(price.currency);
  const decision = place({ id, orderId: order.id, customerId, providerId, price, ...payment }, available, now);
  await carryOut(tx, decision, undefined, originOf(event), now);
}
