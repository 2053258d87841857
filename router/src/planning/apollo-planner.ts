import { operationFromDocument } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { type ReadSupergraph, readSupergraph } from '../schema/read-supergraph.ts';
import { supergraphOf } from '../schema/supergraph.ts';
import { planWithRequired } from './plan-required.ts';
import { planWithoutVariants } from './plan-variants.ts';
import type { OpenedSupergraph, Planner } from './planner.ts';

/** Apollo's planner in this thread: a cold operation costs 2 to 140 ms of CPU. */
export function apolloPlanner({ supergraph, api, requirements }: Omit<ReadSupergraph, 'facts'>): Planner {
  const planner = new QueryPlanner(supergraph);
  return {
    async plan(document, labels) {
      const plan = planner.buildQueryPlan(operationFromDocument(api, document, { validate: false }), {
        overrideConditions: new Map(labels.map((label) => [label, true])),
      });
      const complete = planWithRequired(plan, requirements);
      return requirements.variants.size > 0 ? planWithoutVariants(complete, requirements) : complete;
    },
    rest() {},
    async close() {},
  };
}

/** Reads and plans in this thread. Throws WrongSupergraph. */
export async function openInThread(sdl: string): Promise<OpenedSupergraph> {
  const read = readSupergraph(sdl);
  return { supergraph: supergraphOf(read.facts), planner: apolloPlanner(read) };
}
