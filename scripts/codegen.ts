/**
 * Writes all generated TypeScript: event types from schema/events, resolver types from each subgraph's schema,
 * operation types of our own clients from the public schema.
 * `npm run codegen`, or with `-- --check` fails when a committed file is stale; `-- --only order` does one subgraph's.
 */
import { parseArgs } from 'node:util';
import { eventTypes } from './codegen-events.ts';
import { operationTypes } from './codegen-operations.ts';
import { resolverTypes } from './codegen-resolvers.ts';
import { settle } from './generated-file.ts';

const { only } = parseArgs({ options: { only: { type: 'string' }, check: { type: 'boolean' } } }).values;

settle(
  [
    { file: 'packages/messaging/src/events.gen.ts', content: await eventTypes() },
    ...(await resolverTypes(only)),
    ...(only ? [] : await operationTypes()),
  ],
  'codegen',
);
