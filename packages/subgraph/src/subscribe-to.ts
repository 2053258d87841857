import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  subscribe,
  validate,
} from 'graphql';
import { graphqlError } from './graphql-errors.ts';
import type { Operation } from './subgraph.ts';

type Results = AsyncIterableIterator<FormattedExecutionResult>;

/** Runs a subscription. Its events carry formatted errors; a source that fails ends with one last result that says so. */
export async function subscribeTo(
  schema: GraphQLSchema,
  { query, variables, operationName }: Operation,
  contextValue: unknown,
  format: (error: unknown) => GraphQLFormattedError,
): Promise<Results | FormattedExecutionResult> {
  const failed = (...errors: readonly unknown[]): FormattedExecutionResult => ({ errors: errors.map(format) });
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    // as: `parse` throws nothing else
    const { message, positions, source } = error as GraphQLError;
    return failed(graphqlError('GRAPHQL_PARSE_FAILED', message, { positions, source }));
  }
  const mistakes = validate(schema, document);
  if (mistakes.length > 0)
    return failed(
      ...mistakes.map(({ message, nodes = [] }) => graphqlError('GRAPHQL_VALIDATION_FAILED', message, { nodes })),
    );
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION)
    return failed(graphqlError('BAD_REQUEST', 'Only subscriptions come over a WebSocket'));

  const formatted = ({ errors, ...result }: ExecutionResult): FormattedExecutionResult =>
    errors ? { ...result, errors: errors.map(format) } : result;
  try {
    const events = await subscribe({ schema, document, contextValue, variableValues: variables, operationName });
    if (!(Symbol.asyncIterator in events)) return formatted(events);
    return mapResults(events, formatted, failed);
  } catch (error) {
    return failed(error); // graphql-js rejects where a resolver's iterator is none
  }
}

/**
 * Not an async generator: one that waits for its source's next event can't be ended until that comes.
 * Here `return` ends the source and what waits for it at once.
 */
function mapResults(
  source: AsyncGenerator<ExecutionResult>,
  map: (result: ExecutionResult) => FormattedExecutionResult,
  failed: (error: unknown) => FormattedExecutionResult,
): Results & { throw(error: unknown): Promise<IteratorResult<FormattedExecutionResult>> } {
  const done = { done: true, value: undefined } as const;
  const waiting = new Set<(end: IteratorResult<FormattedExecutionResult>) => void>();
  let ended = false;
  const pull = async (): Promise<IteratorResult<FormattedExecutionResult>> => {
    try {
      const { done: last, value } = await source.next();
      if (!last) return { done: false, value: map(value) };
      ended = true;
      return done;
    } catch (error) {
      ended = true;
      return { done: false, value: failed(error) };
    }
  };
  async function end(): Promise<IteratorResult<FormattedExecutionResult>> {
    ended = true;
    for (const settle of waiting) settle(done);
    waiting.clear();
    await source.return(undefined);
    return done;
  }
  return {
    next() {
      if (ended) return Promise.resolve(done);
      return new Promise((resolve) => {
        waiting.add(resolve);
        void pull().then((result) => {
          waiting.delete(resolve);
          resolve(result);
        });
      });
    },
    return: end,
    async throw(error) {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
