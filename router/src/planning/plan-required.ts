/**
 * Apollo's planner asks a subgraph for a field together with the object that has it, though the field requires values of
 * other subgraphs, when something else requires that field in turn. Here it is taken out, and fetched by itself before it is
 * needed, when the plan has brought what it requires.
 */
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  type TypeNode,
  visit,
} from 'graphql';
import { namedType, type Requirements } from '../schema/requirements.ts';
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode, SubscriptionNode } from './planner.ts';

/** A field that was taken out of a fetch. */
interface Untimely {
  readonly subgraph: string;
  readonly type: string;
  readonly field: FieldNode;
  readonly path: readonly string[];
  /** Of the fetch that it was in. */
  readonly operation: OperationDefinitionNode;
}

export function planWithRequired(plan: QueryPlan, known: Requirements): QueryPlan {
  const { node } = plan;
  const found: Untimely[] = [];
  if (!node) return plan;
  const without =
    node.kind === 'Subscription' ? subscriptionWithout(node, known, found) : withoutUntimely(node, [], known, found);
  if (found.length === 0) return plan;
  const whole =
    without.kind === 'Subscription'
      ? { ...without, ...(without.rest && { rest: withFetches(without.rest, [], known, found) }) }
      : withFetches(without, [], known, found);
  // one that nothing is found to require is better left where the planner put it
  return found.length === 0 ? { ...plan, node: whole } : plan;
}

const subscriptionWithout = (node: SubscriptionNode, known: Requirements, found: Untimely[]): SubscriptionNode => ({
  ...node,
  primary: fetchWithout(node.primary, [], known, found),
  ...(node.rest && { rest: withoutUntimely(node.rest, [], known, found) }),
});

function withoutUntimely(node: PlanNode, path: readonly string[], known: Requirements, found: Untimely[]): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return fetchWithout(node, path, known, found);
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => withoutUntimely(child, path, known, found)) };
    case 'Flatten':
      return { ...node, node: withoutUntimely(node.node, [...path, ...node.path.map(String)], known, found) };
    default:
      return node; // conditions are decided before planning
  }
}

function fetchWithout(node: FetchNode, path: readonly string[], known: Requirements, found: Untimely[]): FetchNode {
  const document = parse(node.operation, { noLocation: true });
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (!operation) return node;
  const before = found.length;
  const place = { subgraph: node.serviceName, operation, known, found };
  const [root] = operation.selectionSet.selections;
  const ofEntities = node.requires !== undefined && root?.kind === Kind.FIELD && root.selectionSet !== undefined;
  // an entity's own fields have come with what they require
  const selectionSet = ofEntities
    ? {
        ...operation.selectionSet,
        selections: [{ ...root, selectionSet: below(root.selectionSet, '', path, 'here', place) }],
      }
    : below(operation.selectionSet, ROOTS[operation.operation], path, 'here', place);
  if (found.length === before) return node;
  return { ...node, ...usedOnly(node, { ...document, definitions: [{ ...operation, selectionSet }] }) };
}

const ROOTS: Readonly<Record<OperationTypeNode, string>> = {
  query: 'Query',
  mutation: 'Mutation',
  subscription: 'Subscription',
};

interface FetchPlace {
  readonly subgraph: string;
  readonly operation: OperationDefinitionNode;
  readonly known: Requirements;
  readonly found: Untimely[];
}

/** What has come with all that it requires: an entity's own fields, or all that is below a field with @provides. */
type Given = 'here' | 'below' | undefined;

function below(
  set: SelectionSetNode,
  type: string,
  path: readonly string[],
  given: Given,
  place: FetchPlace,
): SelectionSetNode {
  const { subgraph, operation, known, found } = place;
  const selections = set.selections.flatMap((selection): readonly SelectionNode[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const inner = selection.typeCondition?.name.value ?? type;
      return [{ ...selection, selectionSet: below(selection.selectionSet, inner, path, given, place) }];
    }
    const field = selection.name.value;
    const key = given || !known.requiresOf(subgraph, type, field) ? undefined : known.keyOf(subgraph, type);
    if (key) {
      found.push({ subgraph, type, field: selection, path, operation });
      return [TYPENAME, ...key.selections];
    }
    const definition = known.definitionOf(type, field);
    if (!definition || !selection.selectionSet) return [selection];
    const here = [...path, selection.alias?.value ?? field, ...listSteps(definition.type)];
    const further = given === 'below' || known.provides(subgraph, type, field) ? 'below' : undefined;
    const inner = below(selection.selectionSet, namedType(definition), here, further, place);
    return [{ ...selection, selectionSet: inner }];
  });
  return { ...set, selections };
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function listSteps(type: TypeNode): readonly string[] {
  if (type.kind === Kind.NON_NULL_TYPE) return listSteps(type.type);
  return type.kind === Kind.LIST_TYPE ? ['@', ...listSteps(type.type)] : [];
}

