import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { refused } from '../answer.ts';
import type { Limits } from '../limits.ts';

interface Size {
  readonly depth: number;
  readonly fields: number;
  /** Of those, the ones that stand in the selection itself and not deeper. */
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Size = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };
const COUNTED = ['fields', 'rootFields', 'aliases', 'directives'] as const;
const CALLED = { fields: 'fields', rootFields: 'fields of the root', aliases: 'aliases', directives: 'directives' };

/**
 * Refuses what would cost too much to validate and plan, in one walk that looks at each fragment once.
 * Throws RefusedRequest with GRAPHQL_VALIDATION_FAILED.
 */
export function checkSize(document: DocumentNode, limits: Limits): void {
  const measure = measurer(document);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    refuseNames(definition);
    const size = measure(definition.selectionSet);
    if (size.depth > limits.depth) {
      throw refused('GRAPHQL_VALIDATION_FAILED', `The operation is deeper than the limit of ${limits.depth} levels.`);
    }
    for (const what of COUNTED) {
      if (size[what] <= limits[what]) continue;
      const allowed = `${limits[what]} ${CALLED[what]}`;
      throw refused('GRAPHQL_VALIDATION_FAILED', `The operation has more than the limit of ${allowed}.`);
    }
  }
}

function measurer(document: DocumentNode): (selections: SelectionSetNode) => Size {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, Size>();
  const ofFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, NOTHING); // a fragment that leads to itself: validation refuses it later
    const fragment = fragments.get(name);
    const size = fragment ? ofSelections(fragment.selectionSet) : NOTHING;
    measured.set(name, size);
    return size;
  };
  const ofSelection = (selection: SelectionNode): Size => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet);
    refuseName(selection.alias?.value);
    const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : NOTHING;
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      rootFields: 1,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      directives: inner.directives,
    };
  };
  const ofSelections = ({ selections }: SelectionSetNode): Size => {
    const sum = { depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 };
    for (const selection of selections) {
      const size = ofSelection(selection);
      sum.depth = Math.max(sum.depth, size.depth);
      sum.directives += selection.directives?.length ?? 0;
      for (const what of COUNTED) sum[what] += size[what];
    }
    return sum;
  };
  return ofSelections;
}

function refuseNames({ variableDefinitions }: OperationDefinitionNode): void {
  for (const { variable } of variableDefinitions ?? []) refuseName(variable.name.value);
}

/** The one name that can't be a plain property of a JavaScript object, here and in most subgraphs. */
function refuseName(name: string | undefined): void {
  if (name === '__proto__') throw refused('GRAPHQL_VALIDATION_FAILED', 'The name "__proto__" is reserved.');
}
