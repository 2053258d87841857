import { DAY, HOUR, later, systemClock } from '@marketplace/kernel/clock';
import { newId } from '@marketplace/kernel/ids';
import { silentLogger } from '@marketplace/kernel/logger';
import type { Database } from '@marketplace/storage/database';
import { rows } from '@marketplace/storage/database';
import { idempotency } from '@marketplace/storage/idempotency';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { askGateway } from '../src/application/ask-gateway.ts';
import { newIntent, recordIntent } from '../src/application/carry-out.ts';
import type { Gateway, Parts } from '../src/application/ports.ts';
import type { Intent, IntentKind } from '../src/domain/intent.ts';
import { simulatedGateway } from '../src/infrastructure/simulated-gateway.ts';
import { anOrder, eur, migrated, startContext, type TestContext, usd } from './context.ts';

describe('the simulated gateway (pglite)', () =>
  gatewaySuite(async () => overDatabase(await migrated(pgliteDatabase))));
describeWith('postgres', 'the simulated gateway', (url) =>
  gatewaySuite(async () => overDatabase(await migrated(() => postgresDatabase(url)))),
);

const overDatabase = (database: Database) => ({
  gateway: simulatedGateway(database, systemClock),
  close: () => database.close(),
});

function intent(kind: IntentKind, over: Partial<Intent> = {}): Intent {
  const what = { kind, amount: usd(5_000), paymentMethod: 'pm_card_visa', paymentId: null, reference: null };
  return {
    ...newIntent(newId('int'), { ...what, accountId: newId('acc') }, { correlationId: 'test' }, new Date()),
    ...over,
  };
}

/** What the context relies on, whichever gateway is behind it. */
function gatewaySuite(open: () => Promise<{ gateway: Gateway; close(): Promise<void> }>): void {
  let gateway: Gateway;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ gateway, close } = await open());
  });
  afterAll(() => close());

  async function authorized(over: Partial<Intent> = {}) {
    const outcome = await gateway.perform(intent('AUTHORIZE', over));
    if (outcome.state !== 'SUCCEEDED') throw new Error('declined');
    return { ...over, reference: outcome.reference };
  }
  const succeeded = { state: 'SUCCEEDED', reference: expect.any(String) };
  const declined = { state: 'FAILED', reason: 'PAYMENT_DECLINED' };

  test('an intent is done once however often it is called, also at once', async () => {
    const asked = intent('TOP_UP');
    const outcomes = await Promise.all([1, 2, 3].map(() => gateway.perform(asked)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await gateway.lookup(asked)).toEqual(outcomes[0]);
    const card = outcomes[0]?.state === 'SUCCEEDED' ? outcomes[0].reference : '';
    expect(await gateway.perform(intent('REFUND', { reference: card }))).toEqual(succeeded);
    expect(await gateway.perform(intent('REFUND', { reference: card }))).toEqual(declined); // it was charged once
  });

  test.each(['AUTHORIZE', 'TOP_UP', 'TIP'] as const)('a card says why it refuses to %s', async (kind) => {
    expect(await gateway.perform(intent(kind, { paymentMethod: 'pm_card_declined' }))).toEqual(declined);
    expect(await gateway.perform(intent(kind, { paymentMethod: 'pm_card_insufficient_funds' }))).toEqual({
      state: 'FAILED',
      reason: 'INSUFFICIENT_FUNDS',
    });
  });

  test('a lost answer is found by looking the intent up', async () => {
    const lost = intent('AUTHORIZE', { paymentMethod: 'pm_card_timeout' });
    await expect(gateway.perform(lost)).rejects.toThrow();
    expect(await gateway.lookup(lost)).toEqual(succeeded);
    expect(await gateway.perform(lost)).toEqual(await gateway.lookup(lost));
  });

  test('an intent that it never heard of is told apart from a failed one', async () => {
    expect(await gateway.lookup(intent('CHARGE'))).toBeNull();
  });

  test('a charge takes what was authorised, once, in its currency', async () => {
    const card = await authorized();
    expect(await gateway.perform(intent('CHARGE', { ...card, amount: usd(5_001) }))).toEqual(declined);
    expect(await gateway.perform(intent('CHARGE', { ...card, amount: eur(5_000) }))).toEqual(declined);
    expect(await gateway.perform(intent('CHARGE', card))).toEqual(succeeded);
    expect(await gateway.perform(intent('CHARGE', card))).toEqual(declined);
  });

  test('what was given up can’t be charged, and what was charged can’t be given up', async () => {
    const voided = await authorized();
    expect(await gateway.perform(intent('VOID', voided))).toEqual(succeeded);
    expect(await gateway.perform(intent('CHARGE', voided))).toEqual(declined);
    const charged = await authorized();
    await gateway.perform(intent('CHARGE', charged));
    expect(await gateway.perform(intent('VOID', charged))).toEqual(declined);
  });

  test('refunds end at what was charged', async () => {
    const card = await authorized();
    await gateway.perform(intent('CHARGE', card));
    expect(await gateway.perform(intent('REFUND', { ...card, amount: usd(3_000) }))).toEqual(succeeded);
    expect(await gateway.perform(intent('REFUND', { ...card, amount: usd(2_001) }))).toEqual(declined);
    expect(await gateway.perform(intent('REFUND', { ...card, amount: usd(2_000) }))).toEqual(succeeded);
  });
}

