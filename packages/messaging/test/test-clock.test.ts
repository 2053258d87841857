import { HOUR, later, MINUTE, type ShiftedClock, shiftedClock } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Closable } from '../src/broker.ts';
import type { Handlers } from '../src/consumer.ts';
import { memoryBroker } from '../src/memory-broker.ts';
import type { Deadline } from '../src/message-store.ts';
import { startMessaging } from '../src/start-messaging.ts';
import { type TestClockCoordinator, testClockCoordinator } from '../src/test-clock-coordinator.ts';
import { describeWorlds, draft, type MessageWorld, type NotesTransaction, ORIGIN } from './message-world.ts';

/** Two contexts that pass work to each other, each with a store of its own, and a coordinator beside the first. */
describeWorlds('the test clock', (open) => {
  let worlds: { readonly first: MessageWorld; readonly second: MessageWorld };
  let broker: ReturnType<typeof memoryBroker>;
  let clocks: { readonly first: ShiftedClock; readonly second: ShiftedClock };
  let coordinator: TestClockCoordinator;
  let running: Closable[];
  /** What was done, in order, with how far time had come. */
  let done: string[];
  beforeAll(async () => {
    worlds = { first: await open(), second: await open() };
  });
  afterAll(async () => {
    await worlds.first.close();
    await worlds.second.close();
  });

  let start: Date;
  type Name = 'first' | 'second';

  beforeEach(async () => {
    start = new Date();
    broker = memoryBroker({ delays: true, reorders: true, duplicates: true });
    done = [];
    running = [];
    clocks = { first: shiftedClock(), second: shiftedClock() };
    coordinator = await coordinate();
  });
  afterEach(async () => {
    await coordinator.close();
    for (const each of running) await each.close();
    await broker.close();
  });

  const coordinate = (patience = {}) =>
    testClockCoordinator({ broker, clock: clocks.first, contexts: ['first', 'second'], ...patience });

  async function run(
    name: Name,
    parts: { handlers?: Handlers<NotesTransaction>; fire?: (d: Deadline) => Promise<void>; background?: string[] } = {},
  ) {
    const { store, transact } = worlds[name];
    const started = await startMessaging({
      name,
      broker,
      store,
      transact,
      patterns: ['payout.*'],
      handlers: parts.handlers ?? {},
      fire: async (deadline) => {
        done.push(`${deadline.kind} at ${Math.floor((clocks[name].now().getTime() - start.getTime()) / MINUTE)} min`);
        await parts.fire?.(deadline);
      },
      clock: clocks[name],
      background: parts.background ?? [],
      logger: silentLogger,
    });
    running.push(started);
    return started;
  }
  const set = (name: Name, kind: string, minutes: number) =>
    worlds[name].transact(ORIGIN, (tx) =>
      tx.setDeadline({ kind, subject: 'one', dueAt: later(new Date(), clocks[name].offset + minutes * MINUTE) }),
    );
  const inMinutes = (minutes: number) => later(clocks.first.now(), minutes * MINUTE);
  const minutesAhead = ({ offset }: ShiftedClock) => Math.round(offset / MINUTE);

  test('moves from deadline to deadline over all contexts, in order, and lets their work run dry in between', async () => {
    await run('first', {
      // passes work on, which leads to more before the next deadline of anybody
      fire: async ({ kind }) => {
        if (kind === 'a') await worlds.first.transact(ORIGIN, (tx) => tx.publish(draft('subject of a')));
      },
    });
    await run('second', {
      handlers: {
        'payout.completed': async (tx) => {
          done.push('second hears of it');
          await tx.setDeadline({ kind: 'c', subject: 'one', dueAt: later(clocks.second.now(), 5 * MINUTE) });
        },
      },
    });
    await set('first', 'a', 10);
    await set('second', 'b', 12);
    await set('first', 'd', 30);
    await set('second', 'not yet', 90);
    const to = inMinutes(60);
    const now = await coordinator.advance(to);
    expect(now >= to && now < later(to, MINUTE)).toBe(true);
    expect(done).toEqual(['a at 10 min', 'second hears of it', 'b at 12 min', 'c at 15 min', 'd at 30 min']);
    expect([minutesAhead(clocks.first), minutesAhead(clocks.second)]).toEqual([60, 60]);
  });

  test('a context that starts again stands where it was, and time never goes back', async () => {
    const first = await run('first');
    await run('second');
    await coordinator.advance(later(clocks.first.now(), 2 * HOUR));
    await first.close();
    running.splice(running.indexOf(first), 1);
    const before = clocks.first.offset;
    clocks = { ...clocks, first: shiftedClock() };
    await run('first');
    expect(clocks.first.offset).toBe(before);
    await expect(coordinator.advance(new Date())).rejects.toThrow('INVALID_INPUT');
    clocks.first.shiftTo(before - HOUR);
    expect(clocks.first.offset).toBe(before);
  });

  test('a context that was away comes to where all others are', async () => {
    await run('first');
    const second = await run('second');
    await coordinator.advance(inMinutes(1));
    await second.close();
    running.splice(running.indexOf(second), 1);
    const { offset } = clocks.first;
    await worlds.first.transact(ORIGIN, (tx) => tx.appendToStream('test-clock', { offset: offset + HOUR }));
    clocks.first.shiftTo(offset + HOUR);
    await run('second');
    await eventually(() => clocks.second.offset === clocks.first.offset);
  });

  test('names who does not answer, and stops there', async () => {
    await run('first');
    const from = clocks.first.offset;
    await coordinator.close();
    coordinator = await coordinate({ patienceMs: 1_000 });
    await expect(coordinator.advance(inMinutes(60))).rejects.toThrow(/CONFLICT: .* No answer from: (first, )?second\./);
    expect(clocks.first.offset).toBe(from);
  });

  test('a way too long for one call goes on after it, and a repeat waits for the rest', async () => {
    const gate = Promise.withResolvers<void>();
    await run('first');
    await run('second', { fire: () => gate.promise });
    await set('second', 'slow', 1);
    await coordinator.close();
    coordinator = await coordinate({ answerWithinMs: 500 });
    const to = inMinutes(10);
    const refusal =
      /CONFLICT: The clock has come to .* and goes on to .*: repeat the call\. It waits for: (first, )?second\./;
    await expect(coordinator.advance(to)).rejects.toThrow(refusal);
    await expect(coordinator.advance(to)).rejects.toThrow(refusal);
    gate.resolve();
    const now = await eventually(() => coordinator.advance(to).catch(() => undefined));
    expect(now >= to).toBe(true);
    expect(done).toHaveLength(1);
  });

  test('waits for work that is under way, and two calls do not move it at once', async () => {
    const gate = Promise.withResolvers<void>();
    await run('first');
    await run('second', { fire: () => gate.promise });
    await set('second', 'slow', 1);
    const moved = coordinator.advance(inMinutes(10));
    await eventually(() => done.length > 0);
    await expect(coordinator.advance(inMinutes(20))).rejects.toThrow('CONFLICT: The clock is on its way to');
    const joined = coordinator.advance(inMinutes(5));
    expect(clocks.first.now() < inMinutes(9)).toBe(true);
    gate.resolve();
    expect(await joined).toEqual(await moved);
    expect(done).toHaveLength(1);
  });

  test('neither stops at what only keeps copies fresh nor waits for it', async () => {
    const gate = Promise.withResolvers<void>();
    await run('first', { background: ['renew'], fire: () => gate.promise });
    await run('second');
    await set('first', 'renew', 5);
    const to = inMinutes(10);
    expect((await coordinator.advance(to)) >= to).toBe(true);
    gate.resolve();
    await eventually(() => done.length === 1);
  });
});
