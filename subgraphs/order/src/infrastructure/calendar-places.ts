/** Providers' calendars: their hours, and the places in them that holds and orders take. */
import type { TimeWindow } from '@marketplace/kernel/clock';
import type { CustomerId, ProviderId } from '@marketplace/kernel/ids';
import { money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import type { Db } from '@marketplace/storage/database';
import { databaseError, EXCLUSION_VIOLATION } from '@marketplace/storage/errors';
import { and, asc, eq, gt, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { OrderTransaction, SlotHold } from '../application/ports.ts';
import type { Availability } from '../domain/availability.ts';
import { calendars, places, timeOff } from './tables.ts';

type CalendarPart = Pick<
  OrderTransaction,
  | 'lockCalendar'
  | 'saveHours'
  | 'insertTimeOff'
  | 'deleteTimeOff'
  | 'takenPlaces'
  | 'orderedPlaces'
  | 'lockHolds'
  | 'insertHold'
  | 'occupyPlace'
  | 'deleteHold'
  | 'giveHoldTo'
  | 'freePlace'
>;

export function calendarPlaces(tx: Db, now: () => Date): CalendarPart {
  return {
    async lockCalendar(provider) {
      await tx
        .select({ locked: calendars.providerId })
        .from(calendars)
        .where(eq(calendars.providerId, provider))
        .for('update');
      return readAvailability(tx, provider, now());
    },
    async saveHours(providerId, { weeklyHours, timeZone, bufferMinutes }) {
      const hours = { weeklyHours, timeZone, bufferMinutes };
      await tx
        .insert(calendars)
        .values({ providerId, ...hours })
        .onConflictDoUpdate({ target: calendars.providerId, set: hours });
    },
    async insertTimeOff(providerId, { id, window, note }) {
      await tx.insert(timeOff).values({ id, providerId, startsAt: window.start, endsAt: window.end, note });
    },
    async deleteTimeOff(provider, id) {
      const mine = and(eq(timeOff.id, id), eq(timeOff.providerId, provider));
      return (await tx.delete(timeOff).where(mine).returning({ id: timeOff.id })).length > 0;
    },
    takenPlaces: (provider, within, instant) => readTakenPlaces(tx, provider, within, instant),
    orderedPlaces: (provider, within) => readPlaces(tx, provider, within, isNotNull(places.orderId)),
    async lockHolds(customer, instant) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`holds of ${customer}`}, 0))`);
      return readHolds(tx, customer, instant);
    },
    async insertHold({ id, customerId, providerId, offeringId, slot, price, expiresAt }, occupiedUntil, instant) {
      const { amount, currency } = price;
      const hold = { holdId: id, offeringId, amount, currency, expiresAt };
      await takePlace(tx, { id, customerId, providerId, ...placeOf(slot, occupiedUntil), ...hold }, instant);
    },
    async occupyPlace({ id, customerId, providerId, scheduledFor }, occupiedUntil, instant) {
      await takePlace(
        tx,
        { id, orderId: id, customerId, providerId, ...placeOf(scheduledFor, occupiedUntil) },
        instant,
      );
    },
    async deleteHold(id) {
      await tx.delete(places).where(eq(places.holdId, id));
    },
    async giveHoldTo(orderId, holdId) {
      const ofOrder = { orderId, holdId: null, offeringId: null, amount: null, currency: null, expiresAt: null };
      await tx.update(places).set(ofOrder).where(eq(places.holdId, holdId));
    },
    async freePlace(orderId) {
      return (await tx.delete(places).where(eq(places.orderId, orderId)).returning({ id: places.id })).length > 0;
    },
  };
}

type Place = typeof places.$inferInsert;

const placeOf = (slot: TimeWindow, occupiedUntil: Date) => ({ startsAt: slot.start, endsAt: slot.end, occupiedUntil });

/** A constraint can't look at the clock: holds that have expired make way here, in the transaction that needs their place. */
async function takePlace(tx: Db, place: Place, now: Date): Promise<void> {
  const inTheWay = and(
    eq(places.providerId, place.providerId),
    lt(places.startsAt, place.occupiedUntil),
    gt(places.occupiedUntil, place.startsAt),
    lte(places.expiresAt, now),
  );
  await tx.delete(places).where(inTheWay);
  try {
    await tx.insert(places).values(place);
  } catch (error) {
    if (databaseError(error)?.code !== EXCLUSION_VIOLATION) throw error;
    refuse('SLOT_UNAVAILABLE', 'This slot was taken a moment ago. Choose another one.', ['start']);
  }
}

export async function readAvailability(db: Db, provider: ProviderId, now: Date): Promise<Availability | undefined> {
  const [calendar] = await db.select().from(calendars).where(eq(calendars.providerId, provider));
  if (!calendar) return undefined;
  const ahead = await db
    .select()
    .from(timeOff)
    .where(and(eq(timeOff.providerId, provider), gt(timeOff.endsAt, now)))
    .orderBy(asc(timeOff.startsAt));
  const { weeklyHours, timeZone, bufferMinutes } = calendar;
  return {
    weeklyHours,
    timeZone,
    bufferMinutes,
    timeOff: ahead.map(({ id, startsAt, endsAt, note }) => ({ id, window: { start: startsAt, end: endsAt }, note })),
  };
}

export function readTakenPlaces(db: Db, provider: ProviderId, within: TimeWindow, now: Date): Promise<TimeWindow[]> {
  return readPlaces(db, provider, within, or(isNull(places.expiresAt), gt(places.expiresAt, now)));
}

async function readPlaces(
  db: Db,
  provider: ProviderId,
  within: TimeWindow,
  which: ReturnType<typeof or>,
): Promise<TimeWindow[]> {
  return db
    .select({ start: places.startsAt, end: places.occupiedUntil })
    .from(places)
    .where(
      and(
        eq(places.providerId, provider),
        gt(places.occupiedUntil, within.start),
        lt(places.startsAt, within.end),
        which,
      ),
    )
    .orderBy(asc(places.startsAt));
}

async function readHolds(tx: Db, customer: CustomerId, now: Date): Promise<SlotHold[]> {
  const held = and(eq(places.customerId, customer), isNotNull(places.holdId), gt(places.expiresAt, now));
  const found = await tx.select().from(places).where(held);
  return found.flatMap(
    ({ holdId, customerId, providerId, offeringId, startsAt, endsAt, amount, currency, expiresAt }) =>
      holdId && offeringId && amount !== null && currency && expiresAt
        ? [
            {
              id: holdId,
              customerId,
              providerId,
              offeringId,
              slot: { start: startsAt, end: endsAt },
              price: money(amount, currency),
              expiresAt,
            },
          ]
        : [],
  );
}
