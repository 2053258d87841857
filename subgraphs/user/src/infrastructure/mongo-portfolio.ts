import type { ClientSession } from 'mongodb';
import type { PortfolioTransaction } from '../application/ports.ts';
import type { Collections } from './collections.ts';

export function portfolioWithin(
  session: ClientSession,
  { portfolioItems, uploads }: Collections,
): PortfolioTransaction {
  return {
    async portfolioOf(id) {
      const found = await portfolioItems.find({ providerId: id }, { session }).sort({ _id: 1 }).toArray();
      return found.map(({ document }) => document);
    },
    async savePortfolioItem(item) {
      const $set = { providerId: item.providerId, document: item };
      await portfolioItems.updateOne({ _id: item.id }, { $set }, { upsert: true, session });
    },
    async deletePortfolioItem(id) {
      await portfolioItems.deleteOne({ _id: id }, { session });
    },
    async uploadsOf(id) {
      const found = await uploads.find({ providerId: id }, { session }).toArray();
      return found.map(({ document }) => document);
    },
    async upload(id) {
      const found = await uploads.findOneAndUpdate({ _id: id }, { $inc: { revision: 1 } }, { session });
      return found?.document;
    },
    async saveUpload(upload) {
      const $set = { providerId: upload.providerId, document: upload };
      await uploads.updateOne({ _id: upload.id }, { $set, $inc: { revision: 1 } }, { upsert: true, session });
    },
    async deleteUpload(id) {
      await uploads.deleteOne({ _id: id }, { session });
    },
  };
}
