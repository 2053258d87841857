import { type GeoPoint, publicPoint } from '@marketplace/kernel/geo';
import type { ProviderId, SkillId } from '@marketplace/kernel/ids';
import { ERASED_NAME } from './customer.ts';
import { type Offering, offeredSkills } from './offering.ts';

/** A provider's own profile. What they charge for stands in their offerings. */
export interface Provider {
  readonly id: ProviderId;
  readonly displayName: string;
  readonly bio: string;
  /** As the provider states them; those of active offerings come on top. */
  readonly skillIds: readonly SkillId[];
  /** The exact place. Null until the provider has said where they work; others see `publicLocation`. */
  readonly location: Location | null;
  /** How far from there the provider goes. */
  readonly serviceRadiusMeters: number;
  readonly verified: boolean;
  /** The account was deleted: nothing of the person is left, and nothing can be added. */
  readonly erased?: true;
  /** The account has lost the role PROVIDER: nobody finds or books them until it is given back. */
  readonly withdrawn?: true;
}

export interface Location {
  readonly point: GeoPoint;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
  /** IANA name. */
  readonly timeZone: string;
}

export const MAX_DISPLAY_NAME = 80; // what fits a card on a phone in two lines
export const MAX_BIO = 2_000; // a page of text
export const MAX_SKILLS = 24; // the whole catalogue
export const MIN_SERVICE_RADIUS_METERS = 500; // about the grid that public points are rounded to
export const MAX_SERVICE_RADIUS_METERS = 100_000; // more than an hour's drive; also keeps search areas small
export const DEFAULT_SERVICE_RADIUS_METERS = 10_000;

export const newProvider = (id: ProviderId, displayName: string): Provider => ({
  id,
  displayName: displayName.slice(0, MAX_DISPLAY_NAME),
  bio: '',
  skillIds: [],
  location: null,
  serviceRadiusMeters: DEFAULT_SERVICE_RADIUS_METERS,
  verified: false,
});

export const erasedProvider = (id: ProviderId): Provider => ({ ...newProvider(id, ERASED_NAME), erased: true });

export const isErased = (provider: Provider): boolean => provider.erased === true;

/** New values of a profile; what is undefined or null stays as it is. */
export type ProviderChanges = {
  readonly [Field in Exclude<keyof Provider, 'id' | 'verified' | 'erased' | 'withdrawn'>]?:
    | Provider[Field]
    | null
    | undefined;
};

export const changed = (provider: Provider, changes: ProviderChanges): Provider => ({
  ...provider,
  displayName: changes.displayName ?? provider.displayName,
  bio: changes.bio ?? provider.bio,
  skillIds: changes.skillIds ? [...new Set(changes.skillIds)] : provider.skillIds,
  location: changes.location ?? provider.location,
  serviceRadiusMeters: changes.serviceRadiusMeters ?? provider.serviceRadiusMeters,
});

export const publicLocation = (location: Location): Location => ({ ...location, point: publicPoint(location.point) });

/** What the provider states and what they actively offer, each skill once. */
export function skillsOf(provider: Provider, offerings: readonly Offering[]): readonly SkillId[] {
  return [...new Set([...provider.skillIds, ...offeredSkills(offerings)])];
}
