import { isObject, type JsonObject, own } from '../json.ts';
import { Failure } from './failure.ts';

/** A step into the data: a field's response name, or `@` for every item of a list. */
export type TargetPath = readonly string[];

/** The objects at a path, in order, those that are null or failed left out. */
export function targetsAt(data: JsonObject, path: TargetPath): readonly JsonObject[] {
  if (path.length === 0) return [data];
  const found: JsonObject[] = [];
  collect(data, path, 0, found);
  return found;
}

function collect(value: unknown, path: TargetPath, at: number, found: JsonObject[]): void {
  if (value === null || value === undefined || value instanceof Failure) return;
  const step = path[at];
  if (step === undefined) {
    if (isObject(value)) found.push(value);
  } else if (step === '@') {
    if (Array.isArray(value)) for (const item of value) collect(item, path, at + 1, found);
  } else if (isObject(value)) {
    collect(own(value, step), path, at + 1, found);
  }
}
