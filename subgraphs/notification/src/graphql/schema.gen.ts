// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AuditEntry as AuditEntryModel } from '../domain/audit-entry.ts';
import type { Notification as NotificationModel } from '../domain/notification.ts';
import type { NotificationUpdate as NotificationUpdateModel } from '../application/follow-notifications.ts';
import type { ParkedMessage as ParkedMessageModel } from '../domain/parked-message.ts';
import type { StoryEntry as StoryEntryModel } from '../domain/story-entry.ts';
import type { SignedInCaller } from '@marketplace/subgraph/caller';
import type { Delivery as DeliveryModel, Webhook as WebhookModel } from '../domain/webhook.ts';
import type { GraphQLContext } from './context.ts';
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

export type AuditConnection = {
  __typename?: 'AuditConnection';
  edges: Array<AuditEdge>;
  pageInfo: PageInfo;
};

export type AuditEdge = {
  __typename?: 'AuditEdge';
  cursor: Scalars['String']['output'];
  node: AuditEntry;
};

/** Somebody with power over others used it. */
export type AuditEntry = {
  __typename?: 'AuditEntry';
  action: Scalars['String']['output'];
  /** Null for the system and the command line. */
  actor?: Maybe<Account>;
  at: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  /** The id of what it was done to. */
  subject: Scalars['String']['output'];
};

export type CreateWebhookInput = {
  /** E.g. order.accepted. What concerns the owner's own orders, payments, reviews and payouts is sent. */
  eventTypes: Array<Scalars['String']['input']>;
  /**
   * A query on this API with one variable $id, e.g. query($id: ID!) { order(id: $id) { id status } }. Checked here, run at delivery
   * with the rights that the owner has then and the creating token's scopes; its data is the payload. What these do not reach is null,
   * with an error. $id is the order's id, and the payout's for payout events. The webhook is the account's: it outlives the token, whose
   * scopes it keeps, until deleteWebhook.
   */
  query?: InputMaybe<Scalars['String']['input']>;
  /** https. Addresses of private networks are refused, also when a name leads to them. */
  url: Scalars['String']['input'];
};

/** `secret` signs every delivery and is shown once. */
export type CreateWebhookPayload = {
  __typename?: 'CreateWebhookPayload';
  secret?: Maybe<Scalars['String']['output']>;
  userErrors: Array<UserError>;
  webhook?: Maybe<WebhookEndpoint>;
};

export type DeleteWebhookPayload = {
  __typename?: 'DeleteWebhookPayload';
  userErrors: Array<UserError>;
  webhook?: Maybe<WebhookEndpoint>;
};

export type DeliveryStatus =
  | 'DELIVERED'
  /** Given up. */
  | 'FAILED'
  /** Not taken yet. */
  | 'PENDING';

export type MarkReadPayload = {
  __typename?: 'MarkReadPayload';
  /** How many are unread now. */
  unreadNotifications?: Maybe<Scalars['Int']['output']>;
  userErrors: Array<UserError>;
};

/** In which words an account is told. */
export type MessageSettings = {
  __typename?: 'MessageSettings';
  /** BCP 47, e.g. de-AT. There are texts in English (en) and German (de); dates and amounts follow the whole tag. */
  locale: Scalars['String']['output'];
  /** IANA name. Null: times are told as the clock shows them where the work is done. */
  timeZone?: Maybe<Scalars['String']['output']>;
};

