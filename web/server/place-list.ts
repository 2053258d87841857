import { type Place, parsePlaces } from '@marketplace/places/places';
import { packagedText } from './packaged';

let places: Promise<readonly Place[]> | undefined;

/** The packaged list, largest places first, read once. */
export function placeList(): Promise<readonly Place[]> {
  places ??= readPlaces();
  return places;
}

async function readPlaces(): Promise<readonly Place[]> {
  return parsePlaces(await packagedText('places', 'places.tsv'));
}

const MARKS = /\p{Diacritic}/gu;

/** Case and accents don't matter: "zurich" finds Zürich. */
export const plain = (text: string): string => text.normalize('NFD').replace(MARKS, '').toLowerCase().trim();
