/** A marketplace larger than any city's: providers over cities by their population, denser towards the middle. */
import { NAMES } from '@marketplace/demo/names';
import { type Random, seededRandom } from '@marketplace/demo/random';
import { TRADES } from '@marketplace/demo/trades';
import { DAY, HOUR, later } from '@marketplace/kernel/clock';
import type { GeoPoint } from '@marketplace/kernel/geo';
import { newId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { loadPlaces, type Place } from '@marketplace/places/places';
import type { Profiles } from '../src/application/ports.ts';
import { byWeek } from '../src/domain/bookable.ts';
import { listingOf } from '../src/domain/listing.ts';
import type { Offering } from '../src/domain/offering.ts';
import type { Provider } from '../src/domain/provider.ts';
import { skillBySlug } from '../src/domain/skill-catalogue.ts';

export interface BenchWorld {
  /** Largest first. */
  readonly cities: readonly Place[];
  readonly profiles: Profiles;
}

// 7 in 100 of the people in their 200 largest cities live in London, where 5,000 of 100,000 providers are within 10 km
const COUNTRIES = new Set('AT BE BG CH CZ DE DK ES FI FR GB GR HU IE IT NL NO PL PT RO SE'.split(' '));
const SPREAD_KM = 6; // as in the demo: most live within two deviations of the centre
const KM_PER_DEGREE = 111.2;
const BOOKABLE_DAYS = 28;

export function benchWorld(size: { readonly providers: number; readonly cities: number }, now: Date): BenchWorld {
  const random = seededRandom(20_261_125);
  const cities = loadPlaces()
    .filter(({ countryCode }) => COUNTRIES.has(countryCode))
    .slice(0, size.cities);
  const people = cities.reduce((sum, { population }) => sum + population, 0);
  const made = cities.flatMap((city) =>
    Array.from({ length: Math.round((size.providers * city.population) / people) }, () => makeProvider(random, city)),
  );
  return {
    cities,
    profiles: {
      customers: [],
      providers: [], // search reads the listings, which are made of them and their offerings
      offerings: [],
      listings: made.flatMap(({ provider, offerings }) => listingOf(provider, offerings) ?? []),
      ratings: made.flatMap(({ provider: { id } }) => {
        const count = random.chance(0.7) ? random.integer(1, 60) : 0;
        const sum = Math.round(count * (3 + 2 * random.next()));
        return count > 0 ? [{ providerId: id, rating: { sum, count } }] : [];
      }),
      bookable: made.map(({ provider: { id } }) => ({ providerId: id, weeks: byWeek(workDays(random, now)) })),
    },
  };
}

function makeProvider(random: Random, city: Place): { provider: Provider; offerings: readonly Offering[] } {
  const trade = random.pick(TRADES);
  const names = NAMES[city.countryCode] ?? NAMES.GB;
  if (!names) throw new Error('there are no names');
  const id = newId('prv');
  const offerings = Array.from({ length: random.integer(1, 3) }, (): Offering => {
    const offer = random.pick(trade.offers);
    return {
      id: newId('off'),
      providerId: id,
      title: offer.title,
      description: offer.description,
      skillId: skillBySlug(offer.skill).id,
      price: money(Math.round(offer.euros * 100 * (0.7 + 0.6 * random.next())), currencyCode('EUR')),
      priceUnit: offer.unit,
      durationMinutes: offer.minutes,
      active: true,
    };
  });
  const { name, countryCode, timeZone } = city;
  const provider: Provider = {
    id,
    displayName: `${random.pick(names.given)} ${random.pick(names.family)}`,
    bio: random.pick(trade.bios),
    skillIds: [],
    location: { point: near(random, city.point), city: name, countryCode, timeZone },
    serviceRadiusMeters: random.integer(5, 25) * 1_000,
    verified: random.chance(0.6),
  };
  return { provider, offerings };
}

function near(random: Random, { latitude, longitude }: GeoPoint): GeoPoint {
  const degrees = SPREAD_KM / KM_PER_DEGREE;
  return {
    latitude: latitude + random.normal() * degrees,
    longitude: longitude + (random.normal() * degrees) / Math.cos((latitude * Math.PI) / 180),
  };
}

/** Five days in seven, some of them with a gap where a job is booked. */
function workDays(random: Random, now: Date) {
  const midnight = new Date(Math.floor(now.getTime() / DAY) * DAY);
  return Array.from({ length: BOOKABLE_DAYS }, (_, day) => later(midnight, day * DAY)).flatMap((date) => {
    if (!random.chance(5 / 7)) return [];
    const [from, to] = [later(date, random.integer(6, 9) * HOUR), later(date, random.integer(15, 19) * HOUR)];
    if (random.chance(0.6)) return [{ start: from, end: to }];
    return [
      { start: from, end: later(date, 11 * HOUR) },
      { start: later(date, 13 * HOUR), end: to },
    ];
  });
}
