import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { LoadedSupergraph } from '../schema/supergraph.ts';

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
  /** `document` holds exactly one valid operation; `labels` are the @override labels that hold. The plan leaves out introspection and `__typename` at the root. */
  plan(document: DocumentNode, labels: readonly string[]): Promise<QueryPlan>;
  /** It will hardly be asked any more: it gives back its memory whenever it has nothing to do. */
  rest(): void;
  close(): Promise<void>;
}

/** A supergraph that was read, and who plans for it. */
export interface OpenedSupergraph {
  readonly supergraph: LoadedSupergraph;
  readonly planner: Planner;
}
