import type { Logger } from '@marketplace/kernel/logger';
import type { Caller } from '@marketplace/subgraph/caller';
import { signIdentity } from '@marketplace/subgraph/identity';
import { type GraphQLSchema, validate } from 'graphql';
import { type Answer, RefusedRequest } from './answer.ts';
import { type BoundedCache, boundedCache } from './bounded-cache.ts';
import { judge, type Subject } from './enforcement/verdict.ts';
import { dataKeys } from './execution/data-keys.ts';
import { type Executable, makeExecutable, run } from './execution/executable.ts';
import type { Execution } from './execution/execution.ts';
import type { PlanSurroundings } from './execution/surroundings.ts';
import type { JsonObject } from './json.ts';
import { EXECUTABLES_KEPT, type Limits, OPERATION_TEXT_KEPT } from './limits.ts';
import { decisionKey } from './operation/decided.ts';
import { type Operation, readOperation } from './operation/operation.ts';
import type { PersistedOperations } from './operation/persisted.ts';
import { coerceVariables } from './operation/variables.ts';
import { labelChooser } from './planning/choose-labels.ts';
import { cachedPlanner } from './planning/plan-cache.ts';
import type { OpenedSupergraph } from './planning/planner.ts';
import { type AnswerStream, compileSubscription, StreamEnded, type Subscribe } from './subscriptions/subscription.ts';
import { turns } from './subscriptions/turns.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Upstream } from './transport/upstream.ts';

/** What a client asks, its shape checked. */
export interface GraphRequest {
  /** Undefined when its hash stands for it. */
  readonly query: string | undefined;
  /** SHA-256 in hexadecimal, of an automatic persisted query. */
  readonly hash: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: JsonObject;
}

/** A request that can be run: parsed, valid, its variables coerced. */
export interface PreparedRequest {
  readonly operation: Operation;
  readonly variables: JsonObject;
  readonly coerced: JsonObject;
  /** 0 where none is counted. */
  readonly cost: number;
}

/** One supergraph at work, with everything cached that depends on it. Another supergraph is another graph. */
export interface Graph {
  /** Throws RefusedRequest. */
  prepare(request: GraphRequest): PreparedRequest;
  execute(prepared: PreparedRequest, caller: Caller, signal?: AbortSignal): Promise<Answer>;
  /** The stream of a subscription, or the answer that says why there is none. */
  subscribe(prepared: PreparedRequest, caller: Caller): Promise<AnswerStream | Answer>;
  /** What it ran of late, the latest last: for the graph that follows it. */
  hottest(count: number): readonly HotOperation[];
  /** Plans and compiles what is going to be asked for. What does not fit this supergraph is left out. */
  warm(operations: readonly HotOperation[]): Promise<void>;
  /** Ends the streams that another client schema has no place for. */
  endStreamsOutside(api: GraphQLSchema): void;
  /** Another one is served now. What is under way ends here. */
  retire(): void;
  /** Ends its planner. What is under way fails where it still has to be planned. */
  close(): Promise<void>;
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
  /** Labels of progressive @override that are switched on. */
  readonly overrideLabels: ReadonlySet<string>;
  /** Outlives the graph: it depends on no supergraph. */
  readonly persisted: PersistedOperations;
  readonly metrics?: Metrics | undefined;
}

/** For whom an operation was compiled, how its @skip and @include were decided, and which @override labels held. */
interface Way {
  readonly subject: Subject;
  readonly switched: JsonObject;
  readonly labels: readonly string[];
}

/** An operation, and the ways in which it was compiled. */
export interface HotOperation {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly ways: readonly Way[];
}

interface KnownOperation extends Operation {
  readonly query: string;
  /** The operationName that the client sent, which is mostly none. */
  readonly operationName: string | undefined;
}

interface Compiled extends Executable {
  readonly subscribe: Subscribe | undefined;
}

/** For the callers of one verdict, of whom `subject` is one. */
interface CompiledFor extends Way {
  readonly compiled: Promise<Compiled>;
}

