import type { Listing } from '../domain/listing.ts';
import { chordOf, positionOf } from '../domain/position.ts';
import type { Rating } from '../domain/rating.ts';
import type { listings } from './tables.ts';

export function listingRow(listing: Listing, rating: Rating): typeof listings.$inferInsert {
  return {
    providerId: listing.providerId,
    position: positionOf(listing.point),
    serviceChord: chordOf(listing.serviceRadiusMeters),
    skillIds: [...listing.skillIds],
    offerSkills: listing.offers.map(({ skillId }) => skillId),
    offerCurrencies: listing.offers.map(({ price }) => price.currency),
    offerAmounts: listing.offers.map(({ price }) => price.amount),
    offerMinutes: listing.offers.map(({ durationMinutes }) => durationMinutes),
    text: listing.text,
    knownRatingSum: rating.sum,
    knownRatingCount: rating.count,
  };
}
