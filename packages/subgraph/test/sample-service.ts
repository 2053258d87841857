/** A service with one field, for the tests of a service's life. */
import { readEnvironment } from '@marketplace/kernel/environment';
import { createSubgraph } from '../src/create-subgraph.ts';
import { identityKey } from '../src/identity.ts';
import { runService } from '../src/run-service.ts';
import { routerSecret } from '../src/service-environment.ts';

await runService('sample', async (logger) => {
  const { ROUTER_SECRET } = readEnvironment({ ROUTER_SECRET: routerSecret });
  return {
    subgraph: createSubgraph({
      name: 'sample',
      sdl: 'type Query { slow: String }',
      resolvers: {
        Query: {
          slow: async () => {
            logger.info({}, 'asked');
            await new Promise((resolve) => process.once('SIGTERM', resolve));
            return 'answered while draining';
          },
        },
      },
      context: () => ({}),
      identityKey: identityKey(ROUTER_SECRET, 'sample'),
      logger,
    }),
    start: async () => logger.info({}, 'started'),
    ready: async () => {},
    stop: async () => logger.info({}, 'parts closed'),
  };
});
