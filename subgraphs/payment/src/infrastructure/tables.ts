import type { Money } from '@marketplace/kernel/money';
import { messageTables } from '@marketplace/messaging/message-tables';
import { idempotencyTable } from '@marketplace/storage/idempotency';
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Fund, PaymentSource } from '../domain/funds.ts';
import type { DeclineReason, IntentKind, IntentState } from '../domain/intent.ts';
import type { LedgerAccount, PostingKind, WalletTransactionType } from '../domain/ledger.ts';
import type { Ending, NextAction, PaymentStatus, PriceChange, Stage } from '../domain/payment.ts';
import type { SimulatedKind, SimulatedState } from './simulated-cards.ts';

export const payments = pgSchema('payments');

export const {
  outbox,
  outboxSubjects,
  inboxHandled,
  inboxSubjects,
  inboxWaiting,
  deadlines,
  streamHeads,
  streamEntries,
} = messageTables(payments);

export const idempotencyKeys = idempotencyTable(payments);

/** Minor units: up to 2^53 − 1, which a JavaScript number holds exactly. */
const minorUnits = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** An account with its balance, which changes in the transaction that writes the entries and equals their sum. */
export const accounts = payments.table(
  'accounts',
  {
    id: text().primaryKey(),
    kind: text().$type<LedgerAccount['kind']>().notNull(),
    /** An account's or a payment's id; empty for the platform's own. */
    owner: text().notNull(),
    currency: text().notNull(),
    balance: minorUnits('balance').notNull().default(0),
    /** How far below zero it may be: what was taken back after it had been paid out. Falls as it is repaid. */
    debt: minorUnits('debt').notNull().default(0),
    /** The number of its last entry. */
    lastEntry: integer('last_entry').notNull().default(0),
    openedAt: instant('opened_at').notNull(),
  },
  (table) => [
    unique('accounts_one_per_owner_and_currency').on(table.owner, table.kind, table.currency),
    check('accounts_never_below_zero', sql`${table.kind} = 'GATEWAY' or ${table.balance} >= -${table.debt}`),
    check('accounts_debt_is_stated', sql`${table.debt} >= 0`),
  ],
);

/** Never changed; a trigger sees to it, and another to the sum of its entries. */
export const transactions = payments.table(
  'transactions',
  {
    id: text().primaryKey(),
    kind: text().$type<PostingKind>().notNull(),
    cause: text().notNull().unique('transactions_once_per_cause'),
    currency: text().notNull(),
    orderId: text('order_id'),
    note: text(),
    at: instant('at').notNull(),
    /** The database's transaction that wrote it: nothing is added to it later. */
    writtenBy: text('written_by').notNull().default(sql`pg_current_xact_id()::text`),
  },
  (table) => [index('transactions_by_order').on(table.orderId)],
);

export const entries = payments.table(
  'entries',
  {
    transactionId: text('transaction_id')
      .notNull()
      .references(() => transactions.id),
    position: smallint().notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    /** Gapless per account, from 1. */
    number: integer().notNull(),
    amount: minorUnits('amount').notNull(),
    type: text().$type<WalletTransactionType>(),
    /** The account's balance after it. */
    balance: minorUnits('balance').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.transactionId, table.position] }),
    uniqueIndex('entries_by_account').on(table.accountId, table.number),
    check('entries_of_something', sql`${table.amount} <> 0`),
  ],
);

export const holds = payments.table(
  'holds',
  {
    id: text().primaryKey(),
    openedBy: text('opened_by')
      .notNull()
      .references(() => transactions.id),
    paymentId: text('payment_id').notNull(),
    /** The wallet it was taken from; null for a card's money. */
    walletId: text('wallet_id').references(() => accounts.id),
    amount: minorUnits('amount').notNull(),
    resolvedBy: text('resolved_by').references(() => transactions.id),
  },
  (table) => [
    index('holds_by_payment').on(table.paymentId),
    index('holds_open_by_wallet').on(table.walletId).where(sql`resolved_by is null`),
  ],
);

