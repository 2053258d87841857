import { later } from '@marketplace/kernel/clock';
import type { Database } from '@marketplace/storage/database';
import { eq, sql } from 'drizzle-orm';
import type { AttemptLog } from '../application/ports.ts';
import { attempts } from './tables.ts';

export function postgresAttempts({ db }: Database): AttemptLog {
  return {
    async count(key, now, windowMs) {
      const over = sql`${attempts.windowEndsAt} <= ${now.toISOString()}::timestamptz`;
      const [row] = await db
        .insert(attempts)
        .values({ key, count: 1, windowEndsAt: later(now, windowMs) })
        .onConflictDoUpdate({
          target: attempts.key,
          set: {
            count: sql`case when ${over} then 1 else ${attempts.count} + 1 end`,
            windowEndsAt: sql`case when ${over} then excluded.window_ends_at else ${attempts.windowEndsAt} end`,
          },
        })
        .returning({ count: attempts.count });
      return row?.count ?? 1;
    },
    async clear(key) {
      await db.delete(attempts).where(eq(attempts.key, key));
    },
  };
}
