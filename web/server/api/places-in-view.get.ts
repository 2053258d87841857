import { z } from 'zod';
import { placeList } from '../place-list';

/** More names than this can't be read on one map. */
const NAMES = 40;

const view = z.object({
  south: z.coerce.number(),
  west: z.coerce.number(),
  north: z.coerce.number(),
  east: z.coerce.number(),
});

/** The largest places in a map's view. */
export default defineEventHandler(async (event) => {
  const query = view.safeParse(getQuery(event));
  if (!query.success) throw createError({ statusCode: 400, statusMessage: 'south, west, north and east' });
  const { south, west, north, east } = query.data;
  const places = await placeList();
  setResponseHeader(event, 'cache-control', 'public, max-age=3600');
  return places
    .filter(
      ({ point: { latitude, longitude } }) =>
        latitude > south && latitude < north && longitude > west && longitude < east,
    )
    .slice(0, NAMES)
    .map(({ name, point, population }) => ({ name, point, population }));
});
