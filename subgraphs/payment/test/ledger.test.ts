import { systemClock } from '@marketplace/kernel/clock';
import { type AccountId, newId, paymentOf } from '@marketplace/kernel/ids';
import { Refused } from '@marketplace/kernel/refusal';
import { type Database, rows } from '@marketplace/storage/database';
import { databaseError } from '@marketplace/storage/errors';
import { pgliteDatabase, postgresDatabase } from '@marketplace/testing/databases';
import { describeWith } from '@marketplace/testing/services';
import { type SQL, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Posting, payout, topUp } from '../src/domain/ledger.ts';
import { hold, type OrderMoney, refund, release, settle, tip } from '../src/domain/order-postings.ts';
import { type PaymentStore, paymentStore } from '../src/infrastructure/payment-store.ts';
import { migrated, usd } from './context.ts';

describe('the ledger (pglite)', () => ledgerSuite(pgliteDatabase));
describeWith('postgres', 'the ledger', (url) => ledgerSuite(() => postgresDatabase(url)));

const RATE = 1_000;
const NOW = new Date('2027-01-04T09:00:00.000Z');

function ledgerSuite(open: () => Promise<Database>): void {
  let database: Database;
  let store: PaymentStore;
  beforeAll(async () => {
    database = await migrated(open);
    store = paymentStore(database, systemClock);
  });
  afterAll(() => database.close());

  const post = (...postings: readonly Posting[]) =>
    store.transact({ correlationId: 'test' }, async (tx) => {
      for (const posting of postings) await tx.post(posting, NOW);
    });
  const available = async (owner: AccountId) => (await store.reads.wallets(owner))[0]?.available.amount;
  const run = (statement: SQL) => database.db.execute(statement);
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error: unknown) => (error instanceof Refused ? error.refusals[0]?.code : databaseError(error)),
    );
  const balanced = async () => expect(await store.reads.reconcile()).toMatchObject({ balanced: true, differences: [] });

  async function walletWith(amount: number): Promise<AccountId> {
    const owner = newId('acc');
    await post(topUp(owner, usd(amount), newId('int')));
    return owner;
  }
  function order(customer: AccountId, provider: AccountId = newId('acc')): OrderMoney {
    const orderId = newId('ord');
    return { orderId, paymentId: paymentOf(orderId), customer, provider };
  }
  const back = (amount: number) => ({ toWallet: usd(amount), toCards: usd(0) });
  const settling = (of: OrderMoney, held: number, refunded = 0) =>
    settle(of, { held: usd(held), beyond: back(0), refund: back(refunded) }, RATE);

  test('no wallet but one in stated debt goes below zero: of fifty who spend one at once as many win as it can pay', async () => {
    const customer = await walletWith(1_050);
    const results = await Promise.all(Array.from({ length: 50 }, () => refusal(post(hold(order(customer), usd(100))))));
    expect(results.filter((result) => result === 'done')).toHaveLength(10);
    expect(results.filter((result) => result === 'INSUFFICIENT_FUNDS')).toHaveLength(40);
    expect(await available(customer)).toBe(50);
    await balanced();
  });

  test('two who tip each other at once do not wait for each other for ever', async () => {
    const [a, b] = [await walletWith(1_000), await walletWith(1_000)];
    const tips = Array.from({ length: 20 }, (_, each) =>
      post(tip(each % 2 ? order(a, b) : order(b, a), 'WALLET', usd(10), newId('eff'))),
    );
    await Promise.all(tips);
    expect([await available(a), await available(b)]).toEqual([1_000, 1_000]);
    await balanced();
  });

  test('a first movement opens the wallet once, also when two come at once', async () => {
    const owner = newId('acc');
    await Promise.all([1, 2, 3, 4].map(() => post(topUp(owner, usd(5), newId('int')))));
    expect(await store.reads.wallets(owner)).toHaveLength(1);
    expect(await available(owner)).toBe(20);
  });

  test('entries are never changed', async () => {
    await walletWith(10);
    const statements = ['update payments.entries set amount = amount', 'delete from payments.entries'];
    statements.push('truncate payments.entries', 'update payments.transactions set kind = kind');
    statements.push(
      'delete from payments.transactions',
      'truncate payments.transactions cascade',
      'delete from payments.holds',
    );
    for (const statement of statements) expect(await refusal(run(sql.raw(statement)))).toMatchObject({ code: '23001' });
  });

  const addTransaction = (tx: Pick<Database['db'], 'execute'>, id: string, currency = 'USD') =>
    tx.execute(sql`insert into payments.transactions (id, kind, cause, currency, at)
      values (${id}, 'TOP_UP', ${id}, ${currency}, now())`);
  const addEntry = (
    tx: Pick<Database['db'], 'execute'>,
    id: string,
    position: number,
    wallet: string,
    amount: number,
  ) =>
    tx.execute(sql`insert into payments.entries (transaction_id, position, account_id, number, amount, balance)
      values (${id}, ${position}, ${wallet}, ${1_000_000 + position}, ${amount}, 0)`);

  test('every transaction sums to zero: the database refuses any other', async () => {
    const [wallet] = await store.reads.wallets(await walletWith(10));
    const id = newId('ltx');
    const unbalanced = database.transaction(async (tx) => {
      await addTransaction(tx, id);
      await addEntry(tx, id, 0, wallet?.id ?? '', 5);
      await addEntry(tx, id, 1, wallet?.id ?? '', -4);
    });
    expect(await refusal(unbalanced)).toMatchObject({ code: '23514', constraint: 'transactions_balanced' });
    const empty = database.transaction((tx) => addTransaction(tx, id));
    expect(await refusal(empty)).toMatchObject({ constraint: 'transactions_balanced' });
  });

  test('the database refuses to mix currencies', async () => {
    const [wallet] = await store.reads.wallets(await walletWith(10));
    const id = newId('ltx');
    const mixed = database.transaction(async (tx) => {
      await addTransaction(tx, id, 'EUR');
      await addEntry(tx, id, 0, wallet?.id ?? '', 5);
    });
    expect(await refusal(mixed)).toMatchObject({ constraint: 'entries_never_mix_currencies' });
  });

  test('nothing is added to a transaction later', async () => {
    const [wallet] = await store.reads.wallets(await walletWith(10));
    const [written] = await rows<{ id: string }>(
      database.db,
      sql`select transaction_id as id from payments.entries where account_id = ${wallet?.id}`,
    );
    const late = refusal(addEntry(database.db, written?.id ?? '', 4, wallet?.id ?? '', 1).then());
    expect(await late).toMatchObject({ constraint: 'entries_come_with_their_transaction' });
  });

  test('the database refuses a wallet below zero', async () => {
    const [wallet] = await store.reads.wallets(await walletWith(10));
    const below = run(sql`update payments.accounts set balance = -1 where id = ${wallet?.id}`);
    expect(await refusal(below)).toMatchObject({ code: '23514', constraint: 'accounts_never_below_zero' });
  });

  test('a cause is posted once', async () => {
    const once = topUp(newId('acc'), usd(5), newId('int'));
    await post(once);
    expect(await refusal(post(once))).toMatchObject({ code: '23505', constraint: 'transactions_once_per_cause' });
  });

  test('a hold resolves once: of a release and a settlement at once one wins', async () => {
    const held = order(await walletWith(100));
    await post(hold(held, usd(100)));
    const results = await Promise.all([refusal(post(release(held, back(100)))), refusal(post(settling(held, 100)))]);
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
    const again = run(sql`update payments.holds set resolved_by = id where payment_id = ${held.paymentId}`);
    expect(await refusal(again)).toMatchObject({ constraint: 'holds_resolve_once' });
    await balanced();
  });

  test('money taken back after the payout is a debt, which the next earnings repay', async () => {
    const provider = newId('acc');
    const first = order(await walletWith(1_000), provider);
    await post(hold(first, usd(1_000)));
    await post(settling(first, 1_000));
    await post(payout(provider, usd(900), newId('int')));
    await post(refund(first, usd(1_000), back(500), RATE, { cause: newId('eff'), reason: 'sorry' }));
    expect(await available(provider)).toBe(-450);
    expect(await refusal(post(payout(provider, usd(1), newId('int'))))).toBe('INSUFFICIENT_FUNDS');
    const second = order(await walletWith(400), provider);
    await post(hold(second, usd(400)));
    await post(settling(second, 400));
    expect(await available(provider)).toBe(-90);
    await post(tip(order(await walletWith(100), provider), 'WALLET', usd(100), newId('eff')));
    expect(await available(provider)).toBe(10);
    expect(await refusal(post(payout(provider, usd(11), newId('int'))))).toBe('INSUFFICIENT_FUNDS');
  });

  test('balance equals the replay of entries, after any walk', async () => {
    const owners = [newId('acc'), newId('acc'), newId('acc')] as const;
    const owner = fc.constantFrom(...owners);
    const move = fc.record({ from: owner, to: owner, amount: fc.integer({ min: 1, max: 500 }), does: fc.nat(2) });
    await fc.assert(
      fc.asyncProperty(fc.array(move, { maxLength: 8 }), async (moves) => {
        for (const { from, to, amount, does } of moves) {
          const held = order(from, to);
          if (does === 0) await post(topUp(from, usd(amount), newId('int')));
          const spent = await refusal(post(hold(held, usd(amount))));
          if (spent !== 'done') continue;
          await post(does === 1 ? release(held, back(amount)) : settling(held, amount, amount >> 1));
        }
      }),
      { numRuns: 10 },
    );
    const report = await store.reads.reconcile();
    expect(report.differences.filter((difference) => !difference.includes('in transit'))).toEqual([]);
  });

  test('the reconciliation finds a balance that is not its entries’ sum', async () => {
    const [wallet] = await store.reads.wallets(await walletWith(10));
    await run(sql`update payments.accounts set balance = balance + 1 where id = ${wallet?.id}`);
    const report = await store.reads.reconcile();
    expect(report.balanced).toBe(false);
    expect(report.differences).toContain(`${wallet?.id} has a balance of 11, its entries sum to 10`);
  });
}
