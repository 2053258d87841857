import { randomUUID } from 'node:crypto';
import { HOUR, later, MINUTE } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NotYet, retryDelay, startDeadlines } from '../src/deadlines.ts';
import type { Deadline } from '../src/message-store.ts';
import { describeWorlds, type MessageWorld, ORIGIN } from './message-world.ts';

const LEASE_MS = 60_000;
const EXPIRED = -1_000; // a lease that has run out when it begins

describeWorlds('deadlines', (open) => {
  let world: MessageWorld;
  let subject: string;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    subject = randomUUID();
  });
  afterEach(async () => {
    await world.transact(ORIGIN, async (tx) => {
      for (const kind of kindsSet) await tx.clearDeadline(kind, subject);
    });
    kindsSet.clear();
  });

  const kindsSet = new Set<string>();

  async function set(kind: string, inMs: number, data: string | null = null): Promise<void> {
    kindsSet.add(kind);
    const dueAt = later(world.clock.now(), inMs);
    await world.transact(ORIGIN, (tx) => tx.setDeadline({ kind, subject, dueAt, data }));
  }

  const claim = (now = world.clock.now(), leaseMs = LEASE_MS) =>
    world.store.deadlines.claimDue(randomUUID(), now, 100, leaseMs);
  const kinds = (found: readonly Deadline[]) => found.map(({ kind }) => kind);

  test('a deadline is due when domain time has come to it, and the earliest comes first', async () => {
    await set('second', 2 * MINUTE);
    await set('first', MINUTE, 'told');
    expect(await world.store.deadlines.next()).toEqual(later(world.clock.now(), MINUTE));
    expect(await claim()).toEqual([]);
    expect(await claim(later(world.clock.now(), 2 * MINUTE))).toEqual([
      expect.objectContaining({ kind: 'first', subject, data: 'told', attempts: 0 }),
      expect.objectContaining({ kind: 'second', subject, data: null }),
    ]);
  });

  test('what lies ahead: whether one is due that is not put off for long, and the next one', async () => {
    const ahead = (inMs: number, but: string[] = []) =>
      world.store.deadlines.ahead(later(world.clock.now(), inMs), but, 2_000);
    expect(await ahead(0)).toEqual({ due: false, next: null });
    await set('first', MINUTE);
    await set('second', HOUR);
    expect(await ahead(0)).toEqual({ due: false, next: later(world.clock.now(), MINUTE) });
    expect(await ahead(MINUTE)).toEqual({ due: true, next: later(world.clock.now(), HOUR) });
    expect(await ahead(MINUTE, ['first'])).toEqual({ due: false, next: later(world.clock.now(), HOUR) });
    expect(await ahead(0, ['first', 'second'])).toEqual({ due: false, next: null });
    const [claimed] = await claim(later(world.clock.now(), MINUTE));
    expect(await ahead(MINUTE)).toMatchObject({ due: true });
    if (!claimed) throw new Error('nothing claimed');
    await world.store.deadlines.retryAt(claimed, 'failed', later(new Date(), 1_000));
    expect(await ahead(MINUTE)).toMatchObject({ due: true });
    await world.store.deadlines.retryAt(claimed, 'failed', later(new Date(), MINUTE));
    expect(await ahead(MINUTE)).toMatchObject({ due: false });
  });

  test('it commits with its transaction', async () => {
    const failing = world.transact(ORIGIN, async (tx) => {
      await tx.setDeadline({ kind: 'never', subject, dueAt: world.clock.now() });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await claim()).toEqual([]);
    expect(await world.store.deadlines.next()).toBeNull();
  });

  test('setting it again replaces it; clearing takes it away', async () => {
    await set('pay', 0);
    await set('pay', HOUR);
    expect(await claim()).toEqual([]);
    expect(kinds(await claim(later(world.clock.now(), HOUR)))).toEqual(['pay']);
    await world.transact(ORIGIN, (tx) => tx.clearDeadline('pay', subject));
    expect(await world.store.deadlines.next()).toBeNull();
  });

  test('one at a time has it, and another when the lease has run out', async () => {
    await set('pay', 0);
    const both = await Promise.all([claim(), claim()]);
    expect(both.flat()).toHaveLength(1);
    await set('other', 0);
    expect(kinds(await claim(undefined, EXPIRED))).toEqual(['other']);
    expect(kinds(await claim())).toEqual(['other']);
  });

  test('a completed one is gone, but not the one that replaced it meanwhile', async () => {
    const { deadlines } = world.store;
    await set('pay', 0, 'old');
    const [old] = await claim();
    await set('pay', 0, 'new');
    if (old) await deadlines.complete(old);
    if (old) await deadlines.retryAt(old, 'failed', later(new Date(), HOUR));
    const [fresh] = await claim();
    expect(fresh).toMatchObject({ kind: 'pay', data: 'new', attempts: 0 });
    if (fresh) await deadlines.complete(fresh);
    expect(await deadlines.next()).toBeNull();
  });

  test('one that failed is due again in the machine’s time', async () => {
    const { deadlines } = world.store;
    await set('pay', 0);
    const [first] = await claim();
    if (first) await deadlines.retryAt(first, 'failed', later(new Date(), HOUR));
    expect(await claim(later(world.clock.now(), 10 * HOUR))).toEqual([]);
    if (first) await deadlines.retryAt(first, 'failed', later(new Date(), -1));
    expect(await claim()).toMatchObject([{ kind: 'pay', attempts: 1 }]);
  });

  describe('firing', () => {
    let fired: Deadline[];
    let fire: (deadline: Deadline) => Promise<void>;
    let stop: () => Promise<void>;
    beforeEach(async () => {
      fired = [];
      fire = async () => {};
      const { clock } = world;
      const running = await startDeadlines({
        deadlines: world.store.deadlines,
        clock,
        logger: silentLogger,
        fire: async (deadline) => {
          fired.push(deadline);
          await fire(deadline);
        },
      });
      stop = running.close;
    });
    afterEach(() => stop());

    test('what is due is fired once, as soon as it is set', async () => {
      await set('now', 0);
      await set('later', HOUR);
      await eventually(() => fired.length > 0);
      await eventually(
        async () => (await world.store.deadlines.next())?.getTime() === world.clock.now().getTime() + HOUR,
      );
      expect(kinds(fired)).toEqual(['now']);
    });

    test('moving domain time fires what it passes', async () => {
      await set('later', HOUR);
      world.clock.moveBy(HOUR);
      await eventually(() => kinds(fired).includes('later'));
    });

    test('one that fails is fired again', async () => {
      fire = async ({ attempts }) => {
        if (attempts === 0) throw new Error('gateway down');
      };
      await set('pay', 0);
      await eventually(() => fired.length === 2);
      await eventually(async () => (await world.store.deadlines.next()) === null);
    });

    test('one that is not to be fired yet is fired again when it says, however often that is', async () => {
      fire = async ({ attempts }) => {
        if (attempts < 3) throw new NotYet(attempts === 2 ? later(new Date(), HOUR) : new Date());
      };
      await set('deliver', 0);
      await eventually(() => fired.length === 3);
      const next = await eventually(async () => (await claim(later(world.clock.now(), HOUR))).length === 0);
      expect(next).toBe(true);
      expect(await world.store.deadlines.next()).toEqual(world.clock.now());
    });

    test('one that takes long does not hold up the others', async () => {
      const slow = Promise.withResolvers<void>();
      fire = ({ kind }) => (kind === 'slow' ? slow.promise : Promise.resolve());
      await set('slow', 0);
      await eventually(() => fired.length === 1);
      await set('fast', 0);
      await eventually(() => kinds(fired).includes('fast'));
      slow.resolve();
    });

    test('more than can be fired at once are all fired', async () => {
      await world.transact(ORIGIN, async (tx) => {
        for (let index = 0; index < 50; index += 1)
          await tx.setDeadline({ kind: `pay ${index}`, subject, dueAt: world.clock.now() });
      });
      await eventually(async () => fired.length === 50 && (await world.store.deadlines.next()) === null);
    });

    test('stopping waits for what is being fired', async () => {
      const slow = Promise.withResolvers<void>();
      fire = () => slow.promise;
      await set('slow', 0);
      await eventually(() => fired.length === 1);
      const stopped = stop();
      slow.resolve();
      await stopped;
      expect(await world.store.deadlines.next()).toBeNull();
    });
  });
});

test('each failure waits twice as long, up to ten minutes', () => {
  expect([0, 1, 2, 9, 10, 1_000].map(retryDelay)).toEqual([1_000, 2_000, 4_000, 512_000, 600_000, 600_000]);
});
