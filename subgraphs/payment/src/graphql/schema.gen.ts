// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Payment as PaymentModel } from '../domain/payment.ts';
import type { Wallet as WalletModel, WalletTransaction as WalletTransactionModel } from '../application/ports.ts';
import type { Receipt as ReceiptModel } from '../domain/receipt.ts';
import type { PayoutMethod as PayoutMethodModel } from '../domain/payout-method.ts';
import type { OrderReference, ViewerAccount, GraphQLContext } from './context.ts';
import type { PaymentUpdate as PaymentUpdateModel } from '../application/follow-payment.ts';
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

export type AddTipInput = {
  amount: MoneyInput;
  /** 1 to 255 characters, the same for every repetition of this call. */
  idempotencyKey: Scalars['String']['input'];
  orderId: Scalars['ID']['input'];
};

export type EarningsBucket = {
  __typename?: 'EarningsBucket';
  earned: Money;
  /** Orders that settled in it. */
  jobs: Scalars['Int']['output'];
  start: Scalars['DateTime']['output'];
  tips: Money;
};

export type EarningsInterval =
  | 'DAY'
  | 'MONTH'
  | 'WEEK';

export type LedgerReconciliation = {
  __typename?: 'LedgerReconciliation';
  at: Scalars['DateTime']['output'];
  /** Every transaction sums to zero, every balance is the sum of its entries, every hold is resolved at most once. */
  balanced: Scalars['Boolean']['output'];
  /** Up to when the gateway's own totals were last compared with the books, which happens every hour. */
  comparedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** What is not as it should be, in words; the first hundred. */
  differences: Array<Scalars['String']['output']>;
  transactions: Scalars['Int']['output'];
  /** What the gateway was asked and has not answered. */
  unknownAtGateway: Scalars['Int']['output'];
};

export type Money = {
  __typename?: 'Money';
  amount: Scalars['MinorUnits']['output'];
  currency: Scalars['CurrencyCode']['output'];
};

