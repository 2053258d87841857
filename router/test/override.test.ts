import { expect, test } from 'vitest';
import { labelChooser } from '../src/planning/choose-labels.ts';
import type { TestSubgraphs } from './support/supergraph.ts';
import { routerOver } from './support/test-router.ts';

const moving = (label: string): TestSubgraphs => ({
  old: {
    sdl: 'type Query { user: User } type User @key(fields: "id") { id: ID! name: String }',
    resolvers: {
      Query: { user: () => ({ id: 'u', name: 'old' }) },
      User: { __resolveReference: () => ({ name: 'old' }) },
    },
  },
  new: {
    sdl: `type User @key(fields: "id") { id: ID! name: String @override(from: "old", label: "${label}") }`,
    resolvers: { User: { name: () => 'new' } },
  },
});

test.each([
  ['moved', ['moved'], 'new'],
  ['moved', [], 'old'],
  ['moved', ['another'], 'old'],
  ['percent(100)', [], 'new'],
  ['percent(0)', [], 'old'],
])(
  'a field under the label %s, with %j switched on, comes from the %s subgraph',
  async (label, overrideLabels, from) => {
    for (const planIn of ['thread', 'worker'] as const) {
      const router = await routerOver(moving(label), { overrideLabels, planIn });
      expect((await router.ask('{ user { name } }')).data).toEqual({ user: { name: from } });
      await router.stop();
    }
  },
);

test('a percentage is a share of requests, and greater shares hold whenever smaller ones do', () => {
  const labels = ['on', 'percent(10)', 'percent(50.5)'];
  const at = (drawn: number) => labelChooser(labels, new Set(['on']), () => drawn)();
  expect(at(0)).toEqual(labels);
  expect(at(0.1)).toEqual(['on', 'percent(50.5)']);
  expect(at(0.504)).toEqual(['on', 'percent(50.5)']);
  expect(at(0.505)).toEqual(['on']);
});
