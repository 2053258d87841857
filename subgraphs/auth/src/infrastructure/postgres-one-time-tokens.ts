import type { Db } from '@marketplace/storage/database';
import { and, eq, inArray } from 'drizzle-orm';
import type { AuthTransaction } from '../application/ports.ts';
import { oneTimeTokens } from './tables.ts';

export function oneTimeTokensWithin(tx: Db): Pick<AuthTransaction, 'addOneTimeToken' | 'removeOneTimeTokens'> {
  return {
    async addOneTimeToken(token) {
      const added = await tx
        .insert(oneTimeTokens)
        .values(token)
        .onConflictDoNothing({ target: oneTimeTokens.request })
        .returning({ hash: oneTimeTokens.hash });
      return added.length > 0;
    },
    async removeOneTimeTokens(accountId, purposes) {
      const removed = await tx
        .delete(oneTimeTokens)
        .where(and(eq(oneTimeTokens.accountId, accountId), inArray(oneTimeTokens.purpose, [...purposes])))
        .returning({ hash: oneTimeTokens.hash });
      return removed.map(({ hash }) => hash);
    },
  };
}
