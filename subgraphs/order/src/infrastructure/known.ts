/** Copies of the user context's state. */
import type { OfferingId, ProviderId } from '@marketplace/kernel/ids';
import { money } from '@marketplace/kernel/money';
import type { Db } from '@marketplace/storage/database';
import { eq } from 'drizzle-orm';
import type { KnownProvider } from '../application/ports.ts';
import type { Offering } from '../domain/booking.ts';
import { knownOfferings, knownProviders } from './tables.ts';

export async function readOffering(db: Db, id: OfferingId): Promise<Offering | undefined> {
  const [row] = await db.select().from(knownOfferings).where(eq(knownOfferings.id, id));
  if (!row) return undefined;
  const { amount, currency, sequence: _, ...same } = row;
  return { ...same, price: money(amount, currency) };
}

export async function readProvider(db: Db, provider: ProviderId): Promise<KnownProvider | undefined> {
  const [row] = await db.select().from(knownProviders).where(eq(knownProviders.id, provider));
  if (!row) return undefined;
  const { latitude, longitude, serviceRadiusMeters: radiusMeters, skillIds, timeZone } = row;
  const point = latitude === null || longitude === null ? null : { latitude, longitude };
  return { point, radiusMeters, skillIds, timeZone };
}
