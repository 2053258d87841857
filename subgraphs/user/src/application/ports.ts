/** What the user context asks of its document store, which MongoDB and PostgreSQL answer each in their own way, and of its images. */
import type { Clock } from '@marketplace/kernel/clock';
import type { CustomerId, OfferingId, ProviderId } from '@marketplace/kernel/ids';
import type { AnyEnvelope } from '@marketplace/messaging/envelope';
import type { MessageStore, Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { BookableWeek } from '../domain/bookable.ts';
import type { Customer } from '../domain/customer.ts';
import type { Listing } from '../domain/listing.ts';
import type { Offering } from '../domain/offering.ts';
import type { PortfolioItem, PortfolioItemId } from '../domain/portfolio.ts';
import type { Provider } from '../domain/provider.ts';
import type { Rating } from '../domain/rating.ts';
import type { ProviderSearch, SearchResult } from '../domain/search.ts';
import type { ImageId, ImageType, Upload, UploadId } from '../domain/upload.ts';

/** What the use cases work with. */
export interface UserParts {
  readonly stores: UserStores;
  readonly images: ImageStore;
  readonly encodeImage: ImageEncoder;
  readonly links: Links;
  /** Domain time. */
  readonly clock: Clock;
  /** For how long a link to send bytes to is good. */
  readonly machineClock: Clock;
}

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
  /** All that these providers show, oldest first. */
  portfoliosOf(ids: readonly ProviderId[]): Promise<readonly PortfolioItem[]>;
  /** Fills an empty store in one transaction and publishes nothing. Does nothing when there are profiles already. */
  fill(profiles: Profiles): Promise<void>;
}

export interface Profiles {
  readonly customers: readonly Customer[];
  readonly providers: readonly Provider[];
  readonly offerings: readonly Offering[];
  readonly listings: readonly Listing[];
  readonly ratings: readonly ProviderRating[];
  readonly bookable: readonly ProviderBookable[];
}

export interface ProviderRating {
  readonly providerId: ProviderId;
  readonly rating: Rating;
}

export interface ProviderBookable {
  readonly providerId: ProviderId;
  readonly weeks: readonly BookableWeek[];
}

export interface SearchStore {
  search(search: ProviderSearch): Promise<SearchResult>;
  /** All published ratings of providers that are known here. */
  marketRating(): Promise<Rating>;
}

export interface UserTransaction extends TransactionMessages, ProfileTransaction, PortfolioTransaction {}

export interface ProfileTransaction {
  /** The provider, kept from other transactions until this one ends. */
  provider(id: ProviderId): Promise<Provider | undefined>;
  offeringsOf(id: ProviderId): Promise<readonly Offering[]>;
  /** False when there is one already, which stays as it is. */
  insertCustomer(customer: Customer): Promise<boolean>;
  /** Inserts it or replaces the one of its id. */
  saveCustomer(customer: Customer): Promise<void>;
  insertProvider(provider: Provider): Promise<boolean>;
  saveProvider(provider: Provider): Promise<void>;
  /** Inserts it or replaces the one of its id. */
  saveOffering(offering: Offering): Promise<void>;
  /** What search finds of this provider from the commit on; null for nothing. */
  saveListing(id: ProviderId, listing: Listing | null): Promise<void>;
  /** Whether nothing newer was heard of the event's subject; then this is the newest from the commit on. A parked event can come late. */
  isNewest(event: Pick<AnyEnvelope, 'source' | 'subject' | 'sequence'>): Promise<boolean>;
  /** What is known of the provider's rating, kept from other transactions until this one ends. */
  knownRating(id: ProviderId): Promise<Rating>;
  /** `change` is what it adds to what was known before, and so to the market's rating. */
  saveKnownRating(rating: ProviderRating & { readonly change: Rating }): Promise<void>;
  /** Replaces all that is known of when a provider can be booked. */
  saveKnownBookable(id: ProviderId, weeks: readonly BookableWeek[]): Promise<void>;
}

export interface PortfolioTransaction {
  /** Oldest first. */
  portfolioOf(id: ProviderId): Promise<readonly PortfolioItem[]>;
  /** Inserts it or replaces the one of its id. */
  savePortfolioItem(item: PortfolioItem): Promise<void>;
  deletePortfolioItem(id: PortfolioItemId): Promise<void>;
  /** Those whose image nobody has taken over. */
  uploadsOf(id: ProviderId): Promise<readonly Upload[]>;
  /** The upload, kept from other transactions until this one ends. */
  upload(id: UploadId): Promise<Upload | undefined>;
  /** Inserts it or replaces the one of its id. */
  saveUpload(upload: Upload): Promise<void>;
  deleteUpload(id: UploadId): Promise<void>;
}

/** Encoded images by their ids. Outside any transaction: a store may be a network away. */
export interface ImageStore {
  put(id: ImageId, webp: Buffer): Promise<void>;
  get(id: ImageId): Promise<Buffer | undefined>;
  /** Does nothing when there is none. */
  remove(id: ImageId): Promise<void>;
}

/** The image as WebP, upright, made small enough and without metadata. Refuses what is no whole image of this type. */
export type ImageEncoder = (bytes: Buffer, type: ImageType) => Promise<Buffer>;

/** Addresses that clients of the API are given. */
export interface Links {
  imageUrl(id: ImageId): string;
  /** Whoever has it may send the upload's bytes until then. */
  uploadUrl(id: UploadId, until: Date): string;
  /** What an upload's address grants, from its last segment; undefined for one that was not given out here. */
  readUploadToken(token: string): { readonly id: UploadId; readonly until: Date } | undefined;
}
