/** The planner's side of worker-planner.ts: reads one supergraph, then plans one operation after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'graphql';
import { type ReadSupergraph, readSupergraph } from '../schema/read-supergraph.ts';
import { apolloPlanner } from './apollo-planner.ts';
import type { PlanRequest, WorkerMessage } from './worker-planner.ts';

if (!parentPort) throw new Error('this runs as a worker only');
const port = parentPort;
const tell = (message: WorkerMessage) => port.postMessage(message);

const read = readOrTell();
if (read) {
  const planner = apolloPlanner(read);
  port.on('message', async ({ text, labels }: PlanRequest) => {
    try {
      tell({ plan: JSON.stringify(await planner.plan(parse(text, { noLocation: true }), labels)) });
    } catch (error) {
      tell({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  tell({ facts: read.facts });
}

function readOrTell(): ReadSupergraph | undefined {
  try {
    return readSupergraph(String(workerData));
  } catch (error) {
    tell({ wrong: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}
