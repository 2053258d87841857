/** Copies of the user context's state. */
import type { OfferingId, ProviderId } from '@marketplace/kernel/ids';
import { money } from '@marketplace/kernel/money';
import type { Db } from '@marketplace/storage/database';
import { eq } from 'drizzle-orm';
import type { Offering, ServiceArea } from '../domain/booking.ts';
import { knownOfferings, knownProviders } from './tables.ts';

export async function readOffering(db: Db, id: OfferingId): Promise<Offering | undefined> {
  const [row] = await db.select().from(knownOfferings).where(eq(knownOfferings.id, id));
  if (!row) return undefined;
  const { amount, currency, sequence: _, ...same } = row;
  return { ...same, price: money(amount, currency) };
}

export async function readServiceArea(db: Db, provider: ProviderId): Promise<ServiceArea | undefined> {
  const [row] = await db.select().from(knownProviders).where(eq(knownProviders.id, provider));
  if (!row) return undefined;
  const { latitude, longitude, serviceRadiusMeters: radiusMeters } = row;
  return { point: latitude === null || longitude === null ? null : { latitude, longitude }, radiusMeters };
}
