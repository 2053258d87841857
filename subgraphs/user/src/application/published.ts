/** What the rest of the marketplace hears of providers and their offerings: the public part, as it stands. */
import type { EventDraft } from '@marketplace/messaging/envelope';
import type { EventData } from '@marketplace/messaging/events.gen';
import type { Offering } from '../domain/offering.ts';
import { type Provider, publicLocation, skillsOf } from '../domain/provider.ts';

export const providerUpdated = (provider: Provider, offerings: readonly Offering[]): EventDraft => ({
  type: 'provider.updated',
  subject: provider.id,
  data: {
    providerId: provider.id,
    displayName: provider.displayName,
    skillIds: [...skillsOf(provider, offerings)],
    location: provider.location && !provider.withdrawn ? publicLocation(provider.location) : null,
    serviceRadiusMeters: provider.serviceRadiusMeters,
    verified: provider.verified,
  },
});

export const offeringSaved = (offering: Offering): EventDraft => ({
  type: 'offering.saved',
  subject: offering.id,
  data: {
    offeringId: offering.id,
    providerId: offering.providerId,
    title: offering.title,
    skillId: offering.skillId,
    price: offering.price,
    priceUnit: offering.priceUnit,
    durationMinutes: offering.durationMinutes,
    active: offering.active,
  },
});

/** A subject of its own: who follows a provider's events misses none. */
export const audited = (entry: EventData['audit.recorded']): EventDraft => ({
  type: 'audit.recorded',
  subject: entry.auditId,
  data: entry,
});
