import type { PlanNode } from '../planning/planner.ts';
import type { Step } from './execution.ts';
import { fetchStep } from './fetch.ts';
import type { PlanSurroundings } from './surroundings.ts';
import type { TargetPath } from './targets.ts';

/** Turns a plan into functions, once. `path` is where the plan's node works. */
export function compilePlan(node: PlanNode, path: TargetPath, surroundings: PlanSurroundings): Step {
  const inner = (child: PlanNode, below: TargetPath = []) => compilePlan(child, [...path, ...below], surroundings);
  switch (node.kind) {
    case 'Fetch':
      return fetchStep(node, path, surroundings);
    case 'Sequence':
      return sequence(node.nodes.map((child) => inner(child)));
    case 'Parallel':
      return parallel(node.nodes.map((child) => inner(child)));
    case 'Flatten':
      return inner(node.node, node.path.map(String));
    case 'Condition':
      return condition(
        node.condition,
        node.ifClause && inner(node.ifClause),
        node.elseClause && inner(node.elseClause),
      );
    case 'Defer':
      throw new Error('the plan defers, which was not asked for');
  }
}

const sequence =
  (steps: readonly Step[]): Step =>
  async (execution) => {
    for (const step of steps) await step(execution);
  };

const parallel =
  (steps: readonly Step[]): Step =>
  async (execution) => {
    await Promise.all(steps.map((step) => step(execution)));
  };

const condition =
  (variable: string, whenTrue: Step | undefined, whenFalse: Step | undefined): Step =>
  (execution) =>
    (execution.coerced[variable] === true ? whenTrue : whenFalse)?.(execution);
