/**
 * The world's places with at least 100,000 inhabitants, largest first.
 * Names, points and populations: GeoNames (https://www.geonames.org), CC BY 4.0. Zones by point: tz-lookup.
 */
import { readFileSync } from 'node:fs';
import type { GeoPoint } from '@marketplace/kernel/geo';

export interface Place {
  readonly geonameId: number;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  readonly point: GeoPoint;
  /** IANA name. */
  readonly timeZone: string;
  readonly population: number;
}

export function loadPlaces(): readonly Place[] {
  const [, ...lines] = readFileSync(new URL('../data/places.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map(parsePlace);
}

function parsePlace(line: string): Place {
  const [geonameId, name, countryCode, latitude, longitude, timeZone, population] = line.split('\t');
  if (!name || !countryCode || !timeZone) throw new Error(`not a place: ${line}`);
  return {
    geonameId: Number(geonameId),
    name,
    countryCode,
    point: { latitude: Number(latitude), longitude: Number(longitude) },
    timeZone,
    population: Number(population),
  };
}
