// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { EntityReference, GraphQLContext } from './context.ts';
import type { Review as ReviewModel } from '../domain/review.ts';
import type { Report as ReportModel } from '../domain/moderation.ts';
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
  /** RFC 3339 instant in UTC, e.g. 2026-11-23T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type Account = {
  __typename?: 'Account';
  id: Scalars['ID']['output'];
};

export type ModerateReviewInput = {
  decision: ModerationDecision;
  /** Why: 1 to 2,000 characters, kept in the audit log. */
  note: Scalars['String']['input'];
  reviewId: Scalars['ID']['input'];
};

export type ModerationDecision =
  /** The review becomes public, or public again. Only further reports count from then on. */
  | 'KEEP'
  /** The review is gone for good from all but its author's and moderators' eyes, and from the rating. */
  | 'REMOVE';

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Decides on a review that is under review; a published one can be removed as well. The same decision again changes nothing.
   * For moderators, but not about the reviews of their own orders.
   * Refuses with NOT_FOUND, REVIEW_NOT_ALLOWED, CONFLICT (it has been removed) and INVALID_INPUT.
   */
  moderateReview?: Maybe<ReviewPayload>;
  /**
   * The reviewed side's one answer to a published review, which is not changed later; the same reply again changes nothing.
   * Refuses with NOT_FOUND, REVIEW_NOT_ALLOWED, CONFLICT (there is another reply), INVALID_INPUT and CONTENT_REJECTED (it has
   * a link, contact details or an insult, or says nothing).
   */
  replyToReview?: Maybe<ReviewPayload>;
  /**
   * Tells moderators of a published review that somebody else wrote, once; the same report again changes nothing. After
   * three reports (or as many as the operator has set) the review is UNDER_REVIEW, and `review` null.
   * Refuses with NOT_FOUND, REVIEW_NOT_ALLOWED, CONFLICT (reported already, for another reason) and INVALID_INPUT.
   */
  reportReview?: Maybe<ReviewPayload>;
  /**
   * Reviews the other side of an order of the caller's, once, within 14 days of its settlement. A comment with links, contact
   * details or insults is taken, and put UNDER_REVIEW where it would be published.
   * Refuses with NOT_FOUND, REVIEW_NOT_ALLOWED (not settled, or reviewed already), REVIEW_WINDOW_CLOSED, INVALID_INPUT and
   * CONTENT_REJECTED (the comment is punctuation alone).
   */
  submitReview?: Maybe<ReviewPayload>;
};


export type MutationModerateReviewArgs = {
  input: ModerateReviewInput;
};


export type MutationReplyToReviewArgs = {
  input: ReplyToReviewInput;
};


export type MutationReportReviewArgs = {
  input: ReportReviewInput;
};


export type MutationSubmitReviewArgs = {
  input: SubmitReviewInput;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /** What the caller may see now: before publication each side sees its own alone. Null for an order of others. */
  reviews?: Maybe<Array<Review>>;
};

/** Where a page stands among the others. Pages go forward: give `endCursor` as `after` for the next one. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type Provider = {
  __typename?: 'Provider';
  id: Scalars['ID']['output'];
  rating?: Maybe<RatingSummary>;
  /** The published reviews about this provider, newest first. */
  reviews?: Maybe<ReviewConnection>;
};


export type ProviderReviewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Query = {
  __typename?: 'Query';
  /** The reviews that wait for a moderator, the longest waiting first, but for those of the caller's own orders. For moderators. */
  reviewsToModerate?: Maybe<ReviewConnection>;
};


export type QueryReviewsToModerateArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Counts published reviews only. `average` is null while there is none, and rounded to hundredths.
 * `histogram` counts 1 to 5 stars, in that order.
 */
export type RatingSummary = {
  __typename?: 'RatingSummary';
  average?: Maybe<Scalars['Float']['output']>;
  count: Scalars['Int']['output'];
  histogram: Array<Scalars['Int']['output']>;
};

export type ReplyToReviewInput = {
  /** 1 to 2,000 characters. */
  reply: Scalars['String']['input'];
  reviewId: Scalars['ID']['input'];
};

export type ReportReviewInput = {
  /** What is wrong with it: 1 to 1,000 characters, for moderators to read. */
  reason: Scalars['String']['input'];
  reviewId: Scalars['ID']['input'];
};