export type MessageSettingsInput = {
  /** BCP 47 tag of a language that there are texts in: en or de, with or without a region. */
  locale: Scalars['String']['input'];
  /** IANA name, e.g. Europe/Berlin. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
};

export type MessageSettingsPayload = {
  __typename?: 'MessageSettingsPayload';
  messageSettings?: Maybe<MessageSettings>;
  userErrors: Array<UserError>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** At most 20 of an account. Refuses with INVALID_INPUT or CONFLICT. */
  createWebhook?: Maybe<CreateWebhookPayload>;
  /** Tells that browser nothing more. One that is not the caller's stays as it is. */
  deletePushSubscription?: Maybe<PushSubscriptionPayload>;
  /** Sends it nothing more, and forgets its deliveries. Refuses with NOT_FOUND. */
  deleteWebhook?: Maybe<DeleteWebhookPayload>;
  /** Has the consumer forget it. For operators, and audited with the reason. Refuses with NOT_FOUND or INVALID_INPUT. */
  discardParkedMessage?: Maybe<ParkedMessagePayload>;
  /** At most 100 at once, all or none. Refuses with NOT_FOUND. */
  markNotificationsRead?: Maybe<MarkReadPayload>;
  /**
   * Has the consumer try it once more, out of its order; it parks it again if that fails. For operators, and audited.
   * Refuses with NOT_FOUND, or CONFLICT for one that cannot be read.
   */
  replayParkedMessage?: Maybe<ParkedMessagePayload>;
  /**
   * Sends one again at once, also when its webhook is switched off: one that takes it is on again.
   * Refuses with NOT_FOUND, or CONFLICT for one that is still on its way.
   */
  replayWebhookDelivery?: Maybe<ReplayWebhookDeliveryPayload>;
  /**
   * Has a browser told. One that is subscribed already is from now on the caller's. The last 20 of an account count.
   * Refuses with INVALID_INPUT.
   */
  savePushSubscription?: Maybe<PushSubscriptionPayload>;
  /** Sets the language and the zone that the caller is told in from now on. Refuses with INVALID_INPUT. */
  setMessageSettings?: Maybe<MessageSettingsPayload>;
  /** Sets the channels of the types given and leaves the others. Refuses with INVALID_INPUT. */
  setNotificationPreferences?: Maybe<PreferencesPayload>;
};


export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


export type MutationDeletePushSubscriptionArgs = {
  endpoint: Scalars['String']['input'];
};


export type MutationDeleteWebhookArgs = {
  id: Scalars['ID']['input'];
};


export type MutationDiscardParkedMessageArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationMarkNotificationsReadArgs = {
  ids: Array<Scalars['ID']['input']>;
};


export type MutationReplayParkedMessageArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReplayWebhookDeliveryArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSavePushSubscriptionArgs = {
  input: PushSubscriptionInput;
};


export type MutationSetMessageSettingsArgs = {
  input: MessageSettingsInput;
};


export type MutationSetNotificationPreferencesArgs = {
  preferences: Array<NotificationPreferenceInput>;
};

/** Something that happened, told to one account once. */
export type Notification = {
  __typename?: 'Notification';
  body: Scalars['String']['output'];
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** The order it is about, where there is one. */
  order?: Maybe<Order>;
  /** Null while it is unread. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  title: Scalars['String']['output'];
  /** The type of the event, e.g. order.accepted. */
  type: Scalars['String']['output'];
};

export type NotificationChannel =
  | 'EMAIL'
  /** In the app: in `notifications`, counted as unread, and live in `notificationReceived`. */
  | 'IN_APP'
  /** To the browsers that the account has subscribed, see `savePushSubscription`. */
  | 'PUSH';

export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  edges: Array<NotificationEdge>;
  pageInfo: PageInfo;
};

export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  cursor: Scalars['String']['output'];
  node: Notification;
};

export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  channels: Array<NotificationChannel>;
  type: Scalars['String']['output'];
};

/** How an account is told of one type of event. Without any channel it is not told. */
export type NotificationPreferenceInput = {
  channels: Array<NotificationChannel>;
  type: Scalars['String']['input'];
};

export type NotificationUpdate = {
  __typename?: 'NotificationUpdate';
  /** Give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** Null in the snapshot. */
  notification?: Maybe<Notification>;
  /** Marks the first message, which only says how many are unread. */
  snapshot: Scalars['Boolean']['output'];
  unreadNotifications: Scalars['Int']['output'];
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
};

