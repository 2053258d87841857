/** A made-up schema, and how it is cut into subgraphs. */
import { type Random, randomFrom } from './random.ts';

export interface FieldModel {
  readonly name: string;
  /** As in SDL, e.g. `[E1!]!`. */
  readonly type: string;
  readonly args: readonly string[];
  /** More than one: @shareable. */
  readonly owners: readonly string[];
  /** Another field of the entity, owned elsewhere, that this one is computed from. */
  readonly requires?: string;
  /** Throws for some objects. */
  readonly throws: boolean;
}

export interface TypeModel {
  readonly name: string;
  readonly kind: 'entity' | 'value' | 'query';
  readonly fields: readonly FieldModel[];
  readonly implements: readonly string[];
  /** Subgraphs that know the entity by its code and not by its id. */
  readonly byCode: readonly string[];
  /** Whether the entity has a code at all. */
  readonly hasCode: boolean;
}

export interface AbstractModel {
  readonly name: string;
  readonly members: readonly string[];
  readonly kind: 'interface' | 'union';
}

export interface WorldModel {
  readonly subgraphs: readonly string[];
  readonly types: readonly TypeModel[];
  readonly abstracts: readonly AbstractModel[];
}

const SCALARS = ['String', 'Int', 'Float', 'Boolean', 'ID', 'Color'];
const ARGUMENTS = [
  'n: Int = 3',
  'n: Int',
  's: String',
  'color: Color = RED',
  'input: In',
  'list: [Int!]',
  'must: Int!',
];

export function generateModel(seed: number): WorldModel {
  const random = randomFrom(seed);
  const subgraphs = ['a', 'b', 'c', 'd'].slice(0, 2 + random.below(3));
  const entities = ['E0', 'E1', 'E2', 'E3'].slice(0, 2 + random.below(3));
  const coded = random.chance(0.5) ? entities.at(-1) : undefined;
  const plain = entities.filter((name) => name !== coded);
  const abstracts: AbstractModel[] = [
    { name: 'I0', kind: 'interface', members: random.some(plain, 1) },
    { name: 'U0', kind: 'union', members: random.some(plain, 1) },
  ];
  const byCode = coded ? subgraphs.slice(1).filter(() => random.chance(0.6)) : [];
  const values = generateValues(random, subgraphs);
  const context: Context = { random, subgraphs, entities, abstracts, values, coded, byCode };
  return {
    subgraphs,
    abstracts,
    types: [
      ...entities.map((name) => generateEntity(context, name)),
      ...values,
      {
        name: 'Query',
        kind: 'query',
        implements: [],
        byCode: [],
        hasCode: false,
        fields: [
          ...entities.map((name, i) => generateField(context, `one${i}`, [name, `[${name}!]`])),
          ...Array.from({ length: 3 }, (_, i) => generateField(context, `root${i}`)),
        ],
      },
    ],
  };
}

interface Context {
  readonly random: Random;
  readonly subgraphs: readonly string[];
  readonly entities: readonly string[];
  readonly abstracts: readonly AbstractModel[];
  readonly values: readonly TypeModel[];
  readonly coded: string | undefined;
  readonly byCode: readonly string[];
}

/** V0 is the same everywhere; V1 has a field in each of two subgraphs, and is reached by fields that both share. */
function generateValues(random: Random, subgraphs: readonly string[]): readonly TypeModel[] {
  const scalar = (name: string, owners: readonly string[]): FieldModel => {
    const type = random.pick(SCALARS) + (random.chance(0.3) ? '!' : '');
    return { name, type, args: [], owners, throws: false };
  };
  const shared = ['x', 'y'].map((name) => scalar(name, subgraphs));
  const split = splitOver(subgraphs).map((subgraph) => scalar(`in_${subgraph}`, [subgraph]));
  const rest = { kind: 'value', implements: [], byCode: [], hasCode: false } as const;
  return [
    { ...rest, name: 'V0', fields: shared },
    { ...rest, name: 'V1', fields: split },
  ];
}

const splitOver = (subgraphs: readonly string[]): readonly string[] => subgraphs.slice(0, 2);

function generateEntity(context: Context, name: string): TypeModel {
  const { random, abstracts, coded, byCode } = context;
  const fields = Array.from({ length: 3 + random.below(4) }, (_, i) => generateField(context, `f${i}`));
  fields.push({ name: 'split', type: 'V1', args: [], owners: splitOver(context.subgraphs), throws: false });
  const withRequired = [...fields, ...generateRequiring(context, fields)];
  return {
    name,
    kind: 'entity',
    fields: withRequired,
    implements: abstracts.flatMap((one) => (one.kind === 'interface' && one.members.includes(name) ? one.name : [])),
    hasCode: name === coded,
    byCode: name === coded ? byCode : [],
  };
}

function generateRequiring({ random, subgraphs }: Context, fields: readonly FieldModel[]): FieldModel[] {
  const plain = fields.filter(({ type, args, throws, name }) => isScalar(type) && args.length === 0 && !throws && name);
  return random.some(plain).flatMap((required, i) => {
    const others = subgraphs.filter((subgraph) => !required.owners.includes(subgraph));
    if (others.length === 0) return [];
    const owners = [random.pick(others)];
    return [{ name: `r${i}`, type: 'String', args: [], owners, throws: false, requires: required.name }];
  });
}

const isScalar = (type: string): boolean => SCALARS.includes(type.replaceAll(/[![\]]/g, ''));

function generateField(context: Context, name: string, among?: readonly string[]): FieldModel {
  const { random } = context;
  const named = among ? random.pick(among) : wrapped(random, random.pick(typesToPick(context)));
  const owners = ownersFor(context, named);
  const args = random.chance(0.35) ? [random.pick(ARGUMENTS)] : [];
  const throws = random.chance(0.15);
  return { name, type: named, args, owners, throws };
}

const typesToPick = ({ entities, abstracts }: Context): readonly string[] => [
  ...SCALARS,
  ...entities,
  ...abstracts.map(({ name }) => name),
  'V0',
];

function wrapped(random: Random, name: string): string {
  const inner = random.chance(0.3) ? `${name}!` : name;
  if (random.chance(0.65)) return inner;
  const list = random.chance(0.15) ? `[[${inner}]]` : `[${inner}]`;
  return random.chance(0.3) ? `${list}!` : list;
}

/** One for what leads on: the planner weighs every way to a shared field against every other, and takes its time. */
function ownersFor({ random, subgraphs }: Context, type: string): readonly string[] {
  const first = random.pick(subgraphs);
  const second = isScalar(type) && random.chance(0.25) ? random.pick(subgraphs) : first;
  return subgraphs.filter((subgraph) => subgraph === first || subgraph === second);
}
