import { type FieldNode, type FragmentDefinitionNode, type GraphQLSchema, Kind } from 'graphql';
import type { Answer, AnswerError } from '../answer.ts';
import { type BoundedCache, boundedCache } from '../bounded-cache.ts';
import type { Verdict } from '../enforcement/verdict.ts';
import { type JsonObject, own } from '../json.ts';
import { SHAPES_KEPT } from '../limits.ts';
import { decisionKey } from '../operation/decided.ts';
import type { Operation } from '../operation/operation.ts';
import { fieldCollector } from './collect-fields.ts';
import type { DataKeys } from './data-keys.ts';
import type { Execution } from './execution.ts';
import { Failure } from './failure.ts';
import { introspection } from './introspection.ts';
import { type ShapingError, shapeOfObject } from './shape.ts';

/** Turns what an execution has gathered into the client's answer. */
export type AnswerShape = (execution: Execution) => Answer;

const UNANSWERED = new Failure(
  [{ message: 'No subgraph answered this field.', extensions: { code: 'INTERNAL_SERVER_ERROR' }, below: [] }],
  false,
);

/** One shape for each combination of the operation's switches: nothing conditional is left at run time. */
export function answerShapes(api: GraphQLSchema, operation: Operation, verdict: Verdict, keys: DataKeys): AnswerShape {
  const shapes: BoundedCache<AnswerShape> = boundedCache(SHAPES_KEPT);
  return (execution) => {
    const key = decisionKey(operation.switches, execution.coerced);
    let shape = shapes.get(key);
    if (!shape) {
      shape = compile(api, operation, verdict, keys, execution.coerced);
      shapes.set(key, shape);
    }
    return shape(execution);
  };
}

function compile(
  api: GraphQLSchema,
  operation: Operation,
  verdict: Verdict,
  keys: DataKeys,
  switches: JsonObject,
): AnswerShape {
  const { definition, document } = operation;
  const root = api.getRootType(definition.operation);
  if (!root) throw new Error(`the schema has no ${definition.operation} type`);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const collect = fieldCollector(api, fragments, switches);
  const rootFields = collect(root, [definition.selectionSet]);
  const introspect = introspection(api, definition, fragments, rootFields);
  const shape = shapeOfObject({ api, collect, keys, denied: deniedFailures(verdict) }, root, [definition.selectionSet]);
  const names = [...rootFields].map(([name, [node]]) => (node ? keys.of(name, node.name.value) : name));
  return (execution) => {
    const data = execution.data;
    for (const mark of execution.remark) mark();
    if (introspect) Object.assign(data, introspect(execution.variables));
    for (const name of names) if (own(data, name) === undefined) data[name] = UNANSWERED;
    const errors: ShapingError[] = [];
    const shaped = shape(data, errors);
    // as: the root's shape gives an object or null
    return answer(shaped as JsonObject | null, errors, execution);
  };
}

function deniedFailures(verdict: Verdict): (field: FieldNode) => Failure | undefined {
  return (field) => {
    const error = verdict.denied(field);
    return error && new Failure([{ message: error.message, extensions: error.extensions, below: [] }], false);
  };
}

function answer(data: JsonObject | null, shaping: readonly ShapingError[], { displaced }: Execution): Answer {
  if (shaping.length === 0 && displaced.length === 0) return { data };
  const errors: AnswerError[] = shaping.map(({ message, extensions, reversedPath }) => ({
    message,
    path: reversedPath.toReversed(),
    extensions,
  }));
  for (const failure of displaced) {
    if (failure.told) continue;
    failure.told = true;
    for (const { message, extensions } of failure.errors) errors.push({ message, extensions });
  }
  return errors.length > 0 ? { errors, data } : { data };
}
