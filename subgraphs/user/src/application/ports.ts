/** What the user context asks of its document store. MongoDB and PostgreSQL each answer it in their own way. */
import type { CustomerId, OfferingId, ProviderId } from '@marketplace/kernel/ids';
import type { MessageStore, Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { BookableWeek } from '../domain/bookable.ts';
import type { Customer } from '../domain/customer.ts';
import type { Listing } from '../domain/listing.ts';
import type { Offering } from '../domain/offering.ts';
import type { Provider } from '../domain/provider.ts';
import type { Rating } from '../domain/rating.ts';
import type { ProviderSearch, SearchResult } from '../domain/search.ts';

/** One opened document database, with everything of this context in it. */
export interface UserStores {
  readonly profiles: ProfileStore;
  readonly search: SearchStore;
  readonly messages: MessageStore;
  readonly transact: Transact<UserTransaction>;
}

/** Reads of what is committed. Each answers in no particular order and leaves out what does not exist. */
export interface ProfileStore {
  customers(ids: readonly CustomerId[]): Promise<readonly Customer[]>;
  providers(ids: readonly ProviderId[]): Promise<readonly Provider[]>;
  offerings(ids: readonly OfferingId[]): Promise<readonly Offering[]>;
  /** All offerings of these providers, oldest first. */
  offeringsOf(ids: readonly ProviderId[]): Promise<readonly Offering[]>;
  /** Fills an empty store in one transaction and publishes nothing. Does nothing when there are profiles already. */
  fill(profiles: Profiles): Promise<void>;
}

export interface Profiles {
  readonly customers: readonly Customer[];
  readonly providers: readonly Provider[];
  readonly offerings: readonly Offering[];
  readonly listings: readonly Listing[];
  readonly ratings: readonly ProviderRating[];
}

export interface ProviderRating {
  readonly providerId: ProviderId;
  readonly rating: Rating;
}

export interface SearchStore {
  search(search: ProviderSearch): Promise<SearchResult>;
  /** All published ratings of providers that are known here. */
  marketRating(): Promise<Rating>;
}

export interface UserTransaction extends TransactionMessages, ProfileTransaction {}

export interface ProfileTransaction {
  /** The provider, kept from other transactions until this one ends. */
  provider(id: ProviderId): Promise<Provider | undefined>;
  offeringsOf(id: ProviderId): Promise<readonly Offering[]>;
  /** False when there is one already, which stays as it is. */
  insertCustomer(customer: Customer): Promise<boolean>;
  insertProvider(provider: Provider): Promise<boolean>;
  saveProvider(provider: Provider): Promise<void>;
  /** Inserts it or replaces the one of its id. */
  saveOffering(offering: Offering): Promise<void>;
  /** What search finds of this provider from the commit on; null for nothing. */
  saveListing(id: ProviderId, listing: Listing | null): Promise<void>;
  /** What is known of the provider's rating, kept from other transactions until this one ends. */
  knownRating(id: ProviderId): Promise<Rating>;
  /** `change` is what it adds to what was known before, and so to the market's rating. */
  saveKnownRating(rating: ProviderRating & { readonly change: Rating }): Promise<void>;
  /** Replaces all that is known of when a provider can be booked. */
  saveKnownBookable(id: ProviderId, weeks: readonly BookableWeek[]): Promise<void>;
}
