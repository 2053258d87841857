import { type AccountId, customerOf, providerOf } from '@marketplace/kernel/ids';
import { listed } from '@marketplace/messaging/data-export';
import type { UserParts } from './ports.ts';

/** What this context keeps of a person, for the person. */
export async function exportAccountData({ stores, links }: UserParts, account: AccountId): Promise<object> {
  const { profiles } = stores;
  const id = providerOf(account);
  const [customer = null] = await profiles.customers([customerOf(account)]);
  const [provider = null] = await profiles.providers([id]);
  const portfolio = await profiles.portfoliosOf([id]);
  return {
    customer,
    provider,
    offerings: listed(await profiles.offeringsOf([id])),
    portfolio: listed(
      portfolio.map(({ imageId, ...item }) => ({ ...item, imageUrl: imageId && links.imageUrl(imageId) })),
    ),
  };
}
