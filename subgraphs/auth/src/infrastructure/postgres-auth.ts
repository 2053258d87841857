import type { Clock } from '@marketplace/kernel/clock';
import type { MessageStore, Transact } from '@marketplace/messaging/message-store';
import { postgresMessages } from '@marketplace/messaging/postgres-messages';
import type { Database } from '@marketplace/storage/database';
import type { AccountReader, ApiTokenStore, AuthTransaction, DataExportReader } from '../application/ports.ts';
import { accountReader, accountsWithin } from './postgres-accounts.ts';
import { apiTokenStore, apiTokensWithin } from './postgres-api-tokens.ts';
import { dataExportReader, dataExportsWithin } from './postgres-data-exports.ts';
import { oneTimeTokensWithin } from './postgres-one-time-tokens.ts';
import { refreshTokensWithin } from './postgres-refresh-tokens.ts';
import { signInReader, signInsWithin } from './postgres-sign-ins.ts';

const MIGRATIONS = new URL('../../migrations', import.meta.url).pathname;

export interface AuthStores {
  readonly accounts: AccountReader;
  readonly apiTokens: ApiTokenStore;
  readonly dataExports: DataExportReader;
  readonly transact: Transact<AuthTransaction>;
  readonly messages: MessageStore;
}

/** The context's stores in PostgreSQL or PGlite, migrated. */
export async function postgresAuth(database: Database, clock: Clock): Promise<AuthStores> {
  await database.migrate({ context: 'auth', folder: MIGRATIONS });
  const messages = postgresMessages({ database, schema: 'auth', source: '/auth', clock });
  return {
    accounts: { ...accountReader(database.db), ...signInReader(database.db) },
    apiTokens: apiTokenStore(database.db),
    dataExports: dataExportReader(database.db),
    messages: messages.store,
    transact: (origin, work) =>
      database.transaction((tx) =>
        work({
          ...messages.within(tx, origin),
          ...accountsWithin(tx),
          ...signInsWithin(tx),
          ...refreshTokensWithin(tx),
          ...oneTimeTokensWithin(tx),
          ...apiTokensWithin(tx),
          ...dataExportsWithin(tx),
        }),
      ),
  };
}
