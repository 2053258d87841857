import type { Listing } from '../domain/listing.ts';
import { chordOf, positionOf } from '../domain/position.ts';
import type { Rating } from '../domain/rating.ts';
import type { ListingDocument } from './collections.ts';

export function listingDocument(listing: Listing, knownRating: Rating): ListingDocument {
  const [x, y, z] = positionOf(listing.point);
  return {
    _id: listing.providerId,
    point: { type: 'Point', coordinates: [listing.point.longitude, listing.point.latitude] },
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
