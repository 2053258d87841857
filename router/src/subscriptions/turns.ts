/**
 * One event can reach thousands of clients at once, each with rights of their own, so that each is completed by itself. They take
 * turns: all at the same time would crowd out other requests, and most would be refused.
 */
export interface Turns {
  take<T>(work: () => Promise<T>): Promise<T>;
}

export function turns(atOnce: number): Turns {
  const waiting: (() => void)[] = []; // at most one for each open stream
  let under = 0;
  return {
    async take(work) {
      if (under >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      else under += 1;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next)
          next(); // takes this place
        else under -= 1;
      }
    },
  };
}
