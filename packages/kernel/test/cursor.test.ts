import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { CursorUnknown, decodeCursor, encodeCursor } from '../src/cursor.ts';

const position = z.tuple([z.string(), z.number()]);

test('a cursor gives its position back', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), fc.integer(), (text, number) => {
      expect(decodeCursor('orders', position, encodeCursor('orders', text, number))).toEqual([text, number]);
    }),
  );
});

test('another list’s cursor, a wrong position and noise are CURSOR_UNKNOWN', () => {
  fc.assert(
    fc.property(fc.string(), (noise) => {
      expect(() => decodeCursor('orders', position, noise)).toThrow(CursorUnknown);
    }),
  );
  expect(() => decodeCursor('orders', position, encodeCursor('reviews', 'a', 1))).toThrow(CursorUnknown);
  expect(() => decodeCursor('orders', position, encodeCursor('orders', 1, 1))).toThrow(CursorUnknown);
  expect(() => decodeCursor('orders', position, 'x'.repeat(2_000))).toThrow(CursorUnknown);
});
