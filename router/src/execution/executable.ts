import type { GraphQLSchema } from 'graphql';
import type { Answer } from '../answer.ts';
import { type Verdict, withoutDenied } from '../enforcement/verdict.ts';
import type { JsonObject } from '../json.ts';
import { decided } from '../operation/decided.ts';
import type { Operation } from '../operation/operation.ts';
import type { PlanNode, Planner, SubscriptionNode } from '../planning/planner.ts';
import { type AnswerShape, answerShapes } from './answer-shape.ts';
import { takesContext } from './context.ts';
import type { Execution, Step } from './execution.ts';
import { compilePlan } from './plan.ts';
import type { PlanSurroundings } from './surroundings.ts';

/** An operation for callers of one verdict and one decision about its @skip and @include: planned and compiled. */
export interface Executable {
  /** Queries and mutations: all there is to do. For a subscription: what completes each event. */
  readonly step: Step | undefined;
  /** Where a subscription's events come from; undefined when the caller may see none of them. */
  readonly primary: SubscriptionNode['primary'] | undefined;
  readonly shape: AnswerShape;
}

/** What an operation's plan depends on besides its text. */
export interface Decisions {
  readonly verdict: Verdict;
  /** The variables of @skip and @include. */
  readonly switched: JsonObject;
  /** The @override labels that hold. */
  readonly labels: readonly string[];
}

export async function makeExecutable(
  api: GraphQLSchema,
  planner: Planner,
  surroundings: PlanSurroundings,
  operation: Operation,
  { verdict, switched, labels }: Decisions,
): Promise<Executable> {
  const { node } = await planner.plan(
    surroundings.keys.applied(decided(withoutDenied(operation.document, verdict), switched)),
    labels,
  );
  const shape = answerShapes(api, operation, verdict, surroundings.keys);
  const step = (plan: PlanNode) => compilePlan(plan, [], { ...surroundings, copies: takesContext(plan) });
  if (node?.kind === 'Subscription') return { primary: node.primary, step: node.rest && step(node.rest), shape };
  return { primary: undefined, step: node && step(node), shape };
}

export async function run({ step, shape }: Executable, execution: Execution): Promise<Answer> {
  await step?.(execution);
  return shape(execution);
}
