/** From the merged data to the answer: exactly what the client asked for, as its schema has it. */
import {
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { isObject, type JsonObject, own } from '../json.ts';
import { ERRORS_LISTED } from '../limits.ts';
import type { CollectFields } from './collect-fields.ts';
import { type DataKeys, responseNameOf } from './data-keys.ts';
import { Failure, type FailureError } from './failure.ts';
import { isIntrospection } from './introspection.ts';
import { leafReader } from './leaf.ts';

/** An error whose path is still being written, innermost part first. */
export interface ShapingError {
  readonly message: string;
  readonly extensions: FailureError['extensions'];
  readonly reversedPath: (string | number)[];
}

/** Gives the value that the client sees, or BUBBLE where a non-null type has none, with the errors that explain it. */
export type Shape = (value: unknown, errors: ShapingError[]) => unknown;

/** A null that its type forbids: the parent becomes null in its place. */
export const BUBBLE = Symbol('a non-null value is missing');

/** What is asked about each field besides its type. */
export interface ShapeSource {
  readonly api: GraphQLSchema;
  readonly collect: CollectFields;
  readonly keys: DataKeys;
  /** Why the caller may not see the field. */
  denied(field: FieldNode): Failure | undefined;
}

interface FieldShape {
  readonly name: string;
  /** Where its value stands in the data. */
  readonly key: string;
  /** For values that don't come from the data. */
  readonly fixed: unknown;
  readonly shape: Shape;
}

export function shapeOfObject(
  source: ShapeSource,
  type: GraphQLObjectType | GraphQLInterfaceType,
  selections: readonly SelectionSetNode[],
): Shape {
  const fields: FieldShape[] = [];
  for (const [name, nodes] of source.collect(type, selections)) fields.push(shapeOfField(source, type, name, nodes));
  return (value, errors) => {
    // as: every caller has checked that it is an object
    const object = value as JsonObject;
    const shaped: JsonObject = {};
    for (const { name, key, fixed, shape } of fields) {
      const before = errors.length;
      const result = shape(fixed === undefined ? own(object, key) : fixed, errors);
      if (errors.length > before) extendPaths(errors, before, name);
      if (result === BUBBLE) return null;
      shaped[name] = result;
    }
    return shaped;
  };
}

function shapeOfField(
  source: ShapeSource,
  type: GraphQLObjectType | GraphQLInterfaceType,
  name: string,
  nodes: readonly FieldNode[],
): FieldShape {
  const field = nodes[0]?.name.value ?? name;
  if (field === '__typename') {
    // An object that calls itself by an interface's name has no type that a client could be told.
    return isObjectType(type)
      ? { name, key: name, fixed: type.name, shape: asItIs }
      : { name, key: name, fixed: null, shape: () => BUBBLE };
  }
  if (isIntrospection(field)) return { name, key: name, fixed: undefined, shape: asItIs };
  const definition = type.getFields()[field];
  if (!definition) throw new Error(`the schema has no field ${type.name}.${field}`);
  const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const shape = shapeOfType(source, definition.type, inner, `${type.name}.${field}`);
  const denied = nodes.map((node) => source.denied(node)).find((failure) => failure !== undefined);
  return { name, key: source.keys.of(name, field), fixed: denied, shape };
}

const asItIs: Shape = (value) => value;

function shapeOfType(
  source: ShapeSource,
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  place: string,
): Shape {
  if (isNonNullType(type)) return nonNull(shapeOfType(source, type.ofType, selections, place), place);
  if (isListType(type)) return nullable(list(shapeOfType(source, type.ofType, selections, place), place));
  if (isLeafType(type)) return nullable(leaf(type, place));
  if (isObjectType(type)) return nullable(object(shapeOfObject(source, type, selections), place));
  return nullable(abstract(source, type, selections, place));
}

/** Null stays null, and a failure becomes null and tells why. */
const nullable =
  (shape: Shape): Shape =>
  (value, errors) => {
    if (value === null || value === undefined) return null;
    if (!(value instanceof Failure)) return shape(value, errors);
    tell(value, errors);
    return null;
  };

const nonNull =
  (shape: Shape, place: string): Shape =>
  (value, errors) => {
    const before = errors.length;
    const shaped = shape(value, errors);
    if (shaped !== null) return shaped;
    if (errors.length === before) fail(errors, `Cannot return null for non-nullable field ${place}.`);
    return BUBBLE;
  };

const list =
  (item: Shape, place: string): Shape =>
  (value, errors) => {
    if (!Array.isArray(value)) return invalid(errors, place);
    const shaped = new Array<unknown>(value.length);
    for (let i = 0; i < value.length; i += 1) {
      const before = errors.length;
      shaped[i] = item(value[i], errors);
      if (errors.length > before) extendPaths(errors, before, i);
      if (shaped[i] === BUBBLE) return null;
    }
    return shaped;
  };

function leaf(type: Parameters<typeof leafReader>[0], place: string): Shape {
  const read = leafReader(type);
  return (value, errors) => {
    const result = read(value);
    return result === undefined ? invalid(errors, place) : result;
  };
}

const object =
  (shape: Shape, place: string): Shape =>
  (value, errors) =>
    isObject(value) ? shape(value, errors) : invalid(errors, place);

/** The object says which type it is. A type that the client's schema hides is not told. */
function abstract(
  source: ShapeSource,
  type: Parameters<GraphQLSchema['isSubType']>[0],
  selections: readonly SelectionSetNode[],
  place: string,
): Shape {
  const shapes = new Map<unknown, Shape | undefined>();
  const shapeFor = (typename: unknown): Shape | undefined => {
    const runtime =
      typeof typename === 'string' ? source.api.getType(typename) : isInterfaceType(type) ? type : undefined;
    const known = isObjectType(runtime) || isInterfaceType(runtime);
    return known && (runtime === type || source.api.isSubType(type, runtime))
      ? shapeOfObject(source, runtime, selections)
      : undefined;
  };
  return (value, errors) => {
    if (!isObject(value)) return invalid(errors, place);
    const typename = own(value, '__typename');
    let shape = shapes.get(typename);
    if (!shape) {
      shape = shapeFor(typename);
      if (!shape) return invalid(errors, place);
      shapes.set(typename, shape);
    }
    return shape(value, errors);
  };
}

function tell(failure: Failure, errors: ShapingError[]): void {
  failure.told = true;
  for (const { message, extensions, below } of failure.errors) {
    if (errors.length < ERRORS_LISTED)
      errors.push({ message, extensions, reversedPath: below.map(shown).toReversed() });
  }
}

const shown = (part: string | number) => (typeof part === 'string' ? responseNameOf(part) : part);

function invalid(errors: ShapingError[], place: string): null {
  fail(errors, `The service behind ${place} answered with a value of the wrong type.`);
  return null;
}

function fail(errors: ShapingError[], message: string): void {
  if (errors.length >= ERRORS_LISTED) return;
  errors.push({ message, extensions: { code: 'INTERNAL_SERVER_ERROR' }, reversedPath: [] });
}

function extendPaths(errors: readonly ShapingError[], from: number, part: string | number): void {
  for (let i = from; i < errors.length; i += 1) errors[i]?.reversedPath.push(part);
}
