// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Account as AccountEntity } from '../domain/account.ts';
import type { ApiToken as KeptApiToken } from '../domain/api-token.ts';
import type { Session as OpenSession } from '../application/session.ts';
import type { ListedSignIn } from '../application/read-accounts.ts';
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
  /** RFC 3339 instant in UTC, e.g. 2026-11-23T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** Who signs in. Only the account itself and operators see one. */
export type Account = {
  __typename?: 'Account';
  createdAt: Scalars['DateTime']['output'];
  /** In lower case. */
  email: Scalars['String']['output'];
  /** Whether somebody has read its mail for the account. */
  emailVerified: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  roles: Array<Role>;
};

export type AccountPayload = {
  __typename?: 'AccountPayload';
  account?: Maybe<Account>;
  userErrors: Array<UserError>;
};

/** A program's way in. Its secret is shown once, when it is made. */
export type ApiToken = {
  __typename?: 'ApiToken';
  createdAt: Scalars['DateTime']['output'];
  /** Null: it does not end by itself. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  /** To the minute. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  name: Scalars['String']['output'];
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it was made for; what it may do is that of it which the account's roles still allow. */
  scopes: Array<Scalars['String']['output']>;
};

export type ChangePasswordInput = {
  currentPassword: Scalars['String']['input'];
  /** 10 to 200 characters, and not the e-mail address. */
  newPassword: Scalars['String']['input'];
};

export type CreateApiTokenInput = {
  /** Without it the token does not end by itself. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** To tell it from others, 1 to 80 characters. */
  name: Scalars['String']['input'];
  /**
   * At least one of those that a session of the account has: orders:read, orders:write, payments:read, payments:write,
   * profile:read, profile:write, reviews:read, reviews:write, notifications:read, notifications:write, webhooks:read, webhooks:write.
   */
  scopes: Array<Scalars['String']['input']>;
};

