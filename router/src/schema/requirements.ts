/**
 * What @requires asks for, and with arguments: as fields of the planner's own: `mass(unit: LB)` is `mass__with_0`, which stands
 * beside the `mass` of clients and of other @requires in every object. Apollo's planner keeps no two apart by itself.
 */
import {
  type ArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
} from 'graphql';

type FieldsType = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export interface Variant {
  /** The subgraphs' field. */
  readonly field: string;
  readonly args: readonly ArgumentNode[];
}

/** Where a field's required values stand in its representation, with the planner's names for them. */
export type Requirement = ReadonlyMap<string, string>;

export interface Requirements {
  /** The supergraph with these fields, for the planner alone; the same where there are none. */
  readonly sdl: string;
  /** By the planner's name. */
  readonly variants: ReadonlyMap<string, Variant>;
  requirementOf(subgraph: string, type: string, field: string): Requirement;
  /** What the field requires in this subgraph, in the planner's names. */
  requiresOf(subgraph: string, type: string, field: string): SelectionSetNode | undefined;
  /** A key by which the subgraph gives the entity. */
  keyOf(subgraph: string, type: string): SelectionSetNode | undefined;
  /** Undefined for `__typename`. */
  definitionOf(type: string, field: string): FieldDefinitionNode | undefined;
  /** Whether the subgraph gives the field's objects with more than is theirs. */
  provides(subgraph: string, type: string, field: string): boolean;
}

const MARK = '__with_';
const NOTHING: Requirement = new Map();

export function readRequirements(sdl: string): Requirements {
  const document = parse(sdl, { noLocation: true });
  const found = new VariantNames();
  const requirements = new Map<string, Requirement>();
  const required = new Map<string, SelectionSetNode>();
  const graphs = graphNames(document);
  const types = new Map<string, FieldsType>();
  for (const one of document.definitions) if (hasFields(one)) types.set(one.name.value, one);
  const definitionOf = (type: string, field: string) =>
    types.get(type)?.fields?.find(({ name }) => name.value === field);
  const fieldType = (type: string, field: string): string | undefined => {
    const definition = definitionOf(type, field);
    return definition && namedType(definition);
  };

  const rewritten = (type: FieldsType, field: FieldDefinitionNode): FieldDefinitionNode => ({
    ...field,
    directives: (field.directives ?? []).map((directive) => {
      const requires = directive.name.value === 'join__field' ? argument(directive, 'requires') : undefined;
      if (requires === undefined) return directive;
      const places = new Map<string, string>();
      const graph = argument(directive, 'graph') ?? '';
      const selections = found.renamed(selectionsOf(requires), type.name.value, '', fieldType, places);
      for (const name of places.values()) found.used.add(`${graph} ${name}`);
      const key = `${graphs.get(graph)} ${type.name.value} ${field.name.value}`;
      requirements.set(key, places);
      required.set(key, selections);
      return withArgument(directive, 'requires', print(selections).slice(1, -1));
    }),
  });
  for (const [name, type] of types) {
    types.set(name, { ...type, fields: (type.fields ?? []).map((field) => rewritten(type, field)) });
  }
  if (found.variants.size > 0) {
    for (const type of types.values()) noteUses(type, found.used);
    addVariants(types, found);
    for (const [name, type] of types) types.set(name, withoutUseless(type, types, found.used));
  }
  const definitions = document.definitions.map((one) => (hasFields(one) ? (types.get(one.name.value) ?? one) : one));
  const isOf = (subgraph: string) => (directive: ConstDirectiveNode) =>
    graphs.get(argument(directive, 'graph') ?? '') === subgraph;
  return {
    sdl: found.variants.size > 0 ? print({ ...document, definitions }) : sdl,
    variants: found.variants,
    requirementOf: (subgraph, type, field) => requirements.get(`${subgraph} ${type} ${field}`) ?? NOTHING,
    requiresOf: (subgraph, type, field) => required.get(`${subgraph} ${type} ${field}`),
    keyOf(subgraph, type) {
      const joins = types.get(type)?.directives?.filter(isOf(subgraph)) ?? [];
      const key = joins
        .filter(isResolvable)
        .map((join) => argument(join, 'key'))
        .find((one) => one !== undefined);
      return key === undefined ? undefined : selectionsOf(key);
    },
    definitionOf,
    provides: (subgraph, type, field) =>
      definitionOf(type, field)
        ?.directives?.filter(isOf(subgraph))
        .some((one) => argument(one, 'provides')) ?? false,
  };
}

const isResolvable = (join: ConstDirectiveNode): boolean =>
  !join.arguments?.some(
    ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
  );

class VariantNames {
  readonly variants = new Map<string, Variant>();
  /** Type and variant, wherever one is asked for. */
  readonly asked = new Map<string, Set<string>>();
  /** A graph and a field, wherever its keys, @requires or @provides name it: an external field needs such a use. */
  readonly used = new Set<string>();

