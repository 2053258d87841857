import { setTimeout as pause } from 'node:timers/promises';
import type { LiveStream } from './live-stream.ts';
import { type Narrator, tell } from './narrator.ts';
import {
  AcceptOrderDocument,
  CompleteOrderDocument,
  ConfirmOrderDocument,
  DepartForOrderDocument,
  OrderUpdatedDocument,
  type OrderUpdatedSubscription,
  OrderWithPinDocument,
  PaymentUpdatedDocument,
  type PaymentUpdatedSubscription,
  ProviderPositionDocument,
  type ProviderPositionSubscription,
  ReportLocationDocument,
  StartOrderDocument,
} from './operations.gen.ts';
import { accepted, type OrdersStream, type Person, present } from './person.ts';
import { CUSTOMER_HOME, TOUR_PLACE } from './place.ts';

/** Both people's screens during the job. */
export interface Screens {
  readonly customer: Person;
  readonly provider: Person;
  readonly customerOrder: LiveStream<OrderUpdatedSubscription['orderUpdated']>;
  readonly customerPayment: LiveStream<PaymentUpdatedSubscription['paymentUpdated']>;
  readonly providerQueue: OrdersStream;
}

export function openOrder(customer: Person, orderId: string): Pick<Screens, 'customerOrder' | 'customerPayment'> {
  return {
    customerOrder: customer.follow(
      OrderUpdatedDocument,
      { orderId },
      (data: OrderUpdatedSubscription) => data.orderUpdated,
    ),
    customerPayment: customer.follow(
      PaymentUpdatedDocument,
      { orderId },
      (data: PaymentUpdatedSubscription) => data.paymentUpdated,
    ),
  };
}

/** The money is held, and only now the provider sees the request; the provider takes it. */
export async function accept(screens: Screens, orderId: string, narrator: Narrator): Promise<void> {
  const { customer, provider, customerOrder, customerPayment, providerQueue } = screens;
  const held = await customerPayment.next(({ payment }) => payment?.status === 'AUTHORIZED', 'the money is held');
  narrator.live(customer.name, `${tell(present(held.payment, 'the payment').authorized)} held`);
  const request = await providerQueue.next(({ order }) => order?.id === orderId, 'the request arrives');
  const from = request.order?.customer?.displayName ?? 'a customer';
  narrator.live(provider.name, `new request from ${from}: ${request.order?.title}`);
  accepted((await provider.call(AcceptOrderDocument, { input: { orderId } })).acceptOrder);
  narrator.act(provider.name, 'accepts');
  await customerOrder.next(({ event }) => event?.type === 'order.accepted', 'accepted');
  narrator.live(customer.name, `${provider.name} has accepted`);
}

const STOPS = 3;
const REPORT_EVERY_MS = 2_100; // the API takes a position every 2 s

/** The provider is on the way; the customer watches. */
export async function travel(screens: Screens, orderId: string, narrator: Narrator): Promise<void> {
  const { customer, provider, customerOrder } = screens;
  accepted((await provider.call(DepartForOrderDocument, { input: { orderId } })).departForOrder);
  narrator.act(provider.name, 'sets out');
  await customerOrder.next(({ event }) => event?.type === 'order.departed', 'departed');
  narrator.live(customer.name, `${provider.name} is on the way`);
  const position = customer.follow(
    ProviderPositionDocument,
    { orderId },
    (data: ProviderPositionSubscription) => data.providerPosition,
  );
  try {
    for (let stop = 1; stop <= STOPS; stop += 1) {
      const point = between(TOUR_PLACE.point, CUSTOMER_HOME, stop / STOPS);
      accepted(
        (await provider.call(ReportLocationDocument, { input: { orderId, point, heading: 160 } })).reportLocation,
      );
      const seen = await position.next(
        (update) => Math.abs(update.point.latitude - point.latitude) < 1e-6,
        'the provider on the map',
      );
      narrator.live(customer.name, `${provider.name} on the map, about ${seen.etaMinutes ?? 0} min away (estimate)`);
      if (stop < STOPS) await pause(REPORT_EVERY_MS);
    }
  } finally {
    await position.close();
  }
}

function between(a: typeof CUSTOMER_HOME, b: typeof CUSTOMER_HOME, part: number): typeof CUSTOMER_HOME {
  return {
    latitude: Number((a.latitude + (b.latitude - a.latitude) * part).toFixed(5)),
    longitude: Number((a.longitude + (b.longitude - a.longitude) * part).toFixed(5)),
  };
}

/** At the door: the customer tells the PIN, the work begins. */
export async function start(screens: Screens, orderId: string, narrator: Narrator): Promise<void> {
  const { customer, provider, customerOrder } = screens;
  const { order } = await customer.call(OrderWithPinDocument, { id: orderId });
  // null once the work has begun: a repeated call needs no PIN any more
  const pin = order?.startPin;
  const seenByProvider = await provider.call(OrderWithPinDocument, { id: orderId });
  if (seenByProvider.order?.startPin) throw new Error('the provider must not see the PIN');
  narrator.fact(`${provider.name} sees the address now (${seenByProvider.order?.address}), never the PIN`);
  if (pin) {
    const wrong = pin === '000000' ? '000001' : '000000';
    const refused = (await provider.call(StartOrderDocument, { input: { orderId, pin: wrong } })).startOrder;
    if (refused?.userErrors[0]?.code !== 'WRONG_PIN') throw new Error('a wrong PIN must be refused');
    narrator.act(provider.name, 'mistypes the PIN: WRONG_PIN');
    accepted((await provider.call(StartOrderDocument, { input: { orderId, pin } })).startOrder);
  }
  narrator.act(provider.name, `starts with ${customer.name}’s PIN`);
  await customerOrder.next(({ event }) => event?.type === 'order.started', 'started');
  narrator.live(customer.name, 'work has begun');
}

/** Done, confirmed, settled. */
export async function finish(screens: Screens, orderId: string, narrator: Narrator): Promise<void> {
  const { customer, provider, customerOrder, customerPayment, providerQueue } = screens;
  accepted(
    (await provider.call(CompleteOrderDocument, { input: { orderId, note: 'All done. The cat approved.' } }))
      .completeOrder,
  );
  narrator.act(provider.name, 'completes the job');
  await customerOrder.next(({ event }) => event?.type === 'order.completed', 'completed');
  narrator.live(customer.name, 'done: confirm, or it settles by itself in 48 hours');
  accepted((await customer.call(ConfirmOrderDocument, { input: { orderId } })).confirmOrder);
  narrator.act(customer.name, 'confirms');
  await providerQueue.next(({ event, order }) => order?.id === orderId && event?.type === 'order.settled', 'settled');
  narrator.live(provider.name, 'settled');
  const captured = await customerPayment.next(({ payment }) => payment?.status === 'CAPTURED', 'captured');
  narrator.live(customer.name, `${tell(present(captured.payment, 'the payment').captured)} paid`);
}
