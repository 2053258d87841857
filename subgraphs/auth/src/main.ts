import { readEnvironment } from '@marketplace/kernel/environment';
import { runService } from '@marketplace/subgraph/run-service';
import { environment, fromConfig, signingKey } from './compose.ts';

// on its own it is one of several replicas, whose key is given to them
const required = { ...environment, SIGNING_KEY: signingKey };

await runService('auth', async (logger) => fromConfig(readEnvironment(required), logger));
