import type { DemoProvider, DemoWorld } from '@marketplace/demo/world';
import { customerOf } from '@marketplace/kernel/ids';
import { type BookableWeek, byWeek } from '../domain/bookable.ts';
import { newCustomer } from '../domain/customer.ts';
import { listingOf } from '../domain/listing.ts';
import type { Offering } from '../domain/offering.ts';
import type { Provider } from '../domain/provider.ts';
import { plus, type Rating, UNRATED } from '../domain/rating.ts';
import { workingWindows } from '../domain/weekly-hours.ts';
import type { ProfileStore, ProviderBookable, ProviderRating } from './ports.ts';

/**
 * Fills an empty store with the demo world's profiles, what their past orders' reviews say, and when they can be booked in the
 * next days, until the order context tells it exactly. Publishes nothing.
 */
export async function importDemo(store: ProfileStore, world: DemoWorld, now: Date): Promise<void> {
  const profiles = world.providers.map((provider) => ({
    provider: profileOf(provider),
    offerings: offeringsOf(provider),
  }));
  await store.fill({
    customers: world.accounts.map(({ id, displayName }) => newCustomer(customerOf(id), displayName)),
    providers: profiles.map(({ provider }) => provider),
    offerings: profiles.flatMap(({ offerings }) => offerings),
    listings: profiles.flatMap(({ provider, offerings }) => listingOf(provider, offerings) ?? []),
    ratings: ratingsIn(world),
    bookable: bookableOf(world.providers, now),
  });
}

function profileOf(demo: DemoProvider): Provider {
  const { id, displayName, bio, skillIds, location, serviceRadiusMeters, verified } = demo;
  return { id, displayName, bio, skillIds, location, serviceRadiusMeters, verified };
}

const offeringsOf = (demo: DemoProvider): readonly Offering[] =>
  demo.offerings.map((offering) => ({ ...offering, providerId: demo.id, active: true }));

const BOOKABLE_DAYS = 15; // two weeks from any hour of today

/** Many keep the same hours in the same zone: those are worked out once. */
function bookableOf(providers: readonly DemoProvider[], now: Date): readonly ProviderBookable[] {
  const known = new Map<string, readonly BookableWeek[]>();
  return providers.map(({ id, weeklyHours, location: { timeZone } }) => {
    const key = JSON.stringify([weeklyHours, timeZone]);
    const weeks = known.get(key) ?? byWeek(workingWindows(weeklyHours, timeZone, now, BOOKABLE_DAYS));
    known.set(key, weeks);
    return { providerId: id, weeks };
  });
}

function ratingsIn(world: DemoWorld): readonly ProviderRating[] {
  const ratings = new Map<DemoProvider['id'], Rating>();
  for (const { providerId, reviews } of world.orders)
    for (const { subject, rating } of reviews)
      if (subject === 'PROVIDER')
        ratings.set(providerId, plus(ratings.get(providerId) ?? UNRATED, { sum: rating, count: 1 }));
  return [...ratings].map(([providerId, rating]) => ({ providerId, rating }));
}
