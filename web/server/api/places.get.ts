import type { Place } from '@marketplace/places/places';
import { z } from 'zod';
import { placeList, plain } from '../place-list';

const SUGGESTIONS = 8;

const asked = z.union([
  z.object({ q: z.string().min(1).max(100) }),
  z.object({ latitude: z.coerce.number().min(-90).max(90), longitude: z.coerce.number().min(-180).max(180) }),
]);

/** Places whose name begins with what is typed, largest first; or the nearest to a point. */
export default defineEventHandler(async (event) => {
  const query = asked.safeParse(getQuery(event));
  if (!query.success) throw createError({ statusCode: 400, statusMessage: 'q, or latitude and longitude' });
  const places = await placeList();
  setResponseHeader(event, 'cache-control', 'public, max-age=3600');
  return 'q' in query.data ? begunBy(query.data.q, places) : nearest(query.data, places);
});

function begunBy(typed: string, places: readonly Place[]): Place[] {
  const [name = '', country] = typed.split(',').map(plain);
  const inCountry = country ? places.filter(({ countryCode }) => countryCode.toLowerCase() === country) : places;
  const found = inCountry.filter((place) => plain(place.name).startsWith(name));
  return found.slice(0, SUGGESTIONS);
}

function nearest({ latitude, longitude }: { latitude: number; longitude: number }, places: readonly Place[]): Place[] {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  const far = ({ point }: Place) => Math.hypot(point.latitude - latitude, (point.longitude - longitude) * shrink);
  const [first, ...rest] = places;
  if (!first) return [];
  return [rest.reduce((best, place) => (far(place) < far(best) ? place : best), first)];
}
