import type { GeoPoint } from '@marketplace/kernel/geo';

/**
 * A point on the unit sphere. Chords through it grow with the distance over ground, so that stores compare and sort by
 * plain arithmetic, with neither poles nor an antimeridian in the way.
 */
export type Position = readonly [x: number, y: number, z: number];

const EARTH_RADIUS_METERS = 6_371_008.8; // as in the kernel: mean radius, IUGG

export function positionOf({ latitude, longitude }: GeoPoint): Position {
  const radians = Math.PI / 180;
  const onEquator = Math.cos(latitude * radians);
  return [
    onEquator * Math.cos(longitude * radians),
    onEquator * Math.sin(longitude * radians),
    Math.sin(latitude * radians),
  ];
}

/** The chord between two positions that are this far from each other over ground; at most 2, the diameter. */
export const chordOf = (meters: number): number =>
  2 * Math.sin(Math.min(meters / (2 * EARTH_RADIUS_METERS), Math.PI / 2));

export const metersOf = (chord: number): number => 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, chord / 2));

export const chordBetween = (a: Position, b: Position): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
