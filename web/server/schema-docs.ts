import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  parse,
  print,
  type TypeDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { packagedText } from './packaged';

export interface MemberDoc {
  readonly name: string;
  /** As GraphQL writes it; absent for an enum's value. */
  readonly type?: string;
  readonly description: string;
  readonly args: readonly MemberDoc[];
  /** Any one of these sets is enough. */
  readonly scopes: readonly (readonly string[])[];
  readonly signedIn: boolean;
}
export interface TypeDoc {
  readonly name: string;
  readonly kind: 'type' | 'input' | 'enum' | 'scalar' | 'interface' | 'union';
  readonly description: string;
  readonly members: readonly MemberDoc[];
}

let docs: Promise<ReadonlyMap<string, TypeDoc>> | undefined;

/** The public types by name, from the composed schema, which alone says what a field asks of its caller. */
export function schemaDocs(): Promise<ReadonlyMap<string, TypeDoc>> {
  docs ??= readDocs();
  return docs;
}

async function readDocs(): Promise<ReadonlyMap<string, TypeDoc>> {
  const { definitions } = parse(await packagedText('schema', 'supergraph.graphql'), { noLocation: true });
  const types = definitions.filter(isPublic).map(typeDoc);
  return new Map(types.sort((a, b) => a.name.localeCompare(b.name)).map((type) => [type.name, type]));
}

/** Names with two underscores are the composition's own. */
const isPublic = (node: DefinitionNode): node is TypeDefinitionNode =>
  isTypeDefinitionNode(node) && !node.name.value.includes('__') && !has(node.directives, 'inaccessible');

const KINDS = {
  ObjectTypeDefinition: 'type',
  InputObjectTypeDefinition: 'input',
  EnumTypeDefinition: 'enum',
  ScalarTypeDefinition: 'scalar',
  InterfaceTypeDefinition: 'interface',
  UnionTypeDefinition: 'union',
} as const;

function typeDoc(node: TypeDefinitionNode): TypeDoc {
  const members = 'fields' in node ? node.fields : 'values' in node ? node.values : [];
  return {
    name: node.name.value,
    kind: KINDS[node.kind],
    description: node.description?.value ?? '',
    members: (members ?? []).filter(({ directives }) => !has(directives, 'inaccessible')).map(memberDoc),
  };
}

type Member = Pick<FieldDefinitionNode, 'name' | 'description' | 'directives'> &
  Partial<Pick<FieldDefinitionNode, 'type' | 'arguments'>> &
  Partial<Pick<InputValueDefinitionNode, 'defaultValue'>>;

function memberDoc({ name, description, type, arguments: args, directives, defaultValue }: Member): MemberDoc {
  return {
    name: name.value,
    ...(type ? { type: print(type) + (defaultValue ? ` = ${print(defaultValue)}` : '') } : {}),
    description: description?.value ?? '',
    args: (args ?? []).map(memberDoc),
    scopes: scopesOf(directives),
    signedIn: has(directives, 'authenticated'),
  };
}

const has = (directives: readonly ConstDirectiveNode[] | undefined, name: string): boolean =>
  Boolean(directives?.some((directive) => directive.name.value === name));

function scopesOf(directives: readonly ConstDirectiveNode[] | undefined): readonly (readonly string[])[] {
  const directive = directives?.find(({ name }) => name.value === 'requiresScopes');
  const scopes = directive?.arguments?.find(({ name }) => name.value === 'scopes')?.value;
  // as: what the directive's definition says of its argument
  return scopes ? (valueFromASTUntyped(scopes) as string[][]) : [];
}
