import { z } from 'zod';
import { packagedText } from './packaged';

const COMMON = 'common';
/** Deep enough for all there are, and an end for one that would hold itself. */
const DEPTH = 4;

interface Shape {
  readonly type?: string | readonly string[] | undefined;
  readonly description?: string | undefined;
  readonly $ref?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly format?: string | undefined;
  readonly properties?: Readonly<Record<string, Shape>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly items?: Shape | undefined;
  readonly anyOf?: readonly Shape[] | undefined;
}

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    description: z.string().optional(),
    $ref: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    format: z.string().optional(),
    properties: z.record(z.string(), shape).optional(),
    required: z.array(z.string()).optional(),
    items: shape.optional(),
    anyOf: z.array(shape).optional(),
  }),
);
const eventSchema = z.object({
  title: z.string(),
  'x-version': z.number(),
  description: z.string(),
  properties: z.record(z.string(), shape),
  required: z.array(z.string()).default([]),
});
const commonSchema = z.object({ $defs: z.record(z.string(), shape) });

export interface EventField {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}
export interface EventDoc {
  readonly type: string;
  readonly version: number;
  readonly description: string;
  readonly fields: readonly EventField[];
}

let docs: Promise<ReadonlyMap<string, EventDoc>> | undefined;

/** Every event's type with its fields, from schema/events. */
export function eventDocs(): Promise<ReadonlyMap<string, EventDoc>> {
  docs ??= readDocs();
  return docs;
}

async function readDocs(): Promise<ReadonlyMap<string, EventDoc>> {
  const keys = await useStorage('assets:schema').getKeys('events');
  const names = keys.map((key) => key.replace(/^events:/, '').replace(/\.json$/, '')).sort();
  const { $defs } = commonSchema.parse(JSON.parse(await packagedText('schema', `events/${COMMON}.json`)));
  const found = new Map<string, EventDoc>();
  for (const name of names) {
    if (name === COMMON) continue;
    const schema = eventSchema.parse(JSON.parse(await packagedText('schema', `events/${name}.json`)));
    found.set(schema.title, {
      type: schema.title,
      version: schema['x-version'],
      description: schema.description,
      fields: fieldsOf(schema, '', $defs),
    });
  }
  return found;
}

function fieldsOf(
  { properties = {}, required = [] }: Pick<Shape, 'properties' | 'required'>,
  before: string,
  defs: Readonly<Record<string, Shape>>,
  depth = 1,
): EventField[] {
  return Object.entries(properties).flatMap(([name, given]) => {
    const known = resolved(given, defs);
    const path = before + name;
    const field = {
      path,
      type: typeOf(given, defs),
      required: required.includes(name),
      description: given.description ?? known.description ?? '',
    };
    return [field, ...(depth < DEPTH ? fieldsOf(known, `${path}.`, defs, depth + 1) : [])];
  });
}

function resolved(given: Shape, defs: Readonly<Record<string, Shape>>): Shape {
  const name = given.$ref?.split('/').pop();
  return (name && defs[name]) || given;
}

function typeOf(given: Shape, defs: Readonly<Record<string, Shape>>): string {
  const known = resolved(given, defs);
  if (known.enum) return known.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (known.anyOf) return known.anyOf.map((one) => typeOf(one, defs)).join(' | ');
  if (known.items) return `${typeOf(known.items, defs)}[]`;
  const types = typeof known.type === 'string' ? [known.type] : (known.type ?? ['any']);
  return types.map((type) => (type === 'string' && known.format ? known.format : type)).join(' | ');
}
