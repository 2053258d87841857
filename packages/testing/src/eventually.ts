import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Waits until `probe` returns something other than undefined, null or false, or stops throwing, and returns it.
 * Fails with the last error when the condition has not come true in time.
 */
export async function eventually<T>(probe: () => T | Promise<T>, timeoutMs = 10_000): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    let failure: unknown = new Error(`condition not met in ${timeoutMs} ms: ${probe}`);
    try {
      const value = await probe();
      if (value !== undefined && value !== null && value !== false) return value;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > end) throw failure;
    await pause(POLL_MS);
  }
}
