import type { CustomerId, OfferingId, ProviderId } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import DataLoader from 'dataloader';
import type { UserParts, UserStores } from '../application/ports.ts';
import { customersFor, offeringsFor } from '../application/read-profiles.ts';
import type { Customer } from '../domain/customer.ts';
import type { Offering } from '../domain/offering.ts';
import type { PortfolioItem } from '../domain/portfolio.ts';
import type { Provider } from '../domain/provider.ts';

/** Made anew for each request: the loaders batch and remember what this caller sees. */
export interface GraphQLContext {
  readonly caller: Caller;
  readonly parts: UserParts;
  readonly stores: UserStores;
  readonly load: {
    readonly customer: DataLoader<CustomerId, Customer | null>;
    readonly provider: DataLoader<ProviderId, Provider | null>;
    readonly offering: DataLoader<OfferingId, Offering | null>;
    /** All of a provider's, for what is derived from them; the caller may not see each of them. */
    readonly offeringsOf: DataLoader<ProviderId, readonly Offering[]>;
    readonly portfolioOf: DataLoader<ProviderId, readonly PortfolioItem[]>;
  };
}

/** Viewer's fields are the caller's own: it has no state. */
export type ViewerParent = Record<string, never>;

export function graphqlContext(parts: UserParts, caller: Caller): GraphQLContext {
  const { stores } = parts;
  const { profiles } = stores;
  return {
    caller,
    parts,
    stores,
    load: {
      customer: byId((ids) => customersFor(profiles, caller, ids)),
      provider: byId((ids) => profiles.providers(ids)),
      offering: byId((ids) => offeringsFor(profiles, caller, ids)),
      offeringsOf: byProvider((ids) => profiles.offeringsOf(ids)),
      portfolioOf: byProvider((ids) => profiles.portfoliosOf(ids)),
    },
  };
}

function byId<Id extends string, Entity extends { readonly id: Id }>(
  load: (ids: readonly Id[]) => Promise<readonly Entity[]>,
): DataLoader<Id, Entity | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await load(ids)).map((entity) => [entity.id, entity]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

function byProvider<Entity extends { readonly providerId: ProviderId }>(
  load: (ids: readonly ProviderId[]) => Promise<readonly Entity[]>,
): DataLoader<ProviderId, readonly Entity[]> {
  return new DataLoader(async (ids) => {
    const found = Map.groupBy(await load(ids), ({ providerId }) => providerId);
    return ids.map((id) => found.get(id) ?? []);
  });
}
