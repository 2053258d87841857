import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../src/execution/failure.ts';
import { merge } from '../src/execution/merge.ts';
import type { JsonObject } from '../src/json.ts';

/** Answers of two subgraphs about the same things: where both know a value they agree, and each leaves out what it likes. */
const whole = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer(),
    fc.constant('text'),
    tie('object'),
    fc.array(tie('object'), { maxLength: 3 }),
  ),
  object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor'), tie('value'), {
    noNullPrototype: true,
    maxKeys: 4,
  }),
})).object;

function part(value: unknown, keep: () => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => part(item, keep));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (keep() ? [[key, part(inner, keep)]] : [])),
  );
}

test('parts of one answer come together to the same whole in whatever order they arrive', () => {
  fc.assert(
    fc.property(whole, fc.infiniteStream(fc.boolean()), (answer, choices) => {
      const keep = () => choices.next().value;
      const parts = [0, 1].map(() => JSON.stringify(part(answer, keep)));
      const [first = '', second = ''] = parts;
      const together = (texts: readonly string[]) => {
        const target: JsonObject = {};
        for (const text of texts) merge(target, JSON.parse(text), []);
        return target;
      };
      expect(together([first, second])).toEqual(together([second, first]));
      expect(together([first, second, JSON.stringify(answer)])).toEqual(JSON.parse(JSON.stringify(answer)));
      expect(together([first, first])).toEqual(together([first]));
    }),
  );
});

test.each([
  ['an object', { x: { a: 1 } }, { x: null }, { x: { a: 1 } }],
  ['nothing', { x: null }, { x: { a: 1 } }, { x: { a: 1 } }],
])('null never hides %s', (_name, target, source, expected) => {
  merge(target, source, []);
  expect(target).toEqual(expected);
});

test('a value takes the place of a failure, whichever comes first, and the failure is kept aside', () => {
  const failure = new Failure([], true);
  for (const [first, second] of [
    [{ x: failure }, { x: { a: 1 } }],
    [{ x: { a: 1 } }, { x: failure }],
  ] as const) {
    const target: JsonObject = { ...first };
    const displaced: Failure[] = [];
    merge(target, second, displaced);
    expect(target).toEqual({ x: { a: 1 } });
    expect(displaced).toEqual([failure]);
  }
});

test('null does not hide a failure', () => {
  const failure = new Failure([], false);
  const target = { x: failure };
  merge(target, { x: null }, []);
  expect(target.x).toBe(failure);
});
