// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Customer as CustomerEntity } from '../domain/customer.ts';
import type { Offering as OfferingEntity } from '../domain/offering.ts';
import type { PortfolioItem as PortfolioItemEntity } from '../domain/portfolio.ts';
import type { Provider as ProviderEntity } from '../domain/provider.ts';
import type { Match } from '../application/search-providers.ts';
import type { Skill as SkillEntity } from '../domain/skill-catalogue.ts';
import type { ViewerParent, GraphQLContext } from './context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** ISO 4217 code, e.g. USD. */
  CurrencyCode: { input: string; output: string; }
  /** RFC 3339 instant in UTC, e.g. 2026-11-23T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  /** An integer number of the currency's minor units (cents for USD, yen for JPY), as a JSON number within ±(2^53 − 1). */
  MinorUnits: { input: number; output: number; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** What will be sent. */
export type CreateUploadInput = {
  /** 1 to 10,000,000. */
  byteSize: Scalars['Int']['input'];
  /** image/jpeg, image/png, image/webp or image/avif. */
  contentType: Scalars['String']['input'];
};

/** Somebody who books. Only signed-in callers see one. */
export type Customer = {
  __typename?: 'Customer';
  displayName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
};

/** Degrees, WGS 84. */
export type GeoPoint = {
  __typename?: 'GeoPoint';
  latitude: Scalars['Float']['output'];
  longitude: Scalars['Float']['output'];
};

/** Degrees, WGS 84. */
export type GeoPointInput = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
};

/** A place to work from. */
export type Location = {
  __typename?: 'Location';
  city: Scalars['String']['output'];
  /** ISO 3166-1 alpha-2, e.g. DE. */
  countryCode: Scalars['String']['output'];
  point: GeoPoint;
  /** IANA name, e.g. Europe/Berlin. */
  timeZone: Scalars['String']['output'];
};

/** Where the provider works from. The exact point is shown to nobody else. */
export type LocationInput = {
  city: Scalars['String']['input'];
  /** ISO 3166-1 alpha-2, e.g. DE. */
  countryCode: Scalars['String']['input'];
  point: GeoPointInput;
  /** IANA name, e.g. Europe/Berlin. */
  timeZone: Scalars['String']['input'];
};

