import { randomUUID } from 'node:crypto';
import { DAY, later } from '@marketplace/kernel/clock';
import { CursorUnknown } from '@marketplace/kernel/cursor';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { LiveStreams } from '../src/live-streams.ts';
import { type MemoryBroker, memoryBroker } from '../src/memory-broker.ts';
import type { StreamEntry } from '../src/message-store.ts';
import { openLiveStreams } from '../src/open-live-streams.ts';
import { describeWorlds, type MessageWorld, ORIGIN } from './message-world.ts';

describeWorlds('streams', (open) => {
  let world: MessageWorld;
  let broker: MemoryBroker;
  let live: LiveStreams;
  let stream: string;
  beforeAll(async () => {
    world = await open();
    broker = memoryBroker();
    live = await openLiveStreams({
      store: world.store.streams,
      broker,
      patterns: ['stream.grown'],
      streamsOf: ({ payload }) => [String(payload.stream)],
      logger: silentLogger,
    });
  });
  afterAll(async () => {
    await live.close();
    await broker.close();
    await world.close();
  });
  beforeEach(() => {
    stream = randomUUID();
  });

  const append = (entry: string) => world.transact(ORIGIN, (tx) => tx.appendToStream(stream, { entry }));
  const tell = () => broker.signal('stream.grown', { stream });
  const read = (after: number, limit = 100) => world.store.streams.read(stream, after, limit);
  const numbers = (entries: readonly StreamEntry[]) => entries.map(({ number }) => number);

  async function next(following: AsyncIterator<StreamEntry>): Promise<unknown> {
    const { value, done } = await following.next();
    return done ? 'done' : value.number;
  }

  test('entries are numbered from 1 and read after any number', async () => {
    expect(await world.store.streams.head(stream)).toBe(0);
    expect(await read(0)).toEqual([]);
    expect([await append('a'), await append('b'), await append('c')]).toEqual([1, 2, 3]);
    expect(await world.store.streams.head(stream)).toBe(3);
    expect(await read(0, 1)).toEqual([{ number: 1, entry: { entry: 'a' }, at: world.clock.now() }]);
    expect(numbers(await read(1))).toEqual([2, 3]);
    expect(await read(3)).toEqual([]);
  });

  test('an entry commits with its transaction, and its number is given again when it does not', async () => {
    const failing = world.transact(ORIGIN, async (tx) => {
      await tx.appendToStream(stream, 'a');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await append('b')).toBe(1);
  });

  test('a reader never sees a number whose predecessors are not there yet', async () => {
    const seen: number[] = [];
    let appending = true;
    const writers = Promise.all(Array.from({ length: 20 }, (_, index) => append(String(index)))).finally(() => {
      appending = false;
    });
    while (appending || seen.length < 20) seen.push(...numbers(await read(seen.at(-1) ?? 0)));
    await writers;
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('a number that was never given out is unknown', async () => {
    await append('a');
    await expect(read(2)).rejects.toThrow(CursorUnknown);
    await expect(read(-1)).rejects.toThrow(CursorUnknown);
    stream = randomUUID();
    await expect(read(1)).rejects.toThrow(CursorUnknown);
  });

  test('who would miss deleted entries is told, who would not reads on', async () => {
    const { streams } = world.store;
    await append('a');
    await append('b');
    world.clock.moveBy(DAY);
    await append('c');
    const kept = stream;
    await streams.prune(world.clock.now(), [stream]);
    expect(numbers(await read(0))).toEqual([1, 2, 3]);
    stream = randomUUID();
    await append('a');
    world.clock.moveBy(DAY);
    await append('b');
    expect(await streams.prune(world.clock.now(), [kept])).toBeGreaterThan(0);
    await expect(read(0)).rejects.toThrow(CursorUnknown);
    expect(numbers(await read(1))).toEqual([2]);
    await streams.prune(later(world.clock.now(), 1), [kept]);
    expect(await read(2)).toEqual([]);
    await expect(read(1)).rejects.toThrow(CursorUnknown);
    expect(await append('c')).toBe(3);
  });

  test('a kept stream is told by the beginning of its name, letter by letter', async () => {
    stream = `order_%.${randomUUID()}`;
    await append('a');
    const { streams } = world.store;
    await streams.prune(later(world.clock.now(), DAY), ['order_%.']);
    expect(numbers(await read(0))).toEqual([1]);
    await streams.prune(later(world.clock.now(), DAY), ['order.', 'orderx', 'order_.']);
    await expect(read(0)).rejects.toThrow(CursorUnknown);
  });

  test('a follower gets what was there and then what comes', async () => {
    await append('a');
    const following = live.follow(stream, 0);
    expect(await next(following)).toBe(1);
    const coming = next(following);
    await append('b');
    await tell();
    expect(await coming).toBe(2);
    await following.return?.();
  });

  test('what is appended while a follower begins is not missed', async () => {
    const following = live.follow(stream, 0);
    const coming = next(following);
    await append('a');
    await tell();
    expect(await coming).toBe(1);
    await following.return?.();
  });

  test('more than is read at once is given whole', async () => {
    await world.transact(ORIGIN, async (tx) => {
      for (let index = 0; index < 250; index += 1) await tx.appendToStream(stream, index);
    });
    const seen: number[] = [];
    for await (const { number } of live.follow(stream, 0)) if (seen.push(number) === 250) break;
    expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
  });

  test('a follower that leaves while it waits is let go at once', async () => {
    const following = live.follow(stream, 0);
    const coming = next(following);
    await following.return?.();
    expect(await coming).toBe('done');
  });

  test('a follower from an unknown number is told', async () => {
    await expect(next(live.follow(stream, 7))).rejects.toThrow(CursorUnknown);
  });

  test('followers end when their replica closes', async () => {
    const closing = await openLiveStreams({
      store: world.store.streams,
      broker,
      patterns: [],
      streamsOf: () => [],
      logger: silentLogger,
    });
    const coming = next(closing.follow(stream, 0));
    await closing.close();
    expect(await coming).toBe('done');
  });

  test('a reconnected broker makes every follower look again', async () => {
    let reconnected = () => {};
    const silent = {
      ...broker,
      listen: async ({ onConnected }: { onConnected?(): void }) => {
        reconnected = () => onConnected?.();
        return { close: async () => {} };
      },
    };
    const others = await openLiveStreams({
      store: world.store.streams,
      broker: silent,
      patterns: [],
      streamsOf: () => [],
      logger: silentLogger,
    });
    await append('a');
    const following = others.follow(stream, 0);
    await next(following);
    const coming = next(following);
    await append('b'); // and nobody tells
    await eventually(() => {
      reconnected();
      return true;
    });
    expect(await coming).toBe(2);
    await others.close();
  });
});
