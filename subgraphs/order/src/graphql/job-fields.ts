import { publicPoint } from '@marketplace/kernel/geo';
import { stands } from '../domain/job.ts';
import type { JobResolvers, QuoteResolvers } from './schema.gen.ts';

export const jobFields: JobResolvers = {
  __resolveReference: async ({ id }, { loaders }) => (await loaders.job.load(id)) ?? null,
  id: ({ job }) => job.id,
  title: ({ job }) => job.title,
  description: ({ job }) => job.description,
  skill: ({ job }) => ({ id: job.skillId }),
  location: ({ job }) => publicPoint(job.location),
  distanceMeters: ({ distanceMeters }) => distanceMeters,
  status: ({ job }) => job.status,
  quotes: (job) => job.quotes.filter((quote) => stands(job.job, quote)).map((quote) => ({ quote, job })),
  order: async ({ job }, _, { loaders }) => (job.orderId && (await loaders.order.load(job.orderId))) || null,
  createdAt: ({ job }) => job.createdAt,
  expiresAt: ({ job }) => job.expiresAt,
};

export const quoteFields: QuoteResolvers = {
  id: ({ quote }) => quote.id,
  job: ({ job }) => job,
  provider: ({ quote }) => ({ id: quote.providerId }),
  price: ({ quote }) => quote.price,
  scheduledFor: ({ quote }) => quote.scheduledFor,
  message: ({ quote }) => quote.message,
  status: ({ quote }) => quote.status,
  expiresAt: ({ quote }) => quote.expiresAt,
};
