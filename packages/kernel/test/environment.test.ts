import { expect, test } from 'vitest';
import { z } from 'zod';
import { flag, port, readEnvironment } from '../src/environment.ts';

const shape = { PORT: port(4000), SANDBOX: flag(false), BROKER_URL: z.string() };

test('defaults hold, text is parsed, and an empty variable is not set', () => {
  expect(readEnvironment(shape, { BROKER_URL: 'amqp://x', PORT: '', SANDBOX: 'true' })).toEqual({
    PORT: 4000,
    SANDBOX: true,
    BROKER_URL: 'amqp://x',
  });
});

test('what is wrong is one line that names the variable', () => {
  expect(() => readEnvironment(shape, {})).toThrow(/^BROKER_URL: is required$/);
  expect(() => readEnvironment(shape, { BROKER_URL: 'a', PORT: 'many' })).toThrow(/^PORT: /);
  expect(() => readEnvironment(shape, { BROKER_URL: 'a', SANDBOX: 'maybe' })).toThrow(
    /^SANDBOX: must be true or false$/,
  );
});
