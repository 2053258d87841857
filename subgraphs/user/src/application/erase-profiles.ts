import { type AccountId, customerOf, providerOf } from '@marketplace/kernel/ids';
import { erasedCustomer } from '../domain/customer.ts';
import { erasedOffering, isActive } from '../domain/offering.ts';
import { erasedProvider } from '../domain/provider.ts';
import type { UserTransaction } from './ports.ts';
import { offeringSaved, providerUpdated } from './published.ts';
import { abandonImage, abandonUpload } from './unused-images.ts';

/**
 * What the account's owner told about themselves goes, and nobody finds or books them any more. Their profiles stay without a name, for
 * the orders that name them.
 */
export async function eraseProfiles(tx: UserTransaction, account: AccountId, now: Date): Promise<void> {
  await tx.saveCustomer(erasedCustomer(customerOf(account)));
  const provider = await tx.provider(providerOf(account));
  if (!provider) return;
  const erased = erasedProvider(provider.id);
  await tx.saveProvider(erased);
  await tx.saveListing(provider.id, null);
  await tx.saveKnownBookable(provider.id, []);
  for (const item of await tx.portfolioOf(provider.id)) {
    await tx.deletePortfolioItem(item.id);
    if (item.imageId) await abandonImage(tx, item.imageId, now);
  }
  for (const upload of await tx.uploadsOf(provider.id)) await abandonUpload(tx, upload.id, now);
  for (const offering of await tx.offeringsOf(provider.id)) {
    const left = erasedOffering(offering);
    await tx.saveOffering(left);
    if (isActive(offering)) await tx.publish(offeringSaved(left));
  }
  await tx.publish(providerUpdated(erased, []));
}
