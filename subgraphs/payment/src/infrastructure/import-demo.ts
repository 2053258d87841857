/** The demo world's money: settled orders paid by card, their providers' wallets, and a customer with something to spend. */
import type { DemoOrder, DemoWorld } from '@marketplace/demo/world';
import {
  type AccountId,
  accountOf,
  type Id,
  newId,
  type PaymentId,
  paymentOf,
  withPrefix,
} from '@marketplace/kernel/ids';
import { type CurrencyCode, type Money, money, zero } from '@marketplace/kernel/money';
import { type Database, type Db, rows } from '@marketplace/storage/database';
import { sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { balanced, type CommissionRate, divide, type LedgerAccount, type Posting, topUp } from '../domain/ledger.ts';
import { charge, type OrderMoney, settle } from '../domain/order-postings.ts';
import type { Payment } from '../domain/payment.ts';
import { rowOfPayment } from './payment-rows.ts';
import { type SimulatedKind, TEST_BANKS } from './simulated-cards.ts';
import {
  accounts,
  entries,
  orderPayments,
  payoutMethods,
  simulatedCharges,
  simulatedOperations,
  transactions,
} from './tables.ts';

const RICH_CUSTOMER = 'customer@demo.test';
const TOPPED_UP = 50_000; // a few jobs' worth in most currencies
const PAID_OUT_PROVIDER = 'provider@demo.test';
const CARD = 'pm_card_visa';
const BANK = 'ba_ok';

export interface DemoSettings {
  readonly currency: CurrencyCode;
  readonly commission: CommissionRate;
}

/** One statement per table. Does nothing when the books are not empty. */
export async function importDemo(database: Database, world: DemoWorld, settings: DemoSettings): Promise<void> {
  const { commission } = settings;
  const books = demoBooks();
  const rich = world.accounts.find(({ email }) => email === RICH_CUSTOMER);
  const toppedUp = rich && { account: rich, amount: money(TOPPED_UP, settings.currency) };
  if (toppedUp) books.post(topUp(toppedUp.account.id, toppedUp.amount, demoCause(rich)), rich.createdAt);
  for (const order of world.orders) books.post(captured(order, commission), order.settledAt);
  const payments = world.orders.map((order) => demoPayment(order, commission));
  const atGateway = [
    ...payments.map((payment) => operationAtGateway(payment.id, 'CHARGE', payment.price, payment.createdAt)),
    ...(toppedUp
      ? [operationAtGateway(toppedUp.account.id, 'TOP_UP', toppedUp.amount, toppedUp.account.createdAt)]
      : []),
  ];
  await database.transaction(async (tx) => {
    if ((await rows(tx, sql`select 1 from ${transactions} limit 1`)).length > 0) return;
    await insertAll(tx, accounts, books.accounts());
    await insertAll(tx, transactions, books.transactions);
    await insertAll(tx, entries, books.entries);
    await insertAll(tx, orderPayments, payments.map(asRow));
    await insertAll(tx, simulatedCharges, payments.map(chargeAtGateway));
    await insertAll(tx, simulatedOperations, atGateway);
    await insertAll(tx, payoutMethods, world.accounts.filter(({ email }) => email === PAID_OUT_PROVIDER).map(demoBank));
  });
}

const demoCause = ({ id }: { id: string }): string => `demo:${id}`;

const demoBank = ({ id, createdAt }: { id: AccountId; createdAt: Date }): Row => ({
  account_id: id,
  id: withPrefix('pom', id),
  reference: BANK,
  label: TEST_BANKS[BANK]?.label,
  verified: true,
  set_at: createdAt,
});

const moneyOf = (order: DemoOrder): OrderMoney => ({
  paymentId: paymentOf(order.id),
  orderId: order.id,
  customer: accountOf(order.customerId),
  provider: accountOf(order.providerId),
});

/** Charge and settlement in one: what was held in between is history. */
function captured(order: DemoOrder, commission: CommissionRate): Posting {
  const { price } = order;
  const charged = charge(moneyOf(order), price);
  const nothing = { toWallet: zero(price.currency), toCards: zero(price.currency) };
  const settled = settle(moneyOf(order), { held: price, beyond: nothing, refund: nothing }, commission);
  const lines = [...charged.entries, ...settled.entries].filter(({ account }) => account.kind !== 'HELD');
  return balanced({ kind: 'CAPTURE', cause: settled.cause, orderId: order.id, entries: lines });
}

function demoPayment(order: DemoOrder, rate: CommissionRate): Payment {
  const { price, customerId, providerId } = order;
  const none: Money = zero(price.currency);
  const id: PaymentId = paymentOf(order.id);
  const reference = withPrefix('sch', id);
  return {
    id,
    orderId: order.id,
    customerId,
    providerId,
    price,
    ...divide(price, rate),
    source: 'CARD',
    paymentMethod: CARD,
    reference,
    funds: [{ source: 'CARD', paymentMethod: CARD, reference, amount: price, returned: none }],
    status: 'CAPTURED',
    stage: 'ENDED',
    ending: null,
    disputed: false,
    declineReason: null,
    change: null,
    nextAction: null,
    authorized: price,
    captured: price,
    refunded: none,
    chargedBack: none,
    tip: none,
    createdAt: order.placedAt,
    updatedAt: order.settledAt,
    settledAt: order.settledAt,
  };
}

function asRow(payment: Payment): Row {
  const { orderId, customerId, providerId, paymentMethod, declineReason, ...rest } = rowOfPayment(payment);
  const { nextAction, chargedBack, createdAt, updatedAt, settledAt, ...same } = rest;
  return {
    ...{ ...same, order_id: orderId, customer_id: customerId, provider_id: providerId },
    payment_method: paymentMethod,
    decline_reason: declineReason,
    next_action: nextAction,
    charged_back: chargedBack,
    created_at: createdAt,
    updated_at: updatedAt,
    settled_at: settledAt,
  };
}

const operationAtGateway = (id: Id<string>, kind: SimulatedKind, { amount, currency }: Money, at: Date): Row => ({
  key: demoCause({ id }),
  kind,
  state: 'SUCCEEDED',
  reference: withPrefix('sch', id),
  payment_method: CARD,
  amount,
  currency,
  at,
});

const chargeAtGateway = ({ reference, paymentMethod, price: { amount, currency } }: Payment): Row => ({
  reference,
  currency,
  payment_method: paymentMethod,
  authorized: amount,
  captured: amount,
  refunded: 0,
  voided: false,
});

/** The books as they grow in memory: the same numbers and running balances that posting one by one would give. */
function demoBooks() {
  const opened = new Map<
    string,
    { id: string; kind: string; owner: string; currency: string; balance: number; last_entry: number; opened_at: Date }
  >();
  const written = { transactions: [] as Row[], entries: [] as Row[] };

  function open(account: LedgerAccount, currency: string, at: Date) {
    const owner = 'owner' in account ? account.owner : '';
    const key = `${account.kind}:${owner}:${currency}`;
    const known = opened.get(key);
    if (known) return known;
    const id = newId(account.kind === 'WALLET' ? 'wal' : 'lac');
    const fresh = { id, kind: account.kind, owner, currency, balance: 0, last_entry: 0, opened_at: at };
    opened.set(key, fresh);
    return fresh;
  }

  return {
    ...written,
    accounts: (): Row[] => [...opened.values()].map((account) => ({ ...account, debt: 0 })),
    post({ kind, cause, currency, orderId, entries: lines }: Posting, at: Date): void {
      const transaction = newId('ltx');
      written.transactions.push({ id: transaction, kind, cause, currency, order_id: orderId, at });
      for (const [position, { account, amount, type }] of lines.entries()) {
        const row = open(account, currency, at);
        row.balance += amount.amount;
        row.last_entry += 1;
        const { id: account_id, last_entry: number, balance } = row;
        written.entries.push({
          transaction_id: transaction,
          position,
          account_id,
          number,
          amount: amount.amount,
          type,
          balance,
        });
      }
    },
  };
}

type Row = Readonly<Record<string, unknown>>;

/** By column name. One parameter however many rows there are; columns that no row names take their default. */
async function insertAll(tx: Db, table: PgTable, values: readonly Row[]): Promise<void> {
  const [first] = values;
  if (!first) return;
  const columns = sql.join(
    Object.keys(first).map((name) => sql.identifier(name)),
    sql`, `,
  );
  await tx.execute(sql`
    insert into ${table} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${table}, ${JSON.stringify(values)}::jsonb)`);
}
