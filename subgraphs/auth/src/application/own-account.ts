import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { Account } from '../domain/account.ts';
import type { AuthParts } from './ports.ts';

/** Refuses with TOKEN_INVALID once the account is deleted, which its last access tokens outlive by seconds. */
export async function ownAccount({ accounts }: AuthParts, caller: SignedInCaller): Promise<Account> {
  const [own] = await accounts.byIds([caller.account]);
  return own ?? refuse('TOKEN_INVALID', 'This account was deleted');
}
