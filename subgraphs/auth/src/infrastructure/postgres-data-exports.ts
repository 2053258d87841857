import type { Db } from '@marketplace/storage/database';
import { eq } from 'drizzle-orm';
import type { AuthTransaction, DataExportReader } from '../application/ports.ts';
import { dataExportChunks, dataExports } from './tables.ts';

export function dataExportReader(db: Db): DataExportReader {
  return {
    async find(id) {
      const [row] = await db.select().from(dataExports).where(eq(dataExports.id, id));
      if (!row) return undefined;
      const { accountId: account, ...wanted } = row;
      const chunks = await db.select().from(dataExportChunks).where(eq(dataExportChunks.exportId, id));
      return { wanted: { ...wanted, account }, chunks };
    },
  };
}

type Write = Pick<AuthTransaction, 'addDataExport' | 'addExportChunk' | 'removeDataExports'>;

export function dataExportsWithin(tx: Db): Write {
  return {
    async addDataExport({ account: accountId, ...wanted }) {
      await tx.insert(dataExports).values({ ...wanted, accountId });
    },
    async addExportChunk(chunk) {
      const its = eq(dataExports.id, chunk.exportId);
      const [row] = await tx.select({ id: dataExports.id }).from(dataExports).where(its).for('key share');
      if (row) await tx.insert(dataExportChunks).values(chunk).onConflictDoNothing();
    },
    async removeDataExports(accountId) {
      await tx.delete(dataExports).where(eq(dataExports.accountId, accountId));
    },
  };
}