export function openGraph({ supergraph, planner: given }: OpenedSupergraph, config: GraphConfig): Graph {
  const { api, protections, costs, subtypes, resumables } = supergraph;
  const planner = cachedPlanner(given, OPERATION_TEXT_KEPT);
  const { upstreams, logger, nameSubgraphs, limits, persisted } = config;
  const keys = dataKeys(supergraph.neededNames);
  const surroundings: PlanSurroundings = { upstreams, logger, nameSubgraphs, subtypes, keys, copies: false };
  const labels = labelChooser(supergraph.overrideLabels, config.overrideLabels);
  const operations = boundedCache<KnownOperation>(OPERATION_TEXT_KEPT);
  const compiled = new WeakMap<Operation, BoundedCache<CompiledFor>>();
  const streams = new Map<AnswerStream, Operation>();
  const completions = turns(COMPLETIONS_AT_ONCE);

  function operationOf({ operationName, ...sent }: GraphRequest): Operation {
    const query = persisted.textOf(sent);
    const key = `${operationName ?? ''}\n${query}`;
    let operation = operations.get(key);
    if (!operation) {
      operation = { ...readOperation({ api, protections, costs, limits }, query, operationName), query, operationName };
      operations.set(key, operation, key.length);
    }
    if (sent.hash !== undefined) persisted.keep(sent.hash, query);
    return operation;
  }

  function compiledFor(operation: Operation, { subject, switched, labels }: Way): Promise<Compiled> {
    const verdict = judge(operation.rules, subject);
    let ways = compiled.get(operation);
    if (!ways) compiled.set(operation, (ways = boundedCache(EXECUTABLES_KEPT)));
    const key = `${decisionKey(operation.switches, switched)} ${verdict.key} ${labels.join()}`;
    const known = ways.get(key);
    if (known) return known.compiled;
    const decisions = { verdict, switched, labels };
    const made = makeExecutable(api, planner, surroundings, operation, decisions).then(withSubscription);
    ways.set(key, { subject, switched: switchedBy(operation, switched), labels, compiled: made });
    made.catch(() => ways.delete(key));
    return made;
  }

  const wayOf = ({ coerced }: PreparedRequest, caller: Caller): Way => ({
    subject: subjectOf(caller, config),
    switched: coerced,
    labels: labels(),
  });

  function withSubscription(executable: Executable): Compiled {
    const { primary } = executable;
    if (!primary) return { ...executable, subscribe: undefined };
    return {
      ...executable,
      subscribe: compileSubscription({ ...executable, primary }, resumables, surroundings, completions),
    };
  }

  return {
    prepare(request) {
      const operation = operationOf(request);
      const coerced = coerceVariables(api, operation, request.variables);
      const cost = limits.cost === Number.POSITIVE_INFINITY ? 0 : operation.costOf(coerced);
      if (cost > limits.cost) throw tooDear(cost, limits.cost);
      return { operation, variables: request.variables, coerced, cost };
    },
    async execute(prepared, caller, signal) {
      const executable = await compiledFor(prepared.operation, wayOf(prepared, caller));
      return run(executable, newExecution(prepared, caller, config, signal));
    },
    async subscribe(prepared, caller) {
      const executable = await compiledFor(prepared.operation, wayOf(prepared, caller));
      const execution = () => newExecution(prepared, caller, config);
      if (!executable.subscribe) return run(executable, execution());
      const stream = executable.subscribe(execution);
      streams.set(stream, prepared.operation);
      config.metrics?.streamsChangedBy(1);
      stream.onEnd(() => {
        streams.delete(stream);
        config.metrics?.streamsChangedBy(-1);
      });
      return stream;
    },
    hottest: (count) =>
      operations
        .values()
        .slice(-count)
        .map((operation) => ({
          query: operation.query,
          operationName: operation.operationName,
          ways: compiled.get(operation)?.values() ?? [],
        })),
    async warm(hot) {
      for (const { query, operationName, ways } of hot) {
        try {
          const operation = operationOf({ query, operationName, hash: undefined, variables: {} });
          for (const way of ways) await compiledFor(operation, way);
        } catch (error) {
          logger.debug({ err: error }, 'an operation does not fit the new supergraph');
        }
      }
    },
    endStreamsOutside(other) {
      for (const [stream, { document }] of streams) if (validate(other, document).length > 0) stream.end(OUTDATED);
    },
    retire: planner.rest,
    close: planner.close,
  };
}

const switchedBy = ({ switches }: Operation, coerced: JsonObject): JsonObject =>
  Object.fromEntries(switches.map((name) => [name, coerced[name]]));

/** Events being completed at the same time: fewer than the requests that a subgraph gets at once. */
const COMPLETIONS_AT_ONCE = 64;

const OUTDATED = new StreamEnded('The schema has changed: subscribe again.', 'GRAPHQL_VALIDATION_FAILED');

const tooDear = (estimated: number, limit: number): RefusedRequest =>
  new RefusedRequest([
    {
      message: `The operation's cost of ${estimated} is above the limit of ${limit}: ask for less at once.`,
      extensions: { code: 'COST_EXCEEDED', cost: { estimated, limit } },
    },
  ]);

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
  { identityKey, limits }: GraphConfig,
  signal?: AbortSignal,
): Execution {
  return {
    data: {},
    variables,
    coerced,
    identityFor: (subgraph) => signIdentity(caller, subgraph, identityKey(subgraph)),
    requestId: caller.requestId,
    signal,
    deadline: Date.now() + limits.operationMs,
    displaced: [],
    remark: [],
  };
}
