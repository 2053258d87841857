import type { TimeWindow } from '@marketplace/kernel/clock';

/** The same instants as an ordered list of windows that neither overlap nor touch. */
export function merge(windows: readonly TimeWindow[]): TimeWindow[] {
  const merged: { start: Date; end: Date }[] = [];
  for (const { start, end } of windows.toSorted((a, b) => a.start.getTime() - b.start.getTime())) {
    const last = merged.at(-1);
    if (end <= start) continue;
    if (!last || start > last.end) merged.push({ start, end });
    else if (end > last.end) last.end = end;
  }
  return merged;
}

/** What of `windows` is in none of `taken`. Both ordered and merged. */
export function subtract(windows: readonly TimeWindow[], taken: readonly TimeWindow[]): TimeWindow[] {
  const free: TimeWindow[] = [];
  let first = 0; // of those taken that can still matter
  for (const window of windows) {
    let start = window.start;
    while (first < taken.length && (taken[first]?.end ?? start) <= window.start) first += 1;
    for (let index = first; index < taken.length; index += 1) {
      const hole = taken[index];
      if (!hole || hole.start >= window.end) break;
      if (hole.start > start) free.push({ start, end: hole.start });
      if (hole.end > start) start = hole.end;
    }
    if (start < window.end) free.push({ start, end: window.end });
  }
  return free;
}

/** The parts of ordered `windows` that lie between the two instants. */
export function clip(windows: readonly TimeWindow[], from: Date, to: Date): TimeWindow[] {
  return windows.flatMap(({ start, end }) => {
    const clipped = { start: start < from ? from : start, end: end > to ? to : end };
    return clipped.start < clipped.end ? [clipped] : [];
  });
}

export const contains = (outer: TimeWindow, inner: TimeWindow): boolean =>
  outer.start <= inner.start && inner.end <= outer.end;

export const overlap = (a: TimeWindow, b: TimeWindow): boolean => a.start < b.end && b.start < a.end;
