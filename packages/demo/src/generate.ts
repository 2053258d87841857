import { DAY, HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import type { GeoPoint } from '@marketplace/kernel/geo';
import { customerOf, newId, providerOf, type SkillId } from '@marketplace/kernel/ids';
import { type Money, money } from '@marketplace/kernel/money';
import type { Role } from '@marketplace/kernel/roles';
import { type DemoCity, demoCities } from './cities.ts';
import { NAMES } from './names.ts';
import { type Random, seededRandom } from './random.ts';
import { CUSTOMER_PRAISE, type Offer, PROVIDER_PRAISE, TRADES, type Trade } from './trades.ts';
import type { DemoAccount, DemoOffering, DemoOrder, DemoProvider, DemoReview, DemoWorld } from './world.ts';

export interface WorldSize {
  readonly providers: number;
  readonly customers: number;
  readonly orders: number;
}

export const DEMO_SIZE: WorldSize = { providers: 2_000, customers: 600, orders: 4_000 };

interface Settings {
  readonly size: WorldSize;
  readonly seed: number;
  /** The world's past lies before this instant. */
  readonly now: Date;
  readonly skillId: (slug: string) => SkillId;
}

/** The same settings make the same world, but for its ids. */
export function generateWorld({ size, seed, now, skillId }: Settings): DemoWorld {
  const random = seededRandom(seed);
  const cities = demoCities();
  const weighted = cities.flatMap((city) => Array.from({ length: city.weight }, () => city));
  const staff = staffAccounts(now);
  const providers = Array.from({ length: size.providers }, (_, index) => {
    const first = index === 0 ? staff.provider : undefined; // provider@demo.test cleans in Berlin
    const city = first ? cities[0] : random.pick(weighted);
    const trade = first ? TRADES[0] : random.pick(WEIGHTED_TRADES);
    if (!city || !trade) throw new Error('the demo world needs a city and a trade');
    return makeProvider({ random, city, trade, skillId, now, index, account: first });
  });
  const customers = Array.from({ length: size.customers }, (_, index) => {
    const city = random.pick(weighted);
    return { city, account: account(random, city, ['CUSTOMER'], `customer-${index + 1}`, now) };
  });
  customers.unshift({ city: providers[0]?.city ?? random.pick(weighted), account: staff.customer });
  return {
    accounts: [
      ...Object.values(staff),
      ...providers.slice(1).map((provider) => provider.account),
      ...customers.slice(1).map((customer) => customer.account),
    ],
    providers: providers.map(({ provider }) => provider),
    orders: pastOrders(random, size.orders, providers, customers, now),
  };
}

const WEIGHTED_TRADES = TRADES.flatMap((trade) => Array.from({ length: trade.weight }, () => trade));
const JOINED_DAYS_AGO = 400;

interface PlacedProvider {
  readonly city: DemoCity;
  readonly account: DemoAccount;
  readonly provider: DemoProvider;
}

interface PlacedCustomer {
  readonly city: DemoCity;
  readonly account: DemoAccount;
}

function staffAccounts(now: Date) {
  const staff = (email: string, displayName: string, roles: readonly Role[]): DemoAccount => ({
    id: newId('acc'),
    email,
    displayName,
    roles,
    locale: 'en',
    createdAt: later(now, -JOINED_DAYS_AGO * DAY),
  });
  return {
    customer: staff('customer@demo.test', 'Mia Sommer', ['CUSTOMER']),
    provider: staff('provider@demo.test', 'Leila Novak', ['CUSTOMER', 'PROVIDER']),
    moderator: staff('moderator@demo.test', 'Tomas Reyes', ['CUSTOMER', 'MODERATOR']),
    operator: staff('operator@demo.test', 'Ada Osei', ['CUSTOMER', 'OPERATOR']),
  };
}

function account(random: Random, city: DemoCity, roles: readonly Role[], mailbox: string, now: Date): DemoAccount {
  const names = NAMES[city.place.countryCode] ?? NAMES.GB;
  if (!names) throw new Error('there are no names for this country');
  return {
    id: newId('acc'),
    email: `${mailbox}@demo.test`,
    displayName: `${random.pick(names.given)} ${random.pick(names.family)}`,
    roles,
    locale: city.place.countryCode === 'DE' ? 'de' : 'en',
    createdAt: later(now, -random.integer(120, JOINED_DAYS_AGO) * DAY),
  };
}

interface ProviderSettings {
  readonly random: Random;
  readonly city: DemoCity;
  readonly trade: Trade;
  readonly skillId: (slug: string) => SkillId;
  readonly now: Date;
  readonly index: number;
  readonly account: DemoAccount | undefined;
}

const CITY_SPREAD_KM = 6; // most live within two deviations of the centre
const KM_PER_DEGREE = 111.2;

function makeProvider({ random, city, trade, skillId, now, index, account: given }: ProviderSettings): PlacedProvider {
  const owner = given ?? account(random, city, ['CUSTOMER', 'PROVIDER'], `provider-${index}`, now);
  const offers = distinct(Array.from({ length: random.integer(1, 3) }, () => random.pick(trade.offers)));
  const offerings = offers.map((offer) => makeOffering(random, city, offer, skillId));
  return {
    city,
    account: owner,
    provider: {
      id: providerOf(owner.id),
      displayName: owner.displayName,
      bio: random.pick(trade.bios),
      skillIds: distinct(offerings.map((offering) => offering.skillId)),
      location: {
        point: near(random, city.place.point),
        city: city.place.name,
        countryCode: city.place.countryCode,
        timeZone: city.place.timeZone,
      },
      serviceRadiusMeters: random.integer(5, 25) * 1_000,
      verified: random.chance(0.6),
      offerings,
      weeklyHours: weeklyHours(random),
      bufferMinutes: random.pick([0, 15, 30]),
    },
  };
}

function makeOffering(random: Random, city: DemoCity, offer: Offer, skillId: (slug: string) => SkillId): DemoOffering {
  const euros = offer.euros * (0.8 + random.next() * 0.5);
  const amount = Math.max(1, Math.round((euros * city.minorUnitsPerEuro) / city.roundTo)) * city.roundTo;
  return {
    id: newId('off'),
    title: offer.title,
    description: offer.description,
    skillId: skillId(offer.skill),
    price: money(amount, city.currency),
    priceUnit: offer.unit,
    durationMinutes: offer.minutes,
  };
}

function near(random: Random, centre: GeoPoint): GeoPoint {
  const north = (random.normal() * CITY_SPREAD_KM) / KM_PER_DEGREE;
  const east = (random.normal() * CITY_SPREAD_KM) / (KM_PER_DEGREE * Math.cos((centre.latitude * Math.PI) / 180));
  return {
    latitude: Number((centre.latitude + north).toFixed(5)),
    longitude: Number((centre.longitude + east).toFixed(5)),
  };
}

function weeklyHours(random: Random): DemoProvider['weeklyHours'] {
  const from = random.pick(['07:00', '08:00', '09:00', '10:00']);
  const to = random.pick(['16:00', '17:00', '18:00', '20:00']);
  const days = random.pick([
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5, 6],
    [2, 3, 4, 5, 6],
    [1, 2, 4, 5, 7],
  ]);
  return days.map((weekday) => ({ weekday, from, to }));
}

