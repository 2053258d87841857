import { MINUTE } from '@marketplace/kernel/clock';
import type { AccountId, ApiTokenId } from '@marketplace/kernel/ids';
import { type Refusal, Refused } from '@marketplace/kernel/refusal';
import { type Role, type Scope, scopesOf } from '@marketplace/kernel/roles';
import type { Account } from './account.ts';
import { MAX_NAME_LENGTH, shownText } from './shown-text.ts';

export const MAX_LIVE_TOKENS = 50; // of one account: more are a leak or a mistake

/** A program's way in, on behalf of its account. All its instants are in the machine's time. */
export interface ApiToken {
  readonly id: ApiTokenId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
  /** Null: not by itself. */
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface ApiTokenInput {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt?: Date | null | undefined;
}

export type NewApiToken = Pick<ApiToken, 'name' | 'scopes' | 'expiresAt'>;

/** What is asked for by an account with these roles, checked. Refuses with every field that is wrong. */
export function apiTokenRequest(input: ApiTokenInput, roles: readonly Role[], now: Date): NewApiToken {
  const name = shownText(input.name, MAX_NAME_LENGTH);
  const allowed = scopesOf(roles);
  const scopes = allowed.filter((scope) => input.scopes.includes(scope));
  const beyond = input.scopes.filter((scope) => !scopes.some((one) => one === scope));
  const expiresAt = input.expiresAt ?? null;
  const wrong = (field: string, message: string): Refusal => ({ code: 'INVALID_INPUT', message, field: [field] });
  const refusals = [
    ...(name ? [] : [wrong('name', `Use 1 to ${MAX_NAME_LENGTH} characters`)]),
    ...(input.scopes.length > 0 ? [] : [wrong('scopes', 'Name at least one')]),
    ...(beyond.length === 0 ? [] : [wrong('scopes', `Your roles allow ${allowed.join(', ')}`)]),
    ...(expiresAt && expiresAt.getTime() <= now.getTime() ? [wrong('expiresAt', 'Use an instant to come')] : []),
  ];
  const [first, ...others] = refusals;
  if (first) throw new Refused([first, ...others]);
  if (!name) throw new Error('what is wrong was refused');
  return { name, scopes, expiresAt };
}

/** What whoever holds a token may do now. */
export interface TokenRights {
  readonly token: ApiTokenId;
  readonly account: AccountId;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

export const isLiveToken = ({ revokedAt, expiresAt }: ApiToken, now: Date): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt.getTime() > now.getTime());

/** Never more than the account may by then; undefined for a token that is over. */
export function rightsOf(token: ApiToken, account: Account, now: Date): TokenRights | undefined {
  if (!isLiveToken(token, now)) return undefined;
  const { id, displayName: name, roles } = account;
  const allowed = scopesOf(roles);
  const scopes = token.scopes.filter((scope) => allowed.includes(scope));
  return { token: token.id, account: id, name, roles, scopes, expiresAt: token.expiresAt };
}

/** The minute of a use, if it is a later one than is known. */
export function minuteOfUse({ lastUsedAt }: ApiToken, now: Date): Date | undefined {
  const minute = new Date(Math.floor(now.getTime() / MINUTE) * MINUTE);
  return lastUsedAt === null || lastUsedAt.getTime() < minute.getTime() ? minute : undefined;
}
