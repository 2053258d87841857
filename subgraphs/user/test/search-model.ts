/** What search must find, in plain words: every listing looked at, nothing clever. */
import { MINUTE, type TimeWindow } from '@marketplace/kernel/clock';
import type { ProviderId } from '@marketplace/kernel/ids';
import type { Listing, Offer } from '../src/domain/listing.ts';
import { chordBetween, metersOf, positionOf } from '../src/domain/position.ts';
import { type Rating, weighted } from '../src/domain/rating.ts';
import type { ProviderFilter, ProviderSort } from '../src/domain/search.ts';
import { containsWords } from '../src/domain/words.ts';

export interface Listed {
  readonly listing: Listing;
  readonly rating: Rating;
  readonly bookable: readonly TimeWindow[];
}

export function searched(
  all: readonly Listed[],
  filter: ProviderFilter,
  sort: ProviderSort,
  marketMean: number,
): readonly ProviderId[] {
  const matches = all.filter((listed) => matchesFilter(listed, filter));
  const compare = (a: Listed, b: Listed): number => {
    if (sort === 'DISTANCE') return distance(a, filter) - distance(b, filter);
    if (sort === 'RATING') return weighted(b.rating, marketMean) - weighted(a.rating, marketMean);
    const [cheapestA, cheapestB] = [cheapest(a, filter), cheapest(b, filter)];
    if (!cheapestA || !cheapestB) return Number(!cheapestA) - Number(!cheapestB);
    const byCurrency = inOrder(cheapestA.price.currency, cheapestB.price.currency);
    return byCurrency || cheapestA.price.amount - cheapestB.price.amount;
  };
  return matches
    .toSorted((a, b) => compare(a, b) || inOrder(a.listing.providerId, b.listing.providerId))
    .map(({ listing }) => listing.providerId);
}

function matchesFilter({ listing, rating, bookable }: Listed, filter: ProviderFilter): boolean {
  const { radiusMeters, skillIds, words, minRating, maxPrice, availableAt } = filter;
  const offers = matchingOffers(listing, filter);
  const minutes = Math.min(...offers.map(({ durationMinutes }) => durationMinutes));
  const isFree = (at: Date) =>
    bookable.some(({ start, end }) => start <= at && end.getTime() >= at.getTime() + minutes * MINUTE);
  return (
    distance({ listing }, filter) <= Math.min(radiusMeters, listing.serviceRadiusMeters) &&
    (skillIds === null || listing.skillIds.some((id) => skillIds.includes(id))) &&
    containsWords(listing.text, words) &&
    (minRating === null || (rating.count > 0 && rating.sum / rating.count >= minRating)) &&
    (maxPrice === null || offers.length > 0) &&
    (availableAt === null || isFree(availableAt))
  );
}

const distance = ({ listing }: { listing: Listing }, { near }: ProviderFilter): number =>
  metersOf(chordBetween(positionOf(listing.point), positionOf(near)));

const matchingOffers = ({ offers }: Listing, { skillIds, maxPrice }: ProviderFilter): readonly Offer[] =>
  offers.filter(
    ({ skillId, price }) =>
      (skillIds === null || skillIds.includes(skillId)) &&
      (maxPrice === null || (price.currency === maxPrice.currency && price.amount <= maxPrice.amount)),
  );

const cheapest = ({ listing }: Listed, filter: ProviderFilter): Offer | undefined =>
  matchingOffers(listing, filter).toSorted(
    (a, b) => inOrder(a.price.currency, b.price.currency) || a.price.amount - b.price.amount,
  )[0];

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
