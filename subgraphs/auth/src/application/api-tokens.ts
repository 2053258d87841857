import { newId, parseId } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import {
  type ApiToken,
  type ApiTokenInput,
  apiTokenRequest,
  isLiveToken,
  MAX_LIVE_TOKENS,
  minuteOfUse,
  rightsOf,
  type TokenRights,
} from '../domain/api-token.ts';
import { isApiTokenSecret, newApiTokenSecret } from './api-token-secret.ts';
import type { AuthParts } from './ports.ts';
import { hashOf } from './secrets.ts';

/** Refuses with INVALID_INPUT, naming every wrong field, or with CONFLICT at MAX_LIVE_TOKENS. */
export async function createApiToken(
  { transact, machineClock }: AuthParts,
  caller: SignedInCaller,
  input: ApiTokenInput,
): Promise<{ readonly apiToken: ApiToken; readonly secret: string }> {
  const now = machineClock.now();
  const secret = newApiTokenSecret();
  const apiToken = await transact({ correlationId: caller.requestId }, async (tx) => {
    const [account] = await tx.lockAccounts([caller.account]);
    if (!account) refuse('TOKEN_INVALID', 'This account was deleted');
    const asked = apiTokenRequest(input, account.roles, now);
    const live = (await tx.apiTokens(account.id)).filter((token) => isLiveToken(token, now));
    if (live.length >= MAX_LIVE_TOKENS) refuse('CONFLICT', `You have ${MAX_LIVE_TOKENS}: revoke one first`);
    const id = newId('tok');
    const token = { id, accountId: account.id, ...asked, createdAt: now, lastUsedAt: null, revokedAt: null };
    await tx.addApiToken(token, hashOf(secret));
    return token;
  });
  return { apiToken, secret };
}

/** Newest first; revoked ones at the end, for as long as they are kept. */
export const apiTokensOf = ({ apiTokens }: AuthParts, caller: SignedInCaller): Promise<readonly ApiToken[]> =>
  apiTokens.ofAccount(caller.account);

/** Refuses with NOT_FOUND. A second time it changes nothing. */
export async function revokeApiToken(
  { transact, machineClock }: AuthParts,
  caller: SignedInCaller,
  id: string,
): Promise<ApiToken> {
  return transact({ correlationId: caller.requestId }, async (tx) => {
    const token = (await tx.apiTokens(caller.account)).find((one) => one.id === parseId('tok', id));
    if (!token) refuse('NOT_FOUND', 'There is no such API token', ['id']);
    if (token.revokedAt) return token;
    const revokedAt = machineClock.now();
    await tx.revokeApiToken(token.id, revokedAt);
    return { ...token, revokedAt };
  });
}

/** What the holder of this secret may do, or undefined when it is none of a live token. Notes the use, to the minute. */
export async function verifyApiToken(
  { apiTokens, machineClock }: AuthParts,
  secret: string,
): Promise<TokenRights | undefined> {
  if (!isApiTokenSecret(secret)) return undefined;
  const found = await apiTokens.byHash(hashOf(secret));
  const now = machineClock.now();
  const rights = found && rightsOf(found.token, found.account, now);
  if (!rights) return undefined;
  const minute = minuteOfUse(found.token, now);
  if (minute) await apiTokens.use(found.token.id, minute);
  return rights;
}
