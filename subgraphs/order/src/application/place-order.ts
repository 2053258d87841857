import type { TimeWindow } from '@marketplace/kernel/clock';
import { type GeoPoint, isGeoPoint } from '@marketplace/kernel/geo';
import { customerOf, type OrderId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import type { EffectId } from '@marketplace/storage/idempotency';
import { checkServiceArea, jobMinutes, type Offering, priceOf } from '../domain/booking.ts';
import type { Order } from '../domain/order.ts';
import { occupiedUntil, slotAt } from '../domain/slots.ts';
import { bookableOffering, lockFreeSlot, releaseOwnHold, slotUnavailable } from './hold-slot.ts';
import { given, MAX_ADDRESS_LENGTH, MAX_NOTE_LENGTH, optional } from './input-text.ts';
import { checkMayOrder } from './known-accounts.ts';
import { newOrder, type PaymentChoice, paymentMeans, recordPlacement } from './new-order.ts';
import type { Application, Call, OrderTransaction, SlotHold } from './ports.ts';

export interface PlaceOrderInput {
  readonly idempotencyKey: string;
  readonly offeringId: string;
  readonly start: Date;
  readonly slotHoldId?: string | null | undefined;
  readonly price?: { readonly amount: number; readonly currency: string } | null | undefined;
  readonly durationMinutes?: number | null | undefined;
  readonly address: string;
  readonly location: GeoPoint;
  readonly note?: string | null | undefined;
  readonly payment: PaymentChoice;
}

/** Refuses with SLOT_UNAVAILABLE, STALE_QUOTE, OUTSIDE_SERVICE_AREA, NOT_FOUND or INVALID_INPUT. Never waits for the payment. */
export async function placeOrder(app: Application, call: Call, input: PlaceOrderInput): Promise<OrderId> {
  await checkMayOrder(app, call);
  const request = { account: call.account, mutation: 'placeOrder', key: input.idempotencyKey, body: input };
  const { orderId } = await app.idempotency.run(request, async (effect) => ({
    orderId: await place(app, call, input, effect),
  }));
  return orderId;
}

async function place(app: Application, call: Call, input: PlaceOrderInput, effect: EffectId): Promise<OrderId> {
  const wishes = checkWishes(input);
  const payment = paymentMeans(input.payment);
  return app.transact(call.origin, async (tx) => {
    const placed = await tx.orderPlacedBy(effect);
    if (placed) return placed; // by a call that died before it could say so
    const now = app.clock.now();
    const offering = await bookableOffering(tx, call, input.offeringId);
    checkServiceArea(await tx.provider(offering.providerId), input.location);
    const { hold, price, slot, timeZone, ...taken } = await takeSlot(app, tx, call, input, offering, now);
    const { id: offeringId, providerId, title } = offering;
    const particulars = {
      offeringId,
      quoteId: null,
      providerId,
      title,
      price,
      scheduledFor: slot,
      timeZone,
      ...wishes,
    };
    const order = newOrder(app, call.account, particulars, now);
    await tx.insertOrder(order, effect);
    if (hold) await tx.giveHoldTo(order.id, hold.id);
    else await tx.occupyPlace(order, taken.occupiedUntil, now);
    await recordPlacement(tx, app, order, payment);
    return order.id;
  });
}

interface TakenSlot {
  readonly hold: SlotHold | undefined;
  readonly price: Money;
  readonly slot: TimeWindow;
  readonly timeZone: string;
  readonly occupiedUntil: Date;
}

/** The slot at its price, with the calendar locked: the customer's hold, or a slot that is free now. */
async function takeSlot(
  app: Application,
  tx: OrderTransaction,
  call: Call,
  input: PlaceOrderInput,
  offering: Offering,
  now: Date,
): Promise<TakenSlot> {
  const minutes = jobMinutes(offering, input.durationMinutes ?? null, app.settings);
  const slot = slotAt(input.start, minutes);
  const { providerId } = offering;
  const hold = input.slotHoldId ? await findHold(tx, call, input.slotHoldId, offering, slot, now) : undefined;
  const price = hold?.price ?? priceOf(offering, minutes);
  if (input.price && (input.price.amount !== price.amount || input.price.currency !== price.currency))
    refuse('STALE_QUOTE', 'The price has changed since it was shown.', ['price']);
  if (!hold) await releaseOwnHold(tx, call, providerId, now);
  const availability = hold ? await tx.lockCalendar(providerId) : await lockFreeSlot(tx, app, providerId, slot, now);
  if (!availability) return slotUnavailable();
  return { hold, price, slot, timeZone: availability.timeZone, occupiedUntil: occupiedUntil(slot, availability) };
}

async function findHold(
  tx: OrderTransaction,
  call: Call,
  holdId: string,
  offering: Offering,
  slot: TimeWindow,
  now: Date,
): Promise<SlotHold> {
  const hold = (await tx.lockHolds(customerOf(call.account), now)).find(({ id }) => id === holdId);
  if (!hold) return refuse('SLOT_UNAVAILABLE', 'This hold has expired. Hold the slot again.', ['slotHoldId']);
  const isThis =
    hold.offeringId === offering.id &&
    equalInstants(hold.slot.start, slot.start) &&
    equalInstants(hold.slot.end, slot.end);
  if (!isThis) refuse('INVALID_INPUT', 'This hold is of another slot or offering.', ['slotHoldId']);
  return hold;
}

const equalInstants = (a: Date, b: Date): boolean => a.getTime() === b.getTime();

function checkWishes({ address, location, note }: PlaceOrderInput): Pick<Order, 'address' | 'location' | 'note'> {
  if (!isGeoPoint(location)) refuse('INVALID_INPUT', 'This is no point on earth.', ['location']);
  return {
    address: given(address, MAX_ADDRESS_LENGTH, 'address'),
    location: { latitude: location.latitude, longitude: location.longitude },
    note: optional(note, MAX_NOTE_LENGTH, 'note'),
  };
}
