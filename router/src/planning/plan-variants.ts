/** Gives a plan's fetches the subgraphs' own fields back in place of the planner's variants of them. */
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from 'graphql';
import type { Requirement, Requirements } from '../schema/requirements.ts';
import type { FetchDataRewrite, FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from './planner.ts';

export function planWithoutVariants(plan: QueryPlan, known: Requirements): QueryPlan {
  const { node } = plan;
  if (node?.kind !== 'Subscription') return node ? { ...plan, node: withoutVariants(node, known) } : plan;
  const { primary, rest } = node;
  const completion = rest && withoutVariants(rest, known);
  const subscription = {
    ...node,
    primary: fetchOf(primary, { document: parse(primary.operation), dropped: NONE }, known),
  };
  return { ...plan, node: completion ? { ...subscription, rest: completion } : subscription };
}

function withoutVariants(node: PlanNode, known: Requirements): PlanNode {
  switch (node.kind) {
    case 'Fetch':
      return restored(node, known);
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map((child) => withoutVariants(child, known)) };
    case 'Flatten':
      return { ...node, node: withoutVariants(node.node, known) };
    default:
      return node; // conditions are decided before planning
  }
}

/** One fetch, or several where the subgraph wants different values under one name. */
function restored(node: FetchNode, known: Requirements): PlanNode {
  const document = parse(node.operation, { noLocation: true });
  const parts = node.requires ? split(node, document, known) : [{ document, dropped: NONE }];
  const nodes = parts.map((part) => fetchOf(node, part, known));
  const [only] = nodes;
  return nodes.length === 1 && only ? only : { kind: 'Parallel', nodes };
}

/** A part of a fetch: some of its fields, and what of its `requires` is not for them. */
interface Part {
  readonly document: DocumentNode;
  /** Paths of values, each with the planner's name of one that is not wanted. */
  readonly dropped: ReadonlyMap<string, ReadonlySet<string>>;
}
const NONE: Part['dropped'] = new Map();

function fetchOf(node: FetchNode, { document, dropped }: Part, known: Requirements): FetchNode {
  const own = visit(document, { Field: (field) => ownField(field, known) });
  const used = new Set<string>();
  visit(own, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  const needed = visit(own, { VariableDefinition: (one) => (used.has(one.variable.name.value) ? undefined : null) });
  const requires = node.requires && requiredBy(node.requires, dropped, '', known);
  return {
    ...node,
    operation: stripIgnoredCharacters(print(needed)),
    variableUsages: (node.variableUsages ?? []).filter((name) => used.has(name)),
    ...(requires && { requires }),
    inputRewrites: [...(node.inputRewrites ?? []), ...renamings(requires ?? [], [], known)],
  };
}

function ownField(node: FieldNode, { variants }: Requirements): FieldNode | undefined {
  const variant = variants.get(node.name.value);
  if (!variant) return undefined;
  const alias = node.alias ?? { kind: Kind.NAME, value: node.name.value };
  return { ...node, alias, name: { kind: Kind.NAME, value: variant.field }, arguments: variant.args };
}

function requiredBy(
  selections: readonly QueryPlanSelectionNode[],
  dropped: Part['dropped'],
  path: string,
  known: Requirements,
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment') {
      return [{ ...selection, selections: requiredBy(selection.selections, dropped, path, known) }];
    }
    const here = path + fieldOf(selection.name, known);
    if (dropped.get(here)?.has(selection.name)) return [];
    const inner = selection.selections && requiredBy(selection.selections, dropped, `${here}.`, known);
    return [{ ...selection, ...(inner && { selections: inner }) }];
  });
}

const fieldOf = (name: string, { variants }: Requirements): string => variants.get(name)?.field ?? name;

/** In a representation a value goes by the subgraph's name for it. */
function renamings(
  selections: readonly QueryPlanSelectionNode[],
  path: readonly string[],
  known: Requirements,
): FetchDataRewrite[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') return renamings(selection.selections, path, known);
    const here = [...path, selection.name];
    const below = renamings(selection.selections ?? [], here, known);
    const variant = known.variants.get(selection.name);
    return variant ? [...below, { kind: 'KeyRenamer', path: here, renameKeyTo: variant.field }] : below;
  });
}

/** Fields that can be asked for together, and the value that they want at each path. */
interface Group {
  readonly chosen: Map<string, string>;
  readonly fields: Set<FieldNode>;
}

function split({ serviceName }: FetchNode, document: DocumentNode, known: Requirements): readonly Part[] {
  const [operation] = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const entities = operation?.selectionSet.selections[0];
  if (entities?.kind !== Kind.FIELD || !entities.selectionSet) return [{ document, dropped: NONE }];
  const groups: Group[] = [];
  for (const { type, field } of fieldsIn(entities.selectionSet, '')) {
    addTo(groups, field, known.requirementOf(serviceName, type, field.name.value));
  }
  if (groups.length < 2) return [{ document, dropped: NONE }];
  const all = everyName(groups);
  return groups.map(({ chosen, fields }) => ({
    document: onlyFields(document, entities, fields),
    dropped: new Map([...all].map(([path, names]) => [path, unwanted(names, chosen.get(path), known)])),
  }));
}

function addTo(groups: Group[], field: FieldNode, requirement: Requirement): void {
  const fits = ({ chosen }: Group) => [...requirement].every(([path, name]) => (chosen.get(path) ?? name) === name);
  let group = groups.find(fits);
  if (!group) groups.push((group = { chosen: new Map(), fields: new Set() }));
  group.fields.add(field);
  for (const [path, name] of requirement) group.chosen.set(path, name);
}

function everyName(groups: readonly Group[]): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { chosen } of groups) {
    for (const [path, name] of chosen) all.set(path, (all.get(path) ?? new Set()).add(name));
  }
  return all;
}

/** A part that wants no value there gets that without arguments: it may be of a key. */
const unwanted = (names: ReadonlySet<string>, chosen: string | undefined, { variants }: Requirements) =>
  new Set([...names].filter((name) => (chosen === undefined ? variants.has(name) : name !== chosen)));

interface FieldOfType {
  readonly type: string;
  readonly field: FieldNode;
}

function fieldsIn({ selections }: SelectionSetNode, type: string): readonly FieldOfType[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [{ type, field: selection }];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    return fieldsIn(selection.selectionSet, selection.typeCondition?.name.value ?? type);
  });
}

function onlyFields(document: DocumentNode, entities: FieldNode, fields: ReadonlySet<FieldNode>): DocumentNode {
  const kept = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.flatMap((selection): readonly SelectionNode[] => {
      if (selection.kind === Kind.FIELD) return fields.has(selection) ? [selection] : [];
      if (selection.kind === Kind.FRAGMENT_SPREAD) return [selection];
      const inner = kept(selection.selectionSet);
      return inner.selections.length > 0 ? [{ ...selection, selectionSet: inner }] : [];
    }),
  });
  const selectionSet = entities.selectionSet && kept(entities.selectionSet);
  const withFields = (one: OperationDefinitionNode): OperationDefinitionNode => ({
    ...one,
    selectionSet: { ...one.selectionSet, selections: [{ ...entities, ...(selectionSet && { selectionSet }) }] },
  });
  return {
    ...document,
    definitions: document.definitions.map((one) => (one.kind === Kind.OPERATION_DEFINITION ? withFields(one) : one)),
  };
}
