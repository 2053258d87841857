import { isInterfaceType, isUnionType, type Schema } from '@apollo/federation-internals';

/** Which objects a fragment applies to, by the whole supergraph: inaccessible types too, which subgraphs know. */
export interface Subtypes {
  /** Whether an object that calls itself `typename` matches `... on condition`. */
  matches(typename: string, condition: string): boolean;
}

/** As data: the object types of each abstract type. */
export type SubtypeFacts = ReadonlyMap<string, ReadonlySet<string>>;

export const subtypesOf = (subtypes: SubtypeFacts): Subtypes => ({
  matches: (typename, condition) => typename === condition || (subtypes.get(condition)?.has(typename) ?? false),
});

export function readSubtypes(schema: Schema): SubtypeFacts {
  const subtypes = new Map<string, ReadonlySet<string>>();
  for (const type of schema.types()) {
    if (isInterfaceType(type)) subtypes.set(type.name, new Set(type.allImplementations().map(({ name }) => name)));
    if (isUnionType(type)) subtypes.set(type.name, new Set(type.types().map(({ name }) => name)));
  }
  return subtypes;
}
