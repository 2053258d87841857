import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type ParseOptions,
  parse,
  separateOperations,
  validate,
} from 'graphql';
import { type AnswerError, type ErrorCode, RefusedRequest, refused } from '../answer.ts';
import { type FieldRules, readFieldRules } from '../enforcement/field-rules.ts';
import type { Limits } from '../limits.ts';
import type { Costs } from '../schema/costs.ts';
import type { Protections } from '../schema/protections.ts';
import { type CostOf, compileCost } from './cost.ts';
import { checkSize } from './size.ts';
import { switchesOf } from './switches.ts';

/** One operation of a client, parsed and found valid. It says nothing about who sends it. */
export interface Operation {
  readonly kind: OperationTypeNode;
  /** This operation and the fragments that it uses, nothing else of what the client sent. */
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
  readonly name: string | undefined;
  readonly rules: FieldRules;
  /** The variables that @skip and @include depend on. */
  readonly switches: readonly string[];
  readonly costOf: CostOf;
}

export interface OperationSource {
  readonly api: GraphQLSchema;
  readonly protections: Protections;
  readonly costs: Costs;
  readonly limits: Limits;
}

/** Throws RefusedRequest with GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED or BAD_USER_INPUT (which operation?). */
export function readOperation(source: OperationSource, text: string, operationName: string | undefined): Operation {
  const maxTokens = source.limits.tokens;
  const sent = parseText(text, { maxTokens, noLocation: true }); // locations are most of what a kept tree weighs
  checkSize(sent, source.limits);
  if (validate(source.api, sent).length > 0) {
    const mistakes = validate(source.api, parseText(text, { maxTokens }));
    throw new RefusedRequest(mistakes.map(describe('GRAPHQL_VALIDATION_FAILED')));
  }
  const { document, definition } = choose(sent, operationName);
  const kind = definition.operation;
  if (!source.api.getRootType(kind)) throw refused('GRAPHQL_VALIDATION_FAILED', `The schema has no ${kind} type.`);
  return {
    kind,
    document,
    definition,
    name: definition.name?.value,
    rules: readFieldRules(source.api, source.protections, document),
    switches: switchesOf(document),
    costOf: compileCost({ ...source, listSize: source.limits.listSize }, document, definition),
  };
}

function parseText(text: string, options: ParseOptions): DocumentNode {
  try {
    return parse(text, options);
  } catch (error) {
    if (error instanceof GraphQLError) throw new RefusedRequest([describe('GRAPHQL_PARSE_FAILED')(error)]);
    throw error;
  }
}

function choose(
  sent: DocumentNode,
  name: string | undefined,
): { document: DocumentNode; definition: OperationDefinitionNode } {
  const definition = getOperationAST(sent, name);
  if (!definition) {
    throw refused(
      'BAD_USER_INPUT',
      name === undefined
        ? 'The document must hold one operation, or operationName say which.'
        : `The document holds no operation named "${name}".`,
    );
  }
  const operations = sent.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const document = operations.length === 1 ? sent : separateOperations(sent)[definition.name?.value ?? ''];
  return { document: document ?? sent, definition };
}

export const describe =
  (code: ErrorCode) =>
  ({ message, locations }: GraphQLError): AnswerError => ({
    message,
    ...(locations && { locations }),
    extensions: { code },
  });
