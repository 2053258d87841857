import { type DocumentNode, type FieldNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql';
import { isIncluded } from '../execution/collect-fields.ts';
import type { JsonObject } from '../json.ts';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * The document as these variables decide it: without what @skip and @include leave out, and without them. Planners that
 * are left to decide at run time ask for too little: what is required under a condition is missed where there is none.
 */
export function decided(document: DocumentNode, variables: JsonObject): DocumentNode {
  const leaveOut = (node: SelectionNode) => (isIncluded(node, variables) ? undefined : null);
  return visit(document, {
    Field: leaveOut,
    InlineFragment: leaveOut,
    FragmentSpread: leaveOut,
    Directive: ({ name }) => (name.value === 'skip' || name.value === 'include' ? null : undefined),
    SelectionSet: {
      // A selection must not be empty, and its object is still asked for, to know whether it exists.
      leave: (node): SelectionSetNode | undefined =>
        node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined,
    },
  });
}

/** Equal for requests that are decided alike. */
export const decisionKey = (switches: readonly string[], variables: JsonObject): string =>
  switches.length === 0 ? '' : switches.map((name) => (variables[name] === true ? '1' : '0')).join('');
