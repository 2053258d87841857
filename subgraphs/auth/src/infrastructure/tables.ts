import type { AccountId, ApiTokenId, DataExportId, SignInId } from '@marketplace/kernel/ids';
import type { Role, Scope } from '@marketplace/kernel/roles';
import { messageTables } from '@marketplace/messaging/message-tables';
import { sql } from 'drizzle-orm';
import { boolean, customType, index, integer, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { ExportedContext } from '../domain/data-export.ts';
import type { TokenPurpose } from '../domain/one-time-token.ts';

export const auth = pgSchema('auth');
export const {
  outbox,
  outboxSubjects,
  inboxHandled,
  inboxSubjects,
  inboxWaiting,
  deadlines,
  streamHeads,
  streamEntries,
} = messageTables(auth);

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value),
});

export const accounts = auth.table('accounts', {
  id: text().$type<AccountId>().primaryKey(),
  /** In lower case. */
  email: text().notNull().unique('accounts_email'),
  emailVerified: boolean('email_verified').notNull(),
  displayName: text('display_name').notNull(),
  locale: text().notNull(),
  roles: text().array().$type<Role[]>().notNull(),
  /** Empty, which no password matches, once the account is deleted. */
  passwordHash: text('password_hash').notNull(),
  createdAt: instant('created_at').notNull(),
  /** By its owner: nothing of the person is left in the row. */
  deletedAt: instant('deleted_at'),
});

export const signIns = auth.table(
  'sign_ins',
  {
    id: text().$type<SignInId>().primaryKey(),
    accountId: text('account_id')
      .$type<AccountId>()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    index('sign_ins_by_account').on(table.accountId),
    index('sign_ins_by_end').on(table.expiresAt),
    index('sign_ins_ended').on(table.endedAt).where(sql`ended_at is not null`),
  ],
);

export const refreshTokens = auth.table(
  'refresh_tokens',
  {
    /** SHA-256 of the token, which itself is not kept. */
    hash: text().primaryKey(),
    salt: bytes().notNull(),
    signInId: text('sign_in_id')
      .$type<SignInId>()
      .notNull()
      .references(() => signIns.id, { onDelete: 'cascade' }),
    predecessor: text().unique('refresh_tokens_one_successor'),
    spentAt: instant('spent_at'),
    spentByAddress: text('spent_by_address'),
    spentByUserAgent: text('spent_by_user_agent'),
  },
  (table) => [index('refresh_tokens_by_sign_in').on(table.signInId)],
);

/** What was sent by mail and not spent yet. */
export const oneTimeTokens = auth.table(
  'one_time_tokens',
  {
    /** SHA-256 of the token, which itself is not kept. */
    hash: text().primaryKey(),
    request: text().notNull().unique('one_time_tokens_one_per_request'),
    purpose: text().$type<TokenPurpose>().notNull(),
    accountId: text('account_id')
      .$type<AccountId>()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('one_time_tokens_by_account').on(table.accountId)],
);

export const apiTokens = auth.table(
  'api_tokens',
  {
    id: text().$type<ApiTokenId>().primaryKey(),
    accountId: text('account_id')
      .$type<AccountId>()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret, which itself is not kept. */
    hash: text().notNull().unique('api_tokens_hash'),
    name: text().notNull(),
    scopes: text().array().$type<Scope[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('api_tokens_by_account').on(table.accountId)],
);

/** Somebody's wish to see all that is kept of them. Deleted at its end, and with it what only its key could read. */
export const dataExports = auth.table(
  'data_exports',
  {
    id: text().$type<DataExportId>().primaryKey(),
    accountId: text('account_id')
      .$type<AccountId>()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    publicKey: text('public_key').notNull(),
    privateKey: text('private_key').notNull(),
    requestedAt: instant('requested_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('data_exports_by_account').on(table.accountId), index('data_exports_by_end').on(table.expiresAt)],
);

/** What the contexts have answered. */
export const dataExportChunks = auth.table(
  'data_export_chunks',
  {
    exportId: text('export_id')
      .$type<DataExportId>()
      .notNull()
      .references(() => dataExports.id, { onDelete: 'cascade' }),
    context: text().$type<ExportedContext>().notNull(),
    /** From 0. */
    chunk: integer().notNull(),
    chunks: integer().notNull(),
    sealed: bytes().notNull(),
  },
  (table) => [primaryKey({ columns: [table.exportId, table.context, table.chunk] })],
);

/** How often a password was tried or a mail asked for, in the machine's time. */
export const attempts = auth.table('attempts', {
  /** SHA-256 of what is counted: an e-mail address and where it was tried from, or whom a mail is for. */
  key: text().primaryKey(),
  count: integer().notNull(),
  windowEndsAt: instant('window_ends_at').notNull(),
});

/** Secrets of an installation that was given none, made once. */
export const secrets = auth.table('secrets', {
  name: text().primaryKey(),
  value: text().notNull(),
});
