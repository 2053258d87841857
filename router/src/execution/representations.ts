/** What an entity fetch sends of each entity: its `requires`, written as JSON text so that equal ones are fetched once. */
import { isObject, type JsonObject, own } from '../json.ts';
import type { FetchDataRewrite, QueryPlanSelectionNode } from '../planning/planner.ts';
import type { Subtypes } from '../schema/subtypes.ts';
import { Failure } from './failure.ts';
import { fragmentCondition } from './rewrites.ts';

/**
 * The representation's JSON; undefined when the entity has nothing to ask this subgraph or something required is not
 * there; the failure when that is why.
 */
export type WriteRepresentation = (entity: JsonObject) => string | Failure | undefined;

interface RequiredField {
  /** The text before the value: a comma where needed, and the name. */
  readonly prefix: string;
  readonly name: string;
  /** Written instead of the entity's value (@interfaceObject knows the entity by its interface's name). */
  readonly fixed: string | undefined;
  readonly inner: WriteRepresentation | undefined;
}

export function representationWriter(
  selections: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  subtypes: Subtypes,
): WriteRepresentation {
  const write = objectWriter(selections, rewrites, subtypes);
  // An entity of a type that no fragment is meant for comes out empty: it has nothing to ask.
  return (entity) => {
    const text = write(entity);
    return text === '{}' ? undefined : text;
  };
}

/** Compiled once for each type name that occurs: the fragments that apply are then known. */
function objectWriter(
  selections: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  subtypes: Subtypes,
): WriteRepresentation {
  const byType = new Map<unknown, readonly RequiredField[]>();
  return (object) => {
    const typename = own(object, '__typename');
    let fields = byType.get(typename);
    if (!fields) {
      fields = requiredFields(selections, rewrites, typeof typename === 'string' ? typename : undefined, subtypes);
      byType.set(typename, fields);
    }
    return writeFields(object, fields);
  };
}

function writeFields(object: JsonObject, fields: readonly RequiredField[]): string | Failure | undefined {
  let text = '{';
  for (const { prefix, name, fixed, inner } of fields) {
    const value = fixed ?? writeValue(own(object, name), inner);
    if (typeof value !== 'string') return value;
    text += prefix + value;
  }
  return `${text}}`;
}

function writeValue(value: unknown, inner: WriteRepresentation | undefined): string | Failure | undefined {
  if (value === undefined) return undefined;
  if (value instanceof Failure) return value.answeredNull ? 'null' : value;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!inner) return JSON.stringify(value, failuresAsNull);
  return isObject(value) ? inner(value) : Array.isArray(value) ? writeList(value, inner) : undefined;
}

function writeList(values: readonly unknown[], inner: WriteRepresentation): string | Failure | undefined {
  let text = '[';
  for (const value of values) {
    const item = writeValue(value, inner);
    if (typeof item !== 'string') return item;
    text += text.length > 1 ? `,${item}` : item;
  }
  return `${text}]`;
}

/** A list of scalars can hold the failure of one item. */
const failuresAsNull = (_key: string, value: unknown): unknown => (value instanceof Failure ? null : value);

function requiredFields(
  selections: readonly QueryPlanSelectionNode[],
  rewrites: readonly FetchDataRewrite[],
  typename: string | undefined,
  subtypes: Subtypes,
): readonly RequiredField[] {
  const collected = new Map<string, QueryPlanSelectionNode[] | undefined>();
  collectRequired(selections, typename, subtypes, collected);
  const here = rewritesHere(rewrites, typename, subtypes);
  return [...collected].map(([name, inner], index) => {
    const mine = here.filter(({ path }) => path[0] === name);
    let written = name;
    let fixed: string | undefined;
    for (const rewrite of mine) {
      if (rewrite.path.length > 1) continue;
      if (rewrite.kind === 'ValueSetter') fixed = JSON.stringify(rewrite.setValueTo);
      else written = rewrite.renameKeyTo;
    }
    const below = mine
      .filter(({ path }) => path.length > 1)
      .map((rewrite) => ({ ...rewrite, path: rewrite.path.slice(1) }));
    return {
      prefix: `${index === 0 ? '' : ','}${JSON.stringify(written)}:`,
      name,
      fixed,
      inner: inner && objectWriter(inner, below, subtypes),
    };
  });
}

function collectRequired(
  selections: readonly QueryPlanSelectionNode[],
  typename: string | undefined,
  subtypes: Subtypes,
  collected: Map<string, QueryPlanSelectionNode[] | undefined>,
): void {
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name;
      const known = collected.get(name);
      collected.set(name, selection.selections ? [...(known ?? []), ...selection.selections] : known);
    } else if (
      selection.typeCondition !== undefined &&
      typename !== undefined &&
      subtypes.matches(typename, selection.typeCondition)
    ) {
      collectRequired(selection.selections, typename, subtypes, collected);
    }
  }
}

/** The rewrites that hold for an object of this type, their leading fragments taken off, in their order. */
function rewritesHere(
  rewrites: readonly FetchDataRewrite[],
  typename: string | undefined,
  subtypes: Subtypes,
): readonly FetchDataRewrite[] {
  let current = typename;
  const here: FetchDataRewrite[] = [];
  for (const rewrite of rewrites) {
    let path = rewrite.path;
    let holds = true;
    for (let condition = fragmentCondition(path[0]); condition !== undefined; condition = fragmentCondition(path[0])) {
      holds &&= current === undefined || subtypes.matches(current, condition);
      path = path.slice(1);
    }
    if (!holds) continue;
    here.push({ ...rewrite, path });
    // From here on the object goes by its new name.
    if (rewrite.kind === 'ValueSetter' && path.length === 1 && path[0] === '__typename')
      current = String(rewrite.setValueTo);
  }
  return here;
}
