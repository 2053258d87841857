/** Keeps requests from a service that fails most of them, so that it can recover and callers need not wait in vain. */
export interface CircuitBreaker {
  /** Whether a request may go now. One that may must tell how it went. */
  mayPass(): boolean;
  /** `failed`: the service did not answer. Undefined: it says nothing of the service, e.g. the client left. */
  report(failed: boolean | undefined): void;
  readonly state: 'closed' | 'open' | 'half-open';
}

export interface BreakerSettings {
  /** Outcomes looked at: the last ones. */
  readonly window?: number;
  /** Opens when so many of them failed, a part of 1. */
  readonly failedShare?: number;
  /** How long it stays open the first time; each failed probe doubles it, up to the greatest. */
  readonly openMs?: number;
  readonly maxOpenMs?: number;
  readonly now?: () => number;
}

const WINDOW = 20;
const FAILED_SHARE = 0.5;
const OPEN_MS = 1_000;
const MAX_OPEN_MS = 30_000;

export function circuitBreaker({
  window = WINDOW,
  failedShare = FAILED_SHARE,
  openMs = OPEN_MS,
  maxOpenMs = MAX_OPEN_MS,
  now = Date.now,
}: BreakerSettings = {}): CircuitBreaker {
  let outcomes: boolean[] = [];
  let state: CircuitBreaker['state'] = 'closed';
  let wait = openMs;
  let openUntil = 0;

  const open = () => {
    state = 'open';
    openUntil = now() + wait;
    wait = Math.min(wait * 2, maxOpenMs);
    outcomes = [];
  };
  const close = () => {
    state = 'closed';
    wait = openMs;
    outcomes = [];
  };
  return {
    get state() {
      return state;
    },
    mayPass() {
      if (state === 'closed') return true;
      if (state === 'half-open' || now() < openUntil) return false;
      state = 'half-open'; // this one finds out
      return true;
    },
    report(failed) {
      if (state === 'open') return; // sent before it opened
      if (state === 'half-open') {
        if (failed === undefined)
          state = 'open'; // the next one finds out
        else if (failed) open();
        else close();
        return;
      }
      if (failed === undefined) return;
      outcomes.push(failed);
      if (outcomes.length > window) outcomes.shift();
      const failures = outcomes.filter(Boolean).length;
      if (outcomes.length === window && failures >= window * failedShare) open();
    },
  };
}