/** Where a page stands among the others. Pages go forward: give `endCursor` as `after` for the next one. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A message that its consumer gave up. It holds back nothing. */
export type ParkedMessage = {
  __typename?: 'ParkedMessage';
  attempts: Scalars['Int']['output'];
  /** As it came; secrets are blotted out, and a long one is cut. */
  body: Scalars['String']['output'];
  consumer: Scalars['String']['output'];
  error: Scalars['String']['output'];
  eventId: Scalars['ID']['output'];
  /** unreadable, where the message is. */
  eventType: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  parkedAt: Scalars['DateTime']['output'];
};

export type ParkedMessageConnection = {
  __typename?: 'ParkedMessageConnection';
  edges: Array<ParkedMessageEdge>;
  pageInfo: PageInfo;
};

export type ParkedMessageEdge = {
  __typename?: 'ParkedMessageEdge';
  cursor: Scalars['String']['output'];
  node: ParkedMessage;
};

export type ParkedMessagePayload = {
  __typename?: 'ParkedMessagePayload';
  /** As it stood when it was asked for. It is gone from the list as soon as its consumer has done so. */
  parkedMessage?: Maybe<ParkedMessage>;
  userErrors: Array<UserError>;
};

export type PreferencesPayload = {
  __typename?: 'PreferencesPayload';
  /** Of every type, as they are now. */
  preferences?: Maybe<Array<NotificationPreference>>;
  userErrors: Array<UserError>;
};

/** What a browser's `PushManager.subscribe` gives, as its `toJSON` writes it. */
export type PushSubscriptionInput = {
  endpoint: Scalars['String']['input'];
  keys: PushSubscriptionKeysInput;
};

export type PushSubscriptionKeysInput = {
  /** The shared secret, base64url. */
  auth: Scalars['String']['input'];
  /** The browser's public key, base64url. */
  p256dh: Scalars['String']['input'];
};

export type PushSubscriptionPayload = {
  __typename?: 'PushSubscriptionPayload';
  userErrors: Array<UserError>;
};

export type Query = {
  __typename?: 'Query';
  /** Newest first. For operators. */
  auditLog?: Maybe<AuditConnection>;
  /** The caller's. */
  messageSettings?: Maybe<MessageSettings>;
  /** Every type of notification with the channels that the caller gets it on. */
  notificationPreferences?: Maybe<Array<NotificationPreference>>;
  /** The caller's, in the app, newest first. */
  notifications?: Maybe<NotificationConnection>;
  /** Everything that happened around one order, over all contexts: events, messages, money, in order of time. For operators. */
  orderStory?: Maybe<Array<StoryEntry>>;
  /** Of all consumers, the latest first. For operators. */
  parkedMessages?: Maybe<ParkedMessageConnection>;
  /** The key to subscribe browsers with (`applicationServerKey`). Null where push is not set up. */
  pushKey?: Maybe<Scalars['String']['output']>;
  /** The signed-in account with the profiles that it has. */
  viewer?: Maybe<Viewer>;
  /** The caller's, newest first. */
  webhooks?: Maybe<Array<WebhookEndpoint>>;
};


export type QueryAuditLogArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOrderStoryArgs = {
  orderId: Scalars['ID']['input'];
};


export type QueryParkedMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ReplayWebhookDeliveryPayload = {
  __typename?: 'ReplayWebhookDeliveryPayload';
  delivery?: Maybe<WebhookDelivery>;
  userErrors: Array<UserError>;
};

