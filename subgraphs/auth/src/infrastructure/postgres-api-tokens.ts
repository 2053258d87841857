import type { AccountId } from '@marketplace/kernel/ids';
import type { Db } from '@marketplace/storage/database';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { ApiTokenStore, AuthTransaction } from '../application/ports.ts';
import type { ApiToken } from '../domain/api-token.ts';
import { accountOf, existing } from './postgres-accounts.ts';
import { accounts, apiTokens } from './tables.ts';

type Write = Pick<AuthTransaction, 'addApiToken' | 'apiTokens' | 'revokeApiToken' | 'removeApiTokens'>;

export function apiTokenStore(db: Db): ApiTokenStore {
  return {
    async byHash(hash) {
      const [row] = await db
        .select({ token: apiTokens, account: accounts })
        .from(apiTokens)
        .innerJoin(accounts, eq(accounts.id, apiTokens.accountId))
        .where(and(eq(apiTokens.hash, hash), existing));
      return row && { token: tokenOf(row.token), account: accountOf(row.account) };
    },
    async ofAccount(accountId) {
      return (await ofAccount(db, accountId)).map(tokenOf);
    },
    async use(id, at) {
      await db.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id));
    },
  };
}

export function apiTokensWithin(tx: Db): Write {
  return {
    async addApiToken({ scopes, ...token }, hash) {
      await tx.insert(apiTokens).values({ ...token, scopes: [...scopes], hash });
    },
    async apiTokens(accountId) {
      return (await ofAccount(tx, accountId).for('update')).map(tokenOf);
    },
    async revokeApiToken(id, at) {
      await tx.update(apiTokens).set({ revokedAt: at }).where(eq(apiTokens.id, id));
    },
    async removeApiTokens(accountId) {
      await tx.delete(apiTokens).where(eq(apiTokens.accountId, accountId));
    },
  };
}

const MOST_LISTED = 500; // far more than may live at once

/** Those that were not revoked first, so that of many none of them is left out. */
const ofAccount = (db: Db, accountId: AccountId) =>
  db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.accountId, accountId))
    .orderBy(sql`${apiTokens.revokedAt} is not null`, desc(apiTokens.id))
    .limit(MOST_LISTED);

function tokenOf({ hash: _, ...token }: typeof apiTokens.$inferSelect): ApiToken {
  return token;
}
