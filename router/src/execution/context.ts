/**
 * @context and @fromContext: a field's argument comes from an object above the entity. Such an entity can stand in
 * several places under different objects, so that each place is an entity of its own here.
 */
import { isObject, type JsonObject, own } from '../json.ts';
import type { FetchNode, PlanNode } from '../planning/planner.ts';
import type { Subtypes } from '../schema/subtypes.ts';
import { Failure } from './failure.ts';
import { fragmentCondition } from './rewrites.ts';
import type { TargetPath } from './targets.ts';

/** An entity, and the objects on the way to it: the nearest first. */
export interface Place {
  readonly target: JsonObject;
  readonly above: readonly JsonObject[];
}

export function placesAt(data: JsonObject, path: TargetPath): readonly Place[] {
  const found: Place[] = [];
  collect(data, path, [], found);
  return found;
}

function collect(value: unknown, path: TargetPath, above: readonly JsonObject[], found: Place[]): void {
  const [step, ...rest] = path;
  if (step === '@') {
    if (Array.isArray(value)) for (const item of value) collect(item, rest, above, found);
  } else if (isObject(value) && !(value instanceof Failure)) {
    if (step === undefined) found.push({ target: value, above });
    else collect(own(value, step), rest, [value, ...above], found);
  }
}

/** The variables of one place as JSON, or the failure of a value that they need. */
export type ReadContext = (place: Place) => string | Failure;

type KeyRenamer = NonNullable<FetchNode['contextRewrites']>[number];

/** One way to a variable's value: of several, under different types, the first that leads somewhere counts. */
interface Way {
  readonly levels: number;
  readonly steps: readonly string[];
}

const UP = '..';

export function contextReader(rewrites: readonly KeyRenamer[], subtypes: Subtypes): ReadContext {
  const ways = new Map<string, Way[]>();
  for (const rewrite of rewrites) {
    const levels = rewrite.path.lastIndexOf(UP) + 1;
    const known = ways.get(rewrite.renameKeyTo) ?? [];
    ways.set(rewrite.renameKeyTo, [...known, { levels, steps: rewrite.path.slice(levels) }]);
  }
  const variables = [...ways].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return (place) => {
    let text = '';
    for (const [name, ways] of variables) {
      const value = contextValue(place, ways, subtypes);
      if (value instanceof Failure && !value.answeredNull) return value;
      const json = value === undefined || value instanceof Failure ? 'null' : JSON.stringify(value);
      text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${json}`;
    }
    return text;
  };
}

function contextValue({ target, above }: Place, ways: readonly Way[], subtypes: Subtypes): unknown {
  for (const { levels, steps } of ways) {
    const value = valueAt(levels === 0 ? target : above[levels - 1], steps, subtypes);
    if (value !== undefined) return value;
  }
  return undefined;
}

function valueAt(from: unknown, steps: readonly string[], subtypes: Subtypes): unknown {
  let value = from;
  for (const step of steps) {
    if (value instanceof Failure || value === null) return value;
    if (!isObject(value)) return undefined;
    const condition = fragmentCondition(step);
    if (condition === undefined) value = own(value, step);
    else {
      const typename = own(value, '__typename');
      if (typeof typename === 'string' && !subtypes.matches(typename, condition)) return undefined;
    }
  }
  return value;
}

export function takesContext(node: PlanNode | undefined): boolean {
  switch (node?.kind) {
    case 'Fetch':
      return node.contextRewrites !== undefined && node.contextRewrites.length > 0;
    case 'Sequence':
    case 'Parallel':
      return node.nodes.some(takesContext);
    case 'Flatten':
      return takesContext(node.node);
    case 'Condition':
      return takesContext(node.ifClause) || takesContext(node.elseClause);
    default:
      return false;
  }
}

/** What a fetch brought, once more: entities that are one to their subgraph and not to a context. Failures stay one. */
export function copyOf<T>(value: T): T {
  if (value instanceof Failure) return value;
  // as: a copy has the shape of what it copies
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyOf(inner)])) as T;
}
