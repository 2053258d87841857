/** What every new order has in common, whether it is of an offering or of a quote. */
import { type AccountId, customerOf, newId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { PaymentMeans } from '../domain/fact.ts';
import type { Order } from '../domain/order.ts';
import { momentOf } from '../domain/process.ts';
import { snapshotOf } from './order-events.ts';
import type { Application, OrderTransaction } from './ports.ts';
import { moveDeadlines, publishAvailabilitySoon, recordEvent } from './record-step.ts';

export interface PaymentChoice {
  readonly source: 'WALLET' | 'CARD';
  readonly paymentMethod?: string | null | undefined;
}

/** Refuses with INVALID_INPUT a card that is not named. */
export function paymentMeans({ source, paymentMethod = null }: PaymentChoice): PaymentMeans {
  if (source === 'WALLET') return { source, paymentMethod: null };
  if (!paymentMethod) refuse('INVALID_INPUT', 'A card is named by a payment method.', ['payment', 'paymentMethod']);
  return { source, paymentMethod };
}

type Particulars = Pick<
  Order,
  | 'providerId'
  | 'offeringId'
  | 'quoteId'
  | 'title'
  | 'price'
  | 'scheduledFor'
  | 'timeZone'
  | 'address'
  | 'location'
  | 'note'
>;

/** The order keeps the policy of its placement. */
export function newOrder(
  { settings, newPin }: Pick<Application, 'settings' | 'newPin'>,
  customer: AccountId,
  particulars: Particulars,
  now: Date,
): Order {
  return {
    id: newId('ord'),
    customerId: customerOf(customer),
    ...particulars,
    status: 'PENDING',
    version: 1,
    events: 1,
    proposedPrice: null,
    startPin: newPin(),
    wrongPins: 0,
    pinLockedUntil: null,
    policy: settings.cancellation,
    steps: {},
    dispute: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** Tells of an order that was written, and that its payment is to be held. */
export async function recordPlacement(
  tx: OrderTransaction,
  { settings }: Pick<Application, 'settings'>,
  order: Order,
  payment: PaymentMeans,
): Promise<void> {
  const { id: orderId, createdAt: at, events: number, status } = order;
  await moveDeadlines(tx, null, order, settings);
  await publishAvailabilitySoon(tx, order.providerId, at);
  await recordEvent(tx, order, { orderId, number, type: 'order.placed', at, actor: 'CUSTOMER', status, detail: null });
  const holdBy = momentOf('paymentDue', order, settings).toISOString();
  await tx.publish({
    type: 'order.placed',
    subject: orderId,
    data: { order: snapshotOf(order), actor: 'CUSTOMER', payment, holdBy },
  });
}
