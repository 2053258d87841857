import type { Db } from '@marketplace/storage/database';
import { eq } from 'drizzle-orm';
import type { AuthTransaction } from '../application/ports.ts';
import { refreshTokens, signIns } from './tables.ts';

type Questions = Pick<
  AuthTransaction,
  'addRefreshToken' | 'refreshToken' | 'spendRefreshToken' | 'removeRefreshTokens'
>;

export function refreshTokensWithin(tx: Db): Questions {
  return {
    async addRefreshToken({ hash, salt, signIn, predecessor }) {
      await tx.insert(refreshTokens).values({ hash, salt, signInId: signIn, predecessor });
    },
    async refreshToken(hash) {
      // the locks come first: what is read under them is what the one before us left
      const [found] = await tx
        .select({ token: refreshTokens, signIn: signIns })
        .from(refreshTokens)
        .innerJoin(signIns, eq(signIns.id, refreshTokens.signInId))
        .where(eq(refreshTokens.hash, hash))
        .for('update');
      if (!found) return undefined;
      const { token, signIn } = found;
      const [successor] = await tx
        .select({ spentAt: refreshTokens.spentAt })
        .from(refreshTokens)
        .where(eq(refreshTokens.predecessor, hash));
      const by = { address: token.spentByAddress, userAgent: token.spentByUserAgent };
      return {
        salt: token.salt,
        spent: token.spentAt && { at: token.spentAt, by },
        successorSpent: Boolean(successor?.spentAt),
        signIn,
      };
    },
    async spendRefreshToken(hash, at, by) {
      await tx
        .update(refreshTokens)
        .set({ spentAt: at, spentByAddress: by.address, spentByUserAgent: by.userAgent })
        .where(eq(refreshTokens.hash, hash));
    },
    async removeRefreshTokens(signIn) {
      await tx.delete(refreshTokens).where(eq(refreshTokens.signInId, signIn));
    },
  };
}
