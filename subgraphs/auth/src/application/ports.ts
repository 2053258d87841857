import type { Clock } from '@marketplace/kernel/clock';
import type { AccountId, ApiTokenId, DataExportId, SignInId } from '@marketplace/kernel/ids';
import type { Role, Scope } from '@marketplace/kernel/roles';
import type { Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { Account } from '../domain/account.ts';
import type { ApiToken } from '../domain/api-token.ts';
import type { DataExport, ExportChunk } from '../domain/data-export.ts';
import type { OneTimeToken, TokenPurpose } from '../domain/one-time-token.ts';
import type { Client, RefreshToken, SignIn } from '../domain/sign-in.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/** All that the use cases need. */
export interface AuthParts {
  readonly accounts: AccountReader;
  readonly apiTokens: ApiTokenStore;
  readonly transact: Transact<AuthTransaction>;
  readonly attempts: AttemptLog;
  readonly passwords: Passwords;
  readonly accessTokens: AccessTokens;
  readonly dataExports: DataExportReader;
  readonly exportLinks: ExportLinks;
  /** Hashing passwords goes through it. */
  readonly hashing: ConcurrencyLimit;
  /** Domain time, for what is told about accounts. */
  readonly clock: Clock;
  /** The machine's time, for tokens and attempts. */
  readonly machineClock: Clock;
}

/** A deleted account is none of them. */
export interface AccountReader {
  /** In any order; those that exist. */
  byIds(ids: readonly AccountId[]): Promise<readonly Account[]>;
  byEmail(email: string): Promise<Credentials | undefined>;
  /** Whose token it is, until it expires. */
  byOneTimeToken(purpose: TokenPurpose, hash: string, now: Date): Promise<Account | undefined>;
  /** Latest used first. */
  liveSignIns(accountId: AccountId, now: Date): Promise<readonly SignIn[]>;
  /** Those that have ended too, as long as they are kept. */
  allSignIns(accountId: AccountId): Promise<readonly SignIn[]>;
  /** Of all accounts, those that ended at this instant or later, earliest first. */
  endedSignIns(since: Date, limit: number): Promise<readonly { readonly id: SignInId; readonly endedAt: Date }[]>;
}

export interface ApiTokenStore {
  byHash(hash: string): Promise<{ readonly token: ApiToken; readonly account: Account } | undefined>;
  /** Newest first, revoked ones after the others. */
  ofAccount(accountId: AccountId): Promise<readonly ApiToken[]>;
  use(id: ApiTokenId, at: Date): Promise<void>;
}

export interface Credentials {
  readonly account: Account;
  readonly passwordHash: string;
}

export interface AuthTransaction extends TransactionMessages {
  /** False when the address is taken. */
  addAccount(account: Account, passwordHash: string): Promise<boolean>;
  account(id: AccountId): Promise<Account>;
  /** Locked, so that no password changes while a sign-in with it begins. */
  credentials(id: AccountId): Promise<Credentials>;
  /** Those that exist and are not deleted, locked in order of their ids. */
  lockAccounts(ids: readonly AccountId[]): Promise<readonly Account[]>;
  accountByEmail(email: string): Promise<Account | undefined>;
  setPasswordHash(id: AccountId, passwordHash: string): Promise<void>;
  setEmailVerified(id: AccountId): Promise<void>;
  setRoles(id: AccountId, roles: readonly Role[]): Promise<void>;
  /** Puts this in its place, with no password, and marks it as deleted. */
  eraseAccount(account: Account, at: Date): Promise<void>;
  addSignIn(signIn: SignIn): Promise<void>;
  /** Locked, so that what is decided of them holds until the commit. In order of their ids. */
  liveSignIns(accountId: AccountId, now: Date): Promise<readonly SignIn[]>;
  endSignIns(ids: readonly SignInId[], at: Date): Promise<void>;
  useSignIn(id: SignInId, at: Date, expiresAt: Date): Promise<void>;
  /** Removes where and by what the account's sign-ins were used, with their refresh tokens. */
  forgetClients(accountId: AccountId): Promise<void>;
  addRefreshToken(token: NewRefreshToken): Promise<void>;
  /** Its sign-in's row is locked with it. */
  refreshToken(hash: string): Promise<StoredRefreshToken | undefined>;
  spendRefreshToken(hash: string, at: Date, by: Client): Promise<void>;
  /** All of the sign-in's: none can be redeemed any more. */
  removeRefreshTokens(signIn: SignInId): Promise<void>;
  /** False when its request has one already. */
  addOneTimeToken(token: OneTimeToken): Promise<boolean>;
  /** All of the account's for these purposes; gives the hashes of what there was. */
  removeOneTimeTokens(accountId: AccountId, purposes: readonly TokenPurpose[]): Promise<readonly string[]>;
  addApiToken(token: ApiToken, hash: string): Promise<void>;
  /** The account's that are kept, locked; of very many only the first, in the order of `ofAccount`. */
  apiTokens(accountId: AccountId): Promise<readonly ApiToken[]>;
  revokeApiToken(id: ApiTokenId, at: Date): Promise<void>;
  removeApiTokens(accountId: AccountId): Promise<void>;
  addDataExport(wanted: DataExport): Promise<void>;
  /** Does nothing when it is there, or its export is not. */
  addExportChunk(chunk: ExportChunk): Promise<void>;
  /** With all that has come for them. */
  removeDataExports(accountId: AccountId): Promise<void>;
}

export interface NewRefreshToken {
  readonly hash: string;
  /** What its successor is made from, together with the token itself, which is not kept. */
  readonly salt: Buffer;
  readonly signIn: SignInId;
  /** The one that it follows. */
  readonly predecessor: string | null;
}

export interface StoredRefreshToken extends RefreshToken {
  readonly salt: Buffer;
  readonly signIn: SignIn;
}

export interface AttemptLog {
  /** Counts one more attempt under the key in its window, and gives the count. The first one starts a window of `windowMs`. */
  count(key: string, now: Date, windowMs: number): Promise<number>;
  clear(key: string): Promise<void>;
}

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes the same time for null, an account that does not exist, and answers false. */
  verify(hash: string | null, password: string): Promise<boolean>;
}

export interface AccessTokens {
  issue(claims: AccessTokenClaims, issuedAt: Date, expiresAt: Date): Promise<string>;
}

export interface AccessTokenClaims {
  readonly account: AccountId;
  readonly signIn: SignInId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
}

export interface DataExportReader {
  /** With what has come for it; undefined when it is deleted. */
  find(id: DataExportId): Promise<{ readonly wanted: DataExport; readonly chunks: readonly ExportChunk[] } | undefined>;
}

/** Links that show by themselves what was wished for, and that nobody else can make. */
export interface ExportLinks {
  urlOf(wanted: LinkedExport): string;
  /** Undefined for a token that is not of ours. */
  read(token: string): LinkedExport | undefined;
}

export type LinkedExport = Pick<DataExport, 'id' | 'expiresAt'>;
