import type { Logger } from '@marketplace/kernel/logger';
import type { Caller } from '@marketplace/subgraph/caller';
import { signIdentity } from '@marketplace/subgraph/identity';
import type { Answer } from './answer.ts';
import { boundedCache } from './bounded-cache.ts';
import { judge, type Subject } from './enforcement/verdict.ts';
import { type Executable, makeExecutable, run } from './execution/executable.ts';
import type { Execution } from './execution/execution.ts';
import type { PlanSurroundings } from './execution/surroundings.ts';
import type { JsonObject } from './json.ts';
import { type Limits, OPERATION_TEXT_KEPT, VERDICTS_KEPT } from './limits.ts';
import { type Operation, readOperation } from './operation/operation.ts';
import { coerceVariables } from './operation/variables.ts';
import { apolloPlanner } from './planning/apollo-planner.ts';
import { cachedPlanner } from './planning/plan-cache.ts';
import type { LoadedSupergraph } from './schema/supergraph.ts';
import { type AnswerStream, compileSubscription, type Subscribe } from './subscriptions/subscription.ts';
import type { Upstream } from './transport/upstream.ts';

/** What a client asks, its shape checked. */
export interface GraphRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
}

/** A request that can be run: parsed, valid, its variables coerced. */
export interface PreparedRequest {
  readonly operation: Operation;
  readonly variables: JsonObject;
  readonly coerced: JsonObject;
}

/** One supergraph at work, with everything cached that depends on it. Another supergraph is another graph. */
export interface Graph {
  /** Throws RefusedRequest. */
  prepare(request: GraphRequest): PreparedRequest;
  execute(prepared: PreparedRequest, caller: Caller, signal?: AbortSignal): Promise<Answer>;
  /** The stream of a subscription, or the answer that says why there is none. */
  subscribe(prepared: PreparedRequest, caller: Caller): Promise<AnswerStream | Answer>;
}

export interface GraphConfig {
  readonly upstreams: Readonly<Record<string, Upstream>>;
  /** A subgraph's key for signing identities. */
  identityKey(subgraph: string): Buffer;
  /** The @policy conditions that a caller fulfils. */
  policiesOf(caller: Caller): ReadonlySet<string>;
  readonly limits: Limits;
  readonly logger: Logger;
  readonly nameSubgraphs: boolean;
}

interface Compiled extends Executable {
  readonly subscribe: Subscribe | undefined;
}

export function openGraph(supergraph: LoadedSupergraph, config: GraphConfig): Graph {
  const { api, protections, subtypes, resumables } = supergraph;
  const planner = cachedPlanner(apolloPlanner(supergraph), OPERATION_TEXT_KEPT);
  const { upstreams, logger, nameSubgraphs, limits } = config;
  const surroundings: PlanSurroundings = { upstreams, logger, nameSubgraphs, subtypes };
  const operations = boundedCache<Operation>(OPERATION_TEXT_KEPT);
  const compiled = new WeakMap<Operation, ReturnType<typeof boundedCache<Promise<Compiled>>>>();

  function operationOf({ query, operationName }: GraphRequest): Operation {
    const key = `${operationName ?? ''}\n${query}`;
    const known = operations.get(key);
    if (known) return known;
    const operation = readOperation({ api, protections, limits }, query, operationName);
    operations.set(key, operation, key.length);
    return operation;
  }

  function compiledFor(operation: Operation, caller: Caller): Promise<Compiled> {
    const verdict = judge(operation.rules, subjectOf(caller, config));
    let byVerdict = compiled.get(operation);
    if (!byVerdict) compiled.set(operation, (byVerdict = boundedCache(VERDICTS_KEPT)));
    const known = byVerdict.get(verdict.key);
    if (known) return known;
    const made = makeExecutable(api, planner, surroundings, operation, verdict).then(withSubscription);
    byVerdict.set(verdict.key, made);
    made.catch(() => byVerdict.delete(verdict.key));
    return made;
  }

  function withSubscription(executable: Executable): Compiled {
    const { primary } = executable;
    if (!primary) return { ...executable, subscribe: undefined };
    return { ...executable, subscribe: compileSubscription({ ...executable, primary }, resumables, surroundings) };
  }

  return {
    prepare(request) {
      const operation = operationOf(request);
      return { operation, variables: request.variables, coerced: coerceVariables(api, operation, request.variables) };
    },
    async execute(prepared, caller, signal) {
      const executable = await compiledFor(prepared.operation, caller);
      return run(executable, newExecution(prepared, caller, config, signal));
    },
    async subscribe(prepared, caller) {
      const executable = await compiledFor(prepared.operation, caller);
      const execution = () => newExecution(prepared, caller, config);
      return executable.subscribe ? executable.subscribe(execution) : run(executable, execution());
    },
  };
}

const subjectOf = (caller: Caller, { policiesOf }: GraphConfig): Subject => ({
  signedIn: caller.account !== null,
  scopes: caller.scopes,
  get policies() {
    return policiesOf(caller);
  },
});

function newExecution(
  { variables, coerced }: PreparedRequest,
  caller: Caller,
  { identityKey }: GraphConfig,
  signal?: AbortSignal,
): Execution {
  return {
    data: {},
    variables,
    coerced,
    identityFor: (subgraph) => signIdentity(caller, subgraph, identityKey(subgraph)),
    requestId: caller.requestId,
    signal,
    displaced: [],
    remark: [],
  };
}
