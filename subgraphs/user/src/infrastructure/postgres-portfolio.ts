import type { Db } from '@marketplace/storage/database';
import { asc, eq } from 'drizzle-orm';
import type { PortfolioTransaction } from '../application/ports.ts';
import { portfolioItems, uploads } from './tables.ts';

export function portfolioWithin(tx: Db): PortfolioTransaction {
  return {
    async portfolioOf(id) {
      const ofProvider = eq(portfolioItems.providerId, id);
      const found = await tx.select().from(portfolioItems).where(ofProvider).orderBy(asc(portfolioItems.id));
      return found.map(({ document }) => document);
    },
    async savePortfolioItem(item) {
      const row = { id: item.id, providerId: item.providerId, document: item };
      await tx.insert(portfolioItems).values(row).onConflictDoUpdate({ target: portfolioItems.id, set: row });
    },
    async deletePortfolioItem(id) {
      await tx.delete(portfolioItems).where(eq(portfolioItems.id, id));
    },
    async uploadsOf(id) {
      const found = await tx.select().from(uploads).where(eq(uploads.providerId, id));
      return found.map(({ document }) => document);
    },
    async upload(id) {
      const [found] = await tx.select().from(uploads).where(eq(uploads.id, id)).for('update');
      return found?.document;
    },
    async saveUpload(upload) {
      const row = { id: upload.id, providerId: upload.providerId, document: upload };
      await tx.insert(uploads).values(row).onConflictDoUpdate({ target: uploads.id, set: row });
    },
    async deleteUpload(id) {
      await tx.delete(uploads).where(eq(uploads.id, id));
    },
  };
}
