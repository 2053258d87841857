/**
 * What an operation may cost at most, before it runs: an object counts 1, a leaf nothing, a list as many times as it may
 * have items, unless @cost and @listSize say otherwise. Compiled once per operation, since only variables change it.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
  typeFromAST,
  valueFromAST,
} from 'graphql';
import { isIncluded } from '../execution/collect-fields.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Costs, ListSize } from '../schema/costs.ts';

/** `variables` are coerced ones. */
export type CostOf = (variables: JsonObject) => number;

/** A mutation writes, and waits for those before it. */
const MUTATION_COST = 10;

export interface CostSource {
  readonly api: GraphQLSchema;
  readonly costs: Costs;
  /** Items of a list of which the schema says nothing. */
  readonly listSize: number;
}

/** Sizes that a parent's @listSize gives to fields below it. */
type SizedBelow = { readonly fields: readonly string[]; readonly size: CostOf } | undefined;

export function compileCost(source: CostSource, document: DocumentNode, definition: OperationDefinitionNode): CostOf {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  const root = source.api.getRootType(definition.operation);
  if (!root) throw new Error(`the schema has no ${definition.operation} type`);
  const inner = compiler(source, fragments)(definition.selectionSet, root, undefined);
  const base = definition.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0;
  return (variables) => base + inner(variables);
}

function compiler(source: CostSource, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const ofSelections = ({ selections }: SelectionSetNode, type: GraphQLNamedType, below: SizedBelow): CostOf => {
    const parts = selections.map((selection): CostOf => {
      if (selection.kind === Kind.FIELD) return conditional(selection, ofField(selection, type, below));
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) return () => 0;
      const condition = fragment.typeCondition && typeFromAST(source.api, fragment.typeCondition);
      return conditional(selection, ofSelections(fragment.selectionSet, condition ?? type, below));
    });
    return (variables) => parts.reduce((sum, part) => sum + part(variables), 0);
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType, below: SizedBelow): CostOf => {
    const name = node.name.value;
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
    if (!definition) return () => 0; // introspection, answered from memory
    const place = `${parent.name}.${name}`;
    const type = getNamedType(definition.type);
    const own = source.costs.weight(place) ?? source.costs.weight(type.name) ?? (isLeafType(type) ? 0 : 1);
    const listSize = source.costs.listSize(parent.name, name);
    const size = listSize && sizeOf(source, listSize, node, definition.args);
    const sizedBelow = size && listSize.sizedFields.length > 0 ? { fields: listSize.sizedFields, size } : undefined;
    const times = itemsOf(
      source,
      definition.type,
      below?.fields.includes(name) ? below.size : sizedBelow ? undefined : size,
    );
    const inner = node.selectionSet ? ofSelections(node.selectionSet, type, sizedBelow) : undefined;
    const given = argumentsCost(source, node, definition.args, place);
    return (variables) => times(variables) * (own + (inner?.(variables) ?? 0)) + (given?.(variables) ?? 0);
  };
  return ofSelections;
}

const conditional =
  (selection: Parameters<typeof isIncluded>[0], cost: CostOf): CostOf =>
  (variables) =>
    isIncluded(selection, variables) ? cost(variables) : 0;

/** How many there are of a field's named type: 1, or the product of its lists' sizes. */
function itemsOf({ listSize }: CostSource, type: GraphQLOutputType, size: CostOf | undefined): CostOf {
  let lists = 0;
  for (let inner: unknown = type; isListType(inner) || isNonNullType(inner); inner = inner.ofType) {
    if (isListType(inner)) lists += 1;
  }
  if (lists === 0) return () => 1;
  const others = listSize ** (lists - 1);
  return size ? (variables) => others * size(variables) : () => others * listSize;
}

/** @listSize's `requireOneSlicingArgument` is not insisted on: a page without a size has its subgraph's default. */
function sizeOf(
  source: CostSource,
  { assumedSize, slicingArguments }: ListSize,
  node: FieldNode,
  args: readonly GraphQLArgument[],
): CostOf {
  const otherwise = assumedSize ?? source.listSize;
  const slicing = args.filter(({ name }) => slicingArguments.includes(name));
  if (slicing.length === 0) return () => otherwise;
  return (variables) => {
    const sizes = slicing
      .map((argument) => argumentValue(argument, node, variables))
      .filter((value) => typeof value === 'number');
    return sizes.length > 0 ? Math.max(0, ...sizes) : otherwise;
  };
}

function argumentValue({ name, type, defaultValue }: GraphQLArgument, node: FieldNode, variables: JsonObject): unknown {
  const given = node.arguments?.find((argument) => argument.name.value === name);
  const value = given && valueFromAST(given.value, type, variables);
  return value === undefined ? defaultValue : value;
}

function argumentsCost(
  source: CostSource,
  node: FieldNode,
  args: readonly GraphQLArgument[],
  place: string,
): CostOf | undefined {
  if (!source.costs.weighsArguments || args.length === 0) return undefined;
  return (variables) =>
    args.reduce((sum, argument) => {
      const value = argumentValue(argument, node, variables);
      if (value === undefined || value === null) return sum;
      const weight = source.costs.weight(`${place}(${argument.name})`) ?? 0;
      return sum + weight + inputCost(source.costs, argument.type, value);
    }, 0);
}

function inputCost(costs: Costs, type: GraphQLInputType, value: unknown): number {
  if (isNonNullType(type)) return inputCost(costs, type.ofType, value);
  if (isListType(type)) {
    const items = Array.isArray(value) ? value : [value];
    return items.reduce((sum: number, item: unknown) => sum + inputCost(costs, type.ofType, item), 0);
  }
  if (!isInputObjectType(type) || !isObject(value)) return 0;
  return Object.values(type.getFields()).reduce((sum, field) => {
    const given = value[field.name];
    if (given === undefined || given === null) return sum;
    return sum + (costs.weight(`${type.name}.${field.name}`) ?? 0) + inputCost(costs, field.type, given);
  }, 0);
}
