import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  print,
  specifiedRules,
  validate,
} from 'graphql';
import type { ApiSchema } from '../application/webhook-ports.ts';

const FILE = new URL('../../../../schema/api.graphql', import.meta.url);
const MAX_LENGTH = 10_000; // characters
const MAX_TOKENS = 2_000;
const ID_TYPES: ReadonlySet<string> = new Set(['ID', 'ID!']);

/** The public API as it was composed; read when an operation is first checked. */
export function composedApiSchema(): ApiSchema {
  let schema: GraphQLSchema | undefined;
  return {
    objection(query) {
      if (query.length > MAX_LENGTH) return `It is longer than ${MAX_LENGTH} characters.`;
      try {
        const document = parse(query, { maxTokens: MAX_TOKENS });
        schema ??= buildSchema(readFileSync(FILE, 'utf8'));
        return shapeObjection(document) ?? validate(schema, document, specifiedRules, { maxErrors: 1 })[0]?.message;
      } catch (error) {
        return error instanceof Error ? error.message : 'It is no operation.';
      }
    },
  };
}

/** It is one query with the variable $id alone. */
function shapeObjection({ definitions }: DocumentNode): string | undefined {
  const [operation, ...others] = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (!operation || others.length > 0) return 'It must have exactly one operation.';
  if (operation.operation !== OperationTypeNode.QUERY) return 'It must be a query.';
  const [variable, ...more] = operation.variableDefinitions ?? [];
  const isId = variable?.variable.name.value === 'id' && ID_TYPES.has(print(variable.type));
  return isId && more.length === 0 ? undefined : 'It must have one variable, $id: ID!.';
}
