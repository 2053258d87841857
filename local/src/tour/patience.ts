import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 150;

/** Asks again until there is an answer: contexts learn from each other by events, a moment later. */
export async function eventuallyWithin<T>(
  patienceMs: number,
  what: string,
  probe: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`not in ${patienceMs} ms: ${what}`);
    await pause(POLL_MS);
  }
}