/** Something that happened around an order, in whichever context. */
export type StoryEntry = {
  __typename?: 'StoryEntry';
  at: Scalars['DateTime']['output'];
  /** E.g. order, payment. */
  context: Scalars['String']['output'];
  /** The same for all that one request set off. */
  correlationId?: Maybe<Scalars['String']['output']>;
  /** In words. */
  summary: Scalars['String']['output'];
  type: Scalars['String']['output'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** Starts with a snapshot, or, given `after`, with all that followed that cursor, in order, once and without gaps. */
  notificationReceived: NotificationUpdate;
};


export type SubscriptionNotificationReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
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

/** The signed-in account with the profiles that it has. */
export type Viewer = {
  __typename?: 'Viewer';
  unreadNotifications?: Maybe<Scalars['Int']['output']>;
};

/** One event on its way to one endpoint. */
export type WebhookDelivery = {
  __typename?: 'WebhookDelivery';
  attempts: Scalars['Int']['output'];
  createdAt: Scalars['DateTime']['output'];
  eventId: Scalars['String']['output'];
  eventType: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Null when nothing answered. */
  lastStatusCode?: Maybe<Scalars['Int']['output']>;
  /** Null when none is to come. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  status: DeliveryStatus;
};

export type WebhookDeliveryConnection = {
  __typename?: 'WebhookDeliveryConnection';
  edges: Array<WebhookDeliveryEdge>;
  pageInfo: PageInfo;
};

export type WebhookDeliveryEdge = {
  __typename?: 'WebhookDeliveryEdge';
  cursor: Scalars['String']['output'];
  node: WebhookDelivery;
};

/**
 * Where an integrator wants to be told of events, as the Standard Webhooks specification has it: each is a POST with the headers
 * webhook-id (the event's id, for telling doubles), webhook-timestamp and webhook-signature (v1), and the body
 * `{ "type", "timestamp", "data" }`, with "errors" beside it where the webhook's operation had any. What is not answered with a 2xx within 10 seconds is sent again, ever more rarely, for three days.
 * Events of one order come in their order, each at least once. Redirects are not followed.
 */
export type WebhookEndpoint = {
  __typename?: 'WebhookEndpoint';
  /** False once it is switched off: it took nothing for three days, or answered 410. A replay that it takes switches it on again. */
  active: Scalars['Boolean']['output'];
  createdAt: Scalars['DateTime']['output'];
  /** The last 30 days', newest first. */
  deliveries: WebhookDeliveryConnection;
  eventTypes: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  /** Whose result is the `data`. Without one it has the ids of what the event is about. */
  query?: Maybe<Scalars['String']['output']>;
  url: Scalars['String']['output'];
};


/**
 * Where an integrator wants to be told of events, as the Standard Webhooks specification has it: each is a POST with the headers
 * webhook-id (the event's id, for telling doubles), webhook-timestamp and webhook-signature (v1), and the body
 * `{ "type", "timestamp", "data" }`, with "errors" beside it where the webhook's operation had any. What is not answered with a 2xx within 10 seconds is sent again, ever more rarely, for three days.
 * Events of one order come in their order, each at least once. Redirects are not followed.
 */
export type WebhookEndpointDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Account: ResolverTypeWrapper<Account>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AuditConnection: ResolverTypeWrapper<Omit<AuditConnection, 'edges'> & { edges: Array<ResolversTypes['AuditEdge']> }>;
  AuditEdge: ResolverTypeWrapper<Omit<AuditEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditEntry: ResolverTypeWrapper<AuditEntryModel>;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: ResolverTypeWrapper<Omit<CreateWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversTypes['WebhookEndpoint']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteWebhookPayload: ResolverTypeWrapper<Omit<DeleteWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversTypes['WebhookEndpoint']> }>;
  DeliveryStatus: DeliveryStatus;
  MarkReadPayload: ResolverTypeWrapper<MarkReadPayload>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  MessageSettings: ResolverTypeWrapper<MessageSettings>;
  MessageSettingsInput: MessageSettingsInput;
  MessageSettingsPayload: ResolverTypeWrapper<MessageSettingsPayload>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Notification: ResolverTypeWrapper<NotificationModel>;
  NotificationChannel: NotificationChannel;
  NotificationConnection: ResolverTypeWrapper<Omit<NotificationConnection, 'edges'> & { edges: Array<ResolversTypes['NotificationEdge']> }>;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  NotificationPreference: ResolverTypeWrapper<NotificationPreference>;
  NotificationPreferenceInput: NotificationPreferenceInput;
  NotificationUpdate: ResolverTypeWrapper<NotificationUpdateModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Order: ResolverTypeWrapper<Order>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  ParkedMessage: ResolverTypeWrapper<ParkedMessageModel>;
  ParkedMessageConnection: ResolverTypeWrapper<Omit<ParkedMessageConnection, 'edges'> & { edges: Array<ResolversTypes['ParkedMessageEdge']> }>;
  ParkedMessageEdge: ResolverTypeWrapper<Omit<ParkedMessageEdge, 'node'> & { node: ResolversTypes['ParkedMessage'] }>;
  ParkedMessagePayload: ResolverTypeWrapper<Omit<ParkedMessagePayload, 'parkedMessage'> & { parkedMessage?: Maybe<ResolversTypes['ParkedMessage']> }>;
  PreferencesPayload: ResolverTypeWrapper<PreferencesPayload>;
  PushSubscriptionInput: PushSubscriptionInput;
  PushSubscriptionKeysInput: PushSubscriptionKeysInput;
  PushSubscriptionPayload: ResolverTypeWrapper<PushSubscriptionPayload>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReplayWebhookDeliveryPayload: ResolverTypeWrapper<Omit<ReplayWebhookDeliveryPayload, 'delivery'> & { delivery?: Maybe<ResolversTypes['WebhookDelivery']> }>;
  StoryEntry: ResolverTypeWrapper<StoryEntryModel>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<SignedInCaller>;
  WebhookDelivery: ResolverTypeWrapper<DeliveryModel>;
  WebhookDeliveryConnection: ResolverTypeWrapper<Omit<WebhookDeliveryConnection, 'edges'> & { edges: Array<ResolversTypes['WebhookDeliveryEdge']> }>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  WebhookEndpoint: ResolverTypeWrapper<WebhookModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Account: Account;
  ID: Scalars['ID']['output'];
  AuditConnection: Omit<AuditConnection, 'edges'> & { edges: Array<ResolversParentTypes['AuditEdge']> };
  AuditEdge: Omit<AuditEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditEntry: AuditEntryModel;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: Omit<CreateWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversParentTypes['WebhookEndpoint']> };
  DateTime: Scalars['DateTime']['output'];
  DeleteWebhookPayload: Omit<DeleteWebhookPayload, 'webhook'> & { webhook?: Maybe<ResolversParentTypes['WebhookEndpoint']> };
  MarkReadPayload: MarkReadPayload;
  Int: Scalars['Int']['output'];
  MessageSettings: MessageSettings;
  MessageSettingsInput: MessageSettingsInput;
  MessageSettingsPayload: MessageSettingsPayload;
  Mutation: Record<PropertyKey, never>;
  Notification: NotificationModel;
  NotificationConnection: Omit<NotificationConnection, 'edges'> & { edges: Array<ResolversParentTypes['NotificationEdge']> };
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  NotificationPreference: NotificationPreference;
  NotificationPreferenceInput: NotificationPreferenceInput;
  NotificationUpdate: NotificationUpdateModel;
  Boolean: Scalars['Boolean']['output'];
  Order: Order;
  PageInfo: PageInfo;
  ParkedMessage: ParkedMessageModel;
  ParkedMessageConnection: Omit<ParkedMessageConnection, 'edges'> & { edges: Array<ResolversParentTypes['ParkedMessageEdge']> };
  ParkedMessageEdge: Omit<ParkedMessageEdge, 'node'> & { node: ResolversParentTypes['ParkedMessage'] };
  ParkedMessagePayload: Omit<ParkedMessagePayload, 'parkedMessage'> & { parkedMessage?: Maybe<ResolversParentTypes['ParkedMessage']> };
  PreferencesPayload: PreferencesPayload;
  PushSubscriptionInput: PushSubscriptionInput;
  PushSubscriptionKeysInput: PushSubscriptionKeysInput;
  PushSubscriptionPayload: PushSubscriptionPayload;
  Query: Record<PropertyKey, never>;
  ReplayWebhookDeliveryPayload: Omit<ReplayWebhookDeliveryPayload, 'delivery'> & { delivery?: Maybe<ResolversParentTypes['WebhookDelivery']> };
  StoryEntry: StoryEntryModel;
  Subscription: Record<PropertyKey, never>;
  UserError: UserError;
  Viewer: SignedInCaller;
  WebhookDelivery: DeliveryModel;
  WebhookDeliveryConnection: Omit<WebhookDeliveryConnection, 'edges'> & { edges: Array<ResolversParentTypes['WebhookDeliveryEdge']> };
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WebhookEndpoint: WebhookModel;
  String: Scalars['String']['output'];
};

