import { type AccountId, idFrom, newId, type WalletId } from '@marketplace/kernel/ids';
import { type CurrencyCode, currencyCode, type Money, money, zero } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import type { Db } from '@marketplace/storage/database';
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { Entry, LedgerAccount, Posting } from '../domain/ledger.ts';
import { accounts, entries, holds, transactions } from './tables.ts';

type AccountRow = typeof accounts.$inferSelect;

/** The books, within a transaction of the database. */
export function ledgerRows(tx: Db) {
  return {
    async post(posting: Posting, at: Date): Promise<void> {
      const rows = await lockAccounts(tx, posting, at);
      const id = newId('ltx');
      await write(tx, id, posting, bookEntries(rows, posting), at);
      await changeHolds(tx, id, posting);
    },
    async isPosted(cause: string): Promise<boolean> {
      const found = await tx.select({ id: transactions.id }).from(transactions).where(eq(transactions.cause, cause));
      return found.length > 0;
    },
    async available(owner: AccountId, currency: CurrencyCode): Promise<Money> {
      const [row] = await tx
        .select()
        .from(accounts)
        .where(isAccount('WALLET', owner, currency))
        .for('update');
      return row ? money(row.balance, currency) : zero(currency);
    },
    async walletCurrencies(owner: AccountId): Promise<CurrencyCode[]> {
      const found = await tx
        .select({ currency: accounts.currency })
        .from(accounts)
        .where(and(eq(accounts.owner, owner), eq(accounts.kind, 'WALLET')));
      return found.map(({ currency }) => currencyCode(currency));
    },
  };
}

const ownerOf = (account: LedgerAccount): string => ('owner' in account ? account.owner : '');
const isAccount = (kind: LedgerAccount['kind'], owner: string, currency: string) =>
  and(eq(accounts.kind, kind), eq(accounts.owner, owner), eq(accounts.currency, currency));
const keyOf = (account: LedgerAccount): string => `${account.kind}:${ownerOf(account)}`;

const ID_PREFIX = { WALLET: 'wal', HELD: 'lac', IN_TRANSIT: 'lac', GATEWAY: 'lac', COMMISSION: 'lac' } as const;

/**
 * The posting's accounts by key, opened where they are missing, each locked until the transaction ends. Always in the same
 * order, so that two postings never wait for each other; the platform's last, which all need.
 */
async function lockAccounts(tx: Db, posting: Posting, at: Date): Promise<Map<string, AccountRow>> {
  const { currency } = posting;
  const wanted = [...new Map(posting.entries.map(({ account }) => [keyOf(account), account])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, account]) => account);
  const lock = async () => {
    const found = await tx
      .select()
      .from(accounts)
      .where(or(...wanted.map((account) => isAccount(account.kind, ownerOf(account), currency))))
      .orderBy(sql`${accounts.owner} = ''`, asc(accounts.id))
      .for('update');
    return new Map(found.map((row) => [`${row.kind}:${row.owner}`, row]));
  };
  const locked = await lock();
  const missing = wanted.filter((account) => !locked.has(keyOf(account)));
  if (missing.length === 0) return locked;
  await tx
    .insert(accounts)
    .values(missing.map((account) => opened(account, currency, at)))
    .onConflictDoNothing();
  return lock();
}

const opened = (account: LedgerAccount, currency: string, at: Date) => ({
  id: newId(ID_PREFIX[account.kind]),
  kind: account.kind,
  owner: ownerOf(account),
  currency,
  openedAt: at,
});

interface Line {
  readonly accountId: string;
  readonly number: number;
  readonly amount: number;
  readonly type: Entry['type'];
  readonly balance: number;
}

interface Booked {
  readonly lines: readonly Line[];
  readonly changed: readonly AccountRow[];
}

