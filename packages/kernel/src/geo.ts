/** Degrees, WGS 84. */
export interface GeoPoint {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_METERS = 6_371_008.8; // mean radius, IUGG

/** Great-circle distance. */
export function distanceMeters(a: GeoPoint, b: GeoPoint): number {
  const radians = Math.PI / 180;
  const dLat = (b.latitude - a.latitude) * radians;
  const dLon = (b.longitude - a.longitude) * radians;
  const h =
    Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}

export function isGeoPoint(point: GeoPoint): boolean {
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180;
}

const PUBLIC_GRID_DEGREES = 0.005; // about 500 m
const PUBLIC_DISTANCE_METERS = 100;

/** What the public may know of where someone lives: no home is found by asking three times. */
export function publicPoint(point: GeoPoint): GeoPoint {
  const round = (degrees: number) =>
    Number((Math.round(degrees / PUBLIC_GRID_DEGREES) * PUBLIC_GRID_DEGREES).toFixed(3));
  return { latitude: round(point.latitude), longitude: round(point.longitude) };
}

export const publicDistance = (meters: number): number =>
  Math.round(meters / PUBLIC_DISTANCE_METERS) * PUBLIC_DISTANCE_METERS;
