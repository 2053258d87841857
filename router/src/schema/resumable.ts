import type { Schema } from '@apollo/federation-internals';
import { z } from 'zod';
import { directiveName } from './core-directive.ts';

/** A subscription field with @resumable: asked again with the last event's cursor it goes on without a gap. */
export interface Resumable {
  /** The argument that takes the cursor. */
  readonly argument: string;
  /** Its type as written in the schema, e.g. `String`. */
  readonly argumentType: string;
  /** The field of each event that holds its cursor. */
  readonly cursor: string;
}

const FEATURE = 'https://marketplace.dev/specs/resumable';
const directive = z.object({ argument: z.string().default('after'), cursor: z.string().default('cursor') });

export function readResumables(schema: Schema): ReadonlyMap<string, Resumable> {
  const resumables = new Map<string, Resumable>();
  const name = directiveName(schema, FEATURE, 'resumable');
  for (const field of schema.schemaDefinition.rootType('subscription')?.fields() ?? []) {
    const applied = field.appliedDirectives.find((one) => one.name === name);
    if (!applied) continue;
    const { argument, cursor } = directive.parse(applied.arguments());
    const type = field.argument(argument)?.type;
    if (type) resumables.set(field.name, { argument, argumentType: type.toString(), cursor });
  }
  return resumables;
}
