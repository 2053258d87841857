import type { Db } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import { type Rating, UNRATED } from '../domain/rating.ts';
import { knownMarket } from './tables.ts';

const MARKET = 'market'; // the one row's key

export async function marketRating(db: Db): Promise<Rating> {
  const [market] = await db.select({ sum: knownMarket.sum, count: knownMarket.count }).from(knownMarket);
  return market ?? UNRATED;
}

export async function addToMarket(tx: Db, change: Rating): Promise<void> {
  await tx
    .insert(knownMarket)
    .values({ id: MARKET, ...change })
    .onConflictDoUpdate({
      target: knownMarket.id,
      set: { sum: sql`${knownMarket.sum} + excluded.sum`, count: sql`${knownMarket.count} + excluded.count` },
    });
}
