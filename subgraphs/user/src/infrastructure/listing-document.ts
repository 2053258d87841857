import type { Listing } from '../domain/listing.ts';
import { chordOf, positionOf } from '../domain/position.ts';
import type { Rating } from '../domain/rating.ts';
import type { ListingDocument } from './collections.ts';
import { areasOf } from './listing-areas.ts';

export function listingDocument(listing: Listing, knownRating: Rating): ListingDocument {
  const position = positionOf(listing.point);
  const [x, y, z] = position;
  return {
    _id: listing.providerId,
    areas: areasOf(position, listing.skillIds),
    position: { x, y, z },
    serviceChord: chordOf(listing.serviceRadiusMeters),
    skillIds: listing.skillIds,
    offers: listing.offers.map(({ skillId, price, durationMinutes }) => ({
      skillId,
      currency: price.currency,
      amount: price.amount,
      minutes: durationMinutes,
    })),
    text: listing.text,
    knownRating,
  };
}
