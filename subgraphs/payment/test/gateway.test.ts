import { DAY, HOUR, later, systemClock } from '@marketplace/kernel/clock';
import { silentLogger } from '@marketplace/kernel/logger';
import type { Database } from '@marketplace/storage/database';
import { rows } from '@marketplace/storage/database';
import { idempotency } from '@marketplace/storage/idempotency';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { eventually } from '@marketplace/testing/eventually';
import { describeWith } from '@marketplace/testing/services';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { askGateway } from '../src/application/ask-gateway.ts';
import { recordIntent } from '../src/application/carry-out.ts';
import type { Gateway, Parts } from '../src/application/ports.ts';
import { simulatedOwners } from '../src/infrastructure/simulated-owners.ts';
import { type GatewayCustomers, stripeClient, stripeGateway } from '../src/infrastructure/stripe-gateway.ts';
import { openSimulated } from '../src/open-gateway.ts';
import { API_URL, anOrder, eur, migrated, startContext, type TestContext, usd } from './context.ts';
import { fakeStripe } from './fake-stripe.ts';
import { gatewaySuite, intent, type OpenedForSuite } from './gateway-suite.ts';

describe('the simulated gateway (pglite)', () =>
  gatewaySuite(async () => overDatabase(await migrated(pgliteDatabase))));
describeWith('postgres', 'the simulated gateway', (url) =>
  gatewaySuite(async () => overDatabase(await migrated(() => postgresDatabase(url)))),
);
describe('Stripe', () => gatewaySuite(overStripe));

test('the simulated gateway charges a card only in the currency that was authorised', async () => {
  const { gateway, close } = overDatabase(await migrated(pgliteDatabase));
  const authorized = await gateway.perform(intent('AUTHORIZE'));
  const reference = authorized.state === 'SUCCEEDED' ? authorized.reference : null;
  expect(await gateway.perform(intent('CHARGE', { reference, amount: eur(5_000) }))).toMatchObject({ state: 'FAILED' });
  await close();
});

function overDatabase(database: Database): OpenedForSuite {
  const books = { database, clock: systemClock };
  return {
    gateway: openSimulated({ ...books, apiUrl: API_URL, formKey: Buffer.alloc(32) }).gateway,
    bank: { token: 'ba_ok', closed: 'ba_fail', unverified: 'ba_unverified' },
    confirm: ({ id }, isApproved) => simulatedOwners(books).answer(id, isApproved),
    close: () => database.close(),
  };
}

async function overStripe(): Promise<OpenedForSuite> {
  const server = await fakeStripe();
  const kept = new Map<string, string>();
  const customers: GatewayCustomers = {
    find: async (account) => kept.get(account),
    save: async (account, reference) => void kept.set(account, reference),
  };
  const stripe = stripeClient('sk_test_secret', server.url);
  return {
    gateway: stripeGateway({ stripe, customers, webUrl: 'http://web.test', logger: silentLogger }),
    bank: { token: 'acct_ok', closed: 'acct_closed', unverified: 'acct_unverified' },
    confirm: async ({ id }, isApproved) => server.confirm(id, isApproved),
    close: server.close,
  };
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
      ...gateway,
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
      ...gateway,
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
  ])(
    'a gateway time-out ends reconciled: lost %s never charge or refund twice, and every order ends',
    async (_name, gateway) => {
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
    },
  );

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
      ...running.simulated,
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
