import type { OfferingId, ProviderId, SkillId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';

/** What a provider does for a price. */
export interface Offering {
  readonly id: OfferingId;
  readonly providerId: ProviderId;
  readonly title: string;
  readonly description: string;
  readonly skillId: SkillId;
  /** For the whole job or for an hour, as `priceUnit` says. */
  readonly price: Money;
  readonly priceUnit: PriceUnit;
  readonly durationMinutes: number;
  /** Others see and book active ones alone. */
  readonly active: boolean;
}

export const PRICE_UNITS = ['JOB', 'HOUR'] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];

export const MAX_TITLE = 120;
export const MAX_DESCRIPTION = 2_000;
export const MAX_PRICE = 100_000_000; // minor units: a million dollars, or yen for a large refit
export const MIN_DURATION_MINUTES = 15;
export const MAX_DURATION_MINUTES = 24 * 60; // an order's window is at most a day
export const MAX_OFFERINGS = 100; // of one provider: all are read together for search

export const isActive = (offering: Offering): boolean => offering.active;

/** What stays of an offering for its orders when the provider's account was deleted. */
export const erasedOffering = (offering: Offering): Offering => ({ ...offering, description: '', active: false });

export const offeredSkills = (offerings: readonly Offering[]): readonly SkillId[] =>
  offerings.filter(isActive).map(({ skillId }) => skillId);
