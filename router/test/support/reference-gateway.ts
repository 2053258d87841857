import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import { type GraphQLSchema, getOperationAST, parse } from 'graphql';
import type { GraphQLAnswer } from './test-router.ts';

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

export interface ReferenceGateway {
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  stop(): Promise<void>;
}

/** ApolloGateway over the same subgraphs, called as Apollo Server calls it. */
export async function referenceGateway(
  supergraphSdl: string,
  schemas: Readonly<Record<string, GraphQLSchema>>,
): Promise<ReferenceGateway> {
  const gateway = new ApolloGateway({
    supergraphSdl: async () => ({ supergraphSdl }),
    logger: QUIET,
    buildService: ({ name }) => {
      const schema = schemas[name];
      if (!schema) throw new Error(`no schema for ${name}`);
      return new LocalGraphQLDataSource(schema);
    },
  });
  const { executor } = await gateway.load();
  return {
    async ask(query, variables = {}) {
      const document = parse(query);
      const operation = getOperationAST(document);
      const request = { query, variables };
      // as: only these parts of Apollo Server's request are looked at
      const result = await executor({
        request,
        document,
        operation,
        operationName: null,
        queryHash: query,
        source: query,
        context: {},
        metrics: {},
        logger: QUIET,
      } as unknown as Parameters<typeof executor>[0]);
      return JSON.parse(JSON.stringify(result));
    },
    stop: () => gateway.stop(),
  };
}