/** Each side reviews the other. Neither sees the other's before both are in or the window closes. */
export type Review = {
  __typename?: 'Review';
  /** At most 4,000 characters; may be empty. */
  comment: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** What there is against it. Null to all but moderators, and to those about a review of their own order. */
  moderation?: Maybe<ReviewModeration>;
  /** Null to all but the two sides and moderators. */
  order?: Maybe<Order>;
  /** When it was public first. */
  publishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** 1 to 5 stars. */
  rating: Scalars['Int']['output'];
  /** The reviewed side's answer. */
  reply?: Maybe<Scalars['String']['output']>;
  state: ReviewState;
  subject: ReviewSubject;
};

export type ReviewConnection = {
  __typename?: 'ReviewConnection';
  edges: Array<ReviewEdge>;
  pageInfo: PageInfo;
};

export type ReviewEdge = {
  __typename?: 'ReviewEdge';
  cursor: Scalars['String']['output'];
  node: Review;
};

export type ReviewModeration = {
  __typename?: 'ReviewModeration';
  /** For a person to read, e.g. `The comment has a link: example.com` and `Reported by 3 accounts`. */
  reasons: Array<Scalars['String']['output']>;
  /** The oldest first; also those that a moderator has decided on already. */
  reports: Array<ReviewReport>;
};

export type ReviewPayload = {
  __typename?: 'ReviewPayload';
  review?: Maybe<Review>;
  userErrors: Array<UserError>;
};

export type ReviewReport = {
  __typename?: 'ReviewReport';
  createdAt: Scalars['DateTime']['output'];
  reason: Scalars['String']['output'];
  reporter?: Maybe<Account>;
};

export type ReviewState =
  /** Written, and secret until the other side has written too or the window of 14 days closes. */
  | 'AWAITING_OTHER_SIDE'
  | 'PUBLISHED'
  /** A moderator has removed it. Its author sees it still. */
  | 'REMOVED'
  /**
   * Seen by its author and moderators alone, and counted in no rating, until a moderator decides: because of what the automatic
   * rules found in the comment (links, contact details, insults), or because enough accounts reported it.
   */
  | 'UNDER_REVIEW';

/** Whom a review is about. The other side of the order wrote it. */
export type ReviewSubject =
  | 'CUSTOMER'
  | 'PROVIDER';

