/**
 * Cases of federation: a small supergraph, operations on it, and what clients must get. Each expected answer is checked
 * itself: one graphql-js schema of the whole gives it, too, and so does ApolloGateway where nothing is said against it.
 */
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RouterConfig } from '../../src/compose.ts';
import { makeExecutable, type Resolvers } from './generated/executable.ts';
import { type ReferenceGateway, referenceGateway } from './reference-gateway.ts';
import { composeSupergraph, type TestSubgraphs } from './supergraph.ts';
import { type GraphQLAnswer, type RouterInTest, routerOver } from './test-router.ts';

export interface FederationGraph {
  readonly subgraphs: TestSubgraphs;
  /** The same without federation. */
  readonly whole: { readonly sdl: string; readonly resolvers: Resolvers };
  readonly config?: Partial<RouterConfig>;
  /** Before each answer, for what counts calls. */
  readonly reset?: () => void;
}

export interface FederationCase {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly data: unknown;
  /** The paths of all errors, in any order. */
  readonly errors?: readonly string[];
  /** What ApolloGateway does in place of this. */
  readonly apollo?: string;
}

export function federationCases(
  title: string,
  graph: FederationGraph,
  cases: Readonly<Record<string, FederationCase>>,
) {
  describe(title, () => {
    const whole = makeExecutable(graph.whole.sdl, graph.whole.resolvers);
    let router: RouterInTest<string>;
    let gateway: ReferenceGateway;
    beforeAll(async () => {
      router = await routerOver(graph.subgraphs, graph.config);
      const schemas = Object.fromEntries(Object.entries(router.upstreams).map(([name, { schema }]) => [name, schema]));
      gateway = await referenceGateway(composeSupergraph(graph.subgraphs), schemas);
    });
    afterAll(async () => {
      await router?.stop();
      await gateway?.stop();
    });

    test.each(Object.entries(cases))('%s', async (_name, { query, variables = {}, data, errors = [], apollo }) => {
      const ask = async (answer: () => Promise<GraphQLAnswer>) => {
        graph.reset?.();
        return JSON.parse(JSON.stringify(await answer()));
      };
      const answer = await ask(() => router.ask(query, variables));
      expect(answer.data, JSON.stringify(answer.errors)).toEqual(data);
      expect(pathsOf(answer)).toEqual(errors.toSorted());
      // as: graphql-js answers in the shape that the router answers in
      const one = () => graphql({ schema: whole, source: query, variableValues: variables }) as Promise<GraphQLAnswer>;
      const expected = await ask(one);
      expect(JSON.stringify(expected.data)).toBe(JSON.stringify(answer.data));
      expect(pathsOf(expected)).toEqual(errors.toSorted());
      const reference = (await ask(() => gateway.ask(query, variables))).data;
      if (apollo === undefined) expect(reference).toEqual(data);
      else expect(reference, 'what is said against ApolloGateway holds no more').not.toEqual(data);
    });
  });
}

const pathsOf = ({ errors = [] }: GraphQLAnswer): readonly string[] =>
  errors.map(({ path, message }) => path?.join('.') ?? message).toSorted();
