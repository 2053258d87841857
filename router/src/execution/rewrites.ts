import { type JsonObject, own } from '../json.ts';
import type { FetchDataRewrite } from '../planning/planner.ts';
import type { Subtypes } from '../schema/subtypes.ts';
import { isData } from './failure.ts';

const FRAGMENT = '... on ';

/** The type of a path's fragment step, undefined for a field's name. */
export const fragmentCondition = (step: string | undefined): string | undefined =>
  step?.startsWith(FRAGMENT) ? step.slice(FRAGMENT.length) : undefined;

/** Repairs an object that a subgraph answered, e.g. gives a field back the name that the planner had to change. */
export type Rewrite = (object: JsonObject) => void;

export function outputRewrite(
  rewrites: readonly FetchDataRewrite[] | undefined,
  subtypes: Subtypes,
): Rewrite | undefined {
  if (!rewrites?.length) return undefined;
  const all = rewrites.map((rewrite) => compile(rewrite, subtypes));
  return (object) => {
    for (const apply of all) apply(object);
  };
}

function compile(rewrite: FetchDataRewrite, subtypes: Subtypes): Rewrite {
  const last = rewrite.path.at(-1);
  if (last === undefined) return () => {};
  const change = rewrite.kind === 'ValueSetter' ? setter(last, rewrite.setValueTo) : renamer(last, rewrite.renameKeyTo);
  return rewrite.path.slice(0, -1).reduceRight<Rewrite>((inner, step) => into(step, inner, subtypes), change);
}

const setter =
  (name: string, value: unknown): Rewrite =>
  (object) => {
    object[name] = value;
  };

const renamer =
  (name: string, renamed: string): Rewrite =>
  (object) => {
    const value = own(object, name);
    if (value === undefined) return;
    object[renamed] = value;
    delete object[name];
  };

function into(step: string, inner: Rewrite, subtypes: Subtypes): Rewrite {
  const condition = fragmentCondition(step);
  if (condition === undefined) return (object) => each(own(object, step), inner);
  return (object) => {
    const typename = own(object, '__typename');
    if (typeof typename !== 'string' || subtypes.matches(typename, condition)) inner(object);
  };
}

function each(value: unknown, apply: Rewrite): void {
  if (Array.isArray(value)) for (const item of value) each(item, apply);
  else if (isData(value)) apply(value);
}

/** The names that rewrites give back, for the paths of errors. */
export function renamedKeys(rewrites: readonly FetchDataRewrite[] | undefined): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>();
  for (const rewrite of rewrites ?? []) {
    const name = rewrite.path.at(-1);
    if (rewrite.kind === 'KeyRenamer' && name !== undefined) renamed.set(name, rewrite.renameKeyTo);
  }
  return renamed;
}
