import type { Database } from '@marketplace/storage/database';
import { type SQL, sql } from 'drizzle-orm';

export type Topic = 'outbox' | 'inbox' | 'deadlines';

/** One channel per schema; what a commit was about is its payload. */
export interface WakeUps {
  /** An expression that, selected in a transaction, notifies when it commits; once, however often. */
  notify(topic: Topic): SQL;
  on(topic: Topic, wake: () => void): Promise<() => Promise<void>>;
}

export function wakeUps(database: Database, schema: string): WakeUps {
  const channel = `${schema}_messages`;
  return {
    notify: (topic) => sql`pg_notify(${channel}::text, ${topic}::text)`,
    on: (topic, wake) =>
      database.listen(channel, (payload) => {
        if (payload === topic || payload === '') wake(); // an empty one says that some were lost
      }),
  };
}
