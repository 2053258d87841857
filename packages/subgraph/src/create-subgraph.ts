/** A context's schema and resolvers as a subgraph that answers to nobody but the router. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { Logger } from '@marketplace/kernel/logger';
import { type FormattedExecutionResult, type GraphQLSchema, OperationTypeNode, parse } from 'graphql';
import type { Caller } from './caller.ts';
import { formatError } from './format-error.ts';
import { graphqlError, unauthenticated } from './graphql-errors.ts';
import { verifyIdentity } from './identity.ts';
import type { Operation, Subgraph } from './subgraph.ts';
import { subscribeTo } from './subscribe-to.ts';

export interface SubgraphParts<Context extends BaseContext> {
  readonly name: string;
  /** The text of schema.graphql. */
  readonly sdl: string;
  /** Of the generated type `Resolvers`, with `scalarResolvers`. */
  readonly resolvers: object;
  /** Made anew for each operation, so that what it holds (a loader's cache) is one caller's alone. */
  context(caller: Caller): Context;
  /** The key that the router signs this subgraph's identities with. */
  readonly identityKey: Buffer;
  readonly logger: Logger;
}

export function createSubgraph<Context extends BaseContext>(parts: SubgraphParts<Context>): Subgraph {
  const { name, sdl, logger } = parts;
  const schema = executableSchema(sdl, parts.resolvers);
  // Apollo tells formatError nothing but the error; the log names the request as well
  const requests = new AsyncLocalStorage<object>();
  const server = new ApolloServer<Context>({
    schema,
    introspection: true, // of this schema, for the router and operators: clients never reach it
    includeStacktraceInErrorResponses: false,
    persistedQueries: false, // the router keeps the operations
    stopOnTerminationSignals: false, // `runService` drains
    formatError: (_formatted, error) => formatError(error, logger, requests.getStore() ?? {}),
    plugins: [
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      queriesAndMutationsOnly,
    ],
  });
  const identify = (identity: string | undefined): Caller | undefined =>
    identity === undefined ? undefined : verifyIdentity(identity, name, parts.identityKey);
  const about = (caller: Caller, operation: Operation): object => ({
    subgraph: name,
    requestId: caller.requestId,
    operationName: operation.operationName,
  });

  return {
    name,
    sdl,
    async execute(operation, identity) {
      const caller = identify(identity);
      if (!caller) return unsigned();
      const { query, variables, operationName } = operation;
      return orMasked(about(caller, operation), async () => {
        const { body } = await server.executeOperation(
          { query, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}) },
          { contextValue: parts.context(caller) },
        );
        if (body.kind !== 'single') throw new Error('a subgraph answers with one result');
        return body.singleResult;
      });
    },
    async subscribe(operation, identity) {
      const caller = identify(identity);
      if (!caller) return unsigned();
      const request = about(caller, operation);
      return orMasked(request, () =>
        subscribeTo(schema, operation, parts.context(caller), (error) => formatError(error, logger, request)),
      );
    },
  };

  async function orMasked<R>(request: object, work: () => Promise<R>): Promise<R | FormattedExecutionResult> {
    try {
      return await requests.run(request, work);
    } catch (error) {
      return { errors: [formatError(error, logger, request)] };
    }
  }
}

function executableSchema(sdl: string, resolvers: object): GraphQLSchema {
  // as: the generated type is stricter than this library's, whose functions take anything
  return buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: resolvers as Record<string, Record<string, () => unknown>> },
  ]);
}

const unsigned = (): FormattedExecutionResult => ({
  errors: [unauthenticated('This subgraph answers to its router alone').toJSON()],
});

const queriesAndMutationsOnly: ApolloServerPlugin<BaseContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION)
          throw graphqlError('BAD_REQUEST', 'A subscription needs a WebSocket');
      },
    };
  },
};
