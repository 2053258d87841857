import { type Place, parsePlaces } from '@marketplace/places/places';

let places: Promise<readonly Place[]> | undefined;

/** The packaged list, largest places first, read once. */
export function placeList(): Promise<readonly Place[]> {
  places ??= readPlaces();
  return places;
}

async function readPlaces(): Promise<readonly Place[]> {
  const bytes = await useStorage('assets:places').getItemRaw('places.tsv');
  if (!bytes) throw new Error('the list of places is not packaged');
  return parsePlaces(typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes));
}

const MARKS = /\p{Diacritic}/gu;

/** Case and accents don't matter: "zurich" finds Zürich. */
export const plain = (text: string): string => text.normalize('NFD').replace(MARKS, '').toLowerCase().trim();
