import { Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';
import { isObject, type JsonObject, own } from '../json.ts';
import type { FetchNode } from '../planning/planner.ts';
import {
  type UpstreamAnswer,
  UpstreamError,
  type UpstreamOperation,
  upstreamOperation,
} from '../transport/upstream.ts';
import { contextReader, copyOf, placesAt, type ReadContext } from './context.ts';
import type { Execution, Step } from './execution.ts';
import { Failure, isData } from './failure.ts';
import {
  badAnswer,
  faultError,
  type MarkMissing,
  missingMarker,
  placeErrors,
  readErrors,
  type SubgraphError,
} from './fetch-errors.ts';
import { merge } from './merge.ts';
import { representationWriter, type WriteRepresentation } from './representations.ts';
import { outputRewrite, type Rewrite, renamedKeys } from './rewrites.ts';
import type { PlanSurroundings } from './surroundings.ts';
import { type TargetPath, targetsAt } from './targets.ts';

/** A fetch, compiled: all that does not depend on the request is done. */
export interface CompiledFetch {
  readonly subgraph: string;
  readonly operation: UpstreamOperation;
  readonly variableUsages: readonly string[];
  /** The subgraph's name where clients may see it. */
  readonly shownAs: string | undefined;
  readonly renamed: ReadonlyMap<string, string>;
  readonly rewrite: Rewrite | undefined;
  readonly markMissing: MarkMissing;
  readonly selections: SelectionSetNode;
  readonly copies: boolean;
}

export function compileFetch(node: FetchNode, surroundings: PlanSurroundings): CompiledFetch {
  const renamed = renamedKeys(node.outputRewrites);
  const selections = selectionsOf(node);
  return {
    subgraph: node.serviceName,
    operation: upstreamOperation(node.operation, node.operationName),
    variableUsages: node.variableUsages ?? [],
    shownAs: surroundings.nameSubgraphs ? node.serviceName : undefined,
    renamed,
    rewrite: outputRewrite(node.outputRewrites, surroundings.subtypes),
    markMissing: missingMarker(selections, renamed, surroundings.subtypes),
    selections,
    copies: surroundings.copies,
  };
}

/** What the fetch asks of its targets: the operation's fields, or those of `_entities`. */
function selectionsOf(node: FetchNode): SelectionSetNode {
  const operation = parse(node.operation, { noLocation: true }).definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error(`the plan has a fetch without an operation: ${node.operation}`);
  const root = operation.selectionSet.selections[0];
  const entities = node.requires && root?.kind === Kind.FIELD ? root.selectionSet : undefined;
  return entities ?? operation.selectionSet;
}

export function fetchStep(node: FetchNode, path: TargetPath, surroundings: PlanSurroundings): Step {
  const fetch = compileFetch(node, surroundings);
  if (!node.requires) return rootStep(fetch, path, surroundings);
  const write = representationWriter(node.requires, node.inputRewrites ?? [], surroundings.subtypes);
  if (!node.contextRewrites?.length) return entityStep(fetch, path, write, surroundings);
  return contextStep(fetch, path, write, contextReader(node.contextRewrites, surroundings.subtypes), surroundings);
}

/** Fields of the root, or of a root type that stands deeper in the data. */
function rootStep(fetch: CompiledFetch, path: TargetPath, surroundings: PlanSurroundings): Step {
  return async (execution) => {
    const targets = targetsAt(execution.data, path);
    if (targets.length === 0) return;
    const answer = await send(fetch, variablesText(fetch, execution.variables), execution, surroundings);
    takeRootAnswer(fetch, answer, targets, execution);
  };
}

export type FetchOutcome = UpstreamAnswer | SubgraphError;

const isFault = (outcome: FetchOutcome): outcome is SubgraphError => 'message' in outcome;

/** Merges what a subgraph answered to a fetch of root fields, its errors included. */
export function takeRootAnswer(
  fetch: CompiledFetch,
  outcome: FetchOutcome,
  targets: readonly JsonObject[],
  execution: Execution,
): void {
  const errors = isFault(outcome) ? [outcome] : readErrors(outcome.errors, fetch.renamed, fetch.shownAs);
  const data = isFault(outcome) ? undefined : outcome.data;
  if (isObject(data)) {
    fetch.rewrite?.(data);
    displace(placeErrors(data, errors), execution);
    mergeInto(fetch, targets, data, execution);
  } else {
    markAll(fetch, targets, errors.length > 0 ? errors : [badAnswer(fetch.shownAs)], execution);
  }
}

function entityStep(
  fetch: CompiledFetch,
  path: TargetPath,
  write: WriteRepresentation,
  surroundings: PlanSurroundings,
): Step {
  return (execution) => {
    const asked = represent(fetch, targetsAt(execution.data, path), write, execution);
    if (asked.size === 0) return undefined;
    return fetchEntities(fetch, asked, execution, surroundings);
  };
}

/** One request for each distinct context: its values are the request's variables. */
function contextStep(
  fetch: CompiledFetch,
  path: TargetPath,
  write: WriteRepresentation,
  read: ReadContext,
  surroundings: PlanSurroundings,
): Step {
  return async (execution) => {
    const byContext = new Map<string, JsonObject[]>();
    for (const place of placesAt(execution.data, path)) {
      const context = read(place);
      if (typeof context !== 'string') markAll(fetch, [place.target], reasonsIn(context), execution);
      else byContext.set(context, [...(byContext.get(context) ?? []), place.target]);
    }
    const asking = [...byContext].map(([context, targets]) => {
      const asked = represent(fetch, targets, write, execution);
      return asked.size === 0 ? undefined : fetchEntities(fetch, asked, execution, surroundings, context);
    });
    await Promise.all(asking);
  };
}

/** What is needed has failed, so what needs it has failed for the same reason. */
const reasonsIn = ({ errors }: Failure): readonly SubgraphError[] =>
  errors.map(({ message, extensions }) => ({ message, extensions, path: [] }));

/** Each distinct representation with the entities that it stands for. */
type Representations = ReadonlyMap<string, readonly JsonObject[]>;

function represent(
  fetch: CompiledFetch,
  targets: readonly JsonObject[],
  write: WriteRepresentation,
  execution: Execution,
): Representations {
  const asked = new Map<string, JsonObject[]>();
  for (const target of targets) {
    const representation = write(target);
    if (typeof representation === 'string') {
      const same = asked.get(representation);
      if (same) same.push(target);
      else asked.set(representation, [target]);
    } else if (representation) {
      markAll(fetch, [target], reasonsIn(representation), execution);
    }
  }
  return asked;
}

async function fetchEntities(
  fetch: CompiledFetch,
  asked: Representations,
  execution: Execution,
  surroundings: PlanSurroundings,
  context = '',
): Promise<void> {
  const representations = `"representations":[${[...asked.keys()].join()}]${context && `,${context}`}`;
  const outcome = await send(
    fetch,
    variablesText(fetch, execution.variables, representations),
    execution,
    surroundings,
  );
  const groups = [...asked.values()];
  if (isFault(outcome)) return markAll(fetch, groups.flat(), [outcome], execution);
  const errors = readErrors(outcome.errors, fetch.renamed, fetch.shownAs);
  const entities = isObject(outcome.data) ? own(outcome.data, '_entities') : undefined;
  if (!isObject(outcome.data) || !Array.isArray(entities) || entities.length !== groups.length) {
    const told =
      errors.length > 0 ? errors.map((error) => ({ ...error, path: error.path.slice(2) })) : [badAnswer(fetch.shownAs)];
    return markAll(fetch, groups.flat(), told, execution);
  }
  if (fetch.rewrite) for (const entity of entities) if (isObject(entity)) fetch.rewrite(entity);
  displace(placeErrors(outcome.data, errors), execution);
  for (const [i, targets] of groups.entries()) takeEntity(fetch, entities[i], targets, execution);
}

function takeEntity(fetch: CompiledFetch, entity: unknown, targets: readonly JsonObject[], execution: Execution): void {
  if (entity instanceof Failure) {
    const errors = entity.errors.map(({ message, extensions, below }) => ({ message, extensions, path: below }));
    markAll(fetch, targets, errors, execution);
  } else if (isData(entity)) {
    mergeInto(fetch, targets, entity, execution);
  }
}

function mergeInto(
  { copies }: CompiledFetch,
  targets: readonly JsonObject[],
  data: JsonObject,
  { displaced }: Execution,
): void {
  for (const [i, target] of targets.entries()) merge(target, copies && i > 0 ? copyOf(data) : data, displaced);
}

/** Now, so that fetches which need the fields see why they are missing; and again at the end, when all else is merged. */
function markAll(
  fetch: CompiledFetch,
  targets: readonly JsonObject[],
  errors: readonly SubgraphError[],
  execution: Execution,
): void {
  const mark = () => {
    for (const target of targets) fetch.markMissing(target, errors);
  };
  mark();
  execution.remark.push(mark);
}

function displace(errors: readonly SubgraphError[], execution: Execution): void {
  for (const { message, extensions } of errors) {
    execution.displaced.push(new Failure([{ message, extensions, below: [] }], false));
  }
}

async function send(
  fetch: CompiledFetch,
  variables: string,
  execution: Execution,
  { upstreams, logger }: PlanSurroundings,
): Promise<FetchOutcome> {
  const { subgraph, operation } = fetch;
  const { requestId, signal, deadline } = execution;
  try {
    const upstream = upstreams[subgraph];
    if (!upstream) throw new UpstreamError('unavailable', `there is no upstream for ${subgraph}`);
    return await upstream.execute({
      operation,
      variables,
      identity: execution.identityFor(subgraph),
      requestId,
      signal,
      deadline,
    });
  } catch (error) {
    const fault = error instanceof UpstreamError ? error : new UpstreamError('unavailable', 'fetch failed', error);
    if (fault.fault !== 'cancelled') logger.warn({ err: fault, subgraph, requestId }, 'a subgraph did not answer');
    return faultError(fault, fetch.shownAs);
  }
}

/** Only what the fetch uses and the client gave: a default stands in the fetch's own operation. */
export function variablesText(fetch: CompiledFetch, given: JsonObject, representations?: string): string {
  let text = representations ?? '';
  for (const name of fetch.variableUsages) {
    const value = own(given, name);
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  return `{${text}}`;
}
