import { newId, type OfferingId } from '@marketplace/kernel/ids';
import { currencyCode, money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import { listingOf } from '../domain/listing.ts';
import { MAX_OFFERINGS, type Offering } from '../domain/offering.ts';
import { type Provider, skillsOf } from '../domain/provider.ts';
import { checked } from './checked.ts';
import type { UserStores } from './ports.ts';
import { type OfferingChanges, type OfferingInput, offeringInput } from './profile-input.ts';
import { offeringSaved, providerUpdated } from './published.ts';
import { callersProvider } from './update-provider.ts';

/**
 * Makes an offering of the caller's, or changes the one that `input.id` names. The caller has the role PROVIDER.
 * Refuses with INVALID_INPUT, and with NOT_FOUND for an id that is unknown or another's.
 */
export async function saveOffering(
  stores: UserStores,
  caller: SignedInCaller,
  input: OfferingInput,
): Promise<Offering> {
  const wanted = checked(offeringInput, input);
  return stores.transact({ correlationId: caller.requestId }, async (tx) => {
    const provider = await callersProvider(tx, caller);
    const before = await tx.offeringsOf(provider.id);
    const offering = saved(provider, before, wanted);
    const after = [...before.filter(({ id }) => id !== offering.id), offering];
    await tx.saveOffering(offering);
    await tx.saveListing(provider.id, listingOf(provider, after));
    await tx.publish(offeringSaved(offering));
    if (String(skillsOf(provider, after)) !== String(skillsOf(provider, before)))
      await tx.publish(providerUpdated(provider, after));
    return offering;
  });
}

function saved(provider: Provider, offerings: readonly Offering[], wanted: OfferingChanges): Offering {
  return {
    ...wanted,
    id: wanted.id === null ? newOffering(offerings) : ownOffering(offerings, wanted.id),
    providerId: provider.id,
    price: money(wanted.price.amount, currencyCode(wanted.price.currency)),
  };
}

function newOffering(offerings: readonly Offering[]): OfferingId {
  if (offerings.length >= MAX_OFFERINGS)
    refuse('INVALID_INPUT', `A provider has at most ${MAX_OFFERINGS} offerings: change one instead`);
  return newId('off');
}

function ownOffering(offerings: readonly Offering[], id: string): OfferingId {
  const own = offerings.find((offering) => offering.id === id);
  return own?.id ?? refuse('NOT_FOUND', 'There is no such offering of yours', ['id']);
}
