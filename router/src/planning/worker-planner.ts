import { Worker } from 'node:worker_threads';
import { type DocumentNode, print } from 'graphql';
import { refused } from '../answer.ts';
import { type SupergraphFacts, supergraphOf, WrongSupergraph } from '../schema/supergraph.ts';
import type { OpenedSupergraph, Planner, QueryPlan } from './planner.ts';

/** What the worker is asked. */
export interface PlanRequest {
  readonly text: string;
  readonly labels: readonly string[];
}

/** What the worker says: once of the supergraph, then to each operation's text. */
export type WorkerMessage =
  | { readonly facts: SupergraphFacts }
  | { readonly wrong: string }
  | { readonly plan: string }
  | { readonly failed: string };

/** Some operations have plans by the million to choose from. The planner is started anew when one takes so long. */
const PLAN_MS = 10_000;
/** Operations that wait to be planned: some seconds' worth. */
const MAX_WAITING = 500;

export interface WorkerPlannerOptions {
  readonly planMs?: number;
  readonly maxWaiting?: number;
}

interface Waiting {
  readonly request: PlanRequest;
  resolve(plan: QueryPlan): void;
  reject(error: Error): void;
}

/**
 * Reads the supergraph and plans in a thread of its own: requests whose plans are known don't wait for those that have to
 * be planned, nor for a supergraph that is read anew. Rejects with WrongSupergraph.
 */
export async function openInWorker(sdl: string, options: WorkerPlannerOptions = {}): Promise<OpenedSupergraph> {
  const first = startWorker(sdl);
  const facts = await new Promise<SupergraphFacts>((resolve, reject) => {
    first.once('error', reject);
    first.once('message', (message: WorkerMessage) => {
      if ('facts' in message) resolve(message.facts);
      else reject(new WrongSupergraph('wrong' in message ? message.wrong : 'the planner did not start'));
    });
  }).catch(async (error: unknown) => {
    await first.terminate();
    throw error;
  });
  return { supergraph: supergraphOf(facts), planner: workerPlanner(sdl, first, options) };
}

function startWorker(sdl: string): Worker {
  const worker = new Worker(new URL('./planner-worker.ts', import.meta.url), { workerData: sdl });
  worker.unref();
  return worker;
}

function workerPlanner(
  sdl: string,
  first: Worker,
  { planMs = PLAN_MS, maxWaiting = MAX_WAITING }: WorkerPlannerOptions,
): Planner {
  const queue: Waiting[] = [];
  let current: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let resting = false;
  let worker: Worker | undefined;
  use(first);

  function use(started: Worker): Worker {
    worker = started;
    started.on('message', (message: WorkerMessage) => {
      if (started === worker && ('plan' in message || 'failed' in message)) settle((one) => answer(one, message));
    });
    started.on('error', (error) => {
      if (started === worker) giveUp(new Error('the planner failed', { cause: error }));
    });
    return started;
  }

  function stop(): void {
    worker?.terminate();
    worker = undefined; // started again when it is needed
  }

  function settle(conclude: (one: Waiting) => void): void {
    clearTimeout(timer);
    const one = current;
    current = undefined;
    if (one) conclude(one);
    next();
  }

  function next(): void {
    if (current || closed) return;
    current = queue.shift();
    if (!current) {
      if (resting) stop();
      return;
    }
    timer = setTimeout(() => giveUp(refused('COST_EXCEEDED', 'The operation takes too long to plan.')), planMs);
    (worker ?? use(startWorker(sdl))).postMessage(current.request);
  }

  /** The operation under way fails; those behind it go to a new worker. */
  function giveUp(error: Error): void {
    stop();
    settle((one) => one.reject(error));
  }

  return {
    plan: (document: DocumentNode, labels) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the planner is closed'));
        if (queue.length >= maxWaiting) return reject(refused('RATE_LIMITED', 'Too many new operations, try again.'));
        queue.push({ request: { text: print(document), labels }, resolve, reject });
        next();
      }),
    rest() {
      resting = true;
      next();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const one of current ? [current, ...queue] : queue) one.reject(new Error('the planner is closed'));
      queue.length = 0;
      await worker?.terminate();
    },
  };
}

function answer(one: Waiting, reply: Extract<WorkerMessage, { plan: string } | { failed: string }>): void {
  if ('failed' in reply) one.reject(new Error('the planner failed', { cause: reply.failed }));
  // as: the worker wrote a plan
  else one.resolve(JSON.parse(reply.plan) as QueryPlan);
}
