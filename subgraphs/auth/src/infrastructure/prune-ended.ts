import { DAY, earlier } from '@marketplace/kernel/clock';
import type { Database } from '@marketplace/storage/database';
import { lt, lte, or } from 'drizzle-orm';
import { apiTokens, attempts, dataExports, oneTimeTokens, signIns } from './tables.ts';

const KEPT_MS = 30 * DAY; // for whoever asks where an account was signed in, and what could act for it

/** Deletes sign-ins and API tokens that ended long ago, mailed tokens that expired, data exports that are over, and attempts whose window is over. */
export async function pruneEnded({ db }: Database, now: Date): Promise<void> {
  const before = earlier(now, KEPT_MS);
  await db.delete(signIns).where(or(lt(signIns.expiresAt, before), lt(signIns.endedAt, before)));
  await db.delete(apiTokens).where(or(lt(apiTokens.expiresAt, before), lt(apiTokens.revokedAt, before)));
  await db.delete(oneTimeTokens).where(lt(oneTimeTokens.expiresAt, now));
  await db.delete(dataExports).where(lte(dataExports.expiresAt, now));
  await db.delete(attempts).where(lt(attempts.windowEndsAt, now));
}
