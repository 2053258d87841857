/** Typed documents of our own API clients, generated against the public schema. */
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import type { GeneratedFile } from './generated-file.ts';
import { root } from './root.ts';

const FOLDERS = ['local/src/tour', 'local/src/simulate'];

export async function operationTypes(): Promise<GeneratedFile[]> {
  return (await Promise.all(FOLDERS.map(typesIn))).flat();
}

async function typesIn(folder: string): Promise<GeneratedFile[]> {
  const [output] = await generate(
    {
      silent: true,
      schema: path.join(root, 'schema/api.graphql'),
      documents: path.join(root, folder, 'operations.graphql'),
      generates: {
        [`${folder}/operations.gen.ts`]: {
          plugins: [
            { add: { content: '// Generated from operations.graphql by `npm run codegen`. Do not edit.' } },
            'typescript-operations',
            'typed-document-node',
          ],
          config: {
            useTypeImports: true,
            enumsAsTypes: true,
            dedupeFragments: true,
            scalars: { ID: 'string', DateTime: 'string', MinorUnits: 'number', CurrencyCode: 'string' },
          },
        },
      },
    },
    false,
  );
  return output ? [{ file: `${folder}/operations.gen.ts`, content: output.content }] : [];
}