export type MoneyInput = {
  amount: Scalars['MinorUnits']['input'];
  currency: Scalars['CurrencyCode']['input'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /**
   * All of a tip is the provider's. For the order's customer, once the order is settled, in its currency and from what it was
   * paid with: PAYMENT_DECLINED and INSUFFICIENT_FUNDS tell of that. A card whose owner is to confirm it has the payment's
   * `nextActionUrl`, and the tip appears when that is done.
   */
  addTip?: Maybe<PaymentPayload>;
  /**
   * Gives back some of what an order's customer has paid, to where it came from. For the order's provider and operators, once
   * the order is settled. What the provider's wallet lacks it owes, and the next earnings repay it.
   */
  refundPayment?: Maybe<PaymentPayload>;
  /**
   * Pays money of the wallet out. It leaves the wallet at once; payout.completed follows, or payout.failed with the money back.
   * Refuses with CONFLICT without a verified payout method, with INSUFFICIENT_FUNDS, or with CURRENCY_MISMATCH where there is
   * no wallet in that currency.
   */
  requestPayout?: Maybe<WalletPayload>;
  /**
   * Where the caller's payouts go from now on. The gateway says at once whether it pays there; one that is not verified is
   * asked about again at the next payout. INVALID_INPUT for a token that names nothing.
   */
  setPayoutMethod?: Maybe<PayoutMethodPayload>;
  /**
   * Charges a card and adds the money to the wallet of the amount's currency, which is opened when there is none.
   * PAYMENT_DECLINED and INSUFFICIENT_FUNDS tell of the card. `transaction` is null while the card's issuer has not answered,
   * or wants its owner to confirm the payment at `nextActionUrl` within 15 minutes; the money appears when it has.
   */
  topUpWallet?: Maybe<WalletPayload>;
};


export type MutationAddTipArgs = {
  input: AddTipInput;
};


export type MutationRefundPaymentArgs = {
  input: RefundPaymentInput;
};


export type MutationRequestPayoutArgs = {
  input: RequestPayoutInput;
};


export type MutationSetPayoutMethodArgs = {
  input: SetPayoutMethodInput;
};


export type MutationTopUpWalletArgs = {
  input: TopUpWalletInput;
};

export type Order = {
  __typename?: 'Order';
  id: Scalars['ID']['output'];
  /** Null to the provider until the money is held. */
  payment?: Maybe<Payment>;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** The money of one order. Held when it is placed, paid out to the provider's wallet when it settles. */
export type Payment = {
  __typename?: 'Payment';
  authorized: Money;
  /** Zero until the order settles, or is cancelled for a fee. Refunds are not taken off it. */
  captured: Money;
  /** What the customer's bank took back of it; like a refund, provider and marketplace bear it. */
  chargedBack: Money;
  /** The marketplace's share of what was captured and neither refunded nor charged back. */
  commission: Money;
  createdAt: Scalars['DateTime']['output'];
  /** PAYMENT_DECLINED or INSUFFICIENT_FUNDS. */
  declineReason?: Maybe<Scalars['String']['output']>;
  /** The provider's share of what was captured and neither refunded nor charged back, without tips. */
  earning: Money;
  id: Scalars['ID']['output'];
  /** Where the customer confirms a card payment (3-D Secure); null to all others. */
  nextActionUrl?: Maybe<Scalars['String']['output']>;
  order?: Maybe<Order>;
  /** Null until the order settles. */
  receipt?: Maybe<Receipt>;
  refunded: Money;
  source: PaymentSource;
  status: PaymentStatus;
  /** All tips together. Theirs is no part of `captured`. */
  tip: Money;
  updatedAt: Scalars['DateTime']['output'];
};

export type PaymentPayload = {
  __typename?: 'PaymentPayload';
  payment?: Maybe<Payment>;
  userErrors: Array<UserError>;
};

export type PaymentSource =
  | 'CARD'
  | 'WALLET';

export type PaymentStatus =
  /** Held: on the card until the provider accepts, then with the marketplace. */
  | 'AUTHORIZED'
  /** Divided between provider and marketplace. */
  | 'CAPTURED'
  /** Not held; `declineReason` says why. */
  | 'DECLINED'
  | 'PARTIALLY_REFUNDED'
  /** Asked for. */
  | 'PENDING'
  | 'REFUNDED'
  /** Given back whole, because the order came to nothing. */
  | 'RELEASED'
  /** The customer is to confirm a card payment. */
  | 'REQUIRES_ACTION'
  /** The gateway has not answered; it is being looked up. */
  | 'UNKNOWN';

/** One step of an order's payment. `snapshot` marks the first message, which tells where the payment stands. */
export type PaymentUpdate = {
  __typename?: 'PaymentUpdate';
  cursor: Scalars['String']['output'];
  /** Null while the order's payment is not known yet. */
  payment?: Maybe<Payment>;
  snapshot: Scalars['Boolean']['output'];
};

/** Where payouts go. */
export type PayoutMethod = {
  __typename?: 'PayoutMethod';
  id: Scalars['ID']['output'];
  /** For its owner, e.g. `Test bank ••••6789`. */
  label: Scalars['String']['output'];
  /** Whether the gateway pays there. */
  verified: Scalars['Boolean']['output'];
};

export type PayoutMethodPayload = {
  __typename?: 'PayoutMethodPayload';
  payoutMethod?: Maybe<PayoutMethod>;
  userErrors: Array<UserError>;
};

export type Query = {
  __typename?: 'Query';
  /**
   * What the caller has earned as a provider, by UTC day, ISO week or month: after commission and refunds, tips apart.
   * In the currency of the oldest wallet by default. Buckets without any are left out. `from` to `to` is at most 366 days.
   */
  earnings?: Maybe<Array<EarningsBucket>>;
  /** Goes through the whole ledger, and tells what the hourly comparison with the gateway has found. For operators. */
  ledgerReconciliation?: Maybe<LedgerReconciliation>;
  /** The money of an order. For its customer, its provider once the money is held, and operators; null for all others. */
  payment?: Maybe<Payment>;
  /** Where the caller's payouts go; null while none is set. */
  payoutMethod?: Maybe<PayoutMethod>;
  /** The signed-in account with the profiles that it has. */
  viewer?: Maybe<Viewer>;
};


export type QueryEarningsArgs = {
  by?: InputMaybe<EarningsInterval>;
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  from: Scalars['DateTime']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryPaymentArgs = {
  orderId: Scalars['ID']['input'];
};

/** What the customer has paid for an order. A later refund or tip is one more line on it. */
export type Receipt = {
  __typename?: 'Receipt';
  customerId: Scalars['ID']['output'];
  issuedAt: Scalars['DateTime']['output'];
  lines: Array<ReceiptLine>;
  /** No other receipt's. */
  number: Scalars['String']['output'];
  providerId: Scalars['ID']['output'];
  total: Money;
};

/** `amount` is below zero for what went back. */
export type ReceiptLine = {
  __typename?: 'ReceiptLine';
  amount: Money;
  kind: ReceiptLineKind;
};

export type ReceiptLineKind =
  /** Taken back by the customer's bank. */
  | 'CHARGEBACK'
  | 'REFUND'
  | 'SERVICE'
  | 'TIP';

export type RefundPaymentInput = {
  amount: MoneyInput;
  /** 1 to 255 characters, the same for every repetition of this call. */
  idempotencyKey: Scalars['String']['input'];
  orderId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type RequestPayoutInput = {
  amount: MoneyInput;
  /** 1 to 255 characters, the same for every repetition of this call. */
  idempotencyKey: Scalars['String']['input'];
};

export type SetPayoutMethodInput = {
  /** A token of the payment gateway: in test mode ba_ok, ba_unverified or ba_fail; of Stripe a connected account, acct_… */
  token: Scalars['String']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /**
   * The order's payment whenever its status changes. Starts with a snapshot, or, given `after`, with all that followed that cursor, in order.
   * The payment is null while it is not known, or not for the caller to see.
   */
  paymentUpdated: PaymentUpdate;
};


export type SubscriptionPaymentUpdatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  orderId: Scalars['ID']['input'];
};

export type TopUpWalletInput = {
  amount: MoneyInput;
  /** 1 to 255 characters, the same for every repetition of this call. */
  idempotencyKey: Scalars['String']['input'];
  /** A token of the payment gateway, e.g. pm_card_visa in test mode. */
  paymentMethod: Scalars['String']['input'];
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
  field?: Maybe<Array<Scalars['String']['output']>>;
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
  /** The oldest one by default. Null while the account has none, in that currency if one is named. */
  wallet?: Maybe<Wallet>;
  /** One for each currency that the account has had money in, the oldest first. */
  wallets?: Maybe<Array<Wallet>>;
};


export type ViewerWalletArgs = {
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
};

/** An account's money in one currency. */
export type Wallet = {
  __typename?: 'Wallet';
  /** Free to spend or pay out. Below zero while the account owes what was refunded or charged back after it was spent. */
  available: Money;
  /** Held for orders under way. */
  held: Money;
  id: Scalars['ID']['output'];
  /** Newest first. `first` is 1 to 100. */
  transactions: WalletTransactionConnection;
};


/** An account's money in one currency. */
export type WalletTransactionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type WalletPayload = {
  __typename?: 'WalletPayload';
  /** Where the card's owner is to confirm a top-up before it is made. */
  nextActionUrl?: Maybe<Scalars['String']['output']>;
  transaction?: Maybe<WalletTransaction>;
  userErrors: Array<UserError>;
  wallet?: Maybe<Wallet>;
};

/** `amount` is signed: positive adds to what is available. `balance` is what was available after it. */
export type WalletTransaction = {
  __typename?: 'WalletTransaction';
  amount: Money;
  at: Scalars['DateTime']['output'];
  balance: Money;
  id: Scalars['ID']['output'];
  order?: Maybe<Order>;
  type: WalletTransactionType;
};

export type WalletTransactionConnection = {
  __typename?: 'WalletTransactionConnection';
  edges: Array<WalletTransactionEdge>;
  pageInfo: PageInfo;
};

export type WalletTransactionEdge = {
  __typename?: 'WalletTransactionEdge';
  cursor: Scalars['String']['output'];
  node: WalletTransaction;
};

export type WalletTransactionType =
  /** Taken back by a card's bank, or returned by it. */
  | 'ADJUSTMENT'
  | 'CAPTURE'
  | 'COMMISSION'
  /** A settled order's price. The marketplace's share is a line of its own. */
  | 'EARNING'
  /** Kept for an order. */
  | 'HOLD'
  | 'PAYOUT'
  | 'REFUND'
  /** What was held is back. */
  | 'RELEASE'
  | 'TIP'
  | 'TOP_UP';



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
  Payment: Payment;
  Wallet: Wallet;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
  Payment:
    ( { __typename: 'Payment' }
    & GraphQLRecursivePick<FederationTypes['Payment'], {"id":true}> );
  Wallet:
    ( { __typename: 'Wallet' }
    & GraphQLRecursivePick<FederationTypes['Wallet'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AddTipInput: AddTipInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EarningsBucket: ResolverTypeWrapper<EarningsBucket>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  EarningsInterval: EarningsInterval;
  LedgerReconciliation: ResolverTypeWrapper<LedgerReconciliation>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Order: ResolverTypeWrapper<OrderReference>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Payment: ResolverTypeWrapper<PaymentModel>;
  PaymentPayload: ResolverTypeWrapper<Omit<PaymentPayload, 'payment'> & { payment?: Maybe<ResolversTypes['Payment']> }>;
  PaymentSource: PaymentSource;
  PaymentStatus: PaymentStatus;
  PaymentUpdate: ResolverTypeWrapper<PaymentUpdateModel>;
  PayoutMethod: ResolverTypeWrapper<PayoutMethodModel>;
  PayoutMethodPayload: ResolverTypeWrapper<Omit<PayoutMethodPayload, 'payoutMethod'> & { payoutMethod?: Maybe<ResolversTypes['PayoutMethod']> }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Receipt: ResolverTypeWrapper<ReceiptModel>;
  ReceiptLine: ResolverTypeWrapper<ReceiptLine>;
  ReceiptLineKind: ReceiptLineKind;
  RefundPaymentInput: RefundPaymentInput;
  RequestPayoutInput: RequestPayoutInput;
  SetPayoutMethodInput: SetPayoutMethodInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TopUpWalletInput: TopUpWalletInput;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  Viewer: ResolverTypeWrapper<ViewerAccount>;
  Wallet: ResolverTypeWrapper<WalletModel>;
  WalletPayload: ResolverTypeWrapper<Omit<WalletPayload, 'transaction' | 'wallet'> & { transaction?: Maybe<ResolversTypes['WalletTransaction']>, wallet?: Maybe<ResolversTypes['Wallet']> }>;
  WalletTransaction: ResolverTypeWrapper<WalletTransactionModel>;
  WalletTransactionConnection: ResolverTypeWrapper<Omit<WalletTransactionConnection, 'edges'> & { edges: Array<ResolversTypes['WalletTransactionEdge']> }>;
  WalletTransactionEdge: ResolverTypeWrapper<Omit<WalletTransactionEdge, 'node'> & { node: ResolversTypes['WalletTransaction'] }>;
  WalletTransactionType: WalletTransactionType;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddTipInput: AddTipInput;
  ID: Scalars['ID']['output'];
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  EarningsBucket: EarningsBucket;
  Int: Scalars['Int']['output'];
  LedgerReconciliation: LedgerReconciliation;
  Boolean: Scalars['Boolean']['output'];
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Order: OrderReference;
  PageInfo: PageInfo;
  Payment: PaymentModel;
  PaymentPayload: Omit<PaymentPayload, 'payment'> & { payment?: Maybe<ResolversParentTypes['Payment']> };
  PaymentUpdate: PaymentUpdateModel;
  PayoutMethod: PayoutMethodModel;
  PayoutMethodPayload: Omit<PayoutMethodPayload, 'payoutMethod'> & { payoutMethod?: Maybe<ResolversParentTypes['PayoutMethod']> };
  Query: Record<PropertyKey, never>;
  Receipt: ReceiptModel;
  ReceiptLine: ReceiptLine;
  RefundPaymentInput: RefundPaymentInput;
  RequestPayoutInput: RequestPayoutInput;
  SetPayoutMethodInput: SetPayoutMethodInput;
  Subscription: Record<PropertyKey, never>;
  TopUpWalletInput: TopUpWalletInput;
  UserError: UserError;
  Viewer: ViewerAccount;
  Wallet: WalletModel;
  WalletPayload: Omit<WalletPayload, 'transaction' | 'wallet'> & { transaction?: Maybe<ResolversParentTypes['WalletTransaction']>, wallet?: Maybe<ResolversParentTypes['Wallet']> };
  WalletTransaction: WalletTransactionModel;
  WalletTransactionConnection: Omit<WalletTransactionConnection, 'edges'> & { edges: Array<ResolversParentTypes['WalletTransactionEdge']> };
  WalletTransactionEdge: Omit<WalletTransactionEdge, 'node'> & { node: ResolversParentTypes['WalletTransaction'] };
  String: Scalars['String']['output'];
};

export type ResumableDirectiveArgs = {
  argument?: Maybe<Scalars['String']['input']>;
  cursor?: Maybe<Scalars['String']['input']>;
};

export type ResumableDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = ResumableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EarningsBucketResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['EarningsBucket'] = ResolversParentTypes['EarningsBucket']> = {
  earned?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  jobs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  tips?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type LedgerReconciliationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['LedgerReconciliation'] = ResolversParentTypes['LedgerReconciliation']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  balanced?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  comparedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  differences?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  transactions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unknownAtGateway?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addTip?: Resolver<Maybe<ResolversTypes['PaymentPayload']>, ParentType, ContextType, RequireFields<MutationAddTipArgs, 'input'>>;
  refundPayment?: Resolver<Maybe<ResolversTypes['PaymentPayload']>, ParentType, ContextType, RequireFields<MutationRefundPaymentArgs, 'input'>>;
  requestPayout?: Resolver<Maybe<ResolversTypes['WalletPayload']>, ParentType, ContextType, RequireFields<MutationRequestPayoutArgs, 'input'>>;
  setPayoutMethod?: Resolver<Maybe<ResolversTypes['PayoutMethodPayload']>, ParentType, ContextType, RequireFields<MutationSetPayoutMethodArgs, 'input'>>;
  topUpWallet?: Resolver<Maybe<ResolversTypes['WalletPayload']>, ParentType, ContextType, RequireFields<MutationTopUpWalletArgs, 'input'>>;
};

export type OrderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment'], FederationReferenceType extends FederationReferenceTypes['Payment'] = FederationReferenceTypes['Payment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Payment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  authorized?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  captured?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  chargedBack?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  commission?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  declineReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  earning?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextActionUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  receipt?: Resolver<Maybe<ResolversTypes['Receipt']>, ParentType, ContextType>;
  refunded?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['PaymentSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
  tip?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PaymentPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PaymentPayload'] = ResolversParentTypes['PaymentPayload']> = {
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PaymentUpdateResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PaymentUpdate'] = ResolversParentTypes['PaymentUpdate']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  snapshot?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PayoutMethodResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PayoutMethod'] = ResolversParentTypes['PayoutMethod']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PayoutMethodPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PayoutMethodPayload'] = ResolversParentTypes['PayoutMethodPayload']> = {
  payoutMethod?: Resolver<Maybe<ResolversTypes['PayoutMethod']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  earnings?: Resolver<Maybe<Array<ResolversTypes['EarningsBucket']>>, ParentType, ContextType, RequireFields<QueryEarningsArgs, 'by' | 'from' | 'to'>>;
  ledgerReconciliation?: Resolver<Maybe<ResolversTypes['LedgerReconciliation']>, ParentType, ContextType>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType, RequireFields<QueryPaymentArgs, 'orderId'>>;
  payoutMethod?: Resolver<Maybe<ResolversTypes['PayoutMethod']>, ParentType, ContextType>;
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
};

export type ReceiptResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Receipt'] = ResolversParentTypes['Receipt']> = {
  customerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lines?: Resolver<Array<ResolversTypes['ReceiptLine']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  providerId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export type ReceiptLineResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReceiptLine'] = ResolversParentTypes['ReceiptLine']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ReceiptLineKind'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  paymentUpdated?: SubscriptionResolver<ResolversTypes['PaymentUpdate'], "paymentUpdated", ParentType, ContextType, RequireFields<SubscriptionPaymentUpdatedArgs, 'orderId'>>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType, Partial<ViewerWalletArgs>>;
  wallets?: Resolver<Maybe<Array<ResolversTypes['Wallet']>>, ParentType, ContextType>;
};

export type WalletResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Wallet'] = ResolversParentTypes['Wallet'], FederationReferenceType extends FederationReferenceTypes['Wallet'] = FederationReferenceTypes['Wallet']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Wallet']> | FederationReferenceType, FederationReferenceType, ContextType>;
  available?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  transactions?: Resolver<ResolversTypes['WalletTransactionConnection'], ParentType, ContextType, RequireFields<WalletTransactionsArgs, 'first'>>;
};

