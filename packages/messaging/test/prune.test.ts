import { randomUUID } from 'node:crypto';
import { DAY, later } from '@marketplace/kernel/clock';
import { CursorUnknown } from '@marketplace/kernel/cursor';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRUNED_AT_ONCE } from '../src/message-store.ts';
import { prune, RETENTION } from '../src/prune.ts';
import { describeWorlds, draft, type MessageWorld, ORIGIN } from './message-world.ts';

describeWorlds('pruning', (open) => {
  let world: MessageWorld;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  test('what is older than its retention goes, however much it is, and what is kept for ever stays', async () => {
    const { outbox, streams } = world.store;
    const subject = randomUUID();
    const [kept, other] = [`order:${subject}`, `account:${subject}`];
    await world.transact(ORIGIN, async (tx) => {
      await tx.publish(draft(subject), draft(subject));
      for (const stream of [kept, other]) await tx.appendToStream(stream, 'entry');
    });
    const [first] = await outbox.unsent([subject], 1);
    await outbox.markSent([first?.id ?? '']);

    const retention = { ...RETENTION, keptStreams: ['order:'] };
    await prune(world.store, retention, later(new Date(), 29 * DAY));
    await outbox.resend(subject, 1, 2);
    expect(await outbox.unsent([subject], 10)).toHaveLength(2);
    await outbox.markSent([first?.id ?? '']);

    await prune(world.store, retention, later(new Date(), 31 * DAY));
    await outbox.resend(subject, 1, 2);
    expect((await outbox.unsent([subject], 10)).map(({ sequence }) => sequence)).toEqual([2]);
    expect(await streams.read(kept, 0, 10)).toHaveLength(1);
    await expect(streams.read(other, 0, 10)).rejects.toThrow(CursorUnknown);
  });

  test('more than one statement deletes is deleted by several', async () => {
    let left = 2 * PRUNED_AT_ONCE + 1;
    const some = async () => {
      const pruned = Math.min(left, PRUNED_AT_ONCE);
      left -= pruned;
      return pruned;
    };
    const { outbox, inbox, streams } = world.store;
    const none = async () => 0;
    const store = {
      ...world.store,
      outbox: { ...outbox, prune: some },
      inbox: { ...inbox, prune: none },
      streams: { ...streams, prune: none },
    };
    await prune(store, RETENTION, new Date());
    expect(left).toBe(0);
  });
});
