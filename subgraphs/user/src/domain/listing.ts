import type { GeoPoint } from '@marketplace/kernel/geo';
import type { ProviderId, SkillId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import { isActive, type Offering } from './offering.ts';
import { type Provider, publicLocation, skillsOf } from './provider.ts';
import { skillById } from './skill-catalogue.ts';
import { searchableText } from './words.ts';

/** What search knows of a provider, derived from the profile and its active offerings and saved with them. */
export interface Listing {
  readonly providerId: ProviderId;
  /** The rounded point. Search knows no other: nobody's home is found by looking from three sides. */
  readonly point: GeoPoint;
  readonly serviceRadiusMeters: number;
  readonly skillIds: readonly SkillId[];
  readonly offers: readonly Offer[];
  /** As `searchableText` makes it. */
  readonly text: string;
}

/** An active offering, as far as search is concerned. */
export interface Offer {
  readonly skillId: SkillId;
  readonly price: Money;
  readonly durationMinutes: number;
}

/** Null for a provider who has not said where they work, or is none any more: nobody finds them. */
export function listingOf(provider: Provider, offerings: readonly Offering[]): Listing | null {
  if (!provider.location || provider.withdrawn) return null;
  const active = offerings.filter(isActive);
  const skillIds = skillsOf(provider, active);
  const skills = skillIds.flatMap((id) => skillById(id) ?? []);
  return {
    providerId: provider.id,
    point: publicLocation(provider.location).point,
    serviceRadiusMeters: provider.serviceRadiusMeters,
    skillIds,
    offers: active.map(({ skillId, price, durationMinutes }) => ({ skillId, price, durationMinutes })),
    text: searchableText(
      provider.displayName,
      provider.bio,
      provider.location.city,
      ...skills.flatMap(({ name, category }) => [name, category]),
      ...active.flatMap(({ title, description }) => [title, description]),
    ),
  };
}