export type ResumableDirectiveArgs = {
  argument?: Maybe<Scalars['String']['input']>;
  cursor?: Maybe<Scalars['String']['input']>;
};

export type ResumableDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = ResumableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AccountResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Account'] = ResolversParentTypes['Account']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type AuditConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditConnection'] = ResolversParentTypes['AuditConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditEdge'] = ResolversParentTypes['AuditEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['Account']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateWebhookPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CreateWebhookPayload'] = ResolversParentTypes['CreateWebhookPayload']> = {
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteWebhookPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DeleteWebhookPayload'] = ResolversParentTypes['DeleteWebhookPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhook?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export type MarkReadPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MarkReadPayload'] = ResolversParentTypes['MarkReadPayload']> = {
  unreadNotifications?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MessageSettingsResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MessageSettings'] = ResolversParentTypes['MessageSettings']> = {
  locale?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MessageSettingsPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['MessageSettingsPayload'] = ResolversParentTypes['MessageSettingsPayload']> = {
  messageSettings?: Resolver<Maybe<ResolversTypes['MessageSettings']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createWebhook?: Resolver<Maybe<ResolversTypes['CreateWebhookPayload']>, ParentType, ContextType, RequireFields<MutationCreateWebhookArgs, 'input'>>;
  deletePushSubscription?: Resolver<Maybe<ResolversTypes['PushSubscriptionPayload']>, ParentType, ContextType, RequireFields<MutationDeletePushSubscriptionArgs, 'endpoint'>>;
  deleteWebhook?: Resolver<Maybe<ResolversTypes['DeleteWebhookPayload']>, ParentType, ContextType, RequireFields<MutationDeleteWebhookArgs, 'id'>>;
  discardParkedMessage?: Resolver<Maybe<ResolversTypes['ParkedMessagePayload']>, ParentType, ContextType, RequireFields<MutationDiscardParkedMessageArgs, 'id' | 'reason'>>;
  markNotificationsRead?: Resolver<Maybe<ResolversTypes['MarkReadPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationsReadArgs, 'ids'>>;
  replayParkedMessage?: Resolver<Maybe<ResolversTypes['ParkedMessagePayload']>, ParentType, ContextType, RequireFields<MutationReplayParkedMessageArgs, 'id'>>;
  replayWebhookDelivery?: Resolver<Maybe<ResolversTypes['ReplayWebhookDeliveryPayload']>, ParentType, ContextType, RequireFields<MutationReplayWebhookDeliveryArgs, 'id'>>;
  savePushSubscription?: Resolver<Maybe<ResolversTypes['PushSubscriptionPayload']>, ParentType, ContextType, RequireFields<MutationSavePushSubscriptionArgs, 'input'>>;
  setMessageSettings?: Resolver<Maybe<ResolversTypes['MessageSettingsPayload']>, ParentType, ContextType, RequireFields<MutationSetMessageSettingsArgs, 'input'>>;
  setNotificationPreferences?: Resolver<Maybe<ResolversTypes['PreferencesPayload']>, ParentType, ContextType, RequireFields<MutationSetNotificationPreferencesArgs, 'preferences'>>;
};

export type NotificationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  channels?: Resolver<Array<ResolversTypes['NotificationChannel']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationUpdateResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['NotificationUpdate'] = ResolversParentTypes['NotificationUpdate']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
  snapshot?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  unreadNotifications?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ParkedMessageResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ParkedMessage'] = ResolversParentTypes['ParkedMessage']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  consumer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  error?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  parkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ParkedMessageConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ParkedMessageConnection'] = ResolversParentTypes['ParkedMessageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ParkedMessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ParkedMessageEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ParkedMessageEdge'] = ResolversParentTypes['ParkedMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ParkedMessage'], ParentType, ContextType>;
};

