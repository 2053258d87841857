import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql';

/**
 * Under what name a client's field stands in the data: its own, but where some @requires asks for the field with
 * arguments. The two would meet in one object, and may not be the same value.
 */
export interface DataKeys {
  of(responseName: string, field: string): string;
  /** The document, asking under these names. */
  applied(document: DocumentNode): DocumentNode;
}

const SUFFIX = '__asked';

export function dataKeys(requiredWithArguments: ReadonlySet<string>): DataKeys {
  const of = (responseName: string, field: string) =>
    requiredWithArguments.has(field) ? responseName + SUFFIX : responseName;
  const aliased = (node: FieldNode): FieldNode | undefined => {
    const field = node.name.value;
    if (!requiredWithArguments.has(field)) return undefined;
    return { ...node, alias: { kind: Kind.NAME, value: of(node.alias?.value ?? field, field) } };
  };
  return {
    of,
    applied: (document) => (requiredWithArguments.size === 0 ? document : visit(document, { Field: aliased })),
  };
}
