/** What a booking must be, apart from its time: the offering, its length, its price and its place. */
import { distanceMeters, type GeoPoint } from '@marketplace/kernel/geo';
import type { OfferingId, ProviderId } from '@marketplace/kernel/ids';
import { type Money, share } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import type { OrderSettings } from './settings.ts';

export interface Offering {
  readonly id: OfferingId;
  readonly providerId: ProviderId;
  readonly title: string;
  readonly price: Money;
  readonly priceUnit: 'JOB' | 'HOUR';
  readonly durationMinutes: number;
  readonly active: boolean;
}

/** Where a provider works: the public, rounded point and how far from it. */
export interface ServiceArea {
  readonly point: GeoPoint | null;
  readonly radiusMeters: number;
}

/** An hourly offering is as long as the customer says, within limits; any other as long as its provider says. */
export function jobMinutes(offering: Offering, asked: number | null, settings: OrderSettings): number {
  if (offering.priceUnit === 'JOB' || asked === null) return offering.durationMinutes;
  checkMinutes(asked, settings);
  return asked;
}

/** Refuses with INVALID_INPUT a length that no job may have. */
export function checkMinutes(minutes: number, settings: OrderSettings): void {
  const { shortestJobMinutes, longestJobMinutes, jobStepMinutes } = settings;
  if (minutes < shortestJobMinutes || minutes > longestJobMinutes || minutes % jobStepMinutes !== 0)
    refuse(
      'INVALID_INPUT',
      `A job takes ${shortestJobMinutes} to ${longestJobMinutes} minutes, in steps of ${jobStepMinutes}.`,
      ['durationMinutes'],
    );
}

export function priceOf(offering: Offering, minutes: number): Money {
  return offering.priceUnit === 'JOB' ? offering.price : share(offering.price, minutes, 60);
}

export function checkServiceArea(area: ServiceArea | undefined, location: GeoPoint): void {
  if (!area?.point || distanceMeters(area.point, location) > area.radiusMeters)
    refuse('OUTSIDE_SERVICE_AREA', 'The provider does not come to this place.', ['location']);
}