/** `secret` is shown once. */
export type CreateApiTokenPayload = {
  __typename?: 'CreateApiTokenPayload';
  apiToken?: Maybe<ApiToken>;
  secret?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type DataExportPayload = {
  __typename?: 'DataExportPayload';
  /** A signed link, valid for an hour. */
  url?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
};

export type GrantRoleInput = {
  accountId: Scalars['ID']['input'];
  /** False takes it away. */
  granted: Scalars['Boolean']['input'];
  /** For the audit log, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  role: Role;
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Sets another password, ends all other sign-ins of the account and gives this one new tokens.
   * Refuses with INVALID_CREDENTIALS, WEAK_PASSWORD or TOO_MANY_ATTEMPTS.
   */
  changePassword?: Maybe<SessionPayload>;
  /**
   * A token for a program that acts for the account, within these scopes and never beyond what the account's roles allow by then.
   * Its secret (`mkt_…`) goes as `Authorization: Bearer …` and is shown once, here. Only a session can make one. Refuses with
   * INVALID_INPUT, naming every wrong field, or with CONFLICT when 50 are in use.
   */
  createApiToken?: Maybe<CreateApiTokenPayload>;
  /**
   * Deletes the account for good: what is known of the person goes, every sign-in and API token ends. What the books of the
   * marketplace need stays, without a name. Refuses with INVALID_CREDENTIALS or TOO_MANY_ATTEMPTS.
   */
  deleteAccount?: Maybe<RequestPayload>;
  /**
   * Gives an account a role or takes one away, for operators and admins; the role ADMIN only for admins. Nobody changes their
   * own roles. A role that was given counts from the next access token on; one that was taken ends the account's sign-ins.
   * Every change is in the audit log with its reason (1 to 500 characters). Refuses with NOT_FOUND or INVALID_INPUT.
   */
  grantRole?: Maybe<AccountPayload>;
  /**
   * A new access token and a new refresh token for an old refresh token, which counts once. Sent again within ten seconds by the
   * same client it gives the same refresh token again, for an answer that was lost; any other reuse means that it was copied and ends
   * the sign-in. TOKEN_INVALID for one that is spent, expired (30 days after its last use) or unknown.
   */
  refreshSession?: Maybe<SessionPayload>;
  /**
   * A link to a JSON file with all that is kept of the account, good for an hour. Keep it secret. It answers 202 while the file is
   * being prepared, which takes some seconds; after five minutes the file names what is missing. Refuses with TOO_MANY_ATTEMPTS.
   */
  requestDataExport?: Maybe<DataExportPayload>;
  /** Sends another mail to verify the address by; nothing when it is verified. Five an hour, then TOO_MANY_ATTEMPTS. */
  requestEmailVerification?: Maybe<RequestPayload>;
  /**
   * Sends a mail to set another password by, if there is an account with this address; the answer and its time do not tell.
   * INVALID_INPUT for what is no address; five an hour for one address, then TOO_MANY_ATTEMPTS, known or not.
   */
  requestPasswordReset?: Maybe<RequestPayload>;
  /**
   * Sets another password with the token of such a mail, good once and for an hour. Ends all sign-ins of the account and
   * begins a new one. Refuses with TOKEN_INVALID, or with WEAK_PASSWORD, after which the token can be used again.
   */
  resetPassword?: Maybe<SessionPayload>;
  /** Ends an API token: within five seconds it counts nowhere any more. NOT_FOUND when it is none of the account's. */
  revokeApiToken?: Maybe<RevokeApiTokenPayload>;
  /** Ends one of the account's sign-ins. NOT_FOUND when there is no such one under way. */
  revokeSignIn?: Maybe<SignOutPayload>;
  /**
   * Signs in on one more device. INVALID_CREDENTIALS does not tell whether the address or the password is wrong.
   * Ten failures in 15 minutes for one address from one place: TOO_MANY_ATTEMPTS until they are over.
   */
  signIn?: Maybe<SessionPayload>;
  /** Ends the sign-in that the access token belongs to. */
  signOut?: Maybe<SignOutPayload>;
  /** Ends all of the account's sign-ins, this one too. API tokens go on: revokeApiToken ends those. */
  signOutEverywhere?: Maybe<SignOutPayload>;
  /**
   * Makes an account, signs it in and sends it a mail to verify its address by. A PROVIDER can book as a customer too. Refuses with EMAIL_TAKEN (upper and lower case
   * are the same), WEAK_PASSWORD (10 to 200 characters, not the e-mail address) or INVALID_INPUT, and names every wrong field.
   */
  signUp?: Maybe<SessionPayload>;
  /** With the token of such a mail, good once and for 24 hours. Needs no sign-in. TOKEN_INVALID for any other. */
  verifyEmail?: Maybe<AccountPayload>;
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};


export type MutationDeleteAccountArgs = {
  password: Scalars['String']['input'];
};


export type MutationGrantRoleArgs = {
  input: GrantRoleInput;
};


export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


export type MutationRequestPasswordResetArgs = {
  email: Scalars['String']['input'];
};


export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


export type MutationRevokeApiTokenArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRevokeSignInArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationSignUpArgs = {
  input: SignUpInput;
};


export type MutationVerifyEmailArgs = {
  token: Scalars['String']['input'];
};

export type Query = {
  __typename?: 'Query';
  /** The account's API tokens, newest first; revoked and expired ones stay for a month, the revoked at the end. */
  apiTokens?: Maybe<Array<ApiToken>>;
  /** Where the account is signed in, latest used first. */
  signIns?: Maybe<Array<SignIn>>;
  /** The signed-in account with the profiles that it has. */
  viewer?: Maybe<Viewer>;
};

export type RefreshSessionInput = {
  refreshToken: Scalars['String']['input'];
};

/** Says nothing of whether the address is known. */
export type RequestPayload = {
  __typename?: 'RequestPayload';
  userErrors: Array<UserError>;
};

export type ResetPasswordInput = {
  /** 10 to 200 characters, and not the e-mail address. */
  newPassword: Scalars['String']['input'];
  /** From the mail. */
  token: Scalars['String']['input'];
};

export type RevokeApiTokenPayload = {
  __typename?: 'RevokeApiTokenPayload';
  apiToken?: Maybe<ApiToken>;
  userErrors: Array<UserError>;
};

export type Role =
  | 'ADMIN'
  | 'CUSTOMER'
  | 'MODERATOR'
  | 'OPERATOR'
  | 'PROVIDER';

/** The tokens of one sign-in. */
export type Session = {
  __typename?: 'Session';
  /** A JWT (EdDSA, keys at /.well-known/jwks.json) for `Authorization: Bearer …`. Its `scope` is all that the account's roles allow. */
  accessToken: Scalars['String']['output'];
  /** Ten minutes after it was made. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  account: Account;
  /** For refreshSession, once. Keep it secret. */
  refreshToken: Scalars['String']['output'];
};

export type SessionPayload = {
  __typename?: 'SessionPayload';
  session?: Maybe<Session>;
  userErrors: Array<UserError>;
};

/** A sign-in on one device. */
export type SignIn = {
  __typename?: 'SignIn';
  createdAt: Scalars['DateTime']['output'];
  /** Whether the asking session belongs to it. */
  current: Scalars['Boolean']['output'];
  id: Scalars['ID']['output'];
  lastUsedAt: Scalars['DateTime']['output'];
  userAgent?: Maybe<Scalars['String']['output']>;
};

export type SignInInput = {
  email: Scalars['String']['input'];
  password: Scalars['String']['input'];
};

export type SignOutPayload = {
  __typename?: 'SignOutPayload';
  userErrors: Array<UserError>;
};

export type SignUpInput = {
  /** What others see, 1 to 80 characters. */
  displayName: Scalars['String']['input'];
  email: Scalars['String']['input'];
  /** BCP 47, for messages to this account. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** 10 to 200 characters, and not the e-mail address. */
  password: Scalars['String']['input'];
  role: SignUpRole;
};

/** What somebody signs up as. */
export type SignUpRole =
  /** Books. */
  | 'CUSTOMER'
  /** Offers work, and can book as well. */
  | 'PROVIDER';

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
  account?: Maybe<Account>;
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
  Account: Account;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Account:
    ( { __typename: 'Account' }
    & GraphQLRecursivePick<FederationTypes['Account'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<AccountEntity>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AccountPayload: ResolverTypeWrapper<Omit<AccountPayload, 'account'> & { account?: Maybe<ResolversTypes['Account']> }>;
  ApiToken: ResolverTypeWrapper<KeptApiToken>;
  ChangePasswordInput: ChangePasswordInput;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: ResolverTypeWrapper<Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }>;
  DataExportPayload: ResolverTypeWrapper<DataExportPayload>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  GrantRoleInput: GrantRoleInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshSessionInput: RefreshSessionInput;
  RequestPayload: ResolverTypeWrapper<RequestPayload>;
  ResetPasswordInput: ResetPasswordInput;
  RevokeApiTokenPayload: ResolverTypeWrapper<Omit<RevokeApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }>;
  Role: Role;
  Session: ResolverTypeWrapper<OpenSession>;
  SessionPayload: ResolverTypeWrapper<Omit<SessionPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  SignIn: ResolverTypeWrapper<ListedSignIn>;
  SignInInput: SignInInput;
  SignOutPayload: ResolverTypeWrapper<SignOutPayload>;
  SignUpInput: SignUpInput;
  SignUpRole: SignUpRole;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerParent>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: AccountEntity;
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  ID: Scalars['ID']['output'];
  AccountPayload: Omit<AccountPayload, 'account'> & { account?: Maybe<ResolversParentTypes['Account']> };
  ApiToken: KeptApiToken;
  ChangePasswordInput: ChangePasswordInput;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversParentTypes['ApiToken']> };
  DataExportPayload: DataExportPayload;
  DateTime: Scalars['DateTime']['output'];
  GrantRoleInput: GrantRoleInput;
  Mutation: Record<PropertyKey, never>;
  Query: Record<PropertyKey, never>;
  RefreshSessionInput: RefreshSessionInput;
  RequestPayload: RequestPayload;
  ResetPasswordInput: ResetPasswordInput;
  RevokeApiTokenPayload: Omit<RevokeApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversParentTypes['ApiToken']> };
  Session: OpenSession;
  SessionPayload: Omit<SessionPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  SignIn: ListedSignIn;
  SignInInput: SignInInput;
  SignOutPayload: SignOutPayload;
  SignUpInput: SignUpInput;
  UserError: UserError;
  Viewer: ViewerParent;
};

