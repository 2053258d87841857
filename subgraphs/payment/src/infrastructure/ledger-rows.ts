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
      const { lines, changed } = bookEntries(rows, posting);
      const id = newId('ltx');
      const { kind, cause, currency, orderId, note = null } = posting;
      await tx.insert(transactions).values({ id, kind, cause, currency, orderId, note, at });
      await tx.insert(entries).values(lines.map((line, position) => ({ ...line, transactionId: id, position })));
      await saveBalances(tx, changed);
      if (posting.hold) await (posting.hold.effect === 'OPENS' ? openHold : resolveHold)(tx, id, posting, rows);
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
 * The posting's accounts by key, opened where they are missing, each locked until the transaction ends. First opened, then
 * locked, always in the same order, so that two postings never wait for each other; the platform's last, which all need.
 */
async function lockAccounts(tx: Db, posting: Posting, at: Date): Promise<Map<string, AccountRow>> {
  const { currency } = posting;
  const wanted = [...new Map(posting.entries.map(({ account }) => [keyOf(account), account])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, account]) => account);
  await tx
    .insert(accounts)
    .values(wanted.map((account) => opened(account, currency, at)))
    .onConflictDoNothing();
  const found = await tx
    .select()
    .from(accounts)
    .where(or(...wanted.map((account) => isAccount(account.kind, ownerOf(account), currency))))
    .orderBy(sql`${accounts.owner} = ''`, asc(accounts.id))
    .for('update');
  return new Map(found.map((row) => [`${row.kind}:${row.owner}`, row]));
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

/** The lines to write and the accounts after them. Refuses what would take a wallet further below zero than it owes. */
function bookEntries(rows: ReadonlyMap<string, AccountRow>, { entries: booked, currency }: Posting) {
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

async function saveBalances(tx: Db, changed: readonly AccountRow[]): Promise<void> {
  const values = sql.join(
    changed.map(
      ({ id, balance, debt, lastEntry }) => sql`(${id}, ${balance}::bigint, ${debt}::bigint, ${lastEntry}::int)`,
    ),
    sql`, `,
  );
  await tx.execute(sql`
    update ${accounts} as account set balance = new.balance, debt = new.debt, last_entry = new.last_entry
    from (values ${values}) as new (id, balance, debt, last_entry) where account.id = new.id`);
}

type Rows = ReadonlyMap<string, AccountRow>;

async function openHold(tx: Db, id: string, { hold, entries: lines }: Posting, rows: Rows): Promise<void> {
  if (!hold) return;
  const wallet = hold.wallet && rows.get(`WALLET:${hold.wallet}`);
  const amount = heldBy(lines);
  await tx.insert(holds).values({ id, paymentId: hold.paymentId, walletId: wallet ? wallet.id : null, amount });
}

/** All that the payment holds is resolved by this one transaction. */
async function resolveHold(tx: Db, id: string, { hold, entries: lines, cause }: Posting): Promise<void> {
  if (!hold) return;
  const resolved = await tx
    .update(holds)
    .set({ resolvedBy: id })
    .where(and(eq(holds.paymentId, hold.paymentId), isNull(holds.resolvedBy)))
    .returning({ amount: holds.amount });
  const total = resolved.reduce((sum, { amount }) => sum + amount, 0);
  if (total !== -heldBy(lines)) throw new Error(`${cause} does not resolve the ${total} that are held`);
}

const heldBy = (lines: readonly Entry[]): number =>
  lines.reduce((sum, { account, amount }) => (account.kind === 'HELD' ? sum + amount.amount : sum), 0);

export const walletId = (text: string): WalletId => idFrom('wal', text);
