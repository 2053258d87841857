import { readEnvironment } from '@marketplace/kernel/environment';
import { runService } from '@marketplace/subgraph/run-service';
import { environment, fromConfig } from './compose.ts';

await runService('user', async (logger) => fromConfig(readEnvironment(environment), logger));
