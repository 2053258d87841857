import { randomUUID } from 'node:crypto';
import { DAY, later } from '@marketplace/kernel/clock';
import { eventually } from '@marketplace/testing/eventually';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AnyEnvelope, EventDraft } from '../src/envelope.ts';
import { describeWorlds, draft, type MessageWorld, ORIGIN } from './message-world.ts';

const LEASE_MS = 60_000;
const EXPIRED = -1_000; // a lease that has run out when it begins

describeWorlds('outbox', (open) => {
  let world: MessageWorld;
  let subject: string;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    subject = randomUUID();
    await sendAll();
  });

  const publish = (...drafts: EventDraft[]) => world.transact(ORIGIN, (tx) => tx.publish(...drafts));
  const unsent = (...subjects: string[]) => world.store.outbox.unsent(subjects, 100);
  const numbers = (events: readonly AnyEnvelope[]) => events.map(({ sequence }) => sequence);

  async function sendAll(): Promise<void> {
    for (;;) {
      const claimed = await world.store.outbox.claimSubjects('sweeper', 100, LEASE_MS);
      if (claimed.length === 0) return;
      await world.store.outbox.markSent((await unsent(...claimed)).map(({ id }) => id));
      await world.store.outbox.release('sweeper', claimed);
    }
  }

  test('a row change commits if and only if its event does: both do', async () => {
    await world.transact(ORIGIN, async (tx) => {
      await tx.note(subject, 'paid');
      await tx.publish(draft(subject));
    });
    expect(await world.notes(subject)).toEqual(['paid']);
    expect(numbers(await unsent(subject))).toEqual([1]);
  });

  test('its newest event is another one whenever something was appended', async () => {
    const seen = [await world.store.outbox.newest()];
    for (let count = 0; count < 3; count += 1) {
      await publish(draft(subject));
      seen.push(await world.store.outbox.newest());
    }
    expect(new Set(seen).size).toBe(4);
    await sendAll();
    expect(await world.store.outbox.newest()).toBe(seen.at(-1));
  });

  test('a row change commits if and only if its event does: neither remains when the transaction fails, and the number is given again', async () => {
    const failing = world.transact(ORIGIN, async (tx) => {
      await tx.note(subject, 'paid');
      await tx.publish(draft(subject));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await world.notes(subject)).toEqual([]);
    await publish(draft(subject));
    expect(numbers(await unsent(subject))).toEqual([1]);
  });

  test('an event that is not as its schema says rolls back what would have told of it', async () => {
    const wrong = { ...draft(subject), data: { payoutId: 'pyo_made_up' } } as unknown as EventDraft; // as: the fault itself
    const failing = world.transact(ORIGIN, async (tx) => {
      await tx.note(subject, 'paid');
      await tx.publish(draft(subject), wrong);
    });
    await expect(failing).rejects.toThrow('payout.completed is not as its schema says');
    expect(await world.notes(subject)).toEqual([]);
    expect(await unsent(subject)).toEqual([]);
  });

  test('an event says whose it is, when it was and what set it off', async () => {
    const said = draft(subject);
    await world.transact({ correlationId: 'request-1', causationId: 'evt_before' }, (tx) => tx.publish(said));
    expect(await unsent(subject)).toEqual([
      {
        specversion: '1.0',
        id: expect.stringMatching(/^evt_/),
        type: 'payout.completed',
        source: '/sample',
        subject,
        time: world.clock.now().toISOString(),
        datacontenttype: 'application/json',
        dataschema: 'https://marketplace.dev/events/payout.completed/1',
        sequence: 1,
        correlationid: 'request-1',
        causationid: 'evt_before',
        data: said.data,
      },
    ]);
  });

  test('each subject’s events are numbered by themselves, in the order in which they were said', async () => {
    const other = randomUUID();
    await publish(draft(subject, 1), draft(other, 1), draft(subject, 2));
    await publish(draft(subject, 3));
    const found = await unsent(subject);
    expect(numbers(found)).toEqual([1, 2, 3]);
    expect(found.map(({ data }) => data)).toMatchObject([1, 2, 3].map((amount) => ({ amount: { amount } })));
    expect(numbers(await unsent(other))).toEqual([1]);
  });

  test('transactions at the same time leave no gap and no number twice', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world
          .transact(ORIGIN, async (tx) => {
            await tx.publish(draft(subject), draft(subject));
            if (index % 4 === 0) throw new Error('changed my mind');
          })
          .catch(() => {}),
      ),
    );
    expect(numbers(await unsent(subject))).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  test('a subject is sent by one relay at a time', async () => {
    const { outbox } = world.store;
    await publish(draft(subject));
    expect(await outbox.claimSubjects('first', 10, LEASE_MS)).toEqual([subject]);
    expect(await outbox.claimSubjects('second', 10, LEASE_MS)).toEqual([]);
    await outbox.release('second', [subject]); // not its own
    expect(await outbox.claimSubjects('second', 10, LEASE_MS)).toEqual([]);
    await outbox.release('first', [subject]);
    expect(await outbox.claimSubjects('second', 10, LEASE_MS)).toEqual([subject]);
    await outbox.release('second', [subject]);
  });

  test('relays that claim at the same time share the subjects', async () => {
    const subjects = Array.from({ length: 12 }, () => randomUUID());
    await publish(...subjects.map((each) => draft(each)));
    const claimed = await Promise.all(
      ['a', 'b', 'c'].map((claimer) => world.store.outbox.claimSubjects(claimer, 12, LEASE_MS)),
    );
    const all = claimed.flat();
    expect(new Set(all).size).toBe(all.length);
    for (const [index, claimer] of ['a', 'b', 'c'].entries())
      await world.store.outbox.release(claimer, claimed[index] ?? []);
  });

  test('a relay that gives subjects back and a transaction that takes them do not wait for each other', async () => {
    const { outbox } = world.store;
    const subjects = [randomUUID(), randomUUID(), randomUUID()];
    await publish(...subjects.map((each) => draft(each)));
    const claimed = await outbox.claimSubjects('first', 10, LEASE_MS);
    let release: Promise<void> | undefined;
    await world.transact(ORIGIN, async (tx) => {
      await tx.publish(draft(claimed.at(-1) ?? ''));
      release ??= outbox.release('first', claimed);
      for (let notes = 0; notes < 20; notes += 1) await tx.note(subject, 'meanwhile'); // so that it gets to the taken one
      for (const each of claimed.slice(0, -1)) await tx.publish(draft(each));
    });
    await release;
    expect((await outbox.claimSubjects('second', 10, LEASE_MS)).toSorted()).toEqual(subjects.sort());
    await outbox.release('second', subjects);
  });

  test('what a dead relay had claimed is taken over when its lease has run out', async () => {
    const { outbox } = world.store;
    await publish(draft(subject));
    expect(await outbox.claimSubjects('dead', 10, EXPIRED)).toEqual([subject]);
    expect(await outbox.claimSubjects('second', 10, LEASE_MS)).toEqual([subject]);
    await outbox.release('second', [subject]);
  });

  test('the subject that has waited longest is claimed first', async () => {
    const subjects = Array.from({ length: 5 }, () => randomUUID());
    for (const each of subjects) await eventuallyLater(() => publish(draft(each)));
    await publish(draft(subjects[0] ?? ''));
    const claimed = await world.store.outbox.claimSubjects('first', 3, LEASE_MS);
    expect([...claimed].sort()).toEqual(subjects.slice(0, 3).sort());
    await world.store.outbox.release('first', claimed);
  });

  test('what is sent is not sent again, until somebody misses it', async () => {
    const { outbox } = world.store;
    await publish(draft(subject), draft(subject), draft(subject), draft(subject));
    await outbox.markSent((await unsent(subject)).map(({ id }) => id));
    expect(await unsent(subject)).toEqual([]);
    expect(await outbox.claimSubjects('first', 10, LEASE_MS)).toEqual([]);
    await outbox.resend(subject, 2, 3);
    expect(numbers(await unsent(subject))).toEqual([2, 3]);
    expect(await outbox.claimSubjects('first', 10, LEASE_MS)).toEqual([subject]);
    await outbox.release('first', [subject]);
  });

  test('a batch is the beginning of what is unsent', async () => {
    await publish(...Array.from({ length: 5 }, () => draft(subject)));
    expect(numbers(await world.store.outbox.unsent([subject], 3))).toEqual([1, 2, 3]);
  });

  test('only what was sent is pruned, and numbers go on after it', async () => {
    const { outbox } = world.store;
    await publish(draft(subject), draft(subject));
    const [first] = await unsent(subject);
    await outbox.markSent([first?.id ?? '']);
    expect(await outbox.prune(later(new Date(), -DAY))).toBe(0);
    expect(await outbox.prune(later(new Date(), DAY))).toBeGreaterThan(0);
    await outbox.resend(subject, 1, 2);
    await publish(draft(subject));
    expect(numbers(await unsent(subject))).toEqual([2, 3]);
  });

  test('the backlog says how much is unsent and since when', async () => {
    const { outbox } = world.store;
    expect(await outbox.backlog()).toEqual({ unsent: 0, oldest: null });
    await publish(draft(subject), draft(subject));
    expect(await outbox.backlog()).toEqual({ unsent: 2, oldest: expect.any(Date) });
  });

  test('a commit that appended wakes the relay', async () => {
    let woken = 0;
    const stop = await world.store.outbox.onAppended(() => (woken += 1));
    await publish(draft(subject));
    await eventually(() => woken > 0);
    await stop();
  });
});

/** The next millisecond, since that is how finely an outbox tells ages apart. */
async function eventuallyLater<T>(work: () => Promise<T>): Promise<T> {
  const result = await work();
  const done = Date.now();
  await eventually(() => Date.now() > done);
  return result;
}