export type ParkedMessagePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ParkedMessagePayload'] = ResolversParentTypes['ParkedMessagePayload']> = {
  parkedMessage?: Resolver<Maybe<ResolversTypes['ParkedMessage']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PreferencesPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PreferencesPayload'] = ResolversParentTypes['PreferencesPayload']> = {
  preferences?: Resolver<Maybe<Array<ResolversTypes['NotificationPreference']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PushSubscriptionPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PushSubscriptionPayload'] = ResolversParentTypes['PushSubscriptionPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  auditLog?: Resolver<Maybe<ResolversTypes['AuditConnection']>, ParentType, ContextType, RequireFields<QueryAuditLogArgs, 'first'>>;
  messageSettings?: Resolver<Maybe<ResolversTypes['MessageSettings']>, ParentType, ContextType>;
  notificationPreferences?: Resolver<Maybe<Array<ResolversTypes['NotificationPreference']>>, ParentType, ContextType>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, RequireFields<QueryNotificationsArgs, 'first'>>;
  orderStory?: Resolver<Maybe<Array<ResolversTypes['StoryEntry']>>, ParentType, ContextType, RequireFields<QueryOrderStoryArgs, 'orderId'>>;
  parkedMessages?: Resolver<Maybe<ResolversTypes['ParkedMessageConnection']>, ParentType, ContextType, RequireFields<QueryParkedMessagesArgs, 'first'>>;
  pushKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  webhooks?: Resolver<Maybe<Array<ResolversTypes['WebhookEndpoint']>>, ParentType, ContextType>;
};

export type ReplayWebhookDeliveryPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReplayWebhookDeliveryPayload'] = ResolversParentTypes['ReplayWebhookDeliveryPayload']> = {
  delivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StoryEntryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['StoryEntry'] = ResolversParentTypes['StoryEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  context?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  correlationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationReceived?: SubscriptionResolver<ResolversTypes['NotificationUpdate'], "notificationReceived", ParentType, ContextType, Partial<SubscriptionNotificationReceivedArgs>>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  unreadNotifications?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastStatusCode?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['DeliveryStatus'], ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type WebhookEndpointResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WebhookEndpoint'] = ResolversParentTypes['WebhookEndpoint']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deliveries?: Resolver<ResolversTypes['WebhookDeliveryConnection'], ParentType, ContextType, RequireFields<WebhookEndpointDeliveriesArgs, 'first'>>;
  eventTypes?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  query?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  Account?: AccountResolvers<ContextType>;
  AuditConnection?: AuditConnectionResolvers<ContextType>;
  AuditEdge?: AuditEdgeResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  CreateWebhookPayload?: CreateWebhookPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteWebhookPayload?: DeleteWebhookPayloadResolvers<ContextType>;
  MarkReadPayload?: MarkReadPayloadResolvers<ContextType>;
  MessageSettings?: MessageSettingsResolvers<ContextType>;
  MessageSettingsPayload?: MessageSettingsPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  NotificationUpdate?: NotificationUpdateResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ParkedMessage?: ParkedMessageResolvers<ContextType>;
  ParkedMessageConnection?: ParkedMessageConnectionResolvers<ContextType>;
  ParkedMessageEdge?: ParkedMessageEdgeResolvers<ContextType>;
  ParkedMessagePayload?: ParkedMessagePayloadResolvers<ContextType>;
  PreferencesPayload?: PreferencesPayloadResolvers<ContextType>;
  PushSubscriptionPayload?: PushSubscriptionPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReplayWebhookDeliveryPayload?: ReplayWebhookDeliveryPayloadResolvers<ContextType>;
  StoryEntry?: StoryEntryResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  resumable?: ResumableDirectiveResolver<any, any, ContextType>;
};
