/**
 * Made-up schemas cut into subgraphs, and made-up queries: whatever the cut, the router answers as one graphql-js schema
 * would. Some are asked of ApolloGateway as well: where it answers otherwise than that schema it is in the wrong, and that is rare. More of them: WORLDS=500 npx vitest run router/test/generated.test.ts; one again: WORLD=17.
 */
import { isDeepStrictEqual } from 'node:util';
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
import { referenceGateway } from './support/reference-gateway.ts';
import { composeSupergraph } from './support/supergraph.ts';
import { ROUTER_SECRET, type TestUpstream, testUpstream } from './support/test-upstream.ts';

const WORLDS = Number(process.env.WORLDS ?? 50);
const QUERIES = 40;
const ONLY = process.env.WORLD;
const seeds = ONLY === undefined ? Array.from({ length: WORLDS }, (_, i) => i + 1) : [Number(ONLY)];

/** One of so many queries is asked of ApolloGateway, too: it takes longer than all else. */
const REFERENCE_EACH = 8;
const reference = { asked: 0, agreed: 0 };

async function graphOver(supergraphSdl: string, upstreams: Readonly<Record<string, TestUpstream>>): Promise<Graph> {
  const opened = await openInThread(supergraphSdl);
  return openGraph(opened, {
    upstreams,
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
  const supergraphSdl = composeSupergraph(subgraphs);
  const upstreams = mapped(subgraphs, (one, name) => testUpstream(name, one));
  const graph = await graphOver(supergraphSdl, upstreams);
  const gateway = await referenceGateway(
    supergraphSdl,
    mapped(upstreams, ({ schema }) => schema),
  );
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
    if (i % REFERENCE_EACH > 0) continue;
    reference.asked += 1;
    const { data } = await gateway.ask(text, { ...variables });
    if (isDeepStrictEqual(data, JSON.parse(JSON.stringify(answer.data)))) reference.agreed += 1;
  }
  await gateway.stop();
});

test('ApolloGateway answers the same, but for a few in a hundred', () => {
  expect(reference.agreed / reference.asked).toBeGreaterThan(0.9);
});

function mapped<From, To>(
  all: Readonly<Record<string, From>>,
  to: (value: From, name: string) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, to(value, name)]));
}
