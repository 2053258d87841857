import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import type { JsonObject } from '../json.ts';

/** What selections come down to for objects of one type: each response name with all fields that share it, in order. */
export type CollectFields = (
  type: GraphQLObjectType | GraphQLInterfaceType,
  selections: readonly SelectionSetNode[],
) => ReadonlyMap<string, readonly FieldNode[]>;

/** @param switches the values of the variables that @skip and @include depend on */
export function fieldCollector(
  api: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  switches: JsonObject,
): CollectFields {
  return (type, selections) => {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) if (isIncluded(selection, switches)) collectOne(selection);
    };
    const collectOne = (selection: SelectionNode): void => {
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const same = fields.get(name);
        if (same) same.push(selection);
        else fields.set(name, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (applies(api, selection, type)) collect(selection.selectionSet);
      } else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = fragments.get(selection.name.value);
        if (fragment && applies(api, fragment, type)) collect(fragment.selectionSet);
      }
    };
    for (const one of selections) collect(one);
    return fields;
  };
}

function applies(
  api: GraphQLSchema,
  { typeCondition }: Pick<FragmentDefinitionNode, 'typeCondition'> | { readonly typeCondition?: undefined },
  type: GraphQLObjectType | GraphQLInterfaceType,
): boolean {
  if (!typeCondition) return true;
  const condition = typeFromAST(api, typeCondition);
  return condition === type || (isAbstractType(condition) && api.isSubType(condition, type));
}

/** What @skip and @include say of a selection. */
export function isIncluded({ directives }: SelectionNode, switches: JsonObject): boolean {
  return directives?.every((directive) => allows(directive, switches)) ?? true;
}

function allows({ name, arguments: args }: DirectiveNode, switches: JsonObject): boolean {
  if (name.value !== 'skip' && name.value !== 'include') return true;
  const value = args?.find((argument) => argument.name.value === 'if')?.value;
  const given =
    value?.kind === Kind.VARIABLE ? switches[value.name.value] : value?.kind === Kind.BOOLEAN ? value.value : undefined;
  return name.value === 'skip' ? given !== true : given === true;
}
