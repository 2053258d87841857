import type { Clock } from '@marketplace/kernel/clock';
import type { AccountId, SignInId } from '@marketplace/kernel/ids';
import type { Role, Scope } from '@marketplace/kernel/roles';
import type { Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { Account } from '../domain/account.ts';
import type { Client, RefreshToken, SignIn } from '../domain/sign-in.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/** All that the use cases need. */
export interface AuthParts {
  readonly accounts: AccountReader;
  readonly transact: Transact<AuthTransaction>;
  readonly attempts: AttemptLog;
  readonly passwords: Passwords;
  readonly accessTokens: AccessTokens;
  /** Hashing passwords goes through it. */
  readonly hashing: ConcurrencyLimit;
  /** Domain time, for what is told about accounts. */
  readonly clock: Clock;
  /** The machine's time, for tokens and attempts. */
  readonly machineClock: Clock;
}

export interface AccountReader {
  /** In any order; those that exist. */
  byIds(ids: readonly AccountId[]): Promise<readonly Account[]>;
  byEmail(email: string): Promise<Credentials | undefined>;
  /** Latest used first. */
  liveSignIns(accountId: AccountId, now: Date): Promise<readonly SignIn[]>;
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
  setPasswordHash(id: AccountId, passwordHash: string): Promise<void>;
  addSignIn(signIn: SignIn): Promise<void>;
  /** Locked, so that what is decided of them holds until the commit. In order of their ids. */
  liveSignIns(accountId: AccountId, now: Date): Promise<readonly SignIn[]>;
  endSignIns(ids: readonly SignInId[], at: Date): Promise<void>;
  useSignIn(id: SignInId, at: Date, expiresAt: Date): Promise<void>;
  addRefreshToken(token: NewRefreshToken): Promise<void>;
  /** Its sign-in's row is locked with it. */
  refreshToken(hash: string): Promise<StoredRefreshToken | undefined>;
  spendRefreshToken(hash: string, at: Date, by: Client): Promise<void>;
  /** All of the sign-in's: none can be redeemed any more. */
  removeRefreshTokens(signIn: SignInId): Promise<void>;
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
