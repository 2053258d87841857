import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundedCache } from '../src/bounded-cache.ts';

const LIMIT = 10;

test('it holds what was used last, up to its limit, and nothing that was not set', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const step = fc.oneof(
    fc.record({ set: key, weight: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ get: key }),
    fc.record({ remove: key }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cache = boundedCache<number>(LIMIT);
      let model: { key: string; value: number; weight: number }[] = []; // oldest first
      for (const [at, one] of steps.entries()) {
        const touched = 'set' in one ? one.set : 'get' in one ? one.get : one.remove;
        const known = model.find(({ key }) => key === touched);
        const others = model.filter(({ key }) => key !== touched);
        if ('get' in one) {
          expect(cache.get(touched)).toBe(known?.value);
          model = known ? [...others, known] : others;
        } else if ('remove' in one) {
          cache.delete(touched);
          model = others;
        } else {
          cache.set(touched, at, one.weight);
          model = [...others, { key: touched, value: at, weight: one.weight }];
          while (model.reduce((sum, { weight }) => sum + weight, 0) > LIMIT) model.shift();
        }
      }
      for (const { key, value } of model) expect(cache.get(key)).toBe(value);
      for (const name of 'abcdef') if (!model.some(({ key }) => key === name)) expect(cache.get(name)).toBeUndefined();
    }),
  );
});
