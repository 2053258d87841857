import type { AccountId } from '@marketplace/kernel/ids';
import type { Db } from '@marketplace/storage/database';
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { AccountReader, AuthTransaction, Credentials } from '../application/ports.ts';
import type { Account } from '../domain/account.ts';
import { accounts, oneTimeTokens } from './tables.ts';

type Row = typeof accounts.$inferSelect;
type Read = Pick<AccountReader, 'byIds' | 'byEmail' | 'byOneTimeToken'>;
type Write = Pick<
  AuthTransaction,
  | 'addAccount'
  | 'account'
  | 'credentials'
  | 'lockAccounts'
  | 'accountByEmail'
  | 'setPasswordHash'
  | 'setEmailVerified'
  | 'setRoles'
  | 'eraseAccount'
>;

export const existing = isNull(accounts.deletedAt);

export function accountReader(db: Db): Read {
  return {
    async byIds(ids) {
      const found = await db
        .select()
        .from(accounts)
        .where(and(inArray(accounts.id, [...ids]), existing));
      return found.map(accountOf);
    },
    async byEmail(email) {
      const [row] = await db
        .select()
        .from(accounts)
        .where(and(eq(accounts.email, email), existing));
      return row && credentialsOf(row);
    },
    async byOneTimeToken(purpose, hash, now) {
      const live = and(
        eq(oneTimeTokens.hash, hash),
        eq(oneTimeTokens.purpose, purpose),
        gt(oneTimeTokens.expiresAt, now),
      );
      const [row] = await db
        .select({ account: accounts })
        .from(oneTimeTokens)
        .innerJoin(accounts, eq(accounts.id, oneTimeTokens.accountId))
        .where(and(live, existing));
      return row && accountOf(row.account);
    },
  };
}

export function accountsWithin(tx: Db): Write {
  const set = async (id: AccountId, values: Partial<Row>) => {
    await tx.update(accounts).set(values).where(eq(accounts.id, id));
  };
  return {
    async addAccount(account, passwordHash) {
      const row = { ...account, roles: [...account.roles], passwordHash };
      const added = await tx
        .insert(accounts)
        .values(row)
        .onConflictDoNothing({ target: accounts.email })
        .returning({ id: accounts.id });
      return added.length > 0;
    },
    async account(id) {
      const [row] = await tx.select().from(accounts).where(eq(accounts.id, id));
      return present(row, id).account;
    },
    async credentials(id) {
      const [row] = await tx.select().from(accounts).where(eq(accounts.id, id)).for('update');
      return present(row, id);
    },
    async lockAccounts(ids) {
      const found = await tx
        .select()
        .from(accounts)
        .where(and(inArray(accounts.id, [...ids]), existing))
        .orderBy(asc(accounts.id))
        .for('update');
      return found.map(accountOf);
    },
    async accountByEmail(email) {
      const [row] = await tx
        .select()
        .from(accounts)
        .where(and(eq(accounts.email, email), existing));
      return row && accountOf(row);
    },
    setPasswordHash: (id, passwordHash) => set(id, { passwordHash }),
    setEmailVerified: (id) => set(id, { emailVerified: true }),
    setRoles: (id, roles) => set(id, { roles: [...roles] }),
    eraseAccount: ({ id, roles, ...rest }, deletedAt) =>
      set(id, { ...rest, roles: [...roles], passwordHash: '', deletedAt }),
  };
}

export const accountOf = (row: Row): Account => credentialsOf(row).account;

function credentialsOf({ passwordHash, deletedAt: _, ...account }: Row): Credentials {
  return { account, passwordHash };
}

function present(row: Row | undefined, id: AccountId): Credentials {
  if (!row) throw new Error(`no account ${id}`);
  return credentialsOf(row);
}
