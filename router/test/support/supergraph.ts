import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible", "@interfaceObject", "@override",
  "@authenticated", "@requiresScopes", "@policy", "@composeDirective", "@cost", "@listSize", "@context",
  "@fromContext"])`;

export interface TestSubgraph {
  /** Without the `@link` to federation, which is put before it. */
  readonly sdl: string;
  readonly resolvers: object;
}

export type TestSubgraphs = Readonly<Record<string, TestSubgraph>>;

const typeDefsOf = ({ sdl }: TestSubgraph): DocumentNode => parse(`${LINK}\n${sdl}`);

export function composeSupergraph(subgraphs: TestSubgraphs, urls: Readonly<Record<string, string>> = {}): string {
  const result = composeServices(
    Object.entries(subgraphs).map(([name, subgraph]) => ({
      name,
      url: urls[name] ?? `http://${name}.invalid/graphql`,
      typeDefs: typeDefsOf(subgraph),
    })),
  );
  if (!result.supergraphSdl) throw new Error(result.errors?.map(({ message }) => message).join('\n'));
  return result.supergraphSdl;
}

export const executableSchema = (subgraph: TestSubgraph): GraphQLSchema =>
  // as: the library's type wants every resolver to take its own kind of arguments
  buildSubgraphSchema([
    { typeDefs: typeDefsOf(subgraph), resolvers: subgraph.resolvers as Record<string, Record<string, () => unknown>> },
  ]);
