import { type ProviderId, providerOf } from '@marketplace/kernel/ids';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { listingOf } from '../domain/listing.ts';
import { changed, isErased, type Provider } from '../domain/provider.ts';
import { checked } from './checked.ts';
import type { UserStores, UserTransaction } from './ports.ts';
import { type ProviderInput, providerInput } from './profile-input.ts';
import { createProfiles } from './profiles.ts';
import { providerUpdated } from './published.ts';

/** Changes the caller's own profile. The caller has the role PROVIDER. Refuses with INVALID_INPUT. */
export async function updateProvider(
  stores: UserStores,
  caller: SignedInCaller,
  input: ProviderInput,
): Promise<Provider> {
  const changes = checked(providerInput, input);
  return stores.transact({ correlationId: caller.requestId }, async (tx) => {
    const provider = changed(await callersProvider(tx, caller), changes);
    const offerings = await tx.offeringsOf(provider.id);
    await tx.saveProvider(provider);
    await tx.saveListing(provider.id, listingOf(provider, offerings));
    await tx.publish(providerUpdated(provider, offerings));
    return provider;
  });
}

/** The caller's profile for this transaction alone, made now if this is their first request. Refuses with TOKEN_INVALID after the account's end. */
export async function callersProvider(tx: UserTransaction, caller: SignedInCaller): Promise<Provider> {
  const id: ProviderId = providerOf(caller.account);
  const provider = await tx.provider(id);
  if (provider && isErased(provider)) refuse('TOKEN_INVALID', 'This account was deleted');
  if (provider) return provider;
  await createProfiles(tx, { accountId: caller.account, displayName: caller.name ?? '', roles: caller.roles });
  const made = await tx.provider(id);
  if (!made) throw new Error(`${id} has no profile: its account is no provider's`);
  return made;
}
