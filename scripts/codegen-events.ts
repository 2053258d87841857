/** Writes the TypeScript types of all events from their JSON Schemas. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { root } from './root.ts';

const folder = path.join(root, 'schema/events');

const HEADER = `// Generated from schema/events by \`npm run codegen\`. Do not edit.
import type { Id } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
`;

export async function eventTypes(): Promise<string> {
  const types = readdirSync(folder)
    .filter((file) => file.endsWith('.json') && file !== 'common.json')
    .map((file) => file.slice(0, -'.json'.length))
    .sort();
  const read = (name: string): JSONSchema => JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
  const all: JSONSchema = {
    title: 'EventData',
    type: 'object',
    properties: Object.fromEntries(types.map((type) => [type, withoutIdentity(read(type))])),
    required: types,
    $defs: withoutIdentity(read('common')).$defs,
  };
  const { Money: _kernels, ...definitions } = all.$defs ?? {};
  const source = await compile(typed({ ...all, $defs: definitions }), 'EventData', {
    bannerComment: '',
    additionalProperties: false,
    unreachableDefinitions: true,
    cwd: folder,
    style: { singleQuote: true, printWidth: 120 },
  });
  const versions = types.map((type) => `  '${type}': ${read(type)['x-version']},`).join('\n');
  return `${HEADER}
${withoutReferences(source)}
export type EventType = keyof EventData;

/** The version of each type's schema, the last part of its \`dataschema\`. */
export const EVENT_VERSIONS: Readonly<Record<EventType, number>> = {
${versions}
};
`;
}

function withoutIdentity(schema: JSONSchema): JSONSchema {
  const { $id: _id, $schema: _schema, title: _title, 'x-version': _version, ...rest } = schema;
  return rest;
}

/** References become local; ids and money become the kernel's own types. */
function typed(schema: JSONSchema): JSONSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('common.json#/', '#/'), (_key, value: unknown) => {
    if (!isSchema(value)) return value;
    if (value.$ref === '#/$defs/Money') return { tsType: 'Money' };
    if (value.$ref) return { $ref: value.$ref };
    const prefix = typeof value.pattern === 'string' ? /^\^([a-z]+)_\[/.exec(value.pattern)?.[1] : undefined;
    return prefix ? { ...value, tsType: `Id<'${prefix}'>` } : value;
  });
}

/** The compiler notes at each type where it is used: noise in a file of this size. */
function withoutReferences(source: string): string {
  return source
    .replaceAll(/\n \*\n \* This interface was referenced by[^\n]*\n[^\n]*/g, '')
    .replaceAll(/\/\*\*\n \* This interface was referenced by[^\n]*\n[^\n]*\n \*\/\n/g, '');
}

function isSchema(value: unknown): value is JSONSchema {
  return typeof value === 'object' && value !== null;
}