/** The operation with the variables that it uses, and no more: subgraphs refuse others. */
function usedOnly(node: FetchNode, document: DocumentNode): Pick<FetchNode, 'operation' | 'variableUsages'> {
  const used = new Set<string>();
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  const needed = visit(document, {
    VariableDefinition: (one) => (used.has(one.variable.name.value) ? undefined : null),
  });
  return {
    operation: stripIgnoredCharacters(print(needed)),
    variableUsages: (node.variableUsages ?? []).filter((name) => used.has(name)),
  };
}

/** Before the first fetch that requires such a field: the fetch of that field. `found` loses what is fetched. */
function withFetches(node: PlanNode, path: readonly string[], known: Requirements, found: Untimely[]): PlanNode {
  switch (node.kind) {
    case 'Sequence':
      return { ...node, nodes: node.nodes.map((child) => withFetches(child, path, known, found)) };
    case 'Parallel': {
      // what it requires may come from beside it: this goes first
      const waiting = node.nodes.filter((child) => needsAny(child, path, found));
      const first = node.nodes.filter((child) => !waiting.includes(child));
      if (waiting.length === 0) return node;
      const last = waiting.map((child) => withFetches(child, path, known, found));
      return { kind: 'Sequence', nodes: first.length > 0 ? [{ ...node, nodes: first }, ...last] : last };
    }
    case 'Flatten': {
      const here = [...path, ...node.path.map(String)];
      if (node.node.kind !== 'Fetch') return { ...node, node: withFetches(node.node, here, known, found) };
      const missing = neededBy(node.node, here, found);
      if (missing.length === 0) return node;
      for (const one of missing) found.splice(found.indexOf(one), 1);
      const before = missing.map((one) => ({ ...node, node: fetchOf(one, known) }));
      return { kind: 'Sequence', nodes: [...before, node] };
    }
    default:
      return node;
  }
}

function needsAny(node: PlanNode, path: readonly string[], found: readonly Untimely[]): boolean {
  if (node.kind === 'Sequence' || node.kind === 'Parallel') {
    return node.nodes.some((child) => needsAny(child, path, found));
  }
  if (node.kind === 'Flatten') return needsAny(node.node, [...path, ...node.path.map(String)], found);
  return node.kind === 'Fetch' && neededBy(node, path, found).length > 0;
}

const neededBy = ({ requires = [] }: FetchNode, path: readonly string[], found: readonly Untimely[]) =>
  found.filter((one) => one.path.join('.') === path.join('.') && names(requires, one.field.name.value));

const names = (selections: readonly QueryPlanSelectionNode[], field: string): boolean =>
  selections.some((one) => (one.kind === 'Field' ? one.name === field : names(one.selections, field)));

function fetchOf({ subgraph, type, field, operation }: Untimely, known: Requirements): FetchNode {
  const used = new Set<string>();
  visit(field, { Variable: ({ name }) => void used.add(name.value) });
  const given = (operation.variableDefinitions ?? [])
    .filter(({ variable }) => used.has(variable.name.value))
    .map(print);
  const variables = ['$representations:[_Any!]!', ...given].join();
  const entities = `_entities(representations:$representations){...on ${type}{${print(field)}}}`;
  const required = [known.keyOf(subgraph, type), known.requiresOf(subgraph, type, field.name.value)];
  const selections = [TYPENAME, ...required.flatMap((set) => set?.selections ?? [])].flatMap(toPlan);
  return {
    kind: 'Fetch',
    serviceName: subgraph,
    requires: [{ kind: 'InlineFragment', typeCondition: type, selections }],
    variableUsages: [...used],
    operation: stripIgnoredCharacters(`query(${variables}){${entities}}`),
    operationName: undefined,
    operationKind: OperationTypeNode.QUERY,
  };
}

function toPlan(selection: SelectionNode): readonly QueryPlanSelectionNode[] {
  if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
  const selections = selection.selectionSet?.selections.flatMap(toPlan);
  if (selection.kind === Kind.FIELD) {
    return [{ kind: 'Field', name: selection.name.value, ...(selections && { selections }) }];
  }
  const typeCondition = selection.typeCondition?.name.value;
  return [
    { kind: 'InlineFragment', ...(typeCondition !== undefined && { typeCondition }), selections: selections ?? [] },
  ];
}
