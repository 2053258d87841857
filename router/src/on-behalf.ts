/**
 * Queries that one of our own services makes in somebody's name, with the rights that it says they have: fields are
 * enforced as for a token of these roles and scopes.
 */
import { randomUUID } from 'node:crypto';
import type { Caller } from '@marketplace/subgraph/caller';
import type { OnBehalfBody } from '@marketplace/subgraph/on-behalf';
import { OperationTypeNode } from 'graphql';
import { type Answer, RefusedRequest } from './answer.ts';
import type { Graph } from './graph.ts';

/** Without `data` where the request as a whole can't be done. Takes nothing from anybody's budget. */
export type AnswerOnBehalf = (request: OnBehalfBody) => Promise<Answer>;

export const answerOnBehalf =
  (graph: () => Graph): AnswerOnBehalf =>
  async ({ query, variables, ...rights }) => {
    const current = graph();
    try {
      const prepared = current.prepare({ query, variables, hash: undefined, operationName: undefined });
      // whoever sees the request again can send it again: it must not change anything
      if (prepared.operation.kind !== OperationTypeNode.QUERY) return ONLY_QUERIES;
      return await current.execute(prepared, callerWith(rights));
    } catch (error) {
      if (error instanceof RefusedRequest) return { errors: error.errors };
      throw error;
    }
  };

const ONLY_QUERIES: Answer = {
  errors: [{ message: 'Only queries are run on behalf of others.', extensions: { code: 'BAD_USER_INPUT' } }],
};

const callerWith = (rights: Pick<Caller, 'account' | 'roles' | 'scopes'>): Caller => ({
  ...rights,
  name: null,
  signIn: null,
  requestId: randomUUID(),
  address: null,
  userAgent: null,
});
