import { randomUUID } from 'node:crypto';
import { DAY, later } from '@marketplace/kernel/clock';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AnyEnvelope } from '../src/envelope.ts';
import type { InboxVerdict, WaitingMessage } from '../src/message-store.ts';
import { processEvent } from '../src/process-event.ts';
import { describeWorlds, eventOf, eventsOf, type MessageWorld } from './message-world.ts';

const LEASE_MS = 60_000;
const EXPIRED = -1_000; // a lease that has run out when it begins
const SOON = () => later(new Date(), 1);
const PAST = () => later(new Date(), -1_000);

describeWorlds('inbox', (open) => {
  let world: MessageWorld;
  let consumer: string;
  let subject: string;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  beforeEach(() => {
    consumer = randomUUID();
    subject = randomUUID();
  });

  /** Handles an event by a note of its number under its subject. */
  function handle(event: AnyEnvelope, replayed = false, fails = false): Promise<InboxVerdict> {
    const handlers = {
      'payout.completed': async (tx: { note(key: string, text: string): Promise<void> }) => {
        await tx.note(event.subject, String(event.sequence));
        if (fails) throw new Error('handler failed');
      },
    };
    return processEvent({ consumer, transact: world.transact, handlers }, event, replayed);
  }

  async function handleAll(events: readonly AnyEnvelope[]): Promise<InboxVerdict[]> {
    const verdicts: InboxVerdict[] = [];
    for (const event of events) verdicts.push(await handle(event));
    return verdicts;
  }

  const claim = (now = SOON(), limit = 10, leaseMs = LEASE_MS) =>
    world.store.inbox.claimDue(consumer, randomUUID(), now, limit, leaseMs);
  const events = (messages: readonly WaitingMessage[]) => messages.map(({ event }) => event);
  const wait = (event: AnyEnvelope, dueAt = PAST()) => world.store.inbox.wait(consumer, event, 'failed', dueAt);

  async function claimed(now?: Date): Promise<WaitingMessage> {
    const [message, ...others] = await claim(now);
    expect(others).toEqual([]);
    if (!message) throw new Error('nothing was claimed');
    return message;
  }

  async function parkedOnes(): Promise<WaitingMessage[]> {
    const all: WaitingMessage[] = [];
    for (let after: string | null = null; ; ) {
      const page = await world.store.inbox.parked(2, after);
      all.push(...page);
      after = page.at(-1)?.id ?? null;
      if (after === null) return all.filter((message) => message.consumer === consumer);
    }
  }

  test('events are handled in their order, each once', async () => {
    const [first, second, third] = eventsOf(subject, 3) as [AnyEnvelope, AnyEnvelope, AnyEnvelope];
    expect(await handleAll([first, third, first, second, second, third, third])).toEqual([
      'new',
      'early',
      'duplicate',
      'new',
      'duplicate',
      'new',
      'duplicate',
    ]);
    expect(await world.notes(subject)).toEqual(['1', '2', '3']);
  });

  test('an event whose handler fails has left nothing, and is still new', async () => {
    const event = eventOf(subject, 1);
    await expect(handle(event, false, true)).rejects.toThrow('handler failed');
    expect(await world.notes(subject)).toEqual([]);
    expect(await handle(event)).toBe('new');
  });

  test('an event that is handled twice at the same time has its effect once', async () => {
    const event = eventOf(subject, 1);
    const verdicts = await Promise.all([handle(event), handle(event), handle(event)]);
    expect(verdicts.sort()).toEqual(['duplicate', 'duplicate', 'new']);
    expect(await world.notes(subject)).toEqual(['1']);
  });

  test('consumers, and the same subject’s owners, have their own order', async () => {
    const event = eventOf(subject, 1);
    await handle(event);
    expect(await handle({ ...eventOf(subject, 1), source: '/other' })).toBe('new');
    consumer = randomUUID();
    expect(await handle(event)).toBe('new');
  });

  test('an event of a type without a handler is recorded, so that its followers come in order', async () => {
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    expect(await processEvent({ consumer, transact: world.transact, handlers: {} }, first)).toBe('new');
    expect(await handle(second)).toBe('new');
  });

  test('the inbox says how far a subject has come', async () => {
    const { inbox } = world.store;
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    expect(await inbox.handledUpTo(consumer, second)).toBe(0);
    await handle(first);
    expect(await inbox.handledUpTo(consumer, second)).toBe(1);
  });

  test('a message waits once, holds back the later ones of its subject alone, and is given when due', async () => {
    const { inbox } = world.store;
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    await wait(second);
    await wait(second);
    expect(await inbox.isHeldBack(consumer, eventOf(subject, 3))).toBe(true);
    expect(await inbox.isHeldBack(consumer, first)).toBe(false);
    expect(await inbox.isHeldBack(consumer, eventOf(randomUUID(), 3))).toBe(false);
    expect(await claim(later(PAST(), -1_000))).toEqual([]);
    expect(await claim()).toMatchObject([{ event: second, state: 'WAITING', attempts: 0, error: 'failed' }]);
  });

  test('of each subject the first alone is given, and to one claimer', async () => {
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    const other = eventOf(randomUUID(), 5);
    await wait(second, later(PAST(), -5_000));
    await wait(first, later(PAST(), -1_000));
    await wait(other);
    const [given, again] = await Promise.all([claim(), claim()]);
    expect(events([...given, ...again])).toHaveLength(2);
    expect(events([...given, ...again])).toEqual(expect.arrayContaining([first, other]));
  });

  test('what a dead process had claimed is given again', async () => {
    const event = eventOf(subject, 1);
    await wait(event);
    expect(events(await claim(SOON(), 10, EXPIRED))).toEqual([event]);
    expect(events(await claim())).toEqual([event]);
    expect(events(await claim())).toEqual([]);
  });

  test('the next instant at which something is due is that of a subject’s first', async () => {
    const { inbox } = world.store;
    expect(await inbox.nextDue(consumer)).toBeNull();
    const due = later(new Date(), 5_000);
    await wait(eventOf(subject, 1), due);
    await wait(eventOf(subject, 2));
    expect(await inbox.nextDue(consumer)).toEqual(due);
  });

  test('a message that fails again waits longer, and counts', async () => {
    const { inbox } = world.store;
    const event = eventOf(subject, 1);
    await wait(event);
    const dueAt = later(new Date(), 5_000);
    await inbox.retryAt((await claimed()).id, 'failed again', dueAt);
    expect(await claim()).toEqual([]);
    expect(await claimed(dueAt)).toMatchObject({ event, attempts: 1, error: 'failed again' });
  });

  test('the one that follows can be made due at once', async () => {
    const event = eventOf(subject, 2);
    await wait(event, later(new Date(), 60_000));
    expect(await world.store.inbox.hasten(consumer, event, 1, new Date())).toBe(false);
    expect(await claim()).toEqual([]);
    expect(await world.store.inbox.hasten(consumer, event, 2, new Date())).toBe(true);
    expect(events(await claim())).toEqual([event]);
  });

  test('a message that was handled after all waits no more', async () => {
    await wait(eventOf(subject, 1));
    await world.store.inbox.remove((await claimed()).id);
    expect(await world.store.inbox.nextDue(consumer)).toBeNull();
  });

  test('a parked message stands with its error and lets its followers go on', async () => {
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    await wait(first);
    await world.store.inbox.park((await claimed()).id, 'hopeless');
    expect(await parkedOnes()).toMatchObject([
      { event: first, consumer, state: 'PARKED', error: 'hopeless', parkedAt: expect.any(Date) },
    ]);
    expect(await claim()).toEqual([]);
    expect(await handle(second)).toBe('new');
    expect(await handle(first)).toBe('late');
  });

  test('a parked message is tried once more when an operator wants it, outside its subject’s order', async () => {
    const { inbox } = world.store;
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    await wait(first);
    const { id } = await claimed();
    expect(await inbox.replay(id)).toBe(false);
    await inbox.park(id, 'hopeless');
    await handle(second);
    expect(await inbox.replay(id)).toBe(true);
    expect(await claimed()).toMatchObject({ id, event: first, replayed: true });
    expect(await handle(first, true)).toBe('new');
    expect(await handle(first, true)).toBe('duplicate');
    expect(await world.notes(subject)).toEqual(['2', '1']);
  });

  test('a replay wakes who waits for it', async () => {
    const { inbox } = world.store;
    let woken = 0;
    const stop = await inbox.onDue(() => (woken += 1));
    await wait(eventOf(subject, 1));
    const { id } = await claimed();
    await inbox.park(id, 'hopeless');
    await inbox.replay(id);
    await eventually(() => woken > 0);
    await stop();
  });

  test('a replayed message holds nothing back', async () => {
    const { inbox } = world.store;
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    await wait(first);
    const { id } = await claimed();
    await inbox.park(id, 'hopeless');
    await inbox.replay(id);
    await wait(second);
    expect(events(await claim())).toEqual(expect.arrayContaining([first, second]));
  });

  test('a discarded message counts as handled', async () => {
    const { inbox } = world.store;
    const event = eventOf(subject, 1);
    await inbox.parkEvent(consumer, event, 'hopeless');
    const [parked] = await parkedOnes();
    expect(await inbox.discard(parked?.id ?? '')).toBe(true);
    expect(await inbox.discard(parked?.id ?? '')).toBe(false);
    expect(await handle(event)).toBe('duplicate');
    expect(await parkedOnes()).toEqual([]);
  });

  test('an event is parked once, whether it waited or not', async () => {
    const { inbox } = world.store;
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    await wait(first);
    await inbox.parkEvent(consumer, first, 'late');
    await inbox.parkEvent(consumer, first, 'later');
    await inbox.parkEvent(consumer, second, 'late');
    expect(await parkedOnes()).toMatchObject([
      { event: first, error: 'late' },
      { event: second, error: 'late' },
    ]);
    expect(await handle(eventOf(subject, 3))).toBe('new');
  });

  test('what can’t be read is parked as it came, and can only be discarded', async () => {
    const { inbox } = world.store;
    await inbox.parkUnreadable(consumer, 'binary \u0000', 'unreadable');
    await inbox.parkUnreadable(consumer, '{"half":', 'unreadable');
    const [one, two] = await parkedOnes();
    expect([one, two].map((message) => message?.body)).toContain('{"half":');
    expect(one).toMatchObject({ event: null, error: 'unreadable' });
    expect(await inbox.replay(one?.id ?? '')).toBe(false);
    expect(await inbox.discard(two?.id ?? '')).toBe(true);
    expect(await parkedOnes()).toHaveLength(1);
  });

  describe('what is parked is told by an event of the same transaction', () => {
    const told = async () => {
      const subjects = (await parkedIds()).concat(ids);
      const unsent = await world.store.outbox.unsent(subjects, 100);
      return unsent.map(({ type, subject, data }) => ({ type, subject, data }));
    };
    const parkedIds = async () => (await parkedOnes()).map(({ id }) => id);
    let ids: string[];
    beforeEach(() => {
      ids = [];
    });

    async function parkOne(event = eventOf(subject, 1)): Promise<string> {
      await world.store.inbox.parkEvent(consumer, event, 'hopeless');
      const id = (await parkedIds()).at(-1) ?? '';
      ids.push(id);
      return id;
    }

    test('whichever way it got there, once', async () => {
      const { inbox } = world.store;
      const event = eventOf(subject, 1);
      await wait(event);
      const { id } = await claimed();
      await inbox.park(id, 'hopeless');
      await inbox.parkEvent(consumer, event, 'hopeless again');
      const about = { parkedId: id, consumer, eventId: event.id, eventType: event.type };
      expect(await told()).toEqual([
        {
          type: 'message.parked',
          subject: id,
          data: { ...about, error: 'hopeless', attempts: 0, parkedAt: expect.any(String), body: JSON.stringify(event) },
        },
      ]);
      const [found] = await world.store.outbox.unsent([id], 1);
      expect(found).toMatchObject({ correlationid: event.correlationid, causationid: event.id });
    });

    test('also what can’t be read', async () => {
      await world.store.inbox.parkUnreadable(consumer, '{"half":', 'unreadable');
      expect(await told()).toMatchObject([
        { type: 'message.parked', data: { eventId: null, eventType: null, body: '{"half":' } },
      ]);
    });

    test('and so is that it is taken up again, and parked again', async () => {
      const { inbox } = world.store;
      const id = await parkOne();
      await inbox.replay(id);
      await inbox.replay(id);
      await inbox.park(id, 'still hopeless');
      const data = { parkedId: id, consumer, how: 'REPLAYED' };
      expect(await told()).toMatchObject([
        { type: 'message.parked', data: { error: 'hopeless' } },
        { type: 'message.unparked', data },
        { type: 'message.parked', data: { error: 'still hopeless' } },
      ]);
    });

    test('and that it is forgotten', async () => {
      const id = await parkOne();
      await world.store.inbox.discard(id);
      await world.store.inbox.discard(id);
      expect((await told()).map(({ type, data }) => [type, data])).toMatchObject([
        ['message.parked', {}],
        ['message.unparked', { parkedId: id, how: 'DISCARDED' }],
      ]);
    });

    test('with its secrets blotted out and cut to what a message can hold', async () => {
      const secret = { ...eventOf(subject, 1), data: { token: 'TOPSECRET', note: 'x'.repeat(100_000) } };
      await parkOne(secret as unknown as AnyEnvelope); // as: a type of event that carries a token is another context's
      const [event] = await told();
      const text = JSON.stringify(event);
      expect(text).not.toContain('TOPSECRET');
      expect(text).toContain('xxx');
      expect(text.length).toBeLessThan(50_000);
    });

    test('but not of what tells of parked messages, which would go round in a circle', async () => {
      const event = { ...eventOf(subject, 1), type: 'message.parked' } as AnyEnvelope; // as: only the type counts here
      await parkOne(event);
      expect(await told()).toEqual([]);
    });
  });

  test('pruning forgets what was handled, and still knows how far each subject came', async () => {
    const [first, second] = eventsOf(subject, 2) as [AnyEnvelope, AnyEnvelope];
    await handle(first);
    expect(await world.store.inbox.prune(later(new Date(), -DAY))).toBe(0);
    expect(await world.store.inbox.prune(later(new Date(), DAY))).toBeGreaterThan(0);
    expect(await handle(second)).toBe('new');
  });
});
