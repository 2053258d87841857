import { print } from 'graphql';
import { boundedCache } from '../bounded-cache.ts';
import type { Planner, QueryPlan } from './planner.ts';

/**
 * Plans each operation once however it is laid out, also when two clients ask for it at the same time.
 * @param textKept characters of operations whose plans are kept
 */
export function cachedPlanner(planner: Planner, textKept: number): Planner {
  const plans = boundedCache<Promise<QueryPlan>>(textKept);
  return {
    plan(document, labels) {
      const key = labels.join() + print(document);
      const known = plans.get(key);
      if (known) return known;
      const plan = planner.plan(document, labels);
      plans.set(key, plan, key.length);
      plan.catch(() => plans.delete(key));
      return plan;
    },
    rest: planner.rest,
    close: planner.close,
  };
}
