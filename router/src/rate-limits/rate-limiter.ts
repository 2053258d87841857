import type { Logger } from '@marketplace/kernel/logger';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

/** A budget that fills up again: so many points in each window of time. */
export interface Budget {
  readonly points: number;
  readonly windowSeconds: number;
}

/** What a bucket had to say. */
export interface Taken {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetsInMs: number;
}

/** Buckets of one kind, all with the same budget. */
export interface RateLimiter {
  /** Takes points out of the bucket. Never rejects: who can't count lets pass what memory allows. */
  take(bucket: string, points: number): Promise<Taken>;
}

/** Where budgets are kept. */
export interface RateLimitStore {
  limiter(name: string, budget: Budget): RateLimiter;
  /** Where they are kept now: `memory` also while Redis is gone. */
  keptIn(): 'memory' | 'redis';
  close(): Promise<void>;
}

/** @param url `memory:` for this process alone, or `redis://…` for all routers together */
export function openRateLimits(url: string, logger: Logger): RateLimitStore {
  return url === 'memory:' ? memoryLimits() : redisLimits(url, logger);
}

function memoryLimits(): RateLimitStore {
  return {
    limiter: (name, budget) => counting(new RateLimiterMemory(optionsOf(name, budget)), budget),
    keptIn: () => 'memory',
    async close() {},
  };
}

const KEY_PREFIX = 'marketplace:rate-limit';
/** A Redis that takes longer is as good as gone: a request does not wait for it. */
const REDIS_TIMEOUT_MS = 500;
/** How often a lost connection is tried again, at most. */
const RECONNECT_MS = 2_000;

function redisLimits(url: string, logger: Logger): RateLimitStore {
  const redis = new Redis(url, {
    commandTimeout: REDIS_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (times) => Math.min(times * 100, RECONNECT_MS),
  });
  let gone = false;
  let closed = false;
  redis.on('error', (error) => logger.debug({ err: error }, 'the connection to Redis failed'));
  redis.on('close', () => {
    if (!gone && !closed) logger.warn({}, 'Redis is gone: rate limits are counted in memory');
    gone = true;
  });
  redis.on('ready', () => {
    if (gone) logger.info({}, 'Redis is back: rate limits are counted there');
    gone = false;
  });
  return {
    limiter: (name, budget) =>
      counting(
        new RateLimiterRedis({
          ...optionsOf(name, budget),
          keyPrefix: `${KEY_PREFIX}:${name}`,
          storeClient: redis,
          rejectIfRedisNotReady: true,
          insuranceLimiter: new RateLimiterMemory(optionsOf(name, budget)),
        }),
        budget,
      ),
    keptIn: () => (redis.status === 'ready' ? 'redis' : 'memory'),
    async close() {
      closed = true;
      redis.disconnect();
    },
  };
}

const optionsOf = (name: string, { points, windowSeconds }: Budget) => ({
  keyPrefix: name,
  points,
  duration: windowSeconds,
});

interface Counts {
  consume(key: string, points: number): Promise<RateLimiterRes>;
}

function counting(limiter: Counts, { points: limit }: Budget): RateLimiter {
  return {
    async take(bucket, points) {
      try {
        return taken(true, await limiter.consume(bucket, points), limit);
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return taken(false, refusal, limit);
        throw refusal; // a fault: memory does not fail
      }
    },
  };
}

const taken = (allowed: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes, limit: number): Taken => ({
  allowed,
  limit,
  remaining: Math.max(remainingPoints, 0),
  resetsInMs: Math.max(msBeforeNext, 0),
});
