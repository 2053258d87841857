import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confirmed } from '../src/relay.ts';
import { eventOf } from './message-world.ts';

describe('what counts as sent', () => {
  const batches = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.boolean()), { maxLength: 30 }).map((rows) => ({
    events: rows.map(([subject], index) => eventOf(subject, index + 1)),
    failed: rows.flatMap(([, fails], index) => (fails ? [index] : [])),
  }));

  test('of each subject, everything before its first failure and nothing after', () => {
    fc.assert(
      fc.property(batches, ({ events, failed }) => {
        const sent = new Set(confirmed(events, failed));
        for (const subject of ['a', 'b', 'c']) {
          const own = [...events.entries()].filter(([, event]) => event.subject === subject);
          const firstFailure = own.findIndex(([index]) => failed.includes(index));
          const expected = firstFailure === -1 ? own : own.slice(0, firstFailure);
          expect(own.filter(([, event]) => sent.has(event))).toEqual(expected);
        }
      }),
    );
  });
});
