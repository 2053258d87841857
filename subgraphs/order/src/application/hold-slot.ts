import { later, MINUTE, type TimeWindow } from '@marketplace/kernel/clock';
import { customerOf, newId, type OfferingId, type ProviderId, parseId, providerOf } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { Availability } from '../domain/availability.ts';
import { jobMinutes, type Offering, priceOf } from '../domain/booking.ts';
import { isFree, occupiedUntil, slotAt } from '../domain/slots.ts';
import type { Application, Call, OrderTransaction, SlotHold } from './ports.ts';

export interface HoldSlotInput {
  readonly offeringId: string;
  readonly start: Date;
  readonly durationMinutes?: number | null | undefined;
}

/** Refuses with SLOT_UNAVAILABLE what is not free, with CONFLICT a hold too many. */
export async function holdSlot(app: Application, call: Call, input: HoldSlotInput): Promise<SlotHold> {
  const { settings } = app;
  const customerId = customerOf(call.account);
  return app.transact(call.origin, async (tx) => {
    const now = app.clock.now();
    const offering = await bookableOffering(tx, call, input.offeringId);
    const { providerId } = offering;
    const minutes = jobMinutes(offering, input.durationMinutes ?? null, settings);
    const slot = slotAt(input.start, minutes);
    const others = await releaseOwnHold(tx, call, providerId, now);
    if (others.length >= settings.slotHoldsPerCustomer)
      refuse('CONFLICT', `You hold ${others.length} slots already. Book one, or wait until one expires.`);
    const availability = await lockFreeSlot(tx, app, providerId, slot, now);
    const hold: SlotHold = {
      id: newId('hld'),
      customerId,
      providerId,
      offeringId: offering.id,
      slot,
      price: priceOf(offering, minutes),
      expiresAt: later(now, settings.slotHoldMinutes * MINUTE),
    };
    await tx.insertHold(hold, occupiedUntil(slot, availability), now);
    return hold;
  });
}

/** The offering, which the caller can book: active, and not their own. */
export async function bookableOffering(tx: OrderTransaction, call: Call, offeringId: string): Promise<Offering> {
  const id: OfferingId | undefined = parseId('off', offeringId);
  const offering = id && (await tx.offering(id));
  if (!offering?.active) return refuse('NOT_FOUND', 'There is no such offering.', ['offeringId']);
  if (offering.providerId === providerOf(call.account))
    refuse('INVALID_INPUT', 'You can’t book yourself.', ['offeringId']);
  return offering;
}

/** A customer's new place with a provider replaces the hold they have there. Returns their holds with others. */
export async function releaseOwnHold(
  tx: OrderTransaction,
  call: Call,
  provider: ProviderId,
  now: Date,
): Promise<SlotHold[]> {
  const holds = await tx.lockHolds(customerOf(call.account), now);
  for (const { id, providerId } of holds) if (providerId === provider) await tx.deleteHold(id);
  return holds.filter(({ providerId }) => providerId !== provider);
}

/** Locks the calendar in which this slot is free, or refuses with SLOT_UNAVAILABLE. */
export async function lockFreeSlot(
  tx: OrderTransaction,
  { settings }: Application,
  provider: ProviderId,
  slot: TimeWindow,
  now: Date,
): Promise<Availability> {
  const availability = await tx.lockCalendar(provider);
  if (!availability) return slotUnavailable();
  const busy = await tx.takenPlaces(provider, { start: slot.start, end: occupiedUntil(slot, availability) }, now);
  return isFree({ availability, busy }, slot, now, settings) ? availability : slotUnavailable();
}

export const slotUnavailable = (): never =>
  refuse('SLOT_UNAVAILABLE', 'This slot is not free. Choose another one.', ['start']);
