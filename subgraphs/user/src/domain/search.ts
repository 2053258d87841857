import type { GeoPoint } from '@marketplace/kernel/geo';
import type { ProviderId, SkillId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';

/** Who is looked for. A provider matches who fulfils all of it. */
export interface ProviderFilter {
  /** Within `radiusMeters` of the provider's public point, and within the provider's own service radius. */
  readonly near: GeoPoint;
  readonly radiusMeters: number;
  /** Any of these; null for all. They also say which offers count for price and duration. */
  readonly skillIds: readonly SkillId[] | null;
  /** Each begins a word of the listing's text, in the form of `wordsOf`. */
  readonly words: readonly string[];
  /** Of the published average; who has no review has none. */
  readonly minRating: number | null;
  /** Some matching offer costs at most this, in the same currency. */
  readonly maxPrice: Money | null;
  /** Bookable from this instant for as long as the shortest matching offer takes. */
  readonly availableAt: Date | null;
}

/** RATING keeps the market's mean of the first page, so that no later page moves under the reader. */
export type SearchOrder =
  | { readonly sort: 'DISTANCE' | 'PRICE' }
  | { readonly sort: 'RATING'; readonly marketMean: number };

export const PROVIDER_SORTS = ['DISTANCE', 'RATING', 'PRICE'] as const;
export type ProviderSort = SearchOrder['sort'];

/**
 * Where a match stands: by group, then rank, then id, all ascending.
 * DISTANCE ranks by chord, RATING by `weighted` with its sign turned, both in one group. PRICE ranks by the amount of the
 * cheapest matching offer; a currency is a group, since currencies never mix, and whoever has no matching offer is in
 * the last one, `NO_OFFER`.
 */
export interface Place {
  readonly group: string;
  readonly rank: number;
  readonly id: ProviderId;
}

export const NO_OFFER = '~'; // sorts behind every currency's code

export interface ProviderSearch {
  readonly filter: ProviderFilter;
  readonly order: SearchOrder;
  readonly after: Place | null;
  readonly limit: number;
}

export interface Found {
  readonly place: Place;
  /** From the point searched to the provider's public point. */
  readonly chord: number;
}

export interface SearchResult {
  readonly found: readonly Found[];
  /** All matches, whichever page is asked for. */
  readonly total: number;
}
