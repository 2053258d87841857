import { signedIn } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import type { Resolvers } from './schema.gen.ts';

export const webhookResolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'WebhookEndpoint'> = {
  Query: {
    webhooks: async (_root, _args, { application, caller }) => [...(await application.webhooks(signedIn(caller)))],
  },
  Mutation: {
    createWebhook: (_root, { input }, { application, caller }) =>
      withUserErrors(() => application.createWebhook(signedIn(caller), input)),
    deleteWebhook: (_root, { id }, { application, caller }) =>
      withUserErrors(async () => ({ webhook: await application.deleteWebhook(signedIn(caller), id) })),
    replayWebhookDelivery: (_root, { id }, { application, caller }) =>
      withUserErrors(async () => ({ delivery: await application.replayDelivery(signedIn(caller), id) })),
  },
  WebhookEndpoint: {
    eventTypes: ({ eventTypes }) => [...eventTypes],
    deliveries: (webhook, { first, after }, { application }) => application.deliveries(webhook, first, after),
  },
};