/** The lines to write and the accounts after them. Refuses what would take a wallet further below zero than it owes. */
function bookEntries(rows: ReadonlyMap<string, AccountRow>, { entries: booked, currency }: Posting): Booked {
  const after = new Map(rows);
  const lines = booked.map(({ account, amount, type }): Line => {
    const row = after.get(keyOf(account));
    if (!row) throw new Error(`no account ${keyOf(account)} in ${currency}`);
    const balance = money(row.balance + amount.amount, currency).amount;
    const number = row.lastEntry + 1;
    after.set(keyOf(account), { ...row, balance, debt: owed(row, balance), lastEntry: number });
    return { accountId: row.id, number, amount: amount.amount, type, balance };
  });
  const mayOwe = new Set(booked.filter((entry) => entry.mayOwe).map(({ account }) => keyOf(account)));
  for (const [key, { kind, debt }] of after)
    if (kind === 'WALLET' && debt > (rows.get(key)?.debt ?? 0) && !mayOwe.has(key))
      refuse('INSUFFICIENT_FUNDS', 'The wallet has less than that.', ['amount']);
  return { lines, changed: [...after.values()] };
}

/** The gateway's account is what others owe to us. */
const owed = ({ kind }: AccountRow, balance: number): number => (kind === 'WALLET' ? Math.max(0, -balance) : 0);

/** The transaction, its entries and the balances after it, in one statement: what all of them wait for is locked. */
async function write(
  tx: Db,
  id: string,
  { kind, cause, currency, orderId, note }: Posting,
  { lines, changed }: Booked,
  at: Date,
): Promise<void> {
  const rowsOfLines = lines.map(
    ({ accountId, number, amount, type, balance }, position) =>
      sql`(${id}, ${position}::smallint, ${accountId}, ${number}::int, ${amount}::bigint, ${type}, ${balance}::bigint)`,
  );
  const rowsOfAccounts = changed.map(
    ({ id: accountId, balance, debt, lastEntry }) =>
      sql`(${accountId}, ${balance}::bigint, ${debt}::bigint, ${lastEntry}::int)`,
  );
  await tx.execute(sql`
    with transaction as (
      insert into ${transactions} (id, kind, cause, currency, order_id, note, at)
      values (${id}, ${kind}, ${cause}, ${currency}, ${orderId}, ${note ?? null}, ${at.toISOString()}::timestamptz)
    ), lines as (
      insert into ${entries} (transaction_id, position, account_id, number, amount, type, balance)
      values ${sql.join(rowsOfLines, sql`, `)}
    )
    update ${accounts} as account set balance = new.balance, debt = new.debt, last_entry = new.last_entry
    from (values ${sql.join(rowsOfAccounts, sql`, `)}) as new (id, balance, debt, last_entry)
    where account.id = new.id`);
}

/** All that the payment held is resolved by this one transaction, or new holds are opened, or both; no more and no less. */
async function changeHolds(tx: Db, id: string, { hold, entries: lines, cause, currency }: Posting): Promise<void> {
  if (!hold) return;
  const resolved = hold.resolves ? await resolveHolds(tx, id, hold.paymentId) : 0;
  for (const [index, part] of hold.opens.entries()) {
    const walletId = part.wallet ? await walletOf(tx, part.wallet, currency) : null;
    const { amount } = part.amount;
    await tx.insert(holds).values({ id: `${id}.${index}`, openedBy: id, paymentId: hold.paymentId, walletId, amount });
  }
  const opened = hold.opens.reduce((sum, { amount }) => sum + amount.amount, 0);
  if (opened - resolved !== heldBy(lines))
    throw new Error(`${cause} resolves ${resolved} and opens ${opened}, but moves ${heldBy(lines)}`);
}

async function resolveHolds(tx: Db, resolvedBy: string, paymentId: string): Promise<number> {
  const resolved = await tx
    .update(holds)
    .set({ resolvedBy })
    .where(and(eq(holds.paymentId, paymentId), isNull(holds.resolvedBy)))
    .returning({ amount: holds.amount });
  return resolved.reduce((sum, { amount }) => sum + amount, 0);
}

async function walletOf(tx: Db, owner: AccountId, currency: CurrencyCode): Promise<string> {
  const [row] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(isAccount('WALLET', owner, currency));
  if (!row) throw new Error(`${owner} has no wallet in ${currency}`);
  return row.id;
}

const heldBy = (lines: readonly Entry[]): number =>
  lines.reduce((sum, { account, amount }) => (account.kind === 'HELD' ? sum + amount.amount : sum), 0);

export const walletId = (text: string): WalletId => idFrom('wal', text);
