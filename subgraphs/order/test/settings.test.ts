import { readEnvironment } from '@marketplace/kernel/environment';
import { describe, expect, test } from 'vitest';
import { environment } from '../src/compose.ts';
import { DEFAULT_SETTINGS } from '../src/domain/settings.ts';

describe('ORDER_SETTINGS', () => {
  const settings = (text: string) =>
    readEnvironment({ ORDER_SETTINGS: environment.ORDER_SETTINGS }, { ORDER_SETTINGS: text }).ORDER_SETTINGS;

  test('leaves the defaults where it says nothing', () => {
    expect(settings('')).toEqual(DEFAULT_SETTINGS);
    expect(settings('{"leadMinutes":60,"cancellation":{"graceMinutes":5}}')).toEqual({
      ...DEFAULT_SETTINGS,
      leadMinutes: 60,
      cancellation: { ...DEFAULT_SETTINGS.cancellation, graceMinutes: 5 },
    });
  });

  test.each([
    ['{"leadMinutes":"soon"}', 'ORDER_SETTINGS: leadMinutes: '],
    ['{"cancellation":{"lateFeePercent":-1}}', 'ORDER_SETTINGS: cancellation.lateFeePercent: '],
    ['{"leadMinuets":60}', 'leadMinuets'],
    ['half an hour', 'ORDER_SETTINGS: '],
  ])('that are %s end the start with a line that names what is wrong', (text, line) => {
    expect(() => settings(text)).toThrow(line);
  });
});
