import { operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import type { LoadedSupergraph } from '../schema/supergraph.ts';
import type { Planner } from './planner.ts';

/** Apollo's planner in this thread: a cold operation costs 2 to 140 ms of CPU. */
export function apolloPlanner({ forPlanner: { supergraph, api } }: LoadedSupergraph): Planner {
  const planner = new QueryPlanner(supergraph);
  return {
    plan: async (document) => planner.buildQueryPlan(operationFromDocument(api, document, { validate: false })),
  };
}
