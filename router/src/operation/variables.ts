import { type GraphQLSchema, getVariableValues } from 'graphql';
import { RefusedRequest } from '../answer.ts';
import type { JsonObject } from '../json.ts';
import { describe, type Operation } from './operation.ts';

/** Mistakes listed in one answer: the client repairs them in one go, an attacker can't have thousands formatted. */
const MAX_ERRORS = 10;
const NONE: JsonObject = {};

/** The variables with their defaults, coerced to the operation's types. Throws RefusedRequest with BAD_USER_INPUT. */
export function coerceVariables(api: GraphQLSchema, operation: Operation, given: JsonObject): JsonObject {
  const definitions = operation.definition.variableDefinitions;
  if (!definitions?.length) return NONE;
  const { coerced, errors } = getVariableValues(api, definitions, given, { maxErrors: MAX_ERRORS });
  if (errors) throw new RefusedRequest(errors.map(describe('BAD_USER_INPUT')));
  return coerced;
}
