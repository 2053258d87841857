import { type AccountId, customerOf, idFrom, type PaymentId, providerOf } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { type Database, rows } from '@marketplace/storage/database';
import { and, asc, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import type {
  EarningsBucket,
  EarningsQuestion,
  PaymentReads,
  Wallet,
  WalletTransaction,
} from '../application/ports.ts';
import { gatewayDifferences } from './gateway-differences.ts';
import { walletId } from './ledger-rows.ts';
import { intentOfRow, paymentOfRow, payoutMethodOfRow } from './payment-rows.ts';
import { reconcile } from './reconcile.ts';
import {
  accounts,
  entries,
  gatewayTotals,
  holds,
  intents,
  orderPayments,
  payoutMethods,
  transactions,
} from './tables.ts';

export function paymentReads(database: Database): PaymentReads {
  const { db } = database;

  const wallets = async (condition: SQL | undefined): Promise<Wallet[]> => {
    const held = sql<number>`(select coalesce(sum(h.amount), 0)::bigint from ${holds} h
      where h.wallet_id = ${accounts}.id and h.resolved_by is null)`.mapWith(Number);
    const found = await db
      .select({ id: accounts.id, owner: accounts.owner, currency: accounts.currency, balance: accounts.balance, held })
      .from(accounts)
      .where(and(eq(accounts.kind, 'WALLET'), condition))
      .orderBy(asc(accounts.openedAt), asc(accounts.id));
    return found.map((row) => {
      const currency = currencyCode(row.currency);
      return {
        id: walletId(row.id),
        owner: idFrom('acc', row.owner),
        available: money(row.balance, currency),
        held: money(row.held, currency),
      };
    });
  };

  const walletTransactions = async (wallet: Wallet, condition: SQL | undefined, limit: number) => {
    const { orderId, at } = transactions;
    const { transactionId, position, number, type, amount, balance } = entries;
    const found = await db
      .select({ transactionId, position, number, type, amount, balance, orderId, at })
      .from(entries)
      .innerJoin(transactions, eq(transactions.id, entries.transactionId))
      .where(and(eq(entries.accountId, wallet.id), condition))
      .orderBy(desc(entries.number))
      .limit(limit);
    return found.map((row) => walletTransaction(wallet, row));
  };

  return {
    async payments(ids: readonly PaymentId[]) {
      const found = await db
        .select()
        .from(orderPayments)
        .where(inArray(orderPayments.id, [...ids]));
      return found.map(paymentOfRow);
    },
    async paymentsOf(account, limit) {
      const found = await db
        .select()
        .from(orderPayments)
        .where(or(eq(orderPayments.customerId, customerOf(account)), eq(orderPayments.providerId, providerOf(account))))
        .orderBy(desc(orderPayments.createdAt), desc(orderPayments.id))
        .limit(limit);
      return found.map(paymentOfRow);
    },
    wallets: (owner: AccountId) => wallets(eq(accounts.owner, owner)),
    walletsById: (ids) => wallets(inArray(accounts.id, [...ids])),
    walletTransactions: (wallet, before, limit) =>
      walletTransactions(wallet, before === null ? undefined : lt(entries.number, before), limit),
    async walletTransactionOf(cause, wallet) {
      const [found] = await walletTransactions(wallet, eq(transactions.cause, cause), 1);
      return found;
    },
    earnings: (question) => earnings(database, question),
    async intent(id) {
      const [row] = await db.select().from(intents).where(eq(intents.id, id));
      return row && intentOfRow(row);
    },
    async openIntents(names) {
      const named = or(inArray(intents.id, [...names]), inArray(intents.reference, [...names]));
      const found = await db.select({ id: intents.id }).from(intents).where(and(isOpen, named));
      return found.map(({ id }) => idFrom('int', id));
    },
    async unknownIntents(before, limit) {
      const found = await db
        .select({ id: intents.id })
        .from(intents)
        .where(and(inArray(intents.state, ['RECORDED', 'CALLED']), lt(intents.createdAt, before)))
        .orderBy(asc(intents.createdAt))
        .limit(limit);
      return found.map(({ id }) => idFrom('int', id));
    },
    async payoutMethod(account) {
      const [row] = await db.select().from(payoutMethods).where(eq(payoutMethods.accountId, account));
      return row && payoutMethodOfRow(row);
    },
    async payoutMethodsBy(reference) {
      const found = await db.select().from(payoutMethods).where(eq(payoutMethods.reference, reference));
      return found.map(payoutMethodOfRow);
    },
    async gatewayTotals() {
      const [row] = await db.select().from(gatewayTotals);
      return row;
    },
    gatewayDifferences: (totals) => gatewayDifferences(database, totals),
    reconcile: () => reconcile(database),
  };
}

const isOpen = inArray(intents.state, ['RECORDED', 'CALLED', 'NEEDS_CUSTOMER']);

interface EntryRow {
  readonly transactionId: string;
  readonly position: number;
  readonly number: number;
  readonly type: WalletTransaction['type'] | null;
  readonly amount: number;
  readonly balance: number;
  readonly orderId: string | null;
  readonly at: Date;
}

function walletTransaction({ available: { currency } }: Wallet, row: EntryRow): WalletTransaction {
  if (!row.type) throw new Error(`a wallet's entry without a type in ${row.transactionId}`);
  return {
    id: `${row.transactionId}.${row.position}`,
    number: row.number,
    type: row.type,
    amount: money(row.amount, currency),
    balance: money(row.balance, currency),
    orderId: row.orderId === null ? null : idFrom('ord', row.orderId),
    at: row.at,
  };
}

/** By UTC days, ISO weeks or months. `earned` is after commission and refunds; empty buckets are left out. */
async function earnings({ db }: Database, question: EarningsQuestion): Promise<EarningsBucket[]> {
  const { owner, currency, from, to, by } = question;
  const found = await rows<{ start: string; earned: string; tips: string; jobs: number }>(
    db,
    sql`
    select to_char(start, 'YYYY-MM-DD') as start,
      coalesce(sum(amount) filter (where type <> 'TIP'), 0)::text as earned,
      coalesce(sum(amount) filter (where type = 'TIP'), 0)::text as tips,
      (count(distinct order_id) filter (where type = 'EARNING'))::int as jobs
    from (
      select date_trunc(${by.toLowerCase()}, t.at at time zone 'UTC') as start, e.amount, e.type, t.order_id
      from ${accounts} a join ${entries} e on e.account_id = a.id join ${transactions} t on t.id = e.transaction_id
      where a.kind = 'WALLET' and a.owner = ${owner} and a.currency = ${currency}
        and t.at >= ${from.toISOString()}::timestamptz and t.at < ${to.toISOString()}::timestamptz
        and t.kind in ('CAPTURE', 'REFUND', 'TIP', 'CHARGEBACK', 'REINSTATED')
        and exists (select from ${orderPayments} p where p.order_id = t.order_id and p.provider_id = ${providerOf(owner)})
    ) as lines
    group by start order by start`,
  );
  const code = currencyCode(currency);
  return found.map(({ start, earned, tips, jobs }) => ({
    start: new Date(`${start}T00:00:00Z`),
    earned: money(Number(earned), code),
    tips: money(Number(tips), code),
    jobs,
  }));
}
