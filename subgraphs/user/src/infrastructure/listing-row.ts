import type { Listing, Offer } from '../domain/listing.ts';
import { chordOf, positionOf } from '../domain/position.ts';
import type { Rating } from '../domain/rating.ts';
import type { listings } from './tables.ts';

export function listingRow(listing: Listing, rating: Rating): typeof listings.$inferSelect {
  return {
    providerId: listing.providerId,
    position: positionOf(listing.point),
    serviceChord: chordOf(listing.serviceRadiusMeters),
    skillIds: [...listing.skillIds],
    offerSkills: listing.offers.map(({ skillId }) => skillId),
    offerCurrencies: listing.offers.map(({ price }) => price.currency),
    offerAmounts: listing.offers.map(({ price }) => price.amount),
    offerMinutes: listing.offers.map(({ durationMinutes }) => durationMinutes),
    ...priceMinimums(listing.offers),
    shortestMinutes: least(listing.offers.map(({ durationMinutes }) => durationMinutes)),
    text: listing.text,
    knownRatingSum: rating.sum,
    knownRatingCount: rating.count,
  };
}

function priceMinimums(offers: readonly Offer[]): { priceCurrencies: string[]; priceMinimums: number[] } {
  const minimums = new Map<string, number>();
  for (const { price } of offers)
    minimums.set(price.currency, Math.min(price.amount, minimums.get(price.currency) ?? price.amount));
  const byCurrency = [...minimums].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    priceCurrencies: byCurrency.map(([currency]) => currency),
    priceMinimums: byCurrency.map(([, amount]) => amount),
  };
}

const least = (numbers: readonly number[]): number | null => (numbers.length === 0 ? null : Math.min(...numbers));
