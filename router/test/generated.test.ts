/**
 * Made-up schemas cut into subgraphs, and made-up queries: whatever the cut, the router answers as one graphql-js schema
 * would. More of them: WORLDS=500 npx vitest run router/test/generated.test.ts; one again: WORLD=17.
 */
import { silentLogger } from '@marketplace/kernel/logger';
import { identityKey } from '@marketplace/subgraph/identity';
import { graphql } from 'graphql';
import { expect, test } from 'vitest';
import { type Graph, openGraph } from '../src/graph.ts';
import { isObject } from '../src/json.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { persistedOperations } from '../src/operation/persisted.ts';
import { openInThread } from '../src/planning/apollo-planner.ts';
import { generateModel } from './support/generated/model.ts';
import { generateQuery } from './support/generated/query.ts';
import { makeWorld } from './support/generated/world.ts';
import { composeSupergraph, type TestSubgraphs } from './support/supergraph.ts';
import { ROUTER_SECRET, testUpstream } from './support/test-upstream.ts';

const WORLDS = Number(process.env.WORLDS ?? 50);
const QUERIES = 40;
const ONLY = process.env.WORLD;
const seeds = ONLY === undefined ? Array.from({ length: WORLDS }, (_, i) => i + 1) : [Number(ONLY)];

async function graphOver(subgraphs: TestSubgraphs): Promise<Graph> {
  const opened = await openInThread(composeSupergraph(subgraphs));
  return openGraph(opened, {
    upstreams: Object.fromEntries(Object.entries(subgraphs).map(([name, one]) => [name, testUpstream(name, one)])),
    identityKey: (name) => identityKey(ROUTER_SECRET, name),
    policiesOf: () => new Set(),
    limits: { ...DEFAULT_LIMITS, cost: Number.POSITIVE_INFINITY, depth: 100 },
    logger: silentLogger,
    nameSubgraphs: false,
    overrideLabels: new Set(),
    persisted: persistedOperations(),
  });
}

const CALLER = {
  account: null,
  name: null,
  roles: [],
  scopes: [],
  signIn: null,
  requestId: 'r',
  address: null,
  userAgent: null,
};

/** What stands at an error's path: null there, or already above where the failure bubbled to. */
const valueAt = (data: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, part) => (isObject(value) ? value[part] : Array.isArray(value) ? value[Number(part)] : value),
    data,
  );

test.each(seeds)('world %i', { timeout: 60_000 }, async (seed) => {
  const { whole, subgraphs } = makeWorld(generateModel(seed));
  const graph = await graphOver(subgraphs);
  for (let i = 0; i < QUERIES; i += 1) {
    const { text, variables } = generateQuery(whole, seed * QUERIES + i);
    const expected = await graphql({ schema: whole, source: text, variableValues: variables });
    const prepared = graph.prepare({
      query: text,
      hash: undefined,
      operationName: undefined,
      variables: { ...variables },
    });
    const answer = await graph.execute(prepared, CALLER);
    const where = `world ${seed}, query ${i}:\n${text}\n${JSON.stringify(variables)}\n${JSON.stringify(answer.errors)}\n`;
    expect(JSON.stringify(answer.data), where).toBe(JSON.stringify(expected.data));
    expect(answer.errors !== undefined, where).toBe(expected.errors !== undefined);
    // One that was asked for on the way alone has no path of the client's.
    for (const { path } of answer.errors ?? []) if (path) expect(valueAt(answer.data, path), where).toBeNull();
  }
});
