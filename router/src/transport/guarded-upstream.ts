/** A way to a subgraph that protects both sides: so many requests at once, none to one that is down, few repeated. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@marketplace/kernel/logger';
import { bulkhead } from './bulkhead.ts';
import { type CircuitBreaker, circuitBreaker } from './circuit-breaker.ts';
import { UPSTREAM_TIMEOUT_MS } from './http-upstream.ts';
import { timeFor, type Upstream, type UpstreamAnswer, UpstreamError, type UpstreamRequest } from './upstream.ts';

export interface GuardSettings {
  readonly name: string;
  readonly logger: Logger;
  /** Requests under way at the same time. */
  readonly atOnce?: number;
  /** Requests that wait for their turn. */
  readonly maxWaiting?: number;
  readonly breaker?: CircuitBreaker;
}

export const REQUESTS_AT_ONCE = 128;
export const REQUESTS_WAITING = 1_000;
/** Before a query is sent once more: a connection that broke, or a replica that went away, is replaced by then. */
const RETRY_PAUSE_MS = 30;
/** Retries allowed per request, so that a subgraph in trouble gets a tenth more at most; some are saved up. */
const RETRY_SHARE = 0.1;
const MAX_RETRIES_SAVED = 10;

export function guardedUpstream(upstream: Upstream, settings: GuardSettings): Upstream {
  const { name, logger, atOnce = REQUESTS_AT_ONCE, maxWaiting = REQUESTS_WAITING } = settings;
  const breaker = settings.breaker ?? circuitBreaker();
  const room = bulkhead(atOnce, maxWaiting);
  let retries = MAX_RETRIES_SAVED;

  async function attempt(request: UpstreamRequest): Promise<UpstreamAnswer> {
    if (!breaker.mayPass()) throw new UpstreamError('unavailable', `${name} failed too often: it is left alone`);
    const before = breaker.state;
    try {
      const answer = await upstream.execute(request);
      breaker.report(false);
      return answer;
    } catch (error) {
      breaker.report(error instanceof UpstreamError && error.fault === 'cancelled' ? undefined : true);
      throw error;
    } finally {
      if (breaker.state !== before) logger.warn({ subgraph: name, state: breaker.state }, 'a circuit breaker changed');
    }
  }

  async function withRetry(request: UpstreamRequest): Promise<UpstreamAnswer> {
    retries = Math.min(retries + RETRY_SHARE, MAX_RETRIES_SAVED);
    try {
      return await attempt(request);
    } catch (error) {
      // What took too long is not asked twice: it would take as long, and be twice the work.
      const again = error instanceof UpstreamError && error.fault === 'unavailable' && request.operation.idempotent;
      if (!again || retries < 1 || breaker.state !== 'closed' || request.signal?.aborted) throw error;
      retries -= 1;
      await pause(RETRY_PAUSE_MS * (0.5 + Math.random()));
      return attempt(request);
    }
  }

  return {
    async execute(request) {
      const entered = await room.enter(request.signal, timeFor(request, UPSTREAM_TIMEOUT_MS));
      if (!entered) {
        if (request.signal?.aborted) throw new UpstreamError('cancelled', 'the client has gone');
        throw new UpstreamError('unavailable', `too many requests wait for ${name}`);
      }
      try {
        return await withRetry(request);
      } finally {
        room.leave();
      }
    },
    subscribe: upstream.subscribe,
    close: upstream.close,
  };
}
