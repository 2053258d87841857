/** Made-up operations over a schema: fragments of all kinds, aliases, variables with and without values, conditions. */
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { type Random, randomFrom } from './random.ts';

export interface GeneratedQuery {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Queries that graphql-js finds valid; most are at the first try. */
export function generateQuery(schema: GraphQLSchema, seed: number): GeneratedQuery {
  for (let attempt = 0; ; attempt += 1) {
    const query = attemptAt(schema, randomFrom(seed * 1_000 + attempt));
    if (validate(schema, parse(query.text)).length === 0) return query;
    if (attempt > 500) throw new Error(`no valid query for seed ${seed}: ${query.text}`);
  }
}

interface Draft {
  readonly schema: GraphQLSchema;
  readonly random: Random;
  readonly definitions: string[];
  readonly variables: Record<string, unknown>;
  readonly fragments: string[];
  names: number;
}

function attemptAt(schema: GraphQLSchema, random: Random): GeneratedQuery {
  const draft: Draft = { schema, random, definitions: [], variables: {}, fragments: [], names: 0 };
  const root = schema.getQueryType();
  if (!root) throw new Error('no query type');
  const selections = selectionSet(draft, root, 3);
  const definitions = draft.definitions.length > 0 ? `(${draft.definitions.join(', ')})` : '';
  return { text: [`query Q${definitions} ${selections}`, ...draft.fragments].join('\n'), variables: draft.variables };
}

function selectionSet(draft: Draft, type: GraphQLNamedType, depth: number): string {
  const { random, schema } = draft;
  const selections: string[] = [];
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values(type.getFields());
    const composite = fields.filter((one) => !isLeafType(getNamedType(one.type)));
    for (let i = 0; i < 1 + random.below(3); i += 1) {
      const among = composite.length > 0 && depth > 1 && random.chance(0.4) ? composite : fields;
      selections.push(field(draft, random.pick(among), depth));
    }
  }
  if (isAbstractType(type)) {
    for (const member of random.some(schema.getPossibleTypes(type), 1)) {
      selections.push(inline(draft, member.name, selectionSet(draft, member, depth)));
    }
  }
  if (random.chance(0.15) || selections.length === 0) selections.push('__typename');
  if (random.chance(0.2)) selections.push(fragment(draft, type, depth));
  return `{ ${selections.join(' ')} }`;
}

function field(draft: Draft, definition: GraphQLField<unknown, unknown>, depth: number): string {
  const { random } = draft;
  const type = getNamedType(definition.type);
  const leaf = isLeafType(type);
  if (!leaf && depth === 0) return '__typename';
  const args = definition.args.flatMap((argument) => {
    const required = isNonNullType(argument.type) && argument.defaultValue === undefined;
    return required || random.chance(0.6) ? [`${argument.name}: ${value(draft, argument.type)}`] : [];
  });
  const aliased = definition.args.length > 0 || random.chance(0.15);
  if (aliased) draft.names += 1;
  const alias = aliased ? `a${draft.names}: ` : '';
  const given = args.length > 0 ? `(${args.join(', ')})` : '';
  return `${alias}${definition.name}${given}${condition(draft)}${leaf ? '' : ` ${selectionSet(draft, type, depth - 1)}`}`;
}

const inline = (draft: Draft, type: string, selections: string): string =>
  `... on ${type}${condition(draft)} ${selections}`;

/** A fragment in the type's own selection: named or not, on the type, on one it implements, or on none. */
function fragment(draft: Draft, type: GraphQLNamedType, depth: number): string {
  const { random } = draft;
  const selections = selectionSet(draft, type, Math.max(0, depth - 1));
  const wider = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [];
  if (random.chance(0.3) && wider.length > 0)
    return `... on ${random.pick(wider)} { __typename ... on ${type.name} ${selections} }`;
  if (random.chance(0.4)) return `...${condition(draft)} ${selections}`;
  const name = `F${draft.fragments.length}`;
  draft.fragments.push(`fragment ${name} on ${type.name} ${selections}`);
  return `...${name}${condition(draft)}`;
}

function condition(draft: Draft): string {
  const { random } = draft;
  if (!random.chance(0.1)) return '';
  const name = random.pick(['skip', 'include']);
  if (random.chance(0.3)) return ` @${name}(if: ${random.chance(0.5)})`;
  return ` @${name}(if: ${variable(draft, 'Boolean!', () => random.chance(0.5))})`;
}

function variable(draft: Draft, type: string, make: () => unknown): string {
  const name = `v${Object.keys(draft.variables).length + draft.definitions.length}`;
  draft.definitions.push(`$${name}: ${type}`);
  draft.variables[name] = make();
  return `$${name}`;
}

function value(draft: Draft, type: GraphQLInputType): string {
  const { random } = draft;
  if (random.chance(0.5)) return literal(plain(draft, type));
  if (!isNonNullType(type) && random.chance(0.2)) {
    const name = `v${Object.keys(draft.variables).length + draft.definitions.length}`;
    const byDefault = random.chance(0.5) ? ` = ${literal(plain(draft, type))}` : '';
    draft.definitions.push(`$${name}: ${type}${byDefault}`);
    return `$${name}`; // not given
  }
  return variable(draft, String(type), () => unwrapped(plain(draft, type)));
}

/** An enum's value, which is a name in a literal and a text in a variable. */
class EnumValue {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

function plain(draft: Draft, type: GraphQLInputType): unknown {
  const { random } = draft;
  if (isNonNullType(type)) return present(draft, type.ofType);
  return random.chance(0.15) ? null : present(draft, type);
}

function present(draft: Draft, type: GraphQLInputType): unknown {
  const { random } = draft;
  if (isListType(type)) return Array.from({ length: random.below(3) }, () => plain(draft, type.ofType));
  if (isEnumType(type)) return new EnumValue(random.pick(type.getValues()).name);
  if (isInputObjectType(type)) {
    const fields = random.some(Object.values(type.getFields()));
    return Object.fromEntries(fields.map((one) => [one.name, plain(draft, one.type)]));
  }
  return String(type) === 'Int' ? random.below(5) : `t${random.below(5)}`;
}

function literal(given: unknown): string {
  if (given instanceof EnumValue) return given.name;
  if (Array.isArray(given)) return `[${given.map(literal).join(', ')}]`;
  if (typeof given !== 'object' || given === null) return JSON.stringify(given);
  return `{ ${Object.entries(given)
    .map(([name, one]) => `${name}: ${literal(one)}`)
    .join(', ')} }`;
}

function unwrapped(given: unknown): unknown {
  if (given instanceof EnumValue) return given.name;
  if (Array.isArray(given)) return given.map(unwrapped);
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, unwrapped(one)]));
}
