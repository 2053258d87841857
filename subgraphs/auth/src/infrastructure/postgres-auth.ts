import type { Clock } from '@marketplace/kernel/clock';
import type { MessageStore, Transact } from '@marketplace/messaging/message-store';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import type { Database, Db } from '@marketplace/storage/database';
import { and, asc, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { AccountReader, AuthTransaction, Credentials } from '../application/ports.ts';
import type { Account } from '../domain/account.ts';
import { refreshTokensWithin } from './postgres-refresh-tokens.ts';
import { accounts, signIns } from './tables.ts';

const MIGRATIONS = new URL('../../migrations', import.meta.url).pathname;

export interface AuthStores {
  readonly accounts: AccountReader;
  readonly transact: Transact<AuthTransaction>;
  readonly messages: MessageStore;
}

/** The context's stores in PostgreSQL or PGlite, migrated. */
export async function postgresAuth(database: Database, clock: Clock): Promise<AuthStores> {
  await database.migrate({ context: 'auth', folder: MIGRATIONS });
  const messages = postgresMessages({ database, schema: 'auth', source: '/auth', clock });
  return {
    accounts: reader(database.db),
    messages: messages.store,
    transact: (origin, work) =>
      database.transaction((tx) =>
        work({
          ...messages.within(tx, origin),
          ...accountsWithin(tx),
          ...signInsWithin(tx),
          ...refreshTokensWithin(tx),
        }),
      ),
  };
}

function reader(db: Db): AccountReader {
  return {
    async byIds(ids) {
      const found = await db
        .select()
        .from(accounts)
        .where(inArray(accounts.id, [...ids]));
      return found.map(credentials).map(({ account }) => account);
    },
    async byEmail(email) {
      const [row] = await db.select().from(accounts).where(eq(accounts.email, email));
      return row && credentials(row);
    },
    liveSignIns: (accountId, now) =>
      db.select().from(signIns).where(live(accountId, now)).orderBy(desc(signIns.lastUsedAt), desc(signIns.id)),
  };
}

type AccountQuestions = Pick<AuthTransaction, 'addAccount' | 'account' | 'credentials' | 'setPasswordHash'>;

function accountsWithin(tx: Db): AccountQuestions {
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
      return existing(row, id).account;
    },
    async credentials(id) {
      const [row] = await tx.select().from(accounts).where(eq(accounts.id, id)).for('update');
      return existing(row, id);
    },
    async setPasswordHash(id, passwordHash) {
      await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, id));
    },
  };
}

type SignInQuestions = Pick<AuthTransaction, 'addSignIn' | 'liveSignIns' | 'endSignIns' | 'useSignIn'>;

function signInsWithin(tx: Db): SignInQuestions {
  return {
    async addSignIn(signIn) {
      await tx.insert(signIns).values(signIn);
    },
    liveSignIns: (accountId, now) =>
      tx.select().from(signIns).where(live(accountId, now)).orderBy(asc(signIns.id)).for('update'),
    async endSignIns(ids, at) {
      await tx
        .update(signIns)
        .set({ endedAt: at })
        .where(inArray(signIns.id, [...ids]));
    },
    async useSignIn(id, at, expiresAt) {
      await tx.update(signIns).set({ lastUsedAt: at, expiresAt }).where(eq(signIns.id, id));
    },
  };
}

const live = (accountId: Account['id'], now: Date) =>
  and(eq(signIns.accountId, accountId), isNull(signIns.endedAt), gt(signIns.expiresAt, now));

function credentials({ passwordHash, ...account }: typeof accounts.$inferSelect): Credentials {
  return { account, passwordHash };
}

function existing(row: typeof accounts.$inferSelect | undefined, id: string): Credentials {
  if (!row) throw new Error(`no account ${id}`);
  return credentials(row);
}