  #nameOf(field: string, args: readonly ArgumentNode[]): string {
    const text = (all: readonly ArgumentNode[]) => all.map(print).toSorted().join();
    for (const [name, known] of this.variants) {
      if (known.field === field && text(known.args) === text(args)) return name;
    }
    const name = `${field}${MARK}${this.variants.size}`;
    this.variants.set(name, { field, args });
    return name;
  }

  /** @param places gets the name of each value by its path, under which the subgraph wants it */
  renamed(
    set: SelectionSetNode,
    type: string,
    path: string,
    fieldType: (type: string, field: string) => string | undefined,
    places: Map<string, string>,
  ): SelectionSetNode {
    const selections = set.selections.map((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const inner = selection.typeCondition?.name.value ?? type;
        return { ...selection, selectionSet: this.renamed(selection.selectionSet, inner, path, fieldType, places) };
      }
      const { name, arguments: args = [], selectionSet } = selection;
      const here = path + name.value;
      const variant = args.length > 0 ? this.#nameOf(name.value, args) : name.value;
      if (args.length > 0) this.asked.set(type, (this.asked.get(type) ?? new Set()).add(variant));
      places.set(here, variant);
      const below = fieldType(type, name.value) ?? type;
      return {
        ...selection,
        name: { ...name, value: variant },
        arguments: [],
        ...(selectionSet && { selectionSet: this.renamed(selectionSet, below, `${here}.`, fieldType, places) }),
      };
    });
    return { ...set, selections };
  }
}

/** To the types where they are asked for, and to all that share these fields by an interface. */
function addVariants(types: Map<string, FieldsType>, { asked, variants }: VariantNames): void {
  const waiting = [...asked].flatMap(([type, names]) => [...names].map((name) => [type, name] as const));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [typeName, name] = next;
    const type = types.get(typeName);
    const model = type?.fields?.find((field) => field.name.value === variants.get(name)?.field);
    if (!type || !model || type.fields?.some((field) => field.name.value === name)) continue;
    const directives = (model.directives ?? []).filter((one) => one.name.value === 'join__field');
    const added = { ...model, name: { ...model.name, value: name }, arguments: [], directives };
    types.set(typeName, { ...type, fields: [...(type.fields ?? []), added] });
    for (const one of type.interfaces ?? []) waiting.push([one.name.value, name]);
    for (const other of types.values()) {
      if (other.interfaces?.some((one) => one.name.value === typeName)) waiting.push([other.name.value, name]);
    }
  }
}

/** Of keys and @provides. */
function noteUses({ directives = [], fields = [] }: FieldsType, used: Set<string>): void {
  for (const directive of [...directives, ...fields.flatMap((field) => field.directives ?? [])]) {
    const graph = argument(directive, 'graph');
    const named = `${argument(directive, 'key') ?? ''} ${argument(directive, 'provides') ?? ''}`;
    for (const [name] of named.matchAll(NAME)) used.add(`${graph} ${name}`);
  }
}

const NAME = /[_A-Za-z][_0-9A-Za-z]*/g;

/** The type without external fields in graphs that do not name them any more. */
function withoutUseless(
  type: FieldsType,
  types: ReadonlyMap<string, FieldsType>,
  used: ReadonlySet<string>,
): FieldsType {
  const ofInterface = (graph: string, field: string) =>
    (type.directives ?? []).some((directive) => {
      const inherits = directive.name.value === 'join__implements' && argument(directive, 'graph') === graph;
      const parent = inherits ? types.get(argument(directive, 'interface') ?? '') : undefined;
      return parent?.fields?.some(({ name }) => name.value === field);
    });
  const useless = (directive: ConstDirectiveNode, field: string) => {
    const external = directive.arguments?.some(({ name }) => name.value === 'external');
    const graph = argument(directive, 'graph') ?? '';
    return external && !used.has(`${graph} ${field}`) && !ofInterface(graph, field);
  };
  const fields = (type.fields ?? []).map((field) => ({
    ...field,
    directives: (field.directives ?? []).filter((directive) => !useless(directive, field.name.value)),
  }));
  return { ...type, fields };
}

const hasFields = (one: DefinitionNode): one is FieldsType =>
  one.kind === Kind.OBJECT_TYPE_DEFINITION || one.kind === Kind.INTERFACE_TYPE_DEFINITION;

function selectionsOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{${fields}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`these are no fields: ${fields}`);
  return definition.selectionSet;
}

export function namedType({ type }: FieldDefinitionNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}

function argument({ arguments: args = [] }: ConstDirectiveNode, name: string): string | undefined {
  const value = args.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}

const withArgument = (directive: ConstDirectiveNode, name: string, value: string): ConstDirectiveNode => ({
  ...directive,
  arguments: (directive.arguments ?? []).map((one) =>
    one.name.value === name ? { ...one, value: { kind: Kind.STRING, value } } : one,
  ),
});

/** Subgraphs' names by their values of `join__Graph`. */
function graphNames({ definitions }: DocumentNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const one of definitions) {
    if (one.kind !== Kind.ENUM_TYPE_DEFINITION || one.name.value !== 'join__Graph') continue;
    for (const { name, directives = [] } of one.values ?? []) {
      const graph = directives.find((directive) => directive.name.value === 'join__graph');
      names.set(name.value, (graph && argument(graph, 'name')) ?? name.value);
    }
  }
  return names;
}
