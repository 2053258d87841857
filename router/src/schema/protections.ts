import { isInterfaceType, isObjectType, type Schema } from '@apollo/federation-internals';
import { z } from 'zod';
import { directiveName } from './core-directive.ts';

/** One condition under which a field may be read. Equal rules have equal keys. */
export type Rule =
  | { readonly key: string; readonly kind: 'authenticated' }
  /** The caller has every scope of at least one of the lists. */
  | { readonly key: string; readonly kind: 'scopes'; readonly anyOf: readonly (readonly string[])[] }
  /** The caller fulfils every policy of at least one of the lists. */
  | { readonly key: string; readonly kind: 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** From @authenticated, @requiresScopes and @policy; a field has its own rules, its type's and its result's. */
export interface Protections {
  ofType(type: string): readonly Rule[];
  ofField(type: string, field: string): readonly Rule[];
}

const lists = z.array(z.array(z.string()));
const NONE: readonly Rule[] = [];

/** As data: what a worker can send. */
export interface ProtectionFacts {
  readonly types: ReadonlyMap<string, readonly Rule[]>;
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, readonly Rule[]>;
}

export const protectionsOf = ({ types, fields }: ProtectionFacts): Protections => ({
  ofType: (type) => types.get(type) ?? NONE,
  ofField: (type, field) => fields.get(`${type}.${field}`) ?? NONE,
});

export function readProtections(schema: Schema): ProtectionFacts {
  const types = new Map<string, readonly Rule[]>();
  const fields = new Map<string, readonly Rule[]>();
  const rulesOf = ruleReader(schema);
  for (const type of schema.types()) {
    add(types, type.name, rulesOf(type.appliedDirectives));
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of type.fields()) add(fields, `${type.name}.${field.name}`, rulesOf(field.appliedDirectives));
  }
  return { types, fields };
}

function add(map: Map<string, readonly Rule[]>, key: string, rules: readonly Rule[]): void {
  if (rules.length > 0) map.set(key, rules);
}

interface Applied {
  readonly name: string;
  arguments(): Readonly<Record<string, unknown>>;
}

function ruleReader(schema: Schema): (applied: readonly Applied[]) => readonly Rule[] {
  const authenticated = directiveName(schema, 'https://specs.apollo.dev/authenticated', 'authenticated');
  const scopes = directiveName(schema, 'https://specs.apollo.dev/requiresScopes', 'requiresScopes');
  const policy = directiveName(schema, 'https://specs.apollo.dev/policy', 'policy');
  const read = (directive: Applied): Rule | undefined => {
    if (directive.name === authenticated) return { key: 'authenticated', kind: 'authenticated' };
    if (directive.name === scopes) return listRule('scopes', lists.parse(directive.arguments().scopes));
    if (directive.name === policy) return listRule('policies', lists.parse(directive.arguments().policies));
    return undefined;
  };
  return (applied) => applied.map(read).filter((rule) => rule !== undefined);
}

const listRule = (kind: 'scopes' | 'policies', anyOf: readonly (readonly string[])[]): Rule => ({
  key: `${kind}:${JSON.stringify(anyOf)}`,
  kind,
  anyOf,
});
