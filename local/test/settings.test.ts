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