export const orderPayments = payments.table(
  'payments',
  {
    id: text().primaryKey(),
    orderId: text('order_id').notNull().unique('payments_one_per_order'),
    customerId: text('customer_id').notNull(),
    providerId: text('provider_id').notNull(),
    source: text().$type<PaymentSource>().notNull(),
    paymentMethod: text('payment_method'),
    currency: text().notNull(),
    price: minorUnits('price').notNull(),
    status: text().$type<PaymentStatus>().notNull(),
    stage: text().$type<Stage>().notNull(),
    ending: jsonb().$type<Ending>(),
    change: jsonb().$type<PriceChange>(),
    nextAction: jsonb('next_action').$type<NextAction>(),
    disputed: boolean().notNull(),
    reference: text(),
    funds: jsonb().$type<readonly Fund[]>().notNull().default([]),
    authorized: minorUnits('authorized').notNull(),
    captured: minorUnits('captured').notNull(),
    refunded: minorUnits('refunded').notNull(),
    chargedBack: minorUnits('charged_back').notNull().default(0),
    commission: minorUnits('commission').notNull(),
    tip: minorUnits('tip').notNull(),
    earning: minorUnits('earning').notNull(),
    declineReason: text('decline_reason'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (table) => [index('payments_of_customer').on(table.customerId), index('payments_of_provider').on(table.providerId)],
);

/** What the gateway was asked, recorded before it was asked. */
export const intents = payments.table(
  'intents',
  {
    id: text().primaryKey(),
    kind: text().$type<IntentKind>().notNull(),
    state: text().$type<IntentState>().notNull(),
    accountId: text('account_id').notNull(),
    paymentId: text('payment_id'),
    amount: minorUnits('amount').notNull(),
    currency: text().notNull(),
    paymentMethod: text('payment_method'),
    reference: text(),
    nextActionUrl: text('next_action_url'),
    reason: text().$type<DeclineReason>(),
    unanswered: integer().notNull(),
    correlationId: text('correlation_id').notNull(),
    createdAt: instant('created_at').notNull(),
    answeredAt: instant('answered_at'),
  },
  (table) => [
    index('intents_open').on(table.createdAt).where(sql`state in ('RECORDED', 'CALLED', 'NEEDS_CUSTOMER')`),
    index('intents_by_payment').on(table.paymentId),
    index('intents_by_reference').on(table.reference),
    index('intents_by_answer').on(table.answeredAt),
  ],
);

export const payoutMethods = payments.table(
  'payout_methods',
  {
    accountId: text('account_id').primaryKey(),
    id: text().notNull(),
    reference: text().notNull(),
    label: text().notNull(),
    verified: boolean().notNull(),
    setAt: instant('set_at').notNull(),
  },
  (table) => [index('payout_methods_by_reference').on(table.reference)],
);

export const chargebacks = payments.table('chargebacks', {
  /** The gateway's. */
  id: text().primaryKey(),
  intentId: text('intent_id')
    .notNull()
    .references(() => intents.id),
  accountId: text('account_id').notNull(),
  paymentId: text('payment_id'),
  currency: text().notNull(),
  amount: minorUnits('amount').notNull(),
  borne: minorUnits('borne').notNull(),
  reason: text(),
  at: instant('at').notNull(),
  reinstatedAt: instant('reinstated_at'),
});

/** One row: the gateway's own totals, as last compared with the books. */
export const gatewayTotals = payments.table(
  'gateway_totals',
  {
    id: smallint().primaryKey().default(1),
    until: instant('until').notNull(),
    totals: jsonb().$type<readonly Money[]>().notNull(),
    differences: jsonb().$type<readonly string[]>().notNull(),
  },
  (table) => [check('gateway_totals_once', sql`${table.id} = 1`)],
);

/** Under which name a gateway knows an account whose cards it keeps. */
export const gatewayCustomers = payments.table('gateway_customers', {
  accountId: text('account_id').primaryKey(),
  reference: text().notNull(),
});

/** The simulated gateway's own memory: it knows what was asked of it even when we forgot, as a real one does. */
export const simulatedOperations = payments.table(
  'simulated_operations',
  {
    /** Our intent's id, which is also the idempotency key; a chargeback's own. */
    key: text().primaryKey(),
    kind: text().$type<SimulatedKind>().notNull(),
    state: text().$type<SimulatedState>().notNull().default('SUCCEEDED'),
    reference: text().notNull(),
    paymentMethod: text('payment_method'),
    amount: minorUnits('amount').notNull(),
    currency: text().notNull(),
    reason: text().$type<DeclineReason>(),
    /** When it came to this state. */
    at: instant('at').notNull(),
  },
  (table) => [index('simulated_operations_by_time').on(table.at)],
);

/** A card's money as the simulated gateway keeps it, by the reference it gave out. */
export const simulatedCharges = payments.table('simulated_charges', {
  reference: text().primaryKey(),
  paymentMethod: text('payment_method').notNull(),
  currency: text().notNull(),
  authorized: minorUnits('authorized').notNull(),
  captured: minorUnits('captured').notNull().default(0),
  refunded: minorUnits('refunded').notNull().default(0),
  voided: boolean().notNull().default(false),
});