export type WalletPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletPayload'] = ResolversParentTypes['WalletPayload']> = {
  nextActionUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transaction?: Resolver<Maybe<ResolversTypes['WalletTransaction']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  wallet?: Resolver<Maybe<ResolversTypes['Wallet']>, ParentType, ContextType>;
};

export type WalletTransactionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletTransaction'] = ResolversParentTypes['WalletTransaction']> = {
  amount?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['WalletTransactionType'], ParentType, ContextType>;
};

export type WalletTransactionConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletTransactionConnection'] = ResolversParentTypes['WalletTransactionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WalletTransactionEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type WalletTransactionEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WalletTransactionEdge'] = ResolversParentTypes['WalletTransactionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WalletTransaction'], ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EarningsBucket?: EarningsBucketResolvers<ContextType>;
  LedgerReconciliation?: LedgerReconciliationResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PaymentPayload?: PaymentPayloadResolvers<ContextType>;
  PaymentUpdate?: PaymentUpdateResolvers<ContextType>;
  PayoutMethod?: PayoutMethodResolvers<ContextType>;
  PayoutMethodPayload?: PayoutMethodPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Receipt?: ReceiptResolvers<ContextType>;
  ReceiptLine?: ReceiptLineResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Wallet?: WalletResolvers<ContextType>;
  WalletPayload?: WalletPayloadResolvers<ContextType>;
  WalletTransaction?: WalletTransactionResolvers<ContextType>;
  WalletTransactionConnection?: WalletTransactionConnectionResolvers<ContextType>;
  WalletTransactionEdge?: WalletTransactionEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  resumable?: ResumableDirectiveResolver<any, any, ContextType>;
};
