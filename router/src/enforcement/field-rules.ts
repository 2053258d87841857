import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Protections, Rule } from '../schema/protections.ts';

/** What an operation's fields ask of their caller. */
export interface FieldRules {
  /** Each rule once. */
  readonly all: readonly Rule[];
  /** Only fields that have any. */
  readonly byField: ReadonlyMap<FieldNode, readonly Rule[]>;
}

/** A field is bound by its own rules, those of the type that it stands in, and those of the type that it leads to. */
export function readFieldRules(api: GraphQLSchema, protections: Protections, document: DocumentNode): FieldRules {
  const all = new Map<string, Rule>();
  const byField = new Map<FieldNode, readonly Rule[]>();
  const types = new TypeInfo(api);
  const once = (rule: Rule): Rule => {
    const known = all.get(rule.key);
    if (known) return known;
    all.set(rule.key, rule);
    return rule;
  };
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        const parent = types.getParentType();
        const result = types.getType();
        if (!parent || !result || node.name.value.startsWith('__')) return;
        const rules = [
          ...protections.ofType(parent.name),
          ...protections.ofField(parent.name, node.name.value),
          ...protections.ofType(getNamedType(result).name),
        ];
        if (rules.length > 0) byField.set(node, rules.map(once));
      },
    }),
  );
  return { all: [...all.values()], byField };
}
