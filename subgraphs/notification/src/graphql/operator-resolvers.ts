import type { Caller } from '@marketplace/subgraph/caller';
import { requireRole } from '@marketplace/subgraph/require-caller';
import { withUserErrors } from '@marketplace/subgraph/user-errors';
import type { Resolvers } from './schema.gen.ts';

const operator = (caller: Caller) => requireRole(caller, 'OPERATOR');

export const operatorResolvers: Pick<Resolvers, 'Query' | 'Mutation' | 'AuditEntry' | 'ParkedMessage'> = {
  Query: {
    orderStory: async (_root, { orderId }, { application, caller }) => {
      operator(caller);
      const story = await application.operators.story(orderId);
      return story && [...story];
    },
    parkedMessages: (_root, { first, after }, { application, caller }) => {
      operator(caller);
      return application.operators.parkedMessages(first, after);
    },
    auditLog: (_root, { first, after }, { application, caller }) => {
      operator(caller);
      return application.operators.auditLog(first, after);
    },
  },
  Mutation: {
    replayParkedMessage: (_root, { id }, { application, caller }) =>
      withUserErrors(async () => ({
        parkedMessage: await application.operators.replayParked(operator(caller), id),
      })),
    discardParkedMessage: (_root, { id, reason }, { application, caller }) =>
      withUserErrors(async () => ({
        parkedMessage: await application.operators.discardParked(operator(caller), id, reason),
      })),
  },
  AuditEntry: {
    actor: ({ actor }) => (actor === null ? null : { id: actor }),
  },
  ParkedMessage: {
    eventId: ({ id, eventId }) => eventId ?? id,
    eventType: ({ eventType }) => eventType ?? 'unreadable',
  },
};
