/** From a subgraph's errors to failures in the data, where they come out on the client's paths. */
import { Kind, type SelectionNode, type SelectionSetNode } from 'graphql';
import type { AnswerError, ErrorCode } from '../answer.ts';
import { isObject, type JsonObject, own } from '../json.ts';
import type { Subtypes } from '../schema/subtypes.ts';
import type { UpstreamError, UpstreamFault } from '../transport/upstream.ts';
import { Failure, type FailureError, isData } from './failure.ts';

/** An error as a subgraph sent it, read with care. */
export interface SubgraphError {
  readonly message: string;
  readonly extensions: AnswerError['extensions'];
  readonly path: readonly (string | number)[];
}

/** What clients are told of each fault. */
export const FAULTS: Record<UpstreamFault, { readonly code: ErrorCode; readonly message: string }> = {
  unavailable: { code: 'SUBGRAPH_UNAVAILABLE', message: 'The service behind this field is not available.' },
  lost: { code: 'SUBGRAPH_UNAVAILABLE', message: 'The connection to the service behind this field was lost.' },
  timeout: { code: 'SUBGRAPH_TIMEOUT', message: 'The service behind this field took too long.' },
  cancelled: { code: 'SUBGRAPH_UNAVAILABLE', message: 'The request was cancelled.' },
};

export function faultError({ fault }: UpstreamError, subgraph: string | undefined): SubgraphError {
  const { code, message } = FAULTS[fault];
  return { message, path: [], extensions: { code, ...(subgraph !== undefined && { subgraph }) } };
}

export const badAnswer = (subgraph: string | undefined): SubgraphError => ({
  message: 'The service behind this field gave no valid answer.',
  path: [],
  extensions: { code: 'SUBGRAPH_UNAVAILABLE', ...(subgraph !== undefined && { subgraph }) },
});

/**
 * @param renamed names that the planner changed, and what the client calls them
 * @param subgraph the name to show, undefined where clients are not to know
 */
export function readErrors(
  errors: unknown,
  renamed: ReadonlyMap<string, string>,
  subgraph: string | undefined,
): readonly SubgraphError[] {
  if (!Array.isArray(errors)) return [];
  return errors.filter(isObject).map(({ message, path, extensions }) => ({
    message: typeof message === 'string' ? message : 'The service behind this field failed.',
    path: Array.isArray(path) ? path.filter(isPathPart).map((part) => renamed.get(String(part)) ?? part) : [],
    extensions: readExtensions(extensions, subgraph),
  }));
}

const isPathPart = (part: unknown): part is string | number => typeof part === 'string' || typeof part === 'number';

/** Everything but what tells of a subgraph's insides. */
function readExtensions(extensions: unknown, subgraph: string | undefined): AnswerError['extensions'] {
  const { code, stacktrace: _, exception: __, serviceName: ___, ...more } = isObject(extensions) ? extensions : {};
  return {
    ...more,
    code: typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
    ...(subgraph !== undefined && { subgraph }),
  };
}

/** Puts each error where the data has the null that it explains. Returns those for which there is no such null. */
export function placeErrors(data: JsonObject, errors: readonly SubgraphError[]): readonly SubgraphError[] {
  const placed = new Map<Failure, FailureError[]>();
  return errors.filter((error) => !place(data, error, placed));
}

function place(
  data: JsonObject,
  { message, extensions, path }: SubgraphError,
  placed: Map<Failure, FailureError[]>,
): boolean {
  let parent: JsonObject | unknown[] = data;
  for (const [depth, part] of path.entries()) {
    const value: unknown = Array.isArray(parent) ? parent[Number(part)] : own(parent, String(part));
    const error = { message, extensions, below: path.slice(depth + 1) };
    if (value instanceof Failure) {
      placed.get(value)?.push(error);
      return true;
    }
    if (value === null) {
      const errors = [error];
      const failure = new Failure(errors, true);
      placed.set(failure, errors);
      // as: an array takes an index, an object a name, and `value` was just read from there
      (parent as JsonObject)[part] = failure;
      return true;
    }
    if (!Array.isArray(value) && !isObject(value)) return false;
    parent = value;
  }
  return false;
}

/** Marks the fields that a fetch should have brought. */
export type MarkMissing = (target: JsonObject, errors: readonly SubgraphError[]) => void;

export function missingMarker(
  selections: SelectionSetNode,
  renamed: ReadonlyMap<string, string>,
  subtypes: Subtypes,
): MarkMissing {
  const mark = (target: JsonObject, { selections }: SelectionSetNode, failureOf: (name: string) => Failure): void => {
    for (const selection of selections) markOne(target, selection, failureOf);
  };
  const markOne = (target: JsonObject, selection: SelectionNode, failureOf: (name: string) => Failure): void => {
    if (selection.kind === Kind.FIELD) {
      const asked = selection.alias?.value ?? selection.name.value;
      const name = renamed.get(asked) ?? asked;
      if (name === '__typename') return;
      const value = own(target, name);
      if (value === undefined) target[name] = failureOf(name);
      else if (selection.selectionSet) markIn(value, selection.selectionSet, failureOf(name));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value;
      const typename = own(target, '__typename');
      const applies = condition === undefined || typeof typename !== 'string' || subtypes.matches(typename, condition);
      if (applies) mark(target, selection.selectionSet, failureOf);
    }
  };
  /** Another fetch has brought the object: only what is missing in it failed. */
  const markIn = (value: unknown, selections: SelectionSetNode, failure: Failure): void => {
    if (Array.isArray(value)) for (const item of value) markIn(item, selections, failure);
    else if (isData(value)) mark(value, selections, () => failure);
  };
  return (target, errors) => mark(target, selections, (name) => failureOf(name, errors));
}

/** Of several errors a field gets its own, or else the first. */
function failureOf(name: string, errors: readonly SubgraphError[]): Failure {
  const mine = errors.filter(({ path }) => path[0] === name);
  const told = mine.length > 0 ? mine : errors.slice(0, 1);
  const below = (path: SubgraphError['path']) => (mine.length > 0 ? path.slice(1) : []);
  return new Failure(
    told.map(({ message, extensions, path }) => ({ message, extensions, below: below(path) })),
    false,
  );
}
