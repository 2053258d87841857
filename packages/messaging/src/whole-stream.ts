import { CursorUnknown } from '@marketplace/kernel/cursor';
import type { StreamEntry } from './message-store.ts';

/** A reader is told when it can't be given everything that came after its number. */
export function checkWhole(
  stream: string,
  after: number,
  head: number,
  entries: readonly StreamEntry[],
): readonly StreamEntry[] {
  if (after < 0 || after > head) throw new CursorUnknown(`stream ${stream} has no number ${after}`);
  const whole = entries.every(({ number }, index) => number === after + 1 + index);
  if (!whole || (after < head && entries.length === 0))
    throw new CursorUnknown(`entries of stream ${stream} after ${after} were deleted`);
  return entries;
}
