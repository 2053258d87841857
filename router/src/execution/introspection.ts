import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import type { JsonObject } from '../json.ts';

/** The values of `__schema` and `__type` at the root, by response name. */
export type Introspect = (variables: JsonObject) => JsonObject;

/** Undefined for an operation that asks nothing of the kind, as nearly all. */
export function introspection(
  api: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  rootFields: ReadonlyMap<string, readonly FieldNode[]>,
): Introspect | undefined {
  const selections = [...rootFields.values()].flat().filter(({ name }) => isIntrospection(name.value));
  if (selections.length === 0) return undefined;
  const query = { kind: Kind.OPERATION_DEFINITION, operation: OperationTypeNode.QUERY, variableDefinitions } as const;
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [{ ...query, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...fragments.values()],
  };
  const run: Introspect = (variableValues) => {
    const { data, errors } = executeSync({ schema: api, document, rootValue: {}, variableValues });
    if (!data) throw new Error('introspection failed', { cause: errors?.[0] });
    return data;
  };
  if (usesVariables(document)) return run;
  let once: JsonObject | undefined;
  return () => (once ??= run({}));
}

export const isIntrospection = (field: string): boolean => field === '__schema' || field === '__type';

function usesVariables(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Variable: () => (found = true), VariableDefinition: () => false });
  return found;
}
