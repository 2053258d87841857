import type { Handlers } from '@marketplace/messaging/consumer';
import type { Order } from '@marketplace/messaging/events.gen';
import { type KnownOrder, windowClosesAt } from '../domain/review.ts';
import { CLOSE_WINDOW } from './close-window.ts';
import type { ReviewTransaction } from './ports.ts';

/** Of an order's life only its beginning and its good end matter here. */
export const orderEvents: Handlers<ReviewTransaction> = {
  'order.placed': (tx, { data }) => tx.saveOrder(known(data.order, null)),
  'order.settled': async (tx, { data, time, correlationid }) => {
    const settledAt = new Date(time);
    await tx.saveOrder(known(data.order, settledAt));
    await tx.setDeadline({
      kind: CLOSE_WINDOW,
      subject: data.order.id,
      dueAt: windowClosesAt(settledAt),
      data: { correlationId: correlationid },
    });
  },
};

const known = ({ id, customerId, providerId }: Order, settledAt: Date | null): KnownOrder => ({
  id,
  customerId,
  providerId,
  settledAt,
});
