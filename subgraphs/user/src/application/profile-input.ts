/** What a provider may send, field by field. Messages are for the person who typed it. */
import { isGeoPoint } from '@marketplace/kernel/geo';
import { isCurrencyCode } from '@marketplace/kernel/money';
import { z } from 'zod';
import {
  MAX_DESCRIPTION,
  MAX_DURATION_MINUTES,
  MAX_PRICE,
  MAX_TITLE,
  MIN_DURATION_MINUTES,
  PRICE_UNITS,
} from '../domain/offering.ts';
import {
  MAX_BIO,
  MAX_DISPLAY_NAME,
  MAX_SERVICE_RADIUS_METERS,
  MAX_SKILLS,
  MIN_SERVICE_RADIUS_METERS,
} from '../domain/provider.ts';
import { skillById } from '../domain/skill-catalogue.ts';
import { line, orNull, text } from './text-input.ts';

const MAX_CITY = 100; // the longest place name has 85 letters

const skillId = z.string().transform((id, context) => {
  const skill = skillById(id);
  if (skill) return skill.id;
  context.addIssue('is not a skill of the catalogue');
  return z.NEVER;
});

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined;

function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false; // an offset such as +01:00 has no summer time
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

const location = z.object({
  point: z
    .object({ latitude: z.number(), longitude: z.number() })
    .refine(isGeoPoint, 'latitude must be within ±90 and longitude within ±180'),
  city: line(MAX_CITY),
  countryCode: z.string().refine(isCountry, 'must be an ISO 3166-1 alpha-2 code such as DE'),
  timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone such as Europe/Berlin'),
});

/** Fields that are left out or null stay as they are. */
export const providerInput = z.object({
  displayName: line(MAX_DISPLAY_NAME).nullish(),
  bio: text(MAX_BIO).nullish(),
  skillIds: z.array(skillId).max(MAX_SKILLS, `must be at most ${MAX_SKILLS} skills`).nullish(),
  location: location.nullish(),
  serviceRadiusMeters: z
    .int()
    .min(MIN_SERVICE_RADIUS_METERS, `must be at least ${MIN_SERVICE_RADIUS_METERS}`)
    .max(MAX_SERVICE_RADIUS_METERS, `must be at most ${MAX_SERVICE_RADIUS_METERS}`)
    .nullish(),
});
export type ProviderInput = z.input<typeof providerInput>;

export const offeringInput = z.object({
  id: orNull(z.string()),
  title: line(MAX_TITLE),
  description: text(MAX_DESCRIPTION),
  skillId,
  price: z.object({
    amount: z.int().min(1, 'must be more than nothing').max(MAX_PRICE, `must be at most ${MAX_PRICE}`),
    currency: z.string().refine(isCurrencyCode, 'must be an ISO 4217 code such as EUR'),
  }),
  priceUnit: z.enum(PRICE_UNITS),
  durationMinutes: z
    .int()
    .min(MIN_DURATION_MINUTES, `must be at least ${MIN_DURATION_MINUTES}`)
    .max(MAX_DURATION_MINUTES, `must be at most ${MAX_DURATION_MINUTES}`),
  active: z
    .boolean()
    .nullish()
    .transform((active) => active ?? true),
});
export type OfferingInput = z.input<typeof offeringInput>;
export type OfferingChanges = z.output<typeof offeringInput>;
