import { expect, test } from 'vitest';
import { readSettings } from '../src/settings.ts';

const RULES = {
  ORDER_SETTINGS: '{"leadMinutes":60}',
  COMMISSION_BASIS_POINTS: '1500',
  REPORTS_BEFORE_REVIEW: '5',
};

test('the numbers of the business reach the contexts as they were set', () => {
  expect(readSettings(RULES).services).toMatchObject(RULES);
});

test('what was not set is left to the contexts', () => {
  for (const name of Object.keys(RULES)) expect(readSettings({}).services).not.toHaveProperty(name);
});

test.each([
  [{}, 'memory:'],
  [{ REDIS_URL: 'redis://cache:6379' }, 'redis://cache:6379'],
  [{ RATE_LIMITS: 'false' }, undefined],
])('with %j rate limits are kept in %s', (variables, place) => {
  expect(readSettings(variables).rateLimits).toBe(place);
});

test('a wrong address of Redis is told in one line', () => {
  expect(() => readSettings({ REDIS_URL: 'cache:6379' })).toThrow('REDIS_URL: must start with redis:// or rediss://');
});
