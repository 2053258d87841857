import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';

export type {
  FetchDataRewrite,
  FetchNode,
  PlanNode,
  QueryPlan,
  QueryPlanSelectionNode,
  SubscriptionNode,
} from '@apollo/query-planner';

/** Says which fetches answer an operation. Asynchronous, so that a planner can live in a worker. */
export interface Planner {
  /** `document` holds exactly one valid operation. The plan leaves out introspection and `__typename` at the root. */
  plan(document: DocumentNode): Promise<QueryPlan>;
}
