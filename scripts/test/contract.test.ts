import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type BreakingChange,
  BreakingChangeType,
  buildSchema,
  DangerousChangeType,
  findBreakingChanges,
  findDangerousChanges,
} from 'graphql';
import { expect, test } from 'vitest';
import { root } from '../root.ts';
import { composeSupergraph, readSupergraphConfig } from '../supergraph.ts';

/** What is promised in schema/contract.graphql and not there yet: types, fields and enum values, by context. */
const NOT_BUILT_YET: readonly string[] = [];

const contract = buildSchema(readFileSync(path.join(root, 'schema/contract.graphql'), 'utf8'));
const api = buildSchema(composeSupergraph(readSupergraphConfig(path.join(root, 'supergraph.yaml'))).api);

test('the API keeps its contract, but for what is listed as not built yet', () => {
  expect(findBreakingChanges(contract, api).map(broken).toSorted()).toEqual(NOT_BUILT_YET);
});

test('an argument that is left out means what the contract says', () => {
  const changed = findDangerousChanges(contract, api).filter(
    ({ type }) => type === DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
  );
  expect(changed).toEqual([]);
});

/** The coordinate of what is missing; in words what is another than promised, which no list excuses. */
function broken({ type, description }: BreakingChange): string {
  const [, name, owner] = /^(\S+) was removed(?: from (?:enum|union) type (\S+))?\.$/.exec(description) ?? [];
  if (!name) return `${type}: ${description}`;
  return type === BreakingChangeType.VALUE_REMOVED_FROM_ENUM ? `${owner}.${name}` : name;
}