export type SubmitReviewInput = {
  /** At most 4,000 characters; may be empty. */
  comment: Scalars['String']['input'];
  orderId: Scalars['ID']['input'];
  /** 1 to 5 stars. */
  rating: Scalars['Int']['input'];
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
  Order: Order;
  Provider: Provider;
  Review: Review;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Provider:
    ( { __typename: 'Provider' }
    & GraphQLRecursivePick<FederationTypes['Provider'], {"id":true}> );
  Review:
    ( { __typename: 'Review' }
    & GraphQLRecursivePick<FederationTypes['Review'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<EntityReference>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  ModerateReviewInput: ModerateReviewInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ModerationDecision: ModerationDecision;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<EntityReference>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Provider: ResolverTypeWrapper<EntityReference>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RatingSummary: ResolverTypeWrapper<RatingSummary>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ReplyToReviewInput: ReplyToReviewInput;
  ReportReviewInput: ReportReviewInput;
  Review: ResolverTypeWrapper<ReviewModel>;
  ReviewConnection: ResolverTypeWrapper<Omit<ReviewConnection, 'edges'> & { edges: Array<ResolversTypes['ReviewEdge']> }>;
  ReviewEdge: ResolverTypeWrapper<Omit<ReviewEdge, 'node'> & { node: ResolversTypes['Review'] }>;
  ReviewModeration: ResolverTypeWrapper<Omit<ReviewModeration, 'reports'> & { reports: Array<ResolversTypes['ReviewReport']> }>;
  ReviewPayload: ResolverTypeWrapper<Omit<ReviewPayload, 'review'> & { review?: Maybe<ResolversTypes['Review']> }>;
  ReviewReport: ResolverTypeWrapper<ReportModel>;
  ReviewState: ReviewState;
  ReviewSubject: ReviewSubject;
  SubmitReviewInput: SubmitReviewInput;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: EntityReference;
  ID: Scalars['ID']['output'];
  DateTime: Scalars['DateTime']['output'];
  ModerateReviewInput: ModerateReviewInput;
  String: Scalars['String']['output'];
  Mutation: Record<PropertyKey, never>;
  Order: EntityReference;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  Provider: EntityReference;
  Int: Scalars['Int']['output'];
  Query: Record<PropertyKey, never>;
  RatingSummary: RatingSummary;
  Float: Scalars['Float']['output'];
  ReplyToReviewInput: ReplyToReviewInput;
  ReportReviewInput: ReportReviewInput;
  Review: ReviewModel;
  ReviewConnection: Omit<ReviewConnection, 'edges'> & { edges: Array<ResolversParentTypes['ReviewEdge']> };
  ReviewEdge: Omit<ReviewEdge, 'node'> & { node: ResolversParentTypes['Review'] };
  ReviewModeration: Omit<ReviewModeration, 'reports'> & { reports: Array<ResolversParentTypes['ReviewReport']> };
  ReviewPayload: Omit<ReviewPayload, 'review'> & { review?: Maybe<ResolversParentTypes['Review']> };
  ReviewReport: ReportModel;
  SubmitReviewInput: SubmitReviewInput;
  UserError: UserError;
};

export type AccountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  moderateReview?: Resolver<Maybe<ResolversTypes['ReviewPayload']>, ParentType, ContextType, RequireFields<MutationModerateReviewArgs, 'input'>>;
  replyToReview?: Resolver<Maybe<ResolversTypes['ReviewPayload']>, ParentType, ContextType, RequireFields<MutationReplyToReviewArgs, 'input'>>;
  reportReview?: Resolver<Maybe<ResolversTypes['ReviewPayload']>, ParentType, ContextType, RequireFields<MutationReportReviewArgs, 'input'>>;
  submitReview?: Resolver<Maybe<ResolversTypes['ReviewPayload']>, ParentType, ContextType, RequireFields<MutationSubmitReviewArgs, 'input'>>;
};

export type OrderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reviews?: Resolver<Maybe<Array<ResolversTypes['Review']>>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProviderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Provider'] = ResolversParentTypes['Provider'], FederationReferenceType extends FederationReferenceTypes['Provider'] = FederationReferenceTypes['Provider']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Provider']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rating?: Resolver<Maybe<ResolversTypes['RatingSummary']>, ParentType, ContextType>;
  reviews?: Resolver<Maybe<ResolversTypes['ReviewConnection']>, ParentType, ContextType, RequireFields<ProviderReviewsArgs, 'first'>>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  reviewsToModerate?: Resolver<Maybe<ResolversTypes['ReviewConnection']>, ParentType, ContextType, RequireFields<QueryReviewsToModerateArgs, 'first'>>;
};

export type RatingSummaryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RatingSummary'] = ResolversParentTypes['RatingSummary']> = {
  average?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  histogram?: Resolver<Array<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReviewResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Review'] = ResolversParentTypes['Review'], FederationReferenceType extends FederationReferenceTypes['Review'] = FederationReferenceTypes['Review']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Review']> | FederationReferenceType, FederationReferenceType, ContextType>;
  comment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  moderation?: Resolver<Maybe<ResolversTypes['ReviewModeration']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reply?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReviewState'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ReviewSubject'], ParentType, ContextType>;
};

export type ReviewConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReviewConnection'] = ResolversParentTypes['ReviewConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReviewEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReviewEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReviewEdge'] = ResolversParentTypes['ReviewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Review'], ParentType, ContextType>;
};

export type ReviewModerationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReviewModeration'] = ResolversParentTypes['ReviewModeration']> = {
  reasons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  reports?: Resolver<Array<ResolversTypes['ReviewReport']>, ParentType, ContextType>;
};

export type ReviewPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReviewPayload'] = ResolversParentTypes['ReviewPayload']> = {
  review?: Resolver<Maybe<ResolversTypes['Review']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReviewReportResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReviewReport'] = ResolversParentTypes['ReviewReport']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reporter?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  Account?: AccountResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Provider?: ProviderResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RatingSummary?: RatingSummaryResolvers<ContextType>;
  Review?: ReviewResolvers<ContextType>;
  ReviewConnection?: ReviewConnectionResolvers<ContextType>;
  ReviewEdge?: ReviewEdgeResolvers<ContextType>;
  ReviewModeration?: ReviewModerationResolvers<ContextType>;
  ReviewPayload?: ReviewPayloadResolvers<ContextType>;
  ReviewReport?: ReviewReportResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
};

