import { describe, expect, test } from 'vitest';
import { contextClock, HOUR, isShiftedClock, shiftedClock, systemClock } from '../src/clock.ts';

describe('a shifted clock', () => {
  const start = new Date('2026-03-01T10:00:00.000Z');

  test('is ahead of the system’s by its offset, and never goes back', () => {
    let system = start.getTime();
    const clock = shiftedClock({ now: () => new Date(system) });
    expect(clock.now()).toEqual(start);
    clock.shiftTo(2 * HOUR);
    clock.shiftTo(HOUR);
    expect(clock.offset).toBe(2 * HOUR);
    system += HOUR;
    expect(clock.now()).toEqual(new Date(start.getTime() + 3 * HOUR));
  });

  test('tells whoever listens that it was moved', () => {
    const clock = shiftedClock();
    let moves = 0;
    const stop = clock.onMoved(() => {
      moves += 1;
    });
    clock.shiftTo(HOUR);
    clock.shiftTo(HOUR);
    expect(moves).toBe(1);
    stop();
    clock.shiftTo(2 * HOUR);
    expect(moves).toBe(1);
  });

  test('is what a context goes by in a sandbox alone', () => {
    expect(isShiftedClock(contextClock(true))).toBe(true);
    expect(contextClock(false)).toBe(systemClock);
  });
});
