import type { AccountId } from '@marketplace/kernel/ids';
import type { Db } from '@marketplace/storage/database';
import { and, asc, desc, eq, gt, gte, inArray, isNull } from 'drizzle-orm';
import type { AccountReader, AuthTransaction } from '../application/ports.ts';
import { refreshTokens, signIns } from './tables.ts';

type Read = Pick<AccountReader, 'liveSignIns' | 'allSignIns' | 'endedSignIns'>;
type Write = Pick<AuthTransaction, 'addSignIn' | 'liveSignIns' | 'endSignIns' | 'useSignIn' | 'forgetClients'>;

const MOST_KEPT = 10_000; // of one account in a month: above what anybody has, below what is too much to read

export function signInReader(db: Db): Read {
  return {
    liveSignIns: (accountId, now) =>
      db.select().from(signIns).where(live(accountId, now)).orderBy(desc(signIns.lastUsedAt), desc(signIns.id)),
    allSignIns: (accountId) =>
      db.select().from(signIns).where(eq(signIns.accountId, accountId)).orderBy(desc(signIns.id)).limit(MOST_KEPT),
    async endedSignIns(since, limit) {
      const found = await db
        .select({ id: signIns.id, endedAt: signIns.endedAt })
        .from(signIns)
        .where(gte(signIns.endedAt, since))
        .orderBy(asc(signIns.endedAt), asc(signIns.id))
        .limit(limit);
      return found.flatMap(({ id, endedAt }) => (endedAt ? [{ id, endedAt }] : []));
    },
  };
}

export function signInsWithin(tx: Db): Write {
  return {
    async addSignIn(signIn) {
      await tx.insert(signIns).values(signIn);
    },
    liveSignIns: (accountId, now) =>
      tx.select().from(signIns).where(live(accountId, now)).orderBy(asc(signIns.id)).for('update'),
    async endSignIns(ids, at) {
      await tx
        .update(signIns)
        .set({ endedAt: at })
        .where(inArray(signIns.id, [...ids]));
    },
    async useSignIn(id, at, expiresAt) {
      await tx.update(signIns).set({ lastUsedAt: at, expiresAt }).where(eq(signIns.id, id));
    },
    async forgetClients(accountId) {
      const own = tx.select({ id: signIns.id }).from(signIns).where(eq(signIns.accountId, accountId));
      await tx.delete(refreshTokens).where(inArray(refreshTokens.signInId, own));
      await tx.update(signIns).set({ userAgent: null }).where(eq(signIns.accountId, accountId));
    },
  };
}

const live = (accountId: AccountId, now: Date) =>
  and(eq(signIns.accountId, accountId), isNull(signIns.endedAt), gt(signIns.expiresAt, now));
