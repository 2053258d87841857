/** Typed documents of our own API clients, generated against the public schema. */
import path from 'node:path';
import { generate } from '@graphql-codegen/cli';
import type { GeneratedFile } from './generated-file.ts';
import { root } from './root.ts';

/** Where the clients keep their operations: every *.graphql file of the folder. */
const FOLDERS = ['local/src/tour', 'local/src/simulate', 'web/app/graphql'];

export async function operationTypes(): Promise<GeneratedFile[]> {
  const files: GeneratedFile[] = [];
  for (const folder of FOLDERS) files.push(...(await operationsIn(folder)));
  return files;
}

async function operationsIn(folder: string): Promise<GeneratedFile[]> {
  const [output] = await generate(
    {
      silent: true,
      schema: path.join(root, 'schema/api.graphql'),
      documents: path.join(root, folder, '*.graphql'),
      generates: {
        [`${folder}/operations.gen.ts`]: {
          plugins: [
            { add: { content: '// Generated from the *.graphql files beside it by `npm run codegen`. Do not edit.' } },
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
