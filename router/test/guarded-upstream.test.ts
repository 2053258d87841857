import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { beforeEach, describe, expect, test } from 'vitest';
import { bulkhead } from '../src/transport/bulkhead.ts';
import { circuitBreaker } from '../src/transport/circuit-breaker.ts';
import { type GuardSettings, guardedUpstream } from '../src/transport/guarded-upstream.ts';
import {
  type Upstream,
  type UpstreamAnswer,
  UpstreamError,
  type UpstreamFault,
  type UpstreamRequest,
  upstreamOperation,
} from '../src/transport/upstream.ts';

let asked: number;
let answer: (time: number) => Promise<UpstreamAnswer>;
beforeEach(() => {
  asked = 0;
  answer = async () => ({ data: {} });
});

function guarded(settings: Partial<GuardSettings> = {}): Upstream {
  const upstream: Upstream = {
    execute: () => {
      asked += 1;
      return answer(asked);
    },
    subscribe: () => ({ next: async () => ({ done: true, value: undefined }), close() {} }),
    async close() {},
  };
  return guardedUpstream(upstream, { name: 'a', logger: silentLogger, ...settings });
}

const request = (query = '{ a }', more: Partial<UpstreamRequest> = {}): UpstreamRequest => ({
  operation: upstreamOperation(query, undefined),
  variables: '{}',
  identity: '',
  requestId: '',
  ...more,
});
const fault = (fault: UpstreamFault) => () => Promise.reject(new UpstreamError(fault, fault));
const failsOnce = (how: UpstreamFault) => (time: number) => (time === 1 ? fault(how)() : Promise.resolve({ data: {} }));

describe('retries', () => {
  test('a query is asked once more when nobody answered', async () => {
    answer = failsOnce('unavailable');
    expect(await guarded().execute(request())).toEqual({ data: {} });
    answer = fault('unavailable');
    asked = 0;
    await expect(guarded().execute(request())).rejects.toThrow(UpstreamError);
    expect(asked).toBe(2);
  });

  test.each<[string, string, UpstreamFault]>([
    ['a mutation is never', 'mutation { pay }', 'unavailable'],
    ['what took too long is not', '{ a }', 'timeout'],
    ['what the client gave up is not', '{ a }', 'cancelled'],
  ])('%s', async (_name, query, how) => {
    answer = failsOnce(how);
    await expect(guarded().execute(request(query))).rejects.toThrow(UpstreamError);
    expect(asked).toBe(1);
  });

  test('are a tenth of all requests at most, and some saved up', async () => {
    answer = fault('unavailable');
    const alwaysClosed = circuitBreaker({ failedShare: 2 });
    const upstream = guarded({ breaker: alwaysClosed, atOnce: 1 });
    await Promise.allSettled(Array.from({ length: 100 }, () => upstream.execute(request())));
    expect(asked).toBeGreaterThan(100 + 10);
    expect(asked).toBeLessThanOrEqual(100 + 10 + 10);
  });
});

describe('the circuit breaker', () => {
  const FAILED = [true, true, true, true];
  const breakerAt = (clock: { now: number }) =>
    circuitBreaker({ window: 4, failedShare: 0.5, openMs: 100, maxOpenMs: 300, now: () => clock.now });

  test('opens when half of the last requests failed, not before there are enough', () => {
    const breaker = breakerAt({ now: 0 });
    for (const failed of [true, true, true]) breaker.report(failed);
    expect(breaker.state).toBe('closed');
    for (const failed of [false]) breaker.report(failed);
    expect(breaker.state).toBe('open');
    expect(breaker.mayPass()).toBe(false);
  });

  test('lets one probe through after its time; a good one closes it', () => {
    const clock = { now: 0 };
    const breaker = breakerAt(clock);
    for (const failed of FAILED) breaker.report(failed);
    clock.now = 99;
    expect(breaker.mayPass()).toBe(false);
    clock.now = 100;
    expect([breaker.mayPass(), breaker.mayPass()]).toEqual([true, false]);
    breaker.report(false);
    expect([breaker.state, breaker.mayPass()]).toEqual(['closed', true]);
  });

  test('waits twice as long after each bad probe, up to a limit; one that says nothing is followed by another', () => {
    const clock = { now: 0 };
    const breaker = breakerAt(clock);
    for (const failed of FAILED) breaker.report(failed);
    for (const wait of [100, 200, 300, 300]) {
      clock.now += wait - 1;
      expect(breaker.mayPass()).toBe(false);
      clock.now += 1;
      expect(breaker.mayPass()).toBe(true);
      breaker.report(undefined);
      expect(breaker.mayPass()).toBe(true);
      breaker.report(true);
    }
  });

  test('keeps requests from a subgraph that is down', async () => {
    answer = fault('unavailable');
    const upstream = guarded({ breaker: circuitBreaker({ window: 4 }) });
    for (let i = 0; i < 10; i += 1) await upstream.execute(request('mutation { a }')).catch(() => undefined);
    expect(asked).toBe(4);
    await expect(upstream.execute(request())).rejects.toThrow('left alone');
  });
});

describe('requests at the same time', () => {
  test('are limited; the others wait their turn, and the queue ends somewhere', async () => {
    const gates: (() => void)[] = [];
    answer = () => new Promise((resolve) => gates.push(() => resolve({ data: {} })));
    const upstream = guarded({ atOnce: 2, maxWaiting: 1 });
    const all = [1, 2, 3].map(() => upstream.execute(request()));
    await eventually(() => asked === 2);
    await expect(upstream.execute(request())).rejects.toThrow('too many requests wait');
    gates[0]?.();
    await eventually(() => asked === 3);
    for (const open of gates) open();
    await eventually(() => gates.length === 3);
    gates[2]?.();
    expect(await Promise.all(all)).toHaveLength(3);
  });

  test('whoever leaves the queue is not asked for', async () => {
    const gate = Promise.withResolvers<UpstreamAnswer>();
    answer = () => gate.promise;
    const upstream = guarded({ atOnce: 1 });
    const first = upstream.execute(request());
    const leaving = new AbortController();
    const second = upstream.execute(request('{ a }', { signal: leaving.signal }));
    leaving.abort();
    await expect(second).rejects.toMatchObject({ fault: 'cancelled' });
    const late = upstream.execute(request('{ a }', { deadline: Date.now() + 5 }));
    await expect(late).rejects.toMatchObject({ fault: 'unavailable' });
    gate.resolve({ data: {} });
    await first;
    expect(asked).toBe(1);
  });

  test('enter in order, and never more than the limit', async () => {
    const room = bulkhead(1, 10);
    const order: number[] = [];
    await room.enter(undefined, 1_000);
    const waiting = [1, 2, 3].map(async (i) => {
      await room.enter(undefined, 1_000);
      order.push(i);
      room.leave();
    });
    room.leave();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2, 3]);
    expect(await room.enter(undefined, 0)).toBe(true);
  });
});
