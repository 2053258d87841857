/** How profiles come to be: by the account's creation or by their owner's first request, whichever is first. */
import { type AccountId, customerOf, providerOf } from '@marketplace/kernel/ids';
import type { Role } from '@marketplace/kernel/roles';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { type Customer, newCustomer } from '../domain/customer.ts';
import { newProvider, type Provider } from '../domain/provider.ts';
import type { UserStores, UserTransaction } from './ports.ts';
import { providerUpdated } from './published.ts';

export interface NewAccount {
  readonly accountId: AccountId;
  readonly displayName: string;
  readonly roles: readonly Role[];
}

/** Creates the profiles that the account should have and has not. */
export async function createProfiles(tx: UserTransaction, account: NewAccount): Promise<void> {
  const { accountId, displayName, roles } = account;
  await tx.insertCustomer(newCustomer(customerOf(accountId), displayName));
  if (!roles.includes('PROVIDER')) return;
  const provider = newProvider(providerOf(accountId), displayName);
  if (await tx.insertProvider(provider)) await tx.publish(providerUpdated(provider, []));
}

/** The caller's own profile as a customer. Null only while nobody has told us the caller's name. */
export async function ownCustomer(stores: UserStores, caller: SignedInCaller): Promise<Customer | null> {
  const read = async () => (await stores.profiles.customers([customerOf(caller.account)]))[0] ?? null;
  return (await read()) ?? (await created(stores, caller, read));
}

/** The caller's own profile as a provider, for an account with that role. */
export async function ownProvider(stores: UserStores, caller: SignedInCaller): Promise<Provider | null> {
  if (!caller.roles.includes('PROVIDER')) return null;
  const read = async () => (await stores.profiles.providers([providerOf(caller.account)]))[0] ?? null;
  return (await read()) ?? (await created(stores, caller, read));
}

async function created<Profile>(
  stores: UserStores,
  caller: SignedInCaller,
  read: () => Promise<Profile | null>,
): Promise<Profile | null> {
  const { account, name, roles } = caller;
  if (name === null) return null;
  await stores.transact({ correlationId: caller.requestId }, (tx) =>
    createProfiles(tx, { accountId: account, displayName: name, roles }),
  );
  return read();
}
