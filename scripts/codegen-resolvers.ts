/** Resolver types of each subgraph, generated from its schema. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import type { GeneratedFile } from './generated-file.ts';
import { root } from './root.ts';

const config = {
  federation: true,
  useTypeImports: true,
  enumsAsTypes: true,
  contextType: './context.ts#GraphQLContext',
  scalars: { ID: 'string', DateTime: 'Date', MinorUnits: 'number', CurrencyCode: 'string' },
  inputMaybeValue: 'T | null | undefined',
  maybeValue: 'T | null',
};

/** `only`: the name of one subgraph; otherwise all. */
export async function resolverTypes(only?: string): Promise<GeneratedFile[]> {
  const subgraphs = readdirSync(path.join(root, 'subgraphs')).filter(
    (name) => (!only || name === only) && existsSync(path.join(root, 'subgraphs', name, 'schema.graphql')),
  );
  if (subgraphs.length === 0) return [];
  const outputs = await generate(
    {
      silent: true,
      generates: Object.fromEntries(
        subgraphs.map((name) => [
          `subgraphs/${name}/src/graphql/schema.gen.ts`,
          {
            schema: path.join(root, 'subgraphs', name, 'schema.graphql'),
            plugins: [
              { add: { content: '// Generated from schema.graphql by `npm run codegen`. Do not edit.' } },
              'typescript',
              'typescript-resolvers',
            ],
            config: { ...config, mappers: mappers(name) },
          },
        ]),
      ),
    },
    false,
  );
  return outputs.map(({ filename, content }: { filename: string; content: string }) => ({
    file: path.relative(root, path.resolve(root, filename)),
    content,
  }));
}

/** What a subgraph's resolvers are given for a GraphQL type, where it is not the type's own shape. */
function mappers(subgraph: string): Record<string, string> {
  const file = path.join(root, 'subgraphs', subgraph, 'codegen-mappers.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
