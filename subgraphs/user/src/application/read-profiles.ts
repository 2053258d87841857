/** Who may see what of the profiles. What a caller may not see does not exist for them. */
import { type CustomerId, type OfferingId, type ProviderId, providerOf } from '@marketplace/kernel/ids';
import type { Caller } from '@marketplace/subgraph/caller';
import type { Customer } from '../domain/customer.ts';
import { isActive, type Offering } from '../domain/offering.ts';
import { type Location, type Provider, publicLocation } from '../domain/provider.ts';
import type { ProfileStore } from './ports.ts';

export const isOwner = (caller: Caller, provider: ProviderId): boolean =>
  caller.account !== null && providerOf(caller.account) === provider;

/** Nobody but signed-in callers sees customers. */
export async function customersFor(store: ProfileStore, caller: Caller, ids: readonly CustomerId[]) {
  const none: readonly Customer[] = [];
  return caller.account === null ? none : store.customers(ids);
}

/** Those that are active, and the caller's own. */
export async function offeringsFor(store: ProfileStore, caller: Caller, ids: readonly OfferingId[]) {
  return (await store.offerings(ids)).filter((offering) => isVisible(caller, offering));
}

export const isVisible = (caller: Caller, offering: Offering): boolean =>
  isActive(offering) || isOwner(caller, offering.providerId);

/** The exact place for the provider alone, the rounded one for everybody else. */
export function locationFor(caller: Caller, { id, location }: Provider): Location | null {
  return location && (isOwner(caller, id) ? location : publicLocation(location));
}
