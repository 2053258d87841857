import { DAY, HOUR, later, SECOND } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attempt, afterAttempt, again, type Outcome, RETRY_DELAYS_MS } from '../src/domain/webhook.ts';
import { aDelivery, aWebhook, NOW } from './samples.ts';

const webhook = aWebhook(newId('acc'));
const fresh = aDelivery(webhook.id, { nextAttemptAt: NOW });
const refused = (change: Partial<Attempt> = {}): Attempt => ({
  outcome: 'REFUSED',
  statusCode: 500,
  at: NOW,
  chance: 0.5,
  ...change,
});

/** Attempt after attempt as the schedule has it, until none is to come. */
function exhausted(outcome: Outcome, chance: () => number, from = { delivery: fresh, webhook }) {
  let after = from;
  let at = NOW;
  let attempts = 0;
  while (after.delivery.status === 'PENDING') {
    at = after.delivery.nextAttemptAt ?? at;
    after = afterAttempt(after.delivery, after.webhook, refused({ outcome, at, chance: chance() }));
    attempts += 1;
  }
  return { ...after, attempts, took: at.getTime() - NOW.getTime() };
}

describe('a delivery', () => {
  test('that is taken is done, and shows that its endpoint works', () => {
    const after = afterAttempt(fresh, webhook, refused({ outcome: 'TAKEN', statusCode: 204 }));
    expect(after.delivery).toMatchObject({
      status: 'DELIVERED',
      attempts: 1,
      lastStatusCode: 204,
      nextAttemptAt: null,
    });
    expect(after.webhook).toEqual({ ...webhook, lastTakenAt: NOW });
  });

  test('that is not taken is tried again ever more rarely, for about three days, whatever chance says', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }), (chances) => {
        const { attempts, took, delivery } = exhausted('REFUSED', () => chances.shift() ?? 0.5);
        expect(attempts).toBe(RETRY_DELAYS_MS.length + 1);
        expect(took).toBeGreaterThan(2.3 * DAY);
        expect(took).toBeLessThan(3.7 * DAY);
        expect(delivery).toMatchObject({ status: 'FAILED', attempts, nextAttemptAt: null });
      }),
    );
    expect(RETRY_DELAYS_MS).toEqual(RETRY_DELAYS_MS.toSorted((a, b) => a - b));
    expect(exhausted('REFUSED', () => 0.5).took).toBeGreaterThan(2.9 * DAY);
  });

  test('waits for a time of its own: those that failed together do not come back together', () => {
    const next = (chance: number) => afterAttempt(fresh, webhook, refused({ chance })).delivery.nextAttemptAt;
    expect([next(0), next(0.5), next(1)]).toEqual([
      later(NOW, 4 * SECOND),
      later(NOW, 5 * SECOND),
      later(NOW, 6 * SECOND),
    ]);
  });

  test('that nothing can be made of fails at once, and is not the endpoint’s fault', () => {
    const after = afterAttempt(fresh, webhook, refused({ outcome: 'UNSENDABLE', statusCode: null }));
    expect(after).toEqual({ webhook, delivery: { ...fresh, status: 'FAILED', nextAttemptAt: null } });
  });

  test('that there is no payload for just now is tried again, and in the end it is not the endpoint’s fault', () => {
    expect(exhausted('NO_PAYLOAD', () => 0.5)).toMatchObject({ attempts: 11, delivery: { status: 'FAILED' }, webhook });
  });

  test('can be sent again from the start', () => {
    const { delivery } = exhausted('REFUSED', () => 0.5);
    const replayed = again(delivery, later(NOW, DAY));
    expect(replayed).toMatchObject({ status: 'PENDING', attempts: 0, nextAttemptAt: later(NOW, DAY) });
  });
});

describe('a webhook', () => {
  test('that took nothing for three days is switched off', () => {
    expect(exhausted('REFUSED', () => 0.5).webhook.active).toBe(false);
    const before = { ...webhook, lastTakenAt: later(NOW, -HOUR) };
    expect(exhausted('REFUSED', () => 0.5, { delivery: fresh, webhook: before }).webhook.active).toBe(false);
  });

  test('that took something else meanwhile is not: it is that delivery which it cannot take', () => {
    const working = { ...webhook, lastTakenAt: later(NOW, HOUR) };
    const after = exhausted('REFUSED', () => 0.5, { delivery: fresh, webhook: working });
    expect(after).toMatchObject({ webhook: working, delivery: { status: 'FAILED' } });
  });

  test('that says it is gone is switched off at once', () => {
    const working = { ...webhook, lastTakenAt: later(NOW, HOUR) };
    const after = afterAttempt(fresh, working, refused({ outcome: 'GONE', statusCode: 410 }));
    expect(after).toMatchObject({ webhook: { active: false }, delivery: { status: 'FAILED', lastStatusCode: 410 } });
  });

  test('that takes a replay is switched on again, and one that does not stays off', () => {
    const off = { ...webhook, active: false };
    expect(afterAttempt(fresh, off, refused({ outcome: 'TAKEN', statusCode: 200 })).webhook.active).toBe(true);
    expect(afterAttempt(fresh, off, refused()).webhook.active).toBe(false);
  });
});