describe('between the call and our record of it', () => {
  let running: TestContext;
  afterEach(async () => {
    expect(await running.reads.reconcile()).toMatchObject({ balanced: true, differences: [], unknownAtGateway: 0 });
    await running.stop();
  });

  const charges = () =>
    rows<{ captured: number; refunded: number; voided: boolean }>(
      running.database.db,
      sql`select captured::int, refunded::int, voided from payments.simulated_charges`,
    );

  /** Every first call is done and its answer lost, as when the process dies right after it. */
  function losingAnswers(gateway: Gateway): Gateway {
    const asked = new Set<string>();
    return {
      lookup: gateway.lookup,
      async perform(asking) {
        const outcome = await gateway.perform(asking);
        if (asked.has(asking.id)) return outcome;
        asked.add(asking.id);
        throw new Error('the process died');
      },
    };
  }

  /** Every first call never reaches the gateway. */
  function losingCalls(gateway: Gateway): Gateway {
    const asked = new Set<string>();
    return {
      lookup: gateway.lookup,
      async perform(asking) {
        if (asked.has(asking.id)) return gateway.perform(asking);
        asked.add(asking.id);
        throw new Error('the line is dead');
      },
    };
  }

  test.each([
    ['answers', losingAnswers],
    ['calls', losingCalls],
  ])('lost %s never charge or refund twice, and every order ends', async (_name, gateway) => {
    running = await startContext({ gateway });
    const order = anOrder(running.broker, { card: 'pm_card_visa' });
    await order.place();
    await running.paymentWhen(order.id, ({ status }) => status === 'AUTHORIZED');
    await order.accept();
    await running.paymentWhen(order.id, ({ stage }) => stage === 'HELD');
    await order.settle(usd(400));
    await running.paymentWhen(order.id, ({ status }) => status === 'PARTIALLY_REFUNDED');
    await eventually(async () => (await running.inTransit()) === 0);
    expect(await charges()).toEqual([{ captured: 8_400, refunded: 400, voided: false }]);
  });

  test('a payment whose authorisation’s answer was lost is released when its order has ended', async () => {
    running = await startContext({ gateway: losingAnswers });
    const order = anOrder(running.broker, { card: 'pm_card_visa' });
    await order.place();
    await order.expire();
    await running.paymentWhen(order.id, ({ status }) => status === 'RELEASED');
    expect(await charges()).toEqual([{ captured: 0, refunded: 0, voided: true }]);
  });

  test('a call that was never made is not made a day later: it failed', async () => {
    let now = new Date();
    running = await startContext({ clock: { now: () => now } });
    const { transact, reads, database, clock } = running;
    const performed: string[] = [];
    const gateway: Gateway = {
      lookup: async () => null,
      perform: async ({ id }) => {
        performed.push(id);
        throw new Error('the line is dead');
      },
    };
    const parts: Parts = {
      ...{ transact, reads, gateway, clock, logger: silentLogger, commission: 1_000 },
      idempotency: idempotency(database, 'payments'),
      announce: async () => {},
    };
    const asked = intent('TOP_UP', { createdAt: now });
    // due far ahead: here the test fires it
    await transact({ correlationId: 'test' }, (tx) => recordIntent(tx, asked, later(now, 300 * DAY)));
    expect((await askGateway(parts, asked.id)).state).toBe('CALLED');
    now = later(now, 19 * HOUR);
    expect((await askGateway(parts, asked.id)).state).toBe('CALLED');
    expect(performed).toHaveLength(2);
    now = later(now, 2 * HOUR);
    expect((await askGateway(parts, asked.id)).state).toBe('FAILED');
    expect(performed).toHaveLength(2);
  });
});
