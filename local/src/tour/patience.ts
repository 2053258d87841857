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

/**
 * Repeats a call with its idempotency key while the API says that the first one is still under way: its process may have
 * been killed, and what it had begun is taken up again a minute later.
 */
export function untilAnswered<P extends { readonly userErrors: readonly { readonly code: string }[] }>(
  patienceMs: number,
  what: string,
  call: () => Promise<P | null | undefined>,
): Promise<P | null> {
  return eventuallyWithin(patienceMs, what, async () => {
    const payload = await call();
    return payload?.userErrors.some(({ code }) => code === 'CONFLICT') ? undefined : (payload ?? null);
  });
}
