import { providerOf } from '@marketplace/kernel/ids';
import { listingOf } from '../domain/listing.ts';
import { isActive } from '../domain/offering.ts';
import { isErased, type Provider } from '../domain/provider.ts';
import type { UserTransaction } from './ports.ts';
import { createProfiles, type NewAccount } from './profiles.ts';
import { offeringSaved, providerUpdated } from './published.ts';

/**
 * An account that becomes a provider gets its profile. One that is none any more keeps it, and nobody finds it or books its
 * offerings; when the role is given back it is found again, and its owner says which offerings are active.
 */
export async function changeRoles(tx: UserTransaction, account: NewAccount): Promise<void> {
  const isProvider = account.roles.includes('PROVIDER');
  if (isProvider) await createProfiles(tx, account);
  const before = await tx.provider(providerOf(account.accountId));
  if (!before || isErased(before) || isProvider !== (before.withdrawn === true)) return;
  const { withdrawn: _, ...rest } = before;
  const provider: Provider = isProvider ? rest : { ...rest, withdrawn: true };
  const offerings = await tx.offeringsOf(provider.id);
  const ended = isProvider ? [] : offerings.filter(isActive).map((offering) => ({ ...offering, active: false }));
  for (const offering of ended) {
    await tx.saveOffering(offering);
    await tx.publish(offeringSaved(offering));
  }
  const left = isProvider ? offerings : [];
  await tx.saveProvider(provider);
  await tx.saveListing(provider.id, listingOf(provider, left));
  await tx.publish(providerUpdated(provider, left));
}
