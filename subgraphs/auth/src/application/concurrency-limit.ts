/** Runs at most so many pieces of work at a time; the rest wait in line, and beyond the line `refuse` throws. */
export type ConcurrencyLimit = <R>(work: () => Promise<R>) => Promise<R>;

export function concurrencyLimit(atOnce: number, waiting: number, refuse: () => never): ConcurrencyLimit {
  const line: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= atOnce) {
      if (line.length >= waiting) refuse();
      await new Promise<void>((resolve) => line.push(resolve)); // whoever leaves hands over its place
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
