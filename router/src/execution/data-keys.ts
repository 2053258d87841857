import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql';
import { isIntrospection } from './introspection.ts';

/**
 * Under what name a client's field stands in the data: its own, but where a plan could ask for something else under that
 * name in the same object. Such are aliases that are called like a field of some key or @requires.
 */
export interface DataKeys {
  of(responseName: string, field: string): string;
  /** The document, asking under these names. */
  applied(document: DocumentNode): DocumentNode;
}

const SUFFIX = '__asked';

/** @param needed the names of fields that plans ask for by themselves */
export function dataKeys(needed: ReadonlySet<string>): DataKeys {
  const of = (responseName: string, field: string) => {
    if (isIntrospection(field)) return responseName;
    const taken = responseName !== field && needed.has(responseName);
    return taken || responseName.endsWith(SUFFIX) ? responseName + SUFFIX : responseName;
  };
  const aliased = (node: FieldNode): FieldNode | undefined => {
    const field = node.name.value;
    const name = node.alias?.value ?? field;
    const key = of(name, field);
    return key === name ? undefined : { ...node, alias: { kind: Kind.NAME, value: key } };
  };
  return { of, applied: (document) => visit(document, { Field: aliased }) };
}

/** What the client calls it. */
export const responseNameOf = (key: string): string => (key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : key);
