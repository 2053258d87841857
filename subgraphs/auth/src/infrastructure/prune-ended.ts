import { DAY, earlier } from '@marketplace/kernel/clock';
import type { Database } from '@marketplace/storage/database';
import { lt, or } from 'drizzle-orm';
import { attempts, signIns } from './tables.ts';

const KEPT_MS = 30 * DAY; // for whoever asks where an account was signed in

/** Deletes sign-ins that ended long ago, with their tokens, and attempts whose window is over. */
export async function pruneEnded({ db }: Database, now: Date): Promise<void> {
  const before = earlier(now, KEPT_MS);
  await db.delete(signIns).where(or(lt(signIns.expiresAt, before), lt(signIns.endedAt, before)));
  await db.delete(attempts).where(lt(attempts.windowEndsAt, now));
}