export type AccountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account'], FederationReferenceType extends FederationReferenceTypes['Account'] = FederationReferenceTypes['Account']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Account']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  emailVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type AccountPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AccountPayload'] = ResolversParentTypes['AccountPayload']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ApiTokenResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreateApiTokenPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateApiTokenPayload'] = ResolversParentTypes['CreateApiTokenPayload']> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DataExportPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DataExportPayload'] = ResolversParentTypes['DataExportPayload']> = {
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  changePassword?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  createApiToken?: Resolver<Maybe<ResolversTypes['CreateApiTokenPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiTokenArgs, 'input'>>;
  deleteAccount?: Resolver<Maybe<ResolversTypes['RequestPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'password'>>;
  grantRole?: Resolver<Maybe<ResolversTypes['AccountPayload']>, ParentType, ContextType, RequireFields<MutationGrantRoleArgs, 'input'>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  requestDataExport?: Resolver<Maybe<ResolversTypes['DataExportPayload']>, ParentType, ContextType>;
  requestEmailVerification?: Resolver<Maybe<ResolversTypes['RequestPayload']>, ParentType, ContextType>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['RequestPayload']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'email'>>;
  resetPassword?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  revokeApiToken?: Resolver<Maybe<ResolversTypes['RevokeApiTokenPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiTokenArgs, 'id'>>;
  revokeSignIn?: Resolver<Maybe<ResolversTypes['SignOutPayload']>, ParentType, ContextType, RequireFields<MutationRevokeSignInArgs, 'id'>>;
  signIn?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  signOut?: Resolver<Maybe<ResolversTypes['SignOutPayload']>, ParentType, ContextType>;
  signOutEverywhere?: Resolver<Maybe<ResolversTypes['SignOutPayload']>, ParentType, ContextType>;
  signUp?: Resolver<Maybe<ResolversTypes['SessionPayload']>, ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  verifyEmail?: Resolver<Maybe<ResolversTypes['AccountPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'token'>>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiTokens?: Resolver<Maybe<Array<ResolversTypes['ApiToken']>>, ParentType, ContextType>;
  signIns?: Resolver<Maybe<Array<ResolversTypes['SignIn']>>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type RequestPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RequestPayload'] = ResolversParentTypes['RequestPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeApiTokenPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['RevokeApiTokenPayload'] = ResolversParentTypes['RevokeApiTokenPayload']> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SessionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  account?: Resolver<ResolversTypes['Account'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SessionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SessionPayload'] = ResolversParentTypes['SessionPayload']> = {
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SignInResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SignIn'] = ResolversParentTypes['SignIn']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SignOutPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SignOutPayload'] = ResolversParentTypes['SignOutPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  account?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  Account?: AccountResolvers<ContextType>;
  AccountPayload?: AccountPayloadResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  CreateApiTokenPayload?: CreateApiTokenPayloadResolvers<ContextType>;
  DataExportPayload?: DataExportPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RequestPayload?: RequestPayloadResolvers<ContextType>;
  RevokeApiTokenPayload?: RevokeApiTokenPayloadResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionPayload?: SessionPayloadResolvers<ContextType>;
  SignIn?: SignInResolvers<ContextType>;
  SignOutPayload?: SignOutPayloadResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

