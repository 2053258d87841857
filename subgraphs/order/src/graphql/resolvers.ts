import { scalarResolvers } from '@marketplace/subgraph/scalars';
import { jobFields, quoteFields } from './job-fields.ts';
import { mutation } from './mutation.ts';
import { disputeFields, orderEventFields, orderFields, orderUpdateFields } from './order-fields.ts';
import { query } from './query.ts';
import type { Resolvers } from './schema.gen.ts';
import { subscription } from './subscription.ts';

export const resolvers: Resolvers = {
  ...scalarResolvers,
  Query: query,
  Mutation: mutation,
  Subscription: subscription,
  Order: orderFields,
  OrderEvent: orderEventFields,
  OrderUpdate: orderUpdateFields,
  Dispute: disputeFields,
  Job: jobFields,
  Quote: quoteFields,
};
