import { publicPoint } from '@marketplace/kernel/geo';
import { money } from '@marketplace/kernel/money';
import type { Job, Quote } from '../domain/job.ts';
import type { jobs, quotes } from './tables.ts';

export function jobOf(row: typeof jobs.$inferSelect): Job {
  const { latitude, longitude, publicLatitude: _, publicLongitude: __, ...same } = row;
  return { ...same, location: { latitude, longitude } };
}

export function jobRow({ location, ...same }: Job): typeof jobs.$inferSelect {
  const { latitude: publicLatitude, longitude: publicLongitude } = publicPoint(location);
  return { ...same, ...location, publicLatitude, publicLongitude };
}

export function quoteOf(row: typeof quotes.$inferSelect): Quote {
  const { amount, currency, startsAt, endsAt, ...same } = row;
  return { ...same, price: money(amount, currency), scheduledFor: { start: startsAt, end: endsAt } };
}

export function quoteRow({ price, scheduledFor, ...same }: Quote): typeof quotes.$inferSelect {
  const { amount, currency } = price;
  return { ...same, amount, currency, startsAt: scheduledFor.start, endsAt: scheduledFor.end };
}
