import { isObject, type JsonObject, own } from '../json.ts';
import { Failure } from './failure.ts';

/**
 * Adds what a fetch brought to what is there, in place. A null never hides an object that another subgraph knows, whichever
 * came first; a value replaces a failure, which is then kept in `displaced`.
 */
export function merge(target: JsonObject, source: JsonObject, displaced: Failure[]): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue; // no field is called so: it would change the object's nature
    const from = source[key];
    if (from !== undefined) target[key] = merged(own(target, key), from, displaced);
  }
}

function merged(to: unknown, from: unknown, displaced: Failure[]): unknown {
  if (to === undefined || to === null) return from;
  if (from === null) return to;
  if (from instanceof Failure) {
    displaced.push(from);
    return to;
  }
  if (to instanceof Failure) {
    displaced.push(to);
    return from;
  }
  if (Array.isArray(to) && Array.isArray(from) && to.length === from.length) {
    for (let i = 0; i < from.length; i += 1) to[i] = merged(to[i], from[i], displaced);
    return to;
  }
  if (!isObject(to) || !isObject(from)) return from;
  merge(to, from, displaced);
  return to;
}