function pastOrders(
  random: Random,
  count: number,
  providers: readonly PlacedProvider[],
  customers: readonly PlacedCustomer[],
  now: Date,
): DemoOrder[] {
  const byCity = Map.groupBy(customers, ({ city }) => city.place.geonameId);
  // one visit a day and provider: no two of a provider's past orders overlap
  const taken = new Set<string>();
  const orders: DemoOrder[] = [];
  while (orders.length < count) {
    const placed = random.pick(providers);
    const daysAgo = random.integer(16, 100);
    const key = `${placed.provider.id} ${daysAgo}`;
    const customer = random.pick(byCity.get(placed.city.place.geonameId) ?? customers);
    if (taken.has(key) || customer.account.id === placed.account.id) continue;
    taken.add(key);
    orders.push(pastOrder(random, placed, customer, now, daysAgo));
  }
  return orders.sort((a, b) => a.settledAt.getTime() - b.settledAt.getTime());
}

function pastOrder(
  random: Random,
  { city, provider }: PlacedProvider,
  customer: PlacedCustomer,
  now: Date,
  daysAgo: number,
): DemoOrder {
  const offering = random.pick(provider.offerings);
  const day = later(now, -daysAgo * DAY).getTime();
  const start = new Date(day - (day % HOUR) + random.integer(0, 1) * 30 * MINUTE);
  const end = later(start, offering.durationMinutes * MINUTE);
  const placedAt = later(start, -random.integer(20, 200) * HOUR);
  return {
    id: newId('ord'),
    customerId: customerOf(customer.account.id),
    providerId: provider.id,
    offeringId: offering.id,
    title: offering.title,
    price: total(offering),
    scheduledFor: { start, end },
    timeZone: provider.location.timeZone,
    address: `${random.pick(city.streets)} ${random.integer(1, 120)}, ${city.place.name}`,
    location: near(random, city.place.point),
    placedAt,
    acceptedAt: later(placedAt, random.integer(5, 300) * MINUTE),
    departedAt: later(start, -random.integer(15, 40) * MINUTE),
    startedAt: later(start, random.integer(0, 10) * MINUTE),
    completedAt: end,
    settledAt: later(end, random.integer(1, 40) * HOUR),
    reviews: reviews(random, later(end, 41 * HOUR)),
  };
}

function total(offering: DemoOffering): Money {
  if (offering.priceUnit === 'JOB') return offering.price;
  return money(Math.round((offering.price.amount * offering.durationMinutes) / 60), offering.price.currency);
}

function reviews(random: Random, at: Date): DemoReview[] {
  if (!random.chance(0.75)) return [];
  const rating = random.pick([5, 5, 5, 5, 5, 4, 4, 4, 3, 2, 1]);
  const byCustomer: DemoReview = {
    id: newId('rev'),
    subject: 'PROVIDER',
    rating,
    comment: random.pick(CUSTOMER_PRAISE[rating] ?? ['']),
    at,
  };
  if (!random.chance(0.6)) return [byCustomer];
  return [byCustomer, { id: newId('rev'), subject: 'CUSTOMER', rating: 5, comment: random.pick(PROVIDER_PRAISE), at }];
}

const distinct = <T>(items: readonly T[]): T[] => [...new Set(items)];
