import { once } from 'node:events';
import { readEnvironment, runMain } from '@marketplace/kernel/environment';
import type { Logger } from '@marketplace/kernel/logger';
import { jsonLogger } from './logger.ts';
import { serve } from './serve.ts';
import { listening } from './service-environment.ts';
import type { BoundedContext } from './subgraph.ts';

const STOP_DEADLINE_MS = 25_000; // less than the 30 s after which a container is killed

/**
 * The whole life of a service's process: HOST, PORT and LOG_LEVEL from the environment, then serving until SIGTERM or
 * SIGINT, which drains and exits 0.
 */
export async function runService(name: string, compose: (logger: Logger) => Promise<BoundedContext>): Promise<void> {
  await runMain(async () => {
    const { HOST, PORT, LOG_LEVEL } = readEnvironment(listening(name));
    const logger = jsonLogger(name, LOG_LEVEL);
    const context = await compose(logger);
    const served = await serve(context, { host: HOST, port: PORT, logger });
    await context.start();
    logger.info({ url: served.url }, 'serving');
    const signal = await Promise.race(['SIGTERM', 'SIGINT'].map((name) => once(process, name).then(() => name)));
    logger.info({ signal }, 'draining');
    setTimeout(() => {
      logger.error({}, 'did not stop in time');
      process.exit(1);
    }, STOP_DEADLINE_MS).unref();
    await served.close();
    await context.stop();
    logger.info({}, 'stopped');
    process.exit(0); // nothing that a library left open may keep the process
  });
}
