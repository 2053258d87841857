/**
 * Writes schema/supergraph.graphql and schema/api.graphql from the subgraphs that supergraph.yaml names.
 * `npm run compose`, or with `-- --check` fails when a committed one is stale.
 */
import path from 'node:path';
import { settle } from './generated-file.ts';
import { root } from './root.ts';
import { composeSupergraph, NotComposable, readSupergraphConfig } from './supergraph.ts';

try {
  const { supergraph, api, hints } = composeSupergraph(readSupergraphConfig(path.join(root, 'supergraph.yaml')));
  for (const hint of hints) console.warn(`hint: ${hint}`);
  settle(
    [
      { file: 'schema/supergraph.graphql', content: supergraph },
      { file: 'schema/api.graphql', content: api },
    ],
    'compose',
  );
} catch (error) {
  if (!(error instanceof NotComposable)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
