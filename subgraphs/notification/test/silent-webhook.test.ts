import { DAY } from '@marketplace/kernel/clock';
import { idFrom, newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import { NotYet } from '@marketplace/messaging/deadlines';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { webhookDelivering } from '../src/application/deliver-webhook.ts';
import { hasTypes } from './inbox.ts';
import { type Running, runNotification } from './running.ts';
import { aDelivery, aWebhook } from './samples.ts';
import { openPglite } from './stores.ts';

describe('an endpoint that takes nothing', () => {
  let running: Running;
  let now = new Date();
  let posts: number;
  let deliver: ReturnType<typeof webhookDelivering>;
  beforeAll(async () => {
    running = await runNotification(openPglite);
    deliver = webhookDelivering({
      ...parts(),
      sender: {
        objection: () => undefined,
        post: async () => {
          posts += 1;
          throw new Error('connection refused');
        },
      },
    });
  });
  afterAll(() => running.close());
  beforeEach(() => {
    posts = 0;
    now = new Date();
  });

  const parts = () => ({
    store: running.store,
    publicApi: undefined,
    logger: silentLogger,
    secrets: { seal: (text: string) => text, open: (text: string) => text },
    machineClock: { now: () => now },
  });

  async function made(lanes: number) {
    const webhook = aWebhook(newId('acc'));
    const all = Array.from({ length: lanes }, () => aDelivery(webhook.id, { createdAt: now, nextAttemptAt: now }));
    await running.store.transact({ correlationId: 'x' }, async (tx) => {
      await tx.saveWebhook(webhook);
      for (const each of all) await tx.addDelivery(each);
    });
    return { webhook, all };
  }
  const fire = (webhookId: string, entity: string) =>
    deliver({ id: 'd', kind: 'deliver-webhook', subject: `${webhookId}/${entity}`, dueAt: now, attempts: 0 }).then(
      () => undefined,
      (error: unknown) => (error instanceof NotYet ? error.at : Promise.reject(error)),
    );

  test('is asked ever more rarely for three days, then switched off with all that waits for it, and its owner told', async () => {
    const { webhook, all } = await made(2);
    const [first, other] = all;
    const start = now;
    for (;;) {
      const next = await fire(webhook.id, first?.entity ?? '');
      if (!next) break;
      expect(next.getTime()).toBeGreaterThan(now.getTime());
      now = next;
    }
    expect(posts).toBe(11);
    expect(now.getTime() - start.getTime()).toBeGreaterThan(2.3 * DAY);
    expect(now.getTime() - start.getTime()).toBeLessThan(3.7 * DAY);
    expect(await running.store.reads.webhook(webhook.id)).toMatchObject({ active: false });
    const statuses = (await running.store.reads.deliveries(webhook.id, 10, undefined)).map(({ status }) => status);
    expect(statuses).toEqual(['FAILED', 'FAILED']);
    expect(await fire(webhook.id, other?.entity ?? '')).toBeUndefined();
    expect(posts).toBe(11);
    await hasTypes(running, webhook.accountId, 'webhook.switched_off');
  });

  test('is not asked before its time', async () => {
    const { webhook, all } = await made(1);
    const entity = all[0]?.entity ?? '';
    const next = await fire(webhook.id, entity);
    expect(await fire(webhook.id, entity)).toEqual(next);
    expect(posts).toBe(1);
  });

  test('does not keep others from theirs: only so much goes on with it at once', async () => {
    const { webhook, all } = await made(12);
    const times = await Promise.all(all.map(({ entity }) => fire(webhook.id, entity)));
    expect(posts).toBe(4);
    expect(times.filter((time) => time && time.getTime() > now.getTime())).toHaveLength(12);
  });

  test('that has taken one of which the record is lost gets it again, under the same id', async () => {
    const { webhook, all } = await made(1);
    const [delivery] = all;
    const taken: string[] = [];
    let lose = true;
    const delivering = webhookDelivering({
      ...parts(),
      store: {
        ...running.store,
        transact: (context, work) => {
          if (!lose) return running.store.transact(context, work);
          lose = false;
          throw new Error('the process dies here');
        },
      },
      sender: {
        objection: () => undefined,
        post: async (_url, { id }) => {
          taken.push(id);
          return 200;
        },
      },
    });
    const subject = `${webhook.id}/${delivery?.entity}`;
    const once = () => delivering({ id: 'd', kind: 'deliver-webhook', subject, dueAt: now, attempts: 0 });
    await expect(once()).rejects.toThrow('the process dies here');
    await once();
    await once();
    expect(taken).toEqual([delivery?.eventId, delivery?.eventId]);
    expect(await running.store.reads.deliveries(webhook.id, 10, undefined)).toMatchObject([{ status: 'DELIVERED' }]);
  });

  test('that is not there any more has nothing to be done for', async () => {
    expect(await fire(idFrom('whk', newId('whk')), newId('ord'))).toBeUndefined();
  });
});
