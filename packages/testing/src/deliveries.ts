/** Events as a broker and services of another version may bring them. */
import { readFileSync } from 'node:fs';

/** Every order in which these can arrive, and then each once more, the other way round. */
export const arrivals = <T>(of: readonly T[]): T[][] =>
  permutations(of).map((arrival) => [...arrival, ...arrival.toReversed()]);

function permutations<T>(of: readonly T[]): T[][] {
  if (of.length < 2) return [[...of]];
  return of.flatMap((first, index) => permutations(of.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

interface Versioned {
  readonly type: string;
  readonly dataschema: string;
  readonly data: object;
}

/**
 * The event as a service that is a version behind sends it: between versions optional fields alone are added, so that none
 * of those is there, and what is there that nobody here knows is no hindrance.
 */
export function previousVersion<Event extends Versioned>(event: Event): Event {
  const { required = [] } = schemaOf(event.type);
  const kept = Object.entries(event.data).filter(([name]) => required.includes(name));
  const version = Number(event.dataschema.split('/').at(-1)) - 1;
  return {
    ...event,
    dataschema: event.dataschema.replace(/\d+$/, `${version}`),
    data: { ...Object.fromEntries(kept), givenUpSince: true },
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  };
}

interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const schemaOf = (name: string): Schema =>
  JSON.parse(readFileSync(new URL(`../../../schema/events/${name}.json`, import.meta.url), 'utf8'));

/** Data of an event with the fewest fields that its schema allows. Ids of one type are the same in every sample. */
export const sampleData = (type: string): object => Object(sampleOf(schemaOf(type)));

function sampleOf(schema: Schema): unknown {
  const { $ref, anyOf, properties = {}, required = [] } = schema;
  if ($ref) return sampleOf(schemaOf('common').$defs?.[$ref.split('/').at(-1) ?? ''] ?? {});
  if (anyOf?.[0]) return sampleOf(anyOf[0]);
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]));
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}));
    case 'string':
      return sampleText(schema);
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function sampleText({ pattern = '', format }: Schema): string {
  if (format === 'date-time') return '2026-11-23T09:30:00.000Z';
  const prefix = /^\^([a-z]+)_\[/.exec(pattern)?.[1];
  if (prefix) return `${prefix}_01h455vb4pex5vsknk084sn02q`;
  return pattern.includes('A-Z') ? 'USD' : 'https://example.org/';
}
