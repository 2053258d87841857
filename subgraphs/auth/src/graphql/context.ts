import type { AccountId } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import DataLoader from 'dataloader';
import type { AuthParts } from '../application/ports.ts';
import { accountsFor } from '../application/read-accounts.ts';
import type { Account } from '../domain/account.ts';

/** Made anew for each request: the loader batches and remembers what this caller sees. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly parts: AuthParts;
  readonly load: { readonly account: DataLoader<AccountId, Account | null> };
}

/** Viewer's fields are the caller's own: it has no state. */
export type ViewerParent = Record<string, never>;

export function graphqlContext(parts: AuthParts, caller: Caller): GraphQLContext {
  const account = new DataLoader<AccountId, Account | null>(async (ids) => {
    const found = new Map((await accountsFor(parts.accounts, caller, ids)).map((one) => [one.id, one]));
    return ids.map((id) => found.get(id) ?? null);
  });
  return { caller, parts, load: { account } };
}
