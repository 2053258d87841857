/** A provider's own calendar, and the free slots that customers see of it. */
import { DAY, type TimeWindow } from '@marketplace/kernel/clock';
import { newId, parseId, providerOf } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import { refuseShape } from '@marketplace/kernel/shape';
import { type Availability, checkHours, type Hours } from '../domain/availability.ts';
import { jobMinutes } from '../domain/booking.ts';
import { freeSlots, occupiedUntil, slotAt } from '../domain/slots.ts';
import type { Asker } from '../domain/visibility.ts';
import { MAX_NOTE_LENGTH, optional } from './input-text.ts';
import type { Application, Call } from './ports.ts';
import { publishAvailabilitySoon } from './record-step.ts';

/** Undefined while the provider has set no hours. Time off that is over is left out. */
export function availabilityOf(app: Application, asker: Asker): Promise<Availability | undefined> {
  return app.reads.availability(providerOf(asker.account), app.clock.now());
}

/** Bookings that are there already stay as they are. */
export async function setAvailability(app: Application, call: Call, hours: Hours): Promise<Availability | undefined> {
  checkHours(hours);
  const provider = providerOf(call.account);
  await app.transact(call.origin, async (tx) => {
    await tx.saveHours(provider, hours);
    await publishAvailabilitySoon(tx, provider, app.clock.now());
  });
  return availabilityOf(app, call);
}

const MOST_TIME_OFF = 200; // windows a provider may have ahead: more than one for each day of the horizon

export async function addTimeOff(
  app: Application,
  call: Call,
  input: { readonly start: Date; readonly end: Date; readonly note?: string | null | undefined },
): Promise<Availability | undefined> {
  if (input.end <= input.start) refuse('INVALID_INPUT', 'Time off ends after it starts.', ['end']);
  const note = optional(input.note, MAX_NOTE_LENGTH, 'note');
  const provider = providerOf(call.account);
  await app.transact(call.origin, async (tx) => {
    const calendar = await tx.lockCalendar(provider);
    if (!calendar) refuse('INVALID_INPUT', 'Set your weekly hours first.');
    if (calendar && calendar.timeOff.length >= MOST_TIME_OFF)
      refuse('INVALID_INPUT', `There are at most ${MOST_TIME_OFF} times off.`);
    await tx.insertTimeOff(provider, { id: newId('tof'), window: { start: input.start, end: input.end }, note });
    await publishAvailabilitySoon(tx, provider, app.clock.now());
  });
  return availabilityOf(app, call);
}

export async function removeTimeOff(
  app: Application,
  call: Call,
  timeOffId: string,
): Promise<Availability | undefined> {
  const id = parseId('tof', timeOffId);
  const provider = providerOf(call.account);
  await app.transact(call.origin, async (tx) => {
    if (!id || !(await tx.deleteTimeOff(provider, id))) refuse('NOT_FOUND', 'There is no such time off.', ['id']);
    await publishAvailabilitySoon(tx, provider, app.clock.now());
  });
  return availabilityOf(app, call);
}

/** Undefined when there is no such offering. */
export async function availableSlots(
  app: Application,
  offeringId: string,
  durationMinutes: number | null,
  asked: TimeWindow,
): Promise<TimeWindow[] | undefined> {
  const { settings } = app;
  if (asked.end <= asked.start) refuseShape('to must be after from');
  if (asked.end.getTime() - asked.start.getTime() > settings.slotRangeDays * DAY)
    refuseShape(`from and to may be at most ${settings.slotRangeDays} days apart`);
  const id = parseId('off', offeringId);
  const offering = id && (await app.reads.offering(id));
  if (!offering?.active) return undefined;
  const minutes = jobMinutes(offering, durationMinutes, settings);
  const now = app.clock.now();
  const availability = await app.reads.availability(offering.providerId, now);
  if (!availability) return [];
  // The last slot may begin right before the end, and a place that begins within its buffer matters too.
  const end = occupiedUntil(slotAt(asked.end, minutes), availability);
  const busy = await app.reads.takenPlaces(offering.providerId, { start: asked.start, end }, now);
  return freeSlots({ availability, busy }, minutes, asked, now, settings);
}
