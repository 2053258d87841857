/** A generated model made to run: as one schema, and as subgraphs. Every value follows from where it is asked for. */

import type { GraphQLSchema } from 'graphql';
import type { TestSubgraphs } from '../supergraph.ts';
import { makeExecutable, type Resolvers } from './executable.ts';
import type { FieldModel, TypeModel, WorldModel } from './model.ts';
import { hash } from './random.ts';
import { valueOfType } from './values.ts';

export interface World {
  readonly whole: GraphQLSchema;
  readonly subgraphs: TestSubgraphs;
}

const COMMON = 'enum Color { RED GREEN BLUE }\ninput In { a: Int = 1 b: [String] c: Color }';

export function makeWorld(model: WorldModel): World {
  const whole = [
    COMMON,
    ...model.abstracts.map((one) => abstractSdl(one)),
    ...model.types.map((type) => wholeSdl(type)),
  ];
  return {
    whole: makeExecutable(
      whole.join('\n'),
      resolversOf(model, model.types, () => true),
    ),
    subgraphs: Object.fromEntries(model.subgraphs.map((name) => [name, subgraphOf(model, name)])),
  };
}

const abstractSdl = ({ name, kind, members }: WorldModel['abstracts'][number]): string =>
  kind === 'union' ? `union ${name} = ${members.join(' | ')}` : `interface ${name} { id: ID! }`;

const fieldSdl = ({ name, type, args }: FieldModel, directives = ''): string =>
  `  ${name}${args.length > 0 ? `(${args.join(' ')})` : ''}: ${type}${directives}`;

function wholeSdl(type: TypeModel): string {
  const keys = type.kind === 'entity' ? ['  id: ID!', ...(type.hasCode ? ['  code: String!'] : [])] : [];
  const fields = type.fields.map((field) => fieldSdl(field));
  return `type ${type.name}${implementing(type.implements)} {\n${[...keys, ...fields].join('\n')}\n}`;
}

const implementing = (names: readonly string[]): string => (names.length > 0 ? ` implements ${names.join(' & ')}` : '');

function subgraphOf(model: WorldModel, subgraph: string) {
  const mine = (field: FieldModel) => field.owners.includes(subgraph);
  const types = model.types.filter((type) => type.kind === 'entity' || type.fields.some(mine));
  const sdl = [COMMON, ...model.abstracts.map(abstractSdl), ...types.map((type) => partSdl(type, subgraph, mine))];
  return { sdl: sdl.join('\n'), resolvers: resolversOf(model, types, mine) };
}

function partSdl(type: TypeModel, subgraph: string, mine: (field: FieldModel) => boolean): string {
  const own = type.fields.filter(mine);
  const required = new Set(own.flatMap(({ requires }) => requires ?? []));
  const external = type.fields.filter((field) => required.has(field.name) && !mine(field));
  const lines = [
    ...own.map((field) => {
      const requires = field.requires === undefined ? '' : ` @requires(fields: "${field.requires}")`;
      return fieldSdl(field, requires + (field.owners.length > 1 && type.kind !== 'value' ? ' @shareable' : ''));
    }),
    ...external.map((field) => fieldSdl(field, ' @external')),
  ];
  if (type.kind !== 'entity') {
    const shareable = type.kind === 'value' ? ' @shareable' : '';
    return `type ${type.name}${shareable} {\n${lines.join('\n')}\n}`;
  }
  const byCode = type.byCode.includes(subgraph);
  const both = type.hasCode && !byCode;
  const resolvable = own.length > 0 ? '' : ', resolvable: false';
  const keys = byCode ? ['code'] : both ? ['id', 'code'] : ['id'];
  const directives = keys.map((key) => ` @key(fields: "${key}"${resolvable})`).join('');
  const keyFields = keys.map((key) => (key === 'id' ? '  id: ID!' : '  code: String!'));
  return `type ${type.name}${implementing(type.implements)}${directives} {\n${[...keyFields, ...lines].join('\n')}\n}`;
}

/** An object of the world, as resolvers pass it on. */
interface Thing {
  readonly __typename: string;
  /** Of an entity. */
  readonly id?: string;
  /** Of a value: where it was asked for. */
  readonly place?: string;
  readonly [required: string]: unknown;
}

const codeOf = (id: unknown): string => `code-${id}`;
const idOf = (code: unknown): string => String(code).slice('code-'.length);
const placeOf = (thing: Thing | undefined): string =>
  thing?.id === undefined ? (thing?.place ?? 'root') : `${thing.__typename}:${thing.id}`;

function resolversOf(model: WorldModel, types: readonly TypeModel[], mine: (field: FieldModel) => boolean): Resolvers {
  const resolvers: Resolvers = {};
  for (const type of types) {
    const fields: Resolvers[string] = {};
    for (const field of type.fields.filter(mine)) fields[field.name] = resolverOf(model, type, field);
    if (type.kind === 'entity') {
      fields.id = (thing) => thing.id;
      if (type.hasCode) fields.code = (thing) => codeOf(thing.id);
      fields.__resolveReference = ({ id, code, ...rest }) => ({ ...rest, __typename: type.name, id: id ?? idOf(code) });
    }
    resolvers[type.name] = fields;
  }
  return resolvers;
}

function resolverOf(model: WorldModel, type: TypeModel, field: FieldModel): Resolvers[string][string] {
  const required = type.fields.find(({ name }) => name === field.requires);
  const valueAt = (place: string, of: FieldModel, args: object) =>
    valueOfType(model, of.type, `${place}.${of.name}(${JSON.stringify(args)})`);
  return (thing: Thing | undefined, args: object) => {
    const place = placeOf(thing);
    if (required) {
      // A subgraph was given it; the whole schema finds it out.
      const given = thing && required.name in thing ? thing[required.name] : valueAt(place, required, {});
      return `${place}.${field.name} of ${JSON.stringify(given)}`;
    }
    if (field.throws && hash(`${place}.${field.name}!`) % 4 === 0) throw new Error(`${field.name} failed`);
    return valueAt(place, field, args);
  };
}