/** An amount in a currency's minor units: 8400 EUR is 84 euros. */
export type Money = {
  __typename?: 'Money';
  amount: Scalars['MinorUnits']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

/** An amount in a currency's minor units: 8400 EUR is 84 euros. */
export type MoneyInput = {
  amount: Scalars['MinorUnits']['input'];
  currency: Scalars['CurrencyCode']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Asks for a place to send an image to: JPEG, PNG, WebP or AVIF, of at most 10,000,000 bytes and 50,000,000 pixels. Then PUT exactly
   * `byteSize` bytes to the upload's `url`, which answers 204 when the image is kept, and name the upload in savePortfolioItem
   * within a day. For the role PROVIDER. INVALID_INPUT names each wrong field; TOO_MANY_ATTEMPTS while 20 images are in no item yet.
   */
  createUpload?: Maybe<UploadPayload>;
  /**
   * Deletes an item of the caller's portfolio and its image; the answer is the item as it was. For the role PROVIDER. An unknown id or
   * another's is NOT_FOUND.
   */
  deletePortfolioItem?: Maybe<PortfolioItemPayload>;
  /**
   * Makes a new offering, or with `id` changes one of the caller's own. Orders keep what they were placed with.
   * For the role PROVIDER. INVALID_INPUT names each wrong field; an unknown id or another's is NOT_FOUND.
   */
  saveOffering?: Maybe<OfferingPayload>;
  /**
   * Makes a new item of the caller's portfolio, or with `id` changes one; without `uploadId` its image stays. An upload is used
   * once: naming it again means the item that it became. For the role PROVIDER. INVALID_INPUT names each wrong field; an unknown id or
   * another's is NOT_FOUND; an upload whose bytes have not come is CONFLICT.
   */
  savePortfolioItem?: Maybe<PortfolioItemPayload>;
  /**
   * Says that somebody has checked who a provider is, or that it doesn't hold any more, for operators. Every change is in the audit log with
   * its reason (1 to 500 characters). Refuses with NOT_FOUND or INVALID_INPUT.
   */
  setProviderVerified?: Maybe<ProviderPayload>;
  /**
   * Changes the caller's own profile as a provider; what is left out or null stays as it is. Search knows it at once.
   * For the role PROVIDER. INVALID_INPUT names each wrong field.
   */
  updateProvider?: Maybe<ProviderPayload>;
};


export type MutationCreateUploadArgs = {
  input: CreateUploadInput;
};


export type MutationDeletePortfolioItemArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSaveOfferingArgs = {
  input: SaveOfferingInput;
};


export type MutationSavePortfolioItemArgs = {
  input: SavePortfolioItemInput;
};


export type MutationSetProviderVerifiedArgs = {
  providerId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  verified: Scalars['Boolean']['input'];
};


export type MutationUpdateProviderArgs = {
  input: UpdateProviderInput;
};

/** What a provider does for a price. */
export type Offering = {
  __typename?: 'Offering';
  /** Others see and book active offerings alone. */
  active: Scalars['Boolean']['output'];
  description: Scalars['String']['output'];
  /** How long the job takes; for one priced by the hour, its usual length. */
  durationMinutes: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  /** For the whole job or for an hour, as `priceUnit` says. */
  price: Money;
  priceUnit: PriceUnit;
  provider: Provider;
  skill: Skill;
  title: Scalars['String']['output'];
};

/** The offering as it stands, or why nothing changed. */
export type OfferingPayload = {
  __typename?: 'OfferingPayload';
  offering?: Maybe<Offering>;
  userErrors: Array<UserError>;
};

/** Where a page stands among the others. Pages go forward: give `endCursor` as `after` for the next one. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A piece of past work that a provider shows. */
export type PortfolioItem = {
  __typename?: 'PortfolioItem';
  description: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** WebP, at most 2,048 pixels on each side, for everybody. Another image has another URL. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  title: Scalars['String']['output'];
};

/** The item as it stands, or why nothing changed. */
export type PortfolioItemPayload = {
  __typename?: 'PortfolioItemPayload';
  portfolioItem?: Maybe<PortfolioItem>;
  userErrors: Array<UserError>;
};

/** What a price is for. */
export type PriceUnit =
  | 'HOUR'
  | 'JOB';

/** Somebody who offers work. */
export type Provider = {
  __typename?: 'Provider';
  bio: Scalars['String']['output'];
  displayName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Where the provider works from, rounded to 0.005° for all but the provider. Null until they have said so. */
  location?: Maybe<Location>;
  /** The active ones, oldest first; a provider sees all of their own. */
  offerings: Array<Offering>;
  /** Past work, oldest first; at most 50 items. */
  portfolio: Array<PortfolioItem>;
  /** How far from there the provider goes. */
  serviceRadiusMeters: Scalars['Int']['output'];
  /** Those that the profile states and those of active offerings. */
  skills: Array<Skill>;
  /** Whether an operator has checked who the provider is. */
  verified: Scalars['Boolean']['output'];
};

/** What a provider must fulfil, all of it. */
export type ProviderFilter = {
  /** Only providers who are free for their shortest matching offering at this instant. */
  availableAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Some matching active offering is priced at most this, in the same currency. */
  maxPrice?: InputMaybe<MoneyInput>;
  /** 1 to 5, of the average of published reviews. Providers without reviews have none. */
  minRating?: InputMaybe<Scalars['Float']['input']>;
  /** Where the work is to be done. */
  near: GeoPointInput;
  /** 1 to 100,000. */
  radiusMeters?: InputMaybe<Scalars['Int']['input']>;
  /** Any of these skills; they also say which offerings count for price and duration. Empty for all; at most 24. */
  skillIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Each word begins one of the profile or of its active offerings, whatever its case and accents. At most 100 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** The profile as it stands, or why nothing changed. */
export type ProviderPayload = {
  __typename?: 'ProviderPayload';
  provider?: Maybe<Provider>;
  userErrors: Array<UserError>;
};

/** One page of a search. */
export type ProviderSearchConnection = {
  __typename?: 'ProviderSearchConnection';
  edges: Array<ProviderSearchEdge>;
  pageInfo: PageInfo;
  /** All providers who match, whichever page is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** One provider who matches. */
export type ProviderSearchEdge = {
  __typename?: 'ProviderSearchEdge';
  cursor: Scalars['String']['output'];
  /** Over ground, from the place searched to the provider's rounded one, rounded to 100 m. */
  distanceMeters: Scalars['Int']['output'];
  node: Provider;
};

/** DISTANCE: nearest first. RATING: the average drawn towards the market's mean by the weight of ten reviews, best first. PRICE: the cheapest matching active offering, as its price states it, currency by currency; providers without one come last. */
export type ProviderSort =
  | 'DISTANCE'
  | 'PRICE'
  | 'RATING';

export type Query = {
  __typename?: 'Query';
  /** Null for an unknown id, and for an inactive offering of somebody else. */
  offering?: Maybe<Offering>;
  /** A provider's public profile. Null for an unknown id. */
  provider?: Maybe<Provider>;
  /**
   * Providers who reach a place. One matches who is within `filter.radiusMeters` of it, whose own service radius reaches it,
   * and who fulfils the rest of the filter. Places of providers are rounded to 0.005°, distances to 100 m.
   * Pages are stable while providers come and go: `after` continues behind that position, with the same filter and sort.
   * A filter out of range is BAD_USER_INPUT, a cursor of another sort CURSOR_UNKNOWN. `first` is 1 to 100.
   */
  searchProviders?: Maybe<ProviderSearchConnection>;
  /** Every trade of the marketplace, by category. */
  skills?: Maybe<Array<Skill>>;
  /** The signed-in account with the profiles that it has. */
  viewer?: Maybe<Viewer>;
};


export type QueryOfferingArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProviderArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySearchProvidersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter: ProviderFilter;
  first?: InputMaybe<Scalars['Int']['input']>;
  sort?: InputMaybe<ProviderSort>;
};

/** An offering as it is to be. */
export type SaveOfferingInput = {
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** At most 2,000 characters. */
  description: Scalars['String']['input'];
  /** 15 to 1,440. */
  durationMinutes: Scalars['Int']['input'];
  /** Of the offering to change; without it a new one is made. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** More than nothing and at most 100,000,000 minor units. */
  price: MoneyInput;
  priceUnit: PriceUnit;
  skillId: Scalars['ID']['input'];
  /** 1 to 120 characters. */
  title: Scalars['String']['input'];
};

/** A portfolio item as it is to be. */
export type SavePortfolioItemInput = {
  /** At most 2,000 characters. */
  description: Scalars['String']['input'];
  /** Of the item to change; without it a new one is made. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 120 characters. */
  title: Scalars['String']['input'];
  /** From createUpload, once its bytes were sent. */
  uploadId?: InputMaybe<Scalars['ID']['input']>;
};

/** A trade that providers offer and customers look for. The list is fixed. */
export type Skill = {
  __typename?: 'Skill';
  category: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
};

/** Changes to the caller's profile. What is left out or null stays as it is. */
export type UpdateProviderInput = {
  /** At most 2,000 characters. */
  bio?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 80 characters. */
  displayName?: InputMaybe<Scalars['String']['input']>;
  location?: InputMaybe<LocationInput>;
  /** 500 to 100,000. */
  serviceRadiusMeters?: InputMaybe<Scalars['Int']['input']>;
  /** Replaces those that the profile states. */
  skillIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A place to send an image to. */
export type Upload = {
  __typename?: 'Upload';
  id: Scalars['ID']['output'];
  /** PUT the bytes here within ten minutes. The address carries the right to, for this upload alone: it needs no token beside it. */
  url: Scalars['String']['output'];
};

/** Where to send the image, or why it can't be sent. */
export type UploadPayload = {
  __typename?: 'UploadPayload';
  upload?: Maybe<Upload>;
  userErrors: Array<UserError>;
};

/**
 * A refusal that depends on values or on the state of things, which the caller can act on. GraphQL errors are for the rest,
 * with `extensions.code`: BAD_USER_INPUT (wrong shape or type), GRAPHQL_PARSE_FAILED, GRAPHQL_VALIDATION_FAILED, UNAUTHENTICATED,
 * FORBIDDEN (the role or scope can never make this call), RATE_LIMITED, COST_EXCEEDED, CURSOR_UNKNOWN, PERSISTED_QUERY_NOT_FOUND,
 * SUBGRAPH_UNAVAILABLE, SUBGRAPH_TIMEOUT, INTERNAL_SERVER_ERROR (masked, with an id). What another may not see does not exist for them: null or NOT_FOUND.
 */
export type UserError = {
  __typename?: 'UserError';
  code: UserErrorCode;
  /** The path in the mutation's input that is refused, where there is one. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** For a person to read. */
  message: Scalars['String']['output'];
};

export type UserErrorCode =
  | 'AMOUNT_TOO_LARGE'
  | 'CONFLICT'
  | 'CONTENT_REJECTED'
  | 'CURRENCY_MISMATCH'
  | 'EMAIL_TAKEN'
  | 'IDEMPOTENCY_CONFLICT'
  | 'INSUFFICIENT_FUNDS'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_INPUT'
  | 'NOT_FOUND'
  | 'OUTSIDE_SERVICE_AREA'
  | 'PAYMENT_DECLINED'
  | 'REVIEW_NOT_ALLOWED'
  | 'REVIEW_WINDOW_CLOSED'
  | 'SLOT_UNAVAILABLE'
  | 'STALE_QUOTE'
  | 'TOKEN_INVALID'
  | 'TOO_MANY_ATTEMPTS'
  | 'TRANSITION_NOT_ALLOWED'
  | 'WEAK_PASSWORD'
  | 'WRONG_PIN';

export type Viewer = {
  __typename?: 'Viewer';
  /** How other people see the account where it buys. */
  customer?: Maybe<Customer>;
  /** Only for an account with the role PROVIDER. */
  provider?: Maybe<Provider>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Customer: Customer;
  Offering: Offering;
  Provider: Provider;
  Skill: Skill;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Customer:
    ( { __typename: 'Customer' }
    & GraphQLRecursivePick<FederationTypes['Customer'], {"id":true}> );
  Offering:
    ( { __typename: 'Offering' }
    & GraphQLRecursivePick<FederationTypes['Offering'], {"id":true}> );
  Provider:
    ( { __typename: 'Provider' }
    & GraphQLRecursivePick<FederationTypes['Provider'], {"id":true}> );
  Skill:
    ( { __typename: 'Skill' }
    & GraphQLRecursivePick<FederationTypes['Skill'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  CreateUploadInput: CreateUploadInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<CustomerEntity>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  GeoPoint: ResolverTypeWrapper<GeoPoint>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GeoPointInput: GeoPointInput;
  Location: ResolverTypeWrapper<Location>;
  LocationInput: LocationInput;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Offering: ResolverTypeWrapper<OfferingEntity>;
  OfferingPayload: ResolverTypeWrapper<Omit<OfferingPayload, 'offering'> & { offering?: Maybe<ResolversTypes['Offering']> }>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PortfolioItem: ResolverTypeWrapper<PortfolioItemEntity>;
  PortfolioItemPayload: ResolverTypeWrapper<Omit<PortfolioItemPayload, 'portfolioItem'> & { portfolioItem?: Maybe<ResolversTypes['PortfolioItem']> }>;
  PriceUnit: PriceUnit;
  Provider: ResolverTypeWrapper<ProviderEntity>;
  ProviderFilter: ProviderFilter;
  ProviderPayload: ResolverTypeWrapper<Omit<ProviderPayload, 'provider'> & { provider?: Maybe<ResolversTypes['Provider']> }>;
  ProviderSearchConnection: ResolverTypeWrapper<Omit<ProviderSearchConnection, 'edges'> & { edges: Array<ResolversTypes['ProviderSearchEdge']> }>;
  ProviderSearchEdge: ResolverTypeWrapper<Match>;
  ProviderSort: ProviderSort;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SaveOfferingInput: SaveOfferingInput;
  SavePortfolioItemInput: SavePortfolioItemInput;
  Skill: ResolverTypeWrapper<SkillEntity>;
  UpdateProviderInput: UpdateProviderInput;
  Upload: ResolverTypeWrapper<Upload>;
  UploadPayload: ResolverTypeWrapper<UploadPayload>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerParent>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  CreateUploadInput: CreateUploadInput;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: CustomerEntity;
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  GeoPoint: GeoPoint;
  Float: Scalars['Float']['output'];
  GeoPointInput: GeoPointInput;
  Location: Location;
  LocationInput: LocationInput;
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Boolean: Scalars['Boolean']['output'];
  Offering: OfferingEntity;
  OfferingPayload: Omit<OfferingPayload, 'offering'> & { offering?: Maybe<ResolversParentTypes['Offering']> };
  PageInfo: PageInfo;
  PortfolioItem: PortfolioItemEntity;
  PortfolioItemPayload: Omit<PortfolioItemPayload, 'portfolioItem'> & { portfolioItem?: Maybe<ResolversParentTypes['PortfolioItem']> };
  Provider: ProviderEntity;
  ProviderFilter: ProviderFilter;
  ProviderPayload: Omit<ProviderPayload, 'provider'> & { provider?: Maybe<ResolversParentTypes['Provider']> };
  ProviderSearchConnection: Omit<ProviderSearchConnection, 'edges'> & { edges: Array<ResolversParentTypes['ProviderSearchEdge']> };
  ProviderSearchEdge: Match;
  Query: Record<PropertyKey, never>;
  SaveOfferingInput: SaveOfferingInput;
  SavePortfolioItemInput: SavePortfolioItemInput;
  Skill: SkillEntity;
  UpdateProviderInput: UpdateProviderInput;
  Upload: Upload;
  UploadPayload: UploadPayload;
  UserError: UserError;
  Viewer: ViewerParent;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer'], FederationReferenceType extends FederationReferenceTypes['Customer'] = FederationReferenceTypes['Customer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Customer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type GeoPointResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['GeoPoint'] = ResolversParentTypes['GeoPoint']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type LocationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location']> = {
  city?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  countryCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  point?: Resolver<ResolversTypes['GeoPoint'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createUpload?: Resolver<Maybe<ResolversTypes['UploadPayload']>, ParentType, ContextType, RequireFields<MutationCreateUploadArgs, 'input'>>;
  deletePortfolioItem?: Resolver<Maybe<ResolversTypes['PortfolioItemPayload']>, ParentType, ContextType, RequireFields<MutationDeletePortfolioItemArgs, 'id'>>;
  saveOffering?: Resolver<Maybe<ResolversTypes['OfferingPayload']>, ParentType, ContextType, RequireFields<MutationSaveOfferingArgs, 'input'>>;
  savePortfolioItem?: Resolver<Maybe<ResolversTypes['PortfolioItemPayload']>, ParentType, ContextType, RequireFields<MutationSavePortfolioItemArgs, 'input'>>;
  setProviderVerified?: Resolver<Maybe<ResolversTypes['ProviderPayload']>, ParentType, ContextType, RequireFields<MutationSetProviderVerifiedArgs, 'providerId' | 'reason' | 'verified'>>;
  updateProvider?: Resolver<Maybe<ResolversTypes['ProviderPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProviderArgs, 'input'>>;
};

export type OfferingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Offering'] = ResolversParentTypes['Offering'], FederationReferenceType extends FederationReferenceTypes['Offering'] = FederationReferenceTypes['Offering']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Offering']> | FederationReferenceType, FederationReferenceType, ContextType>;
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  durationMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  priceUnit?: Resolver<ResolversTypes['PriceUnit'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  skill?: Resolver<ResolversTypes['Skill'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OfferingPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OfferingPayload'] = ResolversParentTypes['OfferingPayload']> = {
  offering?: Resolver<Maybe<ResolversTypes['Offering']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PortfolioItemResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PortfolioItem'] = ResolversParentTypes['PortfolioItem']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PortfolioItemPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PortfolioItemPayload'] = ResolversParentTypes['PortfolioItemPayload']> = {
  portfolioItem?: Resolver<Maybe<ResolversTypes['PortfolioItem']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ProviderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Provider'] = ResolversParentTypes['Provider'], FederationReferenceType extends FederationReferenceTypes['Provider'] = FederationReferenceTypes['Provider']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Provider']> | FederationReferenceType, FederationReferenceType, ContextType>;
  bio?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Location']>, ParentType, ContextType>;
  offerings?: Resolver<Array<ResolversTypes['Offering']>, ParentType, ContextType>;
  portfolio?: Resolver<Array<ResolversTypes['PortfolioItem']>, ParentType, ContextType>;
  serviceRadiusMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skills?: Resolver<Array<ResolversTypes['Skill']>, ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProviderPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderPayload'] = ResolversParentTypes['ProviderPayload']> = {
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ProviderSearchConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderSearchConnection'] = ResolversParentTypes['ProviderSearchConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProviderSearchEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProviderSearchEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderSearchEdge'] = ResolversParentTypes['ProviderSearchEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  offering?: Resolver<Maybe<ResolversTypes['Offering']>, ParentType, ContextType, RequireFields<QueryOfferingArgs, 'id'>>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType, RequireFields<QueryProviderArgs, 'id'>>;
  searchProviders?: Resolver<Maybe<ResolversTypes['ProviderSearchConnection']>, ParentType, ContextType, RequireFields<QuerySearchProvidersArgs, 'filter' | 'first' | 'sort'>>;
  skills?: Resolver<Maybe<Array<ResolversTypes['Skill']>>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type SkillResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Skill'] = ResolversParentTypes['Skill'], FederationReferenceType extends FederationReferenceTypes['Skill'] = FederationReferenceTypes['Skill']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Skill']> | FederationReferenceType, FederationReferenceType, ContextType>;
  category?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UploadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Upload'] = ResolversParentTypes['Upload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UploadPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UploadPayload'] = ResolversParentTypes['UploadPayload']> = {
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  GeoPoint?: GeoPointResolvers<ContextType>;
  Location?: LocationResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offering?: OfferingResolvers<ContextType>;
  OfferingPayload?: OfferingPayloadResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PortfolioItem?: PortfolioItemResolvers<ContextType>;
  PortfolioItemPayload?: PortfolioItemPayloadResolvers<ContextType>;
  Provider?: ProviderResolvers<ContextType>;
  ProviderPayload?: ProviderPayloadResolvers<ContextType>;
  ProviderSearchConnection?: ProviderSearchConnectionResolvers<ContextType>;
  ProviderSearchEdge?: ProviderSearchEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Skill?: SkillResolvers<ContextType>;
  Upload?: UploadResolvers<ContextType>;
  UploadPayload?: UploadPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

