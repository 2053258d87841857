import { distanceMeters, type GeoPoint } from '@marketplace/kernel/geo';
import type { OrderSettings } from './settings.ts';

export interface Position {
  readonly point: GeoPoint;
  /** Degrees clockwise from north. */
  readonly heading: number | null;
  readonly at: Date;
}

/** An estimate: the straight line made longer by a usual detour, at a usual speed. Whole minutes, rounded up. */
export function etaMinutes(from: GeoPoint, to: GeoPoint, settings: OrderSettings): number {
  const kilometres = (distanceMeters(from, to) / 1_000) * settings.detourFactor;
  return Math.ceil((kilometres / settings.travelKilometresPerHour) * 60);
}
