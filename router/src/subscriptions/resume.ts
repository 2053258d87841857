/** How to ask a resumable stream for the rest: the subscription's text with the router's own alias for the cursor. */
import {
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  parseType,
  print,
  type VariableDefinitionNode,
  visit,
} from 'graphql';
import { isObject, type JsonObject, own } from '../json.ts';
import type { FetchNode } from '../planning/planner.ts';
import type { Resumable } from '../schema/resumable.ts';

export interface Resumption {
  /** The fetch with the cursor among its fields. */
  readonly first: FetchNode;
  /** The same from a cursor on, which stands in `cursorVariable`. */
  readonly again: FetchNode;
  readonly cursorVariable: string;
  /** Takes the cursor out of an event, so that nothing else sees it. */
  takeCursor(data: JsonObject): string | undefined;
}

/** Undefined when the subscription's field can't be resumed. */
export function resumption(primary: FetchNode, resumables: ReadonlyMap<string, Resumable>): Resumption | undefined {
  const document = parse(primary.operation, { noLocation: true });
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const field = operation?.selectionSet.selections.find((one) => one.kind === Kind.FIELD);
  const resumable = field && resumables.get(field.name.value);
  if (!operation || !field?.selectionSet || !resumable) return undefined;
  const alias = unusedName('resumeCursor', primary.operation);
  const cursorVariable = unusedName('resumeAfter', primary.operation);
  const withCursor = addField(field, alias, resumable.cursor);
  const root = field.alias?.value ?? field.name.value;
  const again = withArgument(withCursor, resumable.argument, cursorVariable);
  return {
    first: { ...primary, operation: printed(document, operation, withCursor) },
    again: resumed(primary, document, operation, again, cursorVariable, resumable.argumentType),
    cursorVariable,
    takeCursor(data) {
      const event = own(data, root);
      if (!isObject(event)) return undefined;
      const cursor = own(event, alias);
      delete event[alias];
      return typeof cursor === 'string' ? cursor : undefined;
    },
  };
}

function unusedName(base: string, text: string): string {
  let name = base;
  while (text.includes(name)) name += '_';
  return name;
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

function addField(field: FieldNode, alias: string, name: string): FieldNode {
  const added: FieldNode = { kind: Kind.FIELD, alias: nameNode(alias), name: nameNode(name) };
  const selections = [...(field.selectionSet?.selections ?? []), added];
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function withArgument(field: FieldNode, argument: string, variable: string): FieldNode {
  const given: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: nameNode(argument),
    value: { kind: Kind.VARIABLE, name: nameNode(variable) },
  };
  return { ...field, arguments: [...(field.arguments ?? []).filter(({ name }) => name.value !== argument), given] };
}

/** The client's own `after` has gone, perhaps with a variable, which a subgraph would refuse as unused. */
function resumed(
  primary: FetchNode,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
  cursorVariable: string,
  cursorType: string,
): FetchNode {
  const used = new Set<string>();
  const noteUse = {
    VariableDefinition: () => false,
    Variable: ({ name }: { name: { value: string } }) => void used.add(name.value),
  };
  visit({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } }, noteUse);
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) visit(one, noteUse);
  const kept = operation.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) ?? [];
  const added: VariableDefinitionNode = {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: nameNode(cursorVariable) },
    type: parseType(cursorType),
  };
  return {
    ...primary,
    operation: printed(document, { ...operation, variableDefinitions: [...kept, added] }, field),
    variableUsages: [...(primary.variableUsages ?? []).filter((name) => used.has(name)), cursorVariable],
  };
}

function printed(document: DocumentNode, operation: OperationDefinitionNode, field: FieldNode): string {
  const changed = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [field] } as const };
  return print({
    ...document,
    definitions: document.definitions.map((one) => (one.kind === Kind.OPERATION_DEFINITION ? changed : one)),
  });
}
