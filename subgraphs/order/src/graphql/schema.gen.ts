// Generated from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Availability as ProviderAvailability } from '../domain/availability.ts';
import type { Dispute as OrderDispute, OrderEvent as HistoryEvent } from '../domain/order.ts';
import type { VisibleJob, VisibleQuote } from '../application/read-jobs.ts';
import type { VisibleOrder } from '../application/read-orders.ts';
import type { OrderMessage as Message } from '../domain/message.ts';
import type { OrderUpdate as LiveUpdate } from '../application/follow-orders.ts';
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
  /** ISO 4217 code, e.g. USD. */
  CurrencyCode: { input: string; output: string; }
  /** RFC 3339 instant in UTC, e.g. 2026-11-23T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  /** An integer number of the currency's minor units (cents for USD, yen for JPY), as a JSON number within ±(2^53 − 1). */
  MinorUnits: { input: number; output: number; }
  _FieldSet: { input: unknown; output: unknown; }
};

export type AcceptQuoteInput = {
  /** Any text of your own, up to 255 characters. The same key with the same input makes one order, however often it is sent. */
  idempotencyKey: Scalars['String']['input'];
  payment: PaymentChoice;
  quoteId: Scalars['ID']['input'];
};

export type AddTimeOffInput = {
  end: Scalars['DateTime']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  start: Scalars['DateTime']['input'];
};

export type AdminOrderFilter = {
  /** Placed at this instant or later. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  status?: InputMaybe<Array<OrderStatus>>;
  /** The id of an order, a customer or a provider, or a part of a title or an address. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Placed before this instant. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type AdvanceTestClockInput = {
  /** Not before the present time, and at most 366 days after it. */
  to: Scalars['DateTime']['input'];
};

export type AdvanceTestClockPayload = {
  __typename?: 'AdvanceTestClockPayload';
  now?: Maybe<Scalars['DateTime']['output']>;
  userErrors: Array<UserError>;
};

export type ApprovePriceInput = {
  orderId: Scalars['ID']['input'];
  /** For the difference to a higher price; without it that is paid like the rest. */
  payment?: InputMaybe<PaymentChoice>;
  /** The price shown; refuses with STALE_QUOTE when another is proposed. */
  price: MoneyInput;
};

/** A provider's weekly hours and the time off that is not over. */
export type Availability = {
  __typename?: 'Availability';
  bufferMinutes: Scalars['Int']['output'];
  timeOff: Array<TimeOff>;
  timeZone: Scalars['String']['output'];
  weeklyHours: Array<WeeklyHours>;
};

/** What the caller may do to the order now, and until when. */
export type AvailableTransition = {
  __typename?: 'AvailableTransition';
  action: OrderAction;
  /** Null when there is no limit of time. */
  deadline?: Maybe<Scalars['DateTime']['output']>;
};

export type CancelOrderInput = {
  /** From cancellationQuote; refuses with STALE_QUOTE when the terms have changed. */
  cancellationQuoteId: Scalars['ID']['input'];
  orderId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** What cancelling now would cost and give back, by the policy in force when the order was placed. */
export type CancellationQuote = {
  __typename?: 'CancellationQuote';
  /** The terms stay so until then, unless the order moves on. */
  expiresAt: Scalars['DateTime']['output'];
  fee: Money;
  id: Scalars['ID']['output'];
  /** In words. */
  policy: Scalars['String']['output'];
  refund: Money;
};

export type CloseJobInput = {
  jobId: Scalars['ID']['input'];
};

export type CompleteOrderInput = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  orderId: Scalars['ID']['input'];
};

export type Customer = {
  __typename?: 'Customer';
  id: Scalars['ID']['output'];
};

export type DeclineOrderInput = {
  orderId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

export type Dispute = {
  __typename?: 'Dispute';
  id: Scalars['ID']['output'];
  note?: Maybe<Scalars['String']['output']>;
  openedAt: Scalars['DateTime']['output'];
  /** As whoever opened it gave it. */
  reason: Scalars['String']['output'];
  /** What the customer got back. */
  refund?: Maybe<Money>;
  resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the sides say, each once. */
  statements: Array<DisputeStatement>;
};

export type DisputeOrderInput = {
  orderId: Scalars['ID']['input'];
  /** What went wrong; from the other side of an order that is disputed already, its view of it. */
  reason: Scalars['String']['input'];
};

export type DisputeStatement = {
  __typename?: 'DisputeStatement';
  at: Scalars['DateTime']['output'];
  by: OrderActor;
  text: Scalars['String']['output'];
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

export type HoldSlotInput = {
  /** For an offering priced by the hour; otherwise the offering's own. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  offeringId: Scalars['ID']['input'];
  /** The start of one of `availableSlots`. */
  start: Scalars['DateTime']['input'];
};

/** A customer describes a job, providers nearby quote for it, and accepting a quote makes the order. */
export type Job = {
  __typename?: 'Job';
  createdAt: Scalars['DateTime']['output'];
  description: Scalars['String']['output'];
  /** From the provider who asks, rounded to 100 m. Null to everybody else. */
  distanceMeters?: Maybe<Scalars['Int']['output']>;
  /** When it ends without an accepted quote. */
  expiresAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** Rounded. */
  location?: Maybe<GeoPoint>;
  /** Made of the accepted quote, which tells its provider the address. */
  order?: Maybe<Order>;
  /** To the customer those that can be accepted, and once one is accepted that one; to a provider their own among these. Oldest first. */
  quotes: Array<Quote>;
  skill?: Maybe<Skill>;
  status: JobStatus;
  title: Scalars['String']['output'];
};

export type JobConnection = {
  __typename?: 'JobConnection';
  edges: Array<JobEdge>;
  pageInfo: PageInfo;
};

export type JobEdge = {
  __typename?: 'JobEdge';
  cursor: Scalars['String']['output'];
  node: Job;
};

export type JobPayload = {
  __typename?: 'JobPayload';
  job?: Maybe<Job>;
  userErrors: Array<UserError>;
};

export type JobStatus =
  /** A quote was accepted. It is open again when the payment fails. */
  | 'ASSIGNED'
  /** The customer does not want it done any more. */
  | 'CLOSED'
  /** Nobody was found in its time. */
  | 'EXPIRED'
  /** Providers nearby who have the skill see it and may quote. */
  | 'OPEN';

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
  acceptOrder?: Maybe<OrderPayload>;
  /**
   * Answers PENDING at once; when the payment is held the order is ACCEPTED by itself. When it fails the job is open again.
   * Refuses like placeOrder.
   */
  acceptQuote?: Maybe<OrderPayload>;
  addTimeOff?: Maybe<SetAvailabilityPayload>;
  /**
   * Sandbox only: moves the Clock of every context forward and returns when the deadlines passed have fired. What takes longer than
   * 12 s goes on and is refused with CONFLICT: repeat the call to wait for the rest. For operators.
   */
  advanceTestClock?: Maybe<AdvanceTestClockPayload>;
  /** For the customer: a lower price stands at once, a higher one when the difference is held, which the order's stream tells. */
  approvePrice?: Maybe<OrderPayload>;
  cancelOrder?: Maybe<OrderPayload>;
  /** Ends an open job and its quotes. */
  closeJob?: Maybe<JobPayload>;
  completeOrder?: Maybe<OrderPayload>;
  /** The customer agrees that the work is done: the provider is paid. */
  confirmOrder?: Maybe<OrderPayload>;
  declineOrder?: Maybe<OrderPayload>;
  /** The provider is on the way. */
  departForOrder?: Maybe<OrderPayload>;
  /** Calls an operator in; nothing is paid out until then. On an order that is disputed already it adds the other side's statement. */
  disputeOrder?: Maybe<OrderPayload>;
  /** Keeps a slot for ten minutes. A customer has at most two holds, one with each provider. */
  holdSlot?: Maybe<SlotHoldPayload>;
  /**
   * Answers PENDING at once; whether the payment is held comes on the order's stream. Refuses with CONFLICT somebody whose e-mail
   * address is not verified, outside a sandbox.
   */
  placeOrder?: Maybe<OrderPayload>;
  postJob?: Maybe<JobPayload>;
  /** For the provider, while the work is done: asks for another price. A new proposal replaces one that is not approved. */
  proposePrice?: Maybe<OrderPayload>;
  removeTimeOff?: Maybe<SetAvailabilityPayload>;
  /** For the provider on the way. Reports that come sooner than two seconds after the last are passed over. */
  reportLocation?: Maybe<ReportLocationPayload>;
  /** For operators. Goes into the audit log. */
  resolveDispute?: Maybe<OrderPayload>;
  /** To the other side of the order, also for 14 days after its end. Refuses with CONTENT_REJECTED or TOO_MANY_ATTEMPTS. */
  sendOrderMessage?: Maybe<OrderMessagePayload>;
  /** For providers. Bookings that are there already stay. */
  setAvailability?: Maybe<SetAvailabilityPayload>;
  /** The provider stands at the door and was told the customer's PIN. */
  startOrder?: Maybe<OrderPayload>;
  /** For providers whom the job reaches. A new quote replaces one's open one. */
  submitQuote?: Maybe<QuotePayload>;
  withdrawQuote?: Maybe<QuotePayload>;
};


export type MutationAcceptOrderArgs = {
  input: OrderActionInput;
};


export type MutationAcceptQuoteArgs = {
  input: AcceptQuoteInput;
};


export type MutationAddTimeOffArgs = {
  input: AddTimeOffInput;
};


export type MutationAdvanceTestClockArgs = {
  input: AdvanceTestClockInput;
};


export type MutationApprovePriceArgs = {
  input: ApprovePriceInput;
};


export type MutationCancelOrderArgs = {
  input: CancelOrderInput;
};


export type MutationCloseJobArgs = {
  input: CloseJobInput;
};


export type MutationCompleteOrderArgs = {
  input: CompleteOrderInput;
};


export type MutationConfirmOrderArgs = {
  input: OrderActionInput;
};


export type MutationDeclineOrderArgs = {
  input: DeclineOrderInput;
};


export type MutationDepartForOrderArgs = {
  input: OrderActionInput;
};


export type MutationDisputeOrderArgs = {
  input: DisputeOrderInput;
};


export type MutationHoldSlotArgs = {
  input: HoldSlotInput;
};


export type MutationPlaceOrderArgs = {
  input: PlaceOrderInput;
};


export type MutationPostJobArgs = {
  input: PostJobInput;
};


export type MutationProposePriceArgs = {
  input: ProposePriceInput;
};


export type MutationRemoveTimeOffArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReportLocationArgs = {
  input: ReportLocationInput;
};


export type MutationResolveDisputeArgs = {
  input: ResolveDisputeInput;
};


export type MutationSendOrderMessageArgs = {
  input: SendOrderMessageInput;
};


export type MutationSetAvailabilityArgs = {
  input: SetAvailabilityInput;
};


export type MutationStartOrderArgs = {
  input: StartOrderInput;
};


export type MutationSubmitQuoteArgs = {
  input: SubmitQuoteInput;
};


export type MutationWithdrawQuoteArgs = {
  input: WithdrawQuoteInput;
};

export type Offering = {
  __typename?: 'Offering';
  id: Scalars['ID']['output'];
};

/** A booking, from its placement to its settlement. Only its customer, its provider (once the payment is held) and operators see it. */
export type Order = {
  __typename?: 'Order';
  /** Null to the provider before ACCEPTED and after SETTLED. */
  address?: Maybe<Scalars['String']['output']>;
  availableTransitions: Array<AvailableTransition>;
  createdAt: Scalars['DateTime']['output'];
  customer?: Maybe<Customer>;
  dispute?: Maybe<Dispute>;
  /** Set while the provider is on the way and after that: the instant of departure. */
  enRouteSince?: Maybe<Scalars['DateTime']['output']>;
  /** Oldest first. `first` is at most 100. */
  history: OrderEventConnection;
  id: Scalars['ID']['output'];
  /** Seen like the address. */
  location?: Maybe<GeoPoint>;
  /** What the two sides have written to each other, oldest first. `first` is at most 100. */
  messages?: Maybe<OrderMessageConnection>;
  /** What the customer wrote to the provider. */
  note?: Maybe<Scalars['String']['output']>;
  /** Null for an order made from a quote. */
  offering?: Maybe<Offering>;
  price: Money;
  /** What the provider asks for instead of the price. Null when nothing is asked for. */
  proposedPrice?: Maybe<ProposedPrice>;
  provider?: Maybe<Provider>;
  scheduledFor: TimeWindow;
  /** Told to the provider at the door; only the customer sees it. */
  startPin?: Maybe<Scalars['String']['output']>;
  status: OrderStatus;
  title: Scalars['String']['output'];
  updatedAt: Scalars['DateTime']['output'];
  /** Grows by one with every step, and stays as it is when somebody writes a message. Pass it as `expectedVersion` to act on nothing but what you have seen. */
  version: Scalars['Int']['output'];
};


/** A booking, from its placement to its settlement. Only its customer, its provider (once the payment is held) and operators see it. */
export type OrderHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A booking, from its placement to its settlement. Only its customer, its provider (once the payment is held) and operators see it. */
export type OrderMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type OrderAction =
  | 'ACCEPT'
  | 'APPROVE_PRICE'
  | 'CANCEL'
  | 'COMPLETE'
  | 'CONFIRM'
  | 'DECLINE'
  | 'DEPART'
  | 'DISPUTE'
  | 'PROPOSE_PRICE'
  | 'RESOLVE'
  | 'START';

export type OrderActionInput = {
  /** Refuses with CONFLICT when the order has moved on. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  orderId: Scalars['ID']['input'];
};

export type OrderActor =
  | 'CUSTOMER'
  | 'OPERATOR'
  | 'PROVIDER'
  | 'SYSTEM';

export type OrderConnection = {
  __typename?: 'OrderConnection';
  edges: Array<OrderEdge>;
  pageInfo: PageInfo;
};

export type OrderEdge = {
  __typename?: 'OrderEdge';
  cursor: Scalars['String']['output'];
  node: Order;
};

/** One step of an order's life. */
export type OrderEvent = {
  __typename?: 'OrderEvent';
  actor: OrderActor;
  at: Scalars['DateTime']['output'];
  cursor: Scalars['String']['output'];
  /** The reason or note that was given; PAYMENT_DECLINED, PAYMENT_LATE or NO_ANSWER for order.expired. */
  detail?: Maybe<Scalars['String']['output']>;
  /** The order's status after this step. */
  status: OrderStatus;
  /** E.g. order.accepted. */
  type: Scalars['String']['output'];
};

export type OrderEventConnection = {
  __typename?: 'OrderEventConnection';
  edges: Array<OrderEventEdge>;
  pageInfo: PageInfo;
};

export type OrderEventEdge = {
  __typename?: 'OrderEventEdge';
  cursor: Scalars['String']['output'];
  node: OrderEvent;
};

export type OrderMessage = {
  __typename?: 'OrderMessage';
  at: Scalars['DateTime']['output'];
  from: OrderActor;
  id: Scalars['ID']['output'];
  text: Scalars['String']['output'];
};

export type OrderMessageConnection = {
  __typename?: 'OrderMessageConnection';
  edges: Array<OrderMessageEdge>;
  pageInfo: PageInfo;
};

export type OrderMessageEdge = {
  __typename?: 'OrderMessageEdge';
  cursor: Scalars['String']['output'];
  node: OrderMessage;
};

export type OrderMessagePayload = {
  __typename?: 'OrderMessagePayload';
  message?: Maybe<OrderMessage>;
  userErrors: Array<UserError>;
};

export type OrderPayload = {
  __typename?: 'OrderPayload';
  order?: Maybe<Order>;
  userErrors: Array<UserError>;
};

export type OrderSide =
  | 'CUSTOMER'
  | 'PROVIDER';

export type OrderStatus =
  | 'ACCEPTED'
  | 'CANCELLED'
  /** The provider is done. It settles when the customer confirms, or by itself after 48 hours. */
  | 'COMPLETED'
  /** The provider turned it down. */
  | 'DECLINED'
  /** An operator decides. Nothing is paid out until then. */
  | 'DISPUTED'
  /** It ended by itself: the payment was declined or late, or the provider did not answer. */
  | 'EXPIRED'
  | 'IN_PROGRESS'
  /** Placed. The provider sees it once the payment is held, and then has a time to answer. */
  | 'PENDING'
  /** The end of an order that was carried out: the provider is paid. */
  | 'SETTLED';

/** One step of an order's life. `snapshot` marks the first message, which tells where the order stands. */
export type OrderUpdate = {
  __typename?: 'OrderUpdate';
  cursor: Scalars['String']['output'];
  event?: Maybe<OrderEvent>;
  /** What was written, where the event is order.message_sent. */
  message?: Maybe<OrderMessage>;
  /** Null only in the snapshot of ordersUpdated, which gives the cursor to start from. */
  order?: Maybe<Order>;
  snapshot: Scalars['Boolean']['output'];
};

/** Where a page stands among the others. Pages go forward: give `endCursor` as `after` for the next one. */
export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
  hasPreviousPage: Scalars['Boolean']['output'];
  startCursor?: Maybe<Scalars['String']['output']>;
};

export type PaymentChoice = {
  /** A token of the payment gateway, e.g. pm_card_visa in test mode. */
  paymentMethod?: InputMaybe<Scalars['String']['input']>;
  source: PaymentSource;
};

export type PaymentSource =
  | 'CARD'
  | 'WALLET';

export type PlaceOrderInput = {
  address: Scalars['String']['input'];
  /** For an offering priced by the hour; otherwise the offering's own. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Any text of your own, up to 255 characters. The same key with the same input places one order, however often it is sent. */
  idempotencyKey: Scalars['String']['input'];
  location: GeoPointInput;
  note?: InputMaybe<Scalars['String']['input']>;
  offeringId: Scalars['ID']['input'];
  payment: PaymentChoice;
  /** The total that was shown; refuses with STALE_QUOTE when it is another by now. */
  price?: InputMaybe<MoneyInput>;
  /** From holdSlot; without it the slot is taken on the spot. */
  slotHoldId?: InputMaybe<Scalars['ID']['input']>;
  start: Scalars['DateTime']['input'];
};

export type PostJobInput = {
  /** Told to nobody but the provider whose quote you accept. */
  address: Scalars['String']['input'];
  description: Scalars['String']['input'];
  location: GeoPointInput;
  skillId: Scalars['ID']['input'];
  title: Scalars['String']['input'];
};

export type ProposePriceInput = {
  orderId: Scalars['ID']['input'];
  /** Instead of the present price, in the same currency. */
  price: MoneyInput;
  reason: Scalars['String']['input'];
};

/** Becomes the price only with the customer's consent; a higher one once the difference is held. */
export type ProposedPrice = {
  __typename?: 'ProposedPrice';
  /** Without the customer's consent it is withdrawn then. */
  expiresAt: Scalars['DateTime']['output'];
  price: Money;
  reason: Scalars['String']['output'];
};

export type Provider = {
  __typename?: 'Provider';
  id: Scalars['ID']['output'];
};

export type ProviderPosition = {
  __typename?: 'ProviderPosition';
  at: Scalars['DateTime']['output'];
  /** An estimate from the straight line; no traffic is known. */
  etaMinutes?: Maybe<Scalars['Int']['output']>;
  /** Degrees clockwise from north. */
  heading?: Maybe<Scalars['Float']['output']>;
  point: GeoPoint;
};

export type Query = {
  __typename?: 'Query';
  /** For operators: all orders, newest first. `first` is at most 100. */
  adminOrders?: Maybe<OrderConnection>;
  /** The caller's own hours as a provider. Null while none are set. */
  availability?: Maybe<Availability>;
  /** `from` to `to` is at most 31 days. */
  availableSlots?: Maybe<Array<Slot>>;
  /** Null when the caller can't cancel the order now. */
  cancellationQuote?: Maybe<CancellationQuote>;
  /** For operators: what waits for them, the longest disputed first. */
  disputedOrders?: Maybe<OrderConnection>;
  /** A job of the caller's, or one that a provider may quote for or has quoted for. Otherwise null. */
  job?: Maybe<Job>;
  /** The caller's own, newest first. `first` is at most 100. */
  myJobs?: Maybe<JobConnection>;
  /** For providers: what is in range of their place and asks for a skill of theirs, newest first. */
  openJobs?: Maybe<JobConnection>;
  /** Null for what is not there or not the caller's to see. */
  order?: Maybe<Order>;
  /** The caller's orders on one side, newest first. `first` is at most 100. */
  orders?: Maybe<OrderConnection>;
};


export type QueryAdminOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AdminOrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryAvailableSlotsArgs = {
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  from: Scalars['DateTime']['input'];
  offeringId: Scalars['ID']['input'];
  to: Scalars['DateTime']['input'];
};


export type QueryCancellationQuoteArgs = {
  orderId: Scalars['ID']['input'];
};


export type QueryDisputedOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};


export type QueryMyJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOpenJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOrderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  side: OrderSide;
  status?: InputMaybe<Array<OrderStatus>>;
};

/** A provider's offer for a job. Only its provider and the job's customer see it. It keeps no time free before it is accepted. */
export type Quote = {
  __typename?: 'Quote';
  expiresAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  job: Job;
  message: Scalars['String']['output'];
  price: Money;
  provider?: Maybe<Provider>;
  scheduledFor: TimeWindow;
  status: QuoteStatus;
};

export type QuotePayload = {
  __typename?: 'QuotePayload';
  quote?: Maybe<Quote>;
  userErrors: Array<UserError>;
};

export type QuoteStatus =
  | 'ACCEPTED'
  /** The job went to another, or is not to be done any more. */
  | 'CLOSED'
  | 'EXPIRED'
  | 'OPEN'
  /** By its provider, or replaced by a newer one. */
  | 'WITHDRAWN';

export type ReportLocationInput = {
  /** Degrees clockwise from north. */
  heading?: InputMaybe<Scalars['Float']['input']>;
  orderId: Scalars['ID']['input'];
  point: GeoPointInput;
};

export type ReportLocationPayload = {
  __typename?: 'ReportLocationPayload';
  userErrors: Array<UserError>;
};

export type ResolveDisputeInput = {
  note: Scalars['String']['input'];
  orderId: Scalars['ID']['input'];
  /** What the customer gets back: nothing to all of the price. */
  refund: MoneyInput;
};

export type SendOrderMessageInput = {
  orderId: Scalars['ID']['input'];
  /** Up to 2,000 characters. Links and contact details only once the order is accepted. */
  text: Scalars['String']['input'];
};

export type SetAvailabilityInput = {
  /** Kept free after each job. */
  bufferMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** IANA name, e.g. Europe/Berlin. The one that counts for these hours. */
  timeZone: Scalars['String']['input'];
  /** Replaces all that were set before. */
  weeklyHours: Array<WeeklyHoursInput>;
};

export type SetAvailabilityPayload = {
  __typename?: 'SetAvailabilityPayload';
  availability?: Maybe<Availability>;
  userErrors: Array<UserError>;
};

export type Skill = {
  __typename?: 'Skill';
  id: Scalars['ID']['output'];
};

export type Slot = {
  __typename?: 'Slot';
  end: Scalars['DateTime']['output'];
  start: Scalars['DateTime']['output'];
};

/** Keeps the slot and its price until it expires. A customer's new hold with a provider replaces the old. */
export type SlotHold = {
  __typename?: 'SlotHold';
  expiresAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  price: Money;
  slot: Slot;
};

export type SlotHoldPayload = {
  __typename?: 'SlotHoldPayload';
  slotHold?: Maybe<SlotHold>;
  userErrors: Array<UserError>;
};

export type StartOrderInput = {
  orderId: Scalars['ID']['input'];
  /** The customer's, six digits. Ten wrong ones are followed by 15 minutes of TOO_MANY_ATTEMPTS. */
  pin: Scalars['String']['input'];
};

export type SubmitQuoteInput = {
  durationMinutes: Scalars['Int']['input'];
  jobId: Scalars['ID']['input'];
  message: Scalars['String']['input'];
  /** For all of the job. Its currency is the order's. */
  price: MoneyInput;
  /** When you would come. Nobody else checks it against your hours. */
  start: Scalars['DateTime']['input'];
};

/**
 * Each stream starts with a snapshot, or, given `after`, with all that followed that cursor, in order, once and without gaps.
 * The event tells the step; the entity beside it is as it stands now. providerPosition starts with the last known position and has no cursor.
 */
export type Subscription = {
  __typename?: 'Subscription';
  orderUpdated: OrderUpdate;
  /** Every order of the caller's on that side: a provider's work queue, a customer's bookings. */
  ordersUpdated: OrderUpdate;
  /** Only from departure to start, only for the order's customer. */
  providerPosition: ProviderPosition;
};


/**
 * Each stream starts with a snapshot, or, given `after`, with all that followed that cursor, in order, once and without gaps.
 * The event tells the step; the entity beside it is as it stands now. providerPosition starts with the last known position and has no cursor.
 */
export type SubscriptionOrderUpdatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  orderId: Scalars['ID']['input'];
};


/**
 * Each stream starts with a snapshot, or, given `after`, with all that followed that cursor, in order, once and without gaps.
 * The event tells the step; the entity beside it is as it stands now. providerPosition starts with the last known position and has no cursor.
 */
export type SubscriptionOrdersUpdatedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  side: OrderSide;
};


/**
 * Each stream starts with a snapshot, or, given `after`, with all that followed that cursor, in order, once and without gaps.
 * The event tells the step; the entity beside it is as it stands now. providerPosition starts with the last known position and has no cursor.
 */
export type SubscriptionProviderPositionArgs = {
  orderId: Scalars['ID']['input'];
};

export type TimeOff = {
  __typename?: 'TimeOff';
  id: Scalars['ID']['output'];
  note?: Maybe<Scalars['String']['output']>;
  window: TimeWindow;
};

/** Half-open: includes `start`, excludes `end`. */
export type TimeWindow = {
  __typename?: 'TimeWindow';
  end: Scalars['DateTime']['output'];
  start: Scalars['DateTime']['output'];
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

export type WeeklyHours = {
  __typename?: 'WeeklyHours';
  from: Scalars['String']['output'];
  to: Scalars['String']['output'];
  weekday: Scalars['Int']['output'];
};

export type WeeklyHoursInput = {
  /** Local time, e.g. 09:00 */
  from: Scalars['String']['input'];
  /** Local time, up to 24:00. Not later than `from` means on the next day. */
  to: Scalars['String']['input'];
  /** 1 = Monday … 7 = Sunday */
  weekday: Scalars['Int']['input'];
};

export type WithdrawQuoteInput = {
  quoteId: Scalars['ID']['input'];
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
  Job: Job;
  Order: Order;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Job:
    ( { __typename: 'Job' }
    & GraphQLRecursivePick<FederationTypes['Job'], {"id":true}> );
  Order:
    ( { __typename: 'Order' }
    & GraphQLRecursivePick<FederationTypes['Order'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptQuoteInput: AcceptQuoteInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AddTimeOffInput: AddTimeOffInput;
  AdminOrderFilter: AdminOrderFilter;
  AdvanceTestClockInput: AdvanceTestClockInput;
  AdvanceTestClockPayload: ResolverTypeWrapper<AdvanceTestClockPayload>;
  ApprovePriceInput: ApprovePriceInput;
  Availability: ResolverTypeWrapper<ProviderAvailability>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AvailableTransition: ResolverTypeWrapper<AvailableTransition>;
  CancelOrderInput: CancelOrderInput;
  CancellationQuote: ResolverTypeWrapper<CancellationQuote>;
  CloseJobInput: CloseJobInput;
  CompleteOrderInput: CompleteOrderInput;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  Customer: ResolverTypeWrapper<Customer>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeclineOrderInput: DeclineOrderInput;
  Dispute: ResolverTypeWrapper<OrderDispute>;
  DisputeOrderInput: DisputeOrderInput;
  DisputeStatement: ResolverTypeWrapper<DisputeStatement>;
  GeoPoint: ResolverTypeWrapper<GeoPoint>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GeoPointInput: GeoPointInput;
  HoldSlotInput: HoldSlotInput;
  Job: ResolverTypeWrapper<VisibleJob>;
  JobConnection: ResolverTypeWrapper<Omit<JobConnection, 'edges'> & { edges: Array<ResolversTypes['JobEdge']> }>;
  JobEdge: ResolverTypeWrapper<Omit<JobEdge, 'node'> & { node: ResolversTypes['Job'] }>;
  JobPayload: ResolverTypeWrapper<Omit<JobPayload, 'job'> & { job?: Maybe<ResolversTypes['Job']> }>;
  JobStatus: JobStatus;
  MinorUnits: ResolverTypeWrapper<Scalars['MinorUnits']['output']>;
  Money: ResolverTypeWrapper<Money>;
  MoneyInput: MoneyInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Offering: ResolverTypeWrapper<Offering>;
  Order: ResolverTypeWrapper<VisibleOrder>;
  OrderAction: OrderAction;
  OrderActionInput: OrderActionInput;
  OrderActor: OrderActor;
  OrderConnection: ResolverTypeWrapper<Omit<OrderConnection, 'edges'> & { edges: Array<ResolversTypes['OrderEdge']> }>;
  OrderEdge: ResolverTypeWrapper<Omit<OrderEdge, 'node'> & { node: ResolversTypes['Order'] }>;
  OrderEvent: ResolverTypeWrapper<HistoryEvent>;
  OrderEventConnection: ResolverTypeWrapper<Omit<OrderEventConnection, 'edges'> & { edges: Array<ResolversTypes['OrderEventEdge']> }>;
  OrderEventEdge: ResolverTypeWrapper<Omit<OrderEventEdge, 'node'> & { node: ResolversTypes['OrderEvent'] }>;
  OrderMessage: ResolverTypeWrapper<Message>;
  OrderMessageConnection: ResolverTypeWrapper<Omit<OrderMessageConnection, 'edges'> & { edges: Array<ResolversTypes['OrderMessageEdge']> }>;
  OrderMessageEdge: ResolverTypeWrapper<Omit<OrderMessageEdge, 'node'> & { node: ResolversTypes['OrderMessage'] }>;
  OrderMessagePayload: ResolverTypeWrapper<Omit<OrderMessagePayload, 'message'> & { message?: Maybe<ResolversTypes['OrderMessage']> }>;
  OrderPayload: ResolverTypeWrapper<Omit<OrderPayload, 'order'> & { order?: Maybe<ResolversTypes['Order']> }>;
  OrderSide: OrderSide;
  OrderStatus: OrderStatus;
  OrderUpdate: ResolverTypeWrapper<LiveUpdate>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PaymentChoice: PaymentChoice;
  PaymentSource: PaymentSource;
  PlaceOrderInput: PlaceOrderInput;
  PostJobInput: PostJobInput;
  ProposePriceInput: ProposePriceInput;
  ProposedPrice: ResolverTypeWrapper<ProposedPrice>;
  Provider: ResolverTypeWrapper<Provider>;
  ProviderPosition: ResolverTypeWrapper<ProviderPosition>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Quote: ResolverTypeWrapper<VisibleQuote>;
  QuotePayload: ResolverTypeWrapper<Omit<QuotePayload, 'quote'> & { quote?: Maybe<ResolversTypes['Quote']> }>;
  QuoteStatus: QuoteStatus;
  ReportLocationInput: ReportLocationInput;
  ReportLocationPayload: ResolverTypeWrapper<ReportLocationPayload>;
  ResolveDisputeInput: ResolveDisputeInput;
  SendOrderMessageInput: SendOrderMessageInput;
  SetAvailabilityInput: SetAvailabilityInput;
  SetAvailabilityPayload: ResolverTypeWrapper<Omit<SetAvailabilityPayload, 'availability'> & { availability?: Maybe<ResolversTypes['Availability']> }>;
  Skill: ResolverTypeWrapper<Skill>;
  Slot: ResolverTypeWrapper<Slot>;
  SlotHold: ResolverTypeWrapper<SlotHold>;
  SlotHoldPayload: ResolverTypeWrapper<SlotHoldPayload>;
  StartOrderInput: StartOrderInput;
  SubmitQuoteInput: SubmitQuoteInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TimeOff: ResolverTypeWrapper<TimeOff>;
  TimeWindow: ResolverTypeWrapper<TimeWindow>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  WeeklyHours: ResolverTypeWrapper<WeeklyHours>;
  WeeklyHoursInput: WeeklyHoursInput;
  WithdrawQuoteInput: WithdrawQuoteInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptQuoteInput: AcceptQuoteInput;
  ID: Scalars['ID']['output'];
  AddTimeOffInput: AddTimeOffInput;
  AdminOrderFilter: AdminOrderFilter;
  AdvanceTestClockInput: AdvanceTestClockInput;
  AdvanceTestClockPayload: AdvanceTestClockPayload;
  ApprovePriceInput: ApprovePriceInput;
  Availability: ProviderAvailability;
  Int: Scalars['Int']['output'];
  AvailableTransition: AvailableTransition;
  CancelOrderInput: CancelOrderInput;
  CancellationQuote: CancellationQuote;
  CloseJobInput: CloseJobInput;
  CompleteOrderInput: CompleteOrderInput;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  Customer: Customer;
  DateTime: Scalars['DateTime']['output'];
  DeclineOrderInput: DeclineOrderInput;
  Dispute: OrderDispute;
  DisputeOrderInput: DisputeOrderInput;
  DisputeStatement: DisputeStatement;
  GeoPoint: GeoPoint;
  Float: Scalars['Float']['output'];
  GeoPointInput: GeoPointInput;
  HoldSlotInput: HoldSlotInput;
  Job: VisibleJob;
  JobConnection: Omit<JobConnection, 'edges'> & { edges: Array<ResolversParentTypes['JobEdge']> };
  JobEdge: Omit<JobEdge, 'node'> & { node: ResolversParentTypes['Job'] };
  JobPayload: Omit<JobPayload, 'job'> & { job?: Maybe<ResolversParentTypes['Job']> };
  MinorUnits: Scalars['MinorUnits']['output'];
  Money: Money;
  MoneyInput: MoneyInput;
  Mutation: Record<PropertyKey, never>;
  Offering: Offering;
  Order: VisibleOrder;
  OrderActionInput: OrderActionInput;
  OrderConnection: Omit<OrderConnection, 'edges'> & { edges: Array<ResolversParentTypes['OrderEdge']> };
  OrderEdge: Omit<OrderEdge, 'node'> & { node: ResolversParentTypes['Order'] };
  OrderEvent: HistoryEvent;
  OrderEventConnection: Omit<OrderEventConnection, 'edges'> & { edges: Array<ResolversParentTypes['OrderEventEdge']> };
  OrderEventEdge: Omit<OrderEventEdge, 'node'> & { node: ResolversParentTypes['OrderEvent'] };
  OrderMessage: Message;
  OrderMessageConnection: Omit<OrderMessageConnection, 'edges'> & { edges: Array<ResolversParentTypes['OrderMessageEdge']> };
  OrderMessageEdge: Omit<OrderMessageEdge, 'node'> & { node: ResolversParentTypes['OrderMessage'] };
  OrderMessagePayload: Omit<OrderMessagePayload, 'message'> & { message?: Maybe<ResolversParentTypes['OrderMessage']> };
  OrderPayload: Omit<OrderPayload, 'order'> & { order?: Maybe<ResolversParentTypes['Order']> };
  OrderUpdate: LiveUpdate;
  Boolean: Scalars['Boolean']['output'];
  PageInfo: PageInfo;
  PaymentChoice: PaymentChoice;
  PlaceOrderInput: PlaceOrderInput;
  PostJobInput: PostJobInput;
  ProposePriceInput: ProposePriceInput;
  ProposedPrice: ProposedPrice;
  Provider: Provider;
  ProviderPosition: ProviderPosition;
  Query: Record<PropertyKey, never>;
  Quote: VisibleQuote;
  QuotePayload: Omit<QuotePayload, 'quote'> & { quote?: Maybe<ResolversParentTypes['Quote']> };
  ReportLocationInput: ReportLocationInput;
  ReportLocationPayload: ReportLocationPayload;
  ResolveDisputeInput: ResolveDisputeInput;
  SendOrderMessageInput: SendOrderMessageInput;
  SetAvailabilityInput: SetAvailabilityInput;
  SetAvailabilityPayload: Omit<SetAvailabilityPayload, 'availability'> & { availability?: Maybe<ResolversParentTypes['Availability']> };
  Skill: Skill;
  Slot: Slot;
  SlotHold: SlotHold;
  SlotHoldPayload: SlotHoldPayload;
  StartOrderInput: StartOrderInput;
  SubmitQuoteInput: SubmitQuoteInput;
  Subscription: Record<PropertyKey, never>;
  TimeOff: TimeOff;
  TimeWindow: TimeWindow;
  UserError: UserError;
  WeeklyHours: WeeklyHours;
  WeeklyHoursInput: WeeklyHoursInput;
  WithdrawQuoteInput: WithdrawQuoteInput;
  String: Scalars['String']['output'];
};

export type ResumableDirectiveArgs = {
  argument?: Maybe<Scalars['String']['input']>;
  cursor?: Maybe<Scalars['String']['input']>;
};

export type ResumableDirectiveResolver<Result, Parent, ContextType = GraphQLContext, Args = ResumableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdvanceTestClockPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AdvanceTestClockPayload'] = ResolversParentTypes['AdvanceTestClockPayload']> = {
  now?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AvailabilityResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Availability'] = ResolversParentTypes['Availability']> = {
  bufferMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  timeOff?: Resolver<Array<ResolversTypes['TimeOff']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weeklyHours?: Resolver<Array<ResolversTypes['WeeklyHours']>, ParentType, ContextType>;
};

export type AvailableTransitionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['AvailableTransition'] = ResolversParentTypes['AvailableTransition']> = {
  action?: Resolver<ResolversTypes['OrderAction'], ParentType, ContextType>;
  deadline?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CancellationQuoteResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['CancellationQuote'] = ResolversParentTypes['CancellationQuote']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fee?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  policy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refund?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export type CustomerResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Customer'] = ResolversParentTypes['Customer']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DisputeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Dispute'] = ResolversParentTypes['Dispute']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refund?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statements?: Resolver<Array<ResolversTypes['DisputeStatement']>, ParentType, ContextType>;
};

export type DisputeStatementResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['DisputeStatement'] = ResolversParentTypes['DisputeStatement']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['OrderActor'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type GeoPointResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['GeoPoint'] = ResolversParentTypes['GeoPoint']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type JobResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Job'] = ResolversParentTypes['Job'], FederationReferenceType extends FederationReferenceTypes['Job'] = FederationReferenceTypes['Job']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Job']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['GeoPoint']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  quotes?: Resolver<Array<ResolversTypes['Quote']>, ParentType, ContextType>;
  skill?: Resolver<Maybe<ResolversTypes['Skill']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JobConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['JobConnection'] = ResolversParentTypes['JobConnection']> = {
  edges?: Resolver<Array<ResolversTypes['JobEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type JobEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['JobEdge'] = ResolversParentTypes['JobEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
};

export type JobPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['JobPayload'] = ResolversParentTypes['JobPayload']> = {
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface MinorUnitsScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['MinorUnits'], any> {
  name: 'MinorUnits';
}

export type MoneyResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amount?: Resolver<ResolversTypes['MinorUnits'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationAcceptOrderArgs, 'input'>>;
  acceptQuote?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationAcceptQuoteArgs, 'input'>>;
  addTimeOff?: Resolver<Maybe<ResolversTypes['SetAvailabilityPayload']>, ParentType, ContextType, RequireFields<MutationAddTimeOffArgs, 'input'>>;
  advanceTestClock?: Resolver<Maybe<ResolversTypes['AdvanceTestClockPayload']>, ParentType, ContextType, RequireFields<MutationAdvanceTestClockArgs, 'input'>>;
  approvePrice?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationApprovePriceArgs, 'input'>>;
  cancelOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationCancelOrderArgs, 'input'>>;
  closeJob?: Resolver<Maybe<ResolversTypes['JobPayload']>, ParentType, ContextType, RequireFields<MutationCloseJobArgs, 'input'>>;
  completeOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationCompleteOrderArgs, 'input'>>;
  confirmOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationConfirmOrderArgs, 'input'>>;
  declineOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationDeclineOrderArgs, 'input'>>;
  departForOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationDepartForOrderArgs, 'input'>>;
  disputeOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationDisputeOrderArgs, 'input'>>;
  holdSlot?: Resolver<Maybe<ResolversTypes['SlotHoldPayload']>, ParentType, ContextType, RequireFields<MutationHoldSlotArgs, 'input'>>;
  placeOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationPlaceOrderArgs, 'input'>>;
  postJob?: Resolver<Maybe<ResolversTypes['JobPayload']>, ParentType, ContextType, RequireFields<MutationPostJobArgs, 'input'>>;
  proposePrice?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationProposePriceArgs, 'input'>>;
  removeTimeOff?: Resolver<Maybe<ResolversTypes['SetAvailabilityPayload']>, ParentType, ContextType, RequireFields<MutationRemoveTimeOffArgs, 'id'>>;
  reportLocation?: Resolver<Maybe<ResolversTypes['ReportLocationPayload']>, ParentType, ContextType, RequireFields<MutationReportLocationArgs, 'input'>>;
  resolveDispute?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationResolveDisputeArgs, 'input'>>;
  sendOrderMessage?: Resolver<Maybe<ResolversTypes['OrderMessagePayload']>, ParentType, ContextType, RequireFields<MutationSendOrderMessageArgs, 'input'>>;
  setAvailability?: Resolver<Maybe<ResolversTypes['SetAvailabilityPayload']>, ParentType, ContextType, RequireFields<MutationSetAvailabilityArgs, 'input'>>;
  startOrder?: Resolver<Maybe<ResolversTypes['OrderPayload']>, ParentType, ContextType, RequireFields<MutationStartOrderArgs, 'input'>>;
  submitQuote?: Resolver<Maybe<ResolversTypes['QuotePayload']>, ParentType, ContextType, RequireFields<MutationSubmitQuoteArgs, 'input'>>;
  withdrawQuote?: Resolver<Maybe<ResolversTypes['QuotePayload']>, ParentType, ContextType, RequireFields<MutationWithdrawQuoteArgs, 'input'>>;
};

export type OfferingResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Offering'] = ResolversParentTypes['Offering']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type OrderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Order'] = ResolversParentTypes['Order'], FederationReferenceType extends FederationReferenceTypes['Order'] = FederationReferenceTypes['Order']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Order']> | FederationReferenceType, FederationReferenceType, ContextType>;
  address?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  availableTransitions?: Resolver<Array<ResolversTypes['AvailableTransition']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  customer?: Resolver<Maybe<ResolversTypes['Customer']>, ParentType, ContextType>;
  dispute?: Resolver<Maybe<ResolversTypes['Dispute']>, ParentType, ContextType>;
  enRouteSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['OrderEventConnection'], ParentType, ContextType, RequireFields<OrderHistoryArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['GeoPoint']>, ParentType, ContextType>;
  messages?: Resolver<Maybe<ResolversTypes['OrderMessageConnection']>, ParentType, ContextType, RequireFields<OrderMessagesArgs, 'first'>>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  offering?: Resolver<Maybe<ResolversTypes['Offering']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  proposedPrice?: Resolver<Maybe<ResolversTypes['ProposedPrice']>, ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  scheduledFor?: Resolver<ResolversTypes['TimeWindow'], ParentType, ContextType>;
  startPin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrderConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderConnection'] = ResolversParentTypes['OrderConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderEdge'] = ResolversParentTypes['OrderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Order'], ParentType, ContextType>;
};

export type OrderEventResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderEvent'] = ResolversParentTypes['OrderEvent']> = {
  actor?: Resolver<ResolversTypes['OrderActor'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  detail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrderStatus'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderEventConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderEventConnection'] = ResolversParentTypes['OrderEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderEventEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderEventEdge'] = ResolversParentTypes['OrderEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderEvent'], ParentType, ContextType>;
};

export type OrderMessageResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderMessage'] = ResolversParentTypes['OrderMessage']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['OrderActor'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type OrderMessageConnectionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderMessageConnection'] = ResolversParentTypes['OrderMessageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrderMessageEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type OrderMessageEdgeResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderMessageEdge'] = ResolversParentTypes['OrderMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrderMessage'], ParentType, ContextType>;
};

export type OrderMessagePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderMessagePayload'] = ResolversParentTypes['OrderMessagePayload']> = {
  message?: Resolver<Maybe<ResolversTypes['OrderMessage']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderPayload'] = ResolversParentTypes['OrderPayload']> = {
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrderUpdateResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['OrderUpdate'] = ResolversParentTypes['OrderUpdate']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['OrderEvent']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['OrderMessage']>, ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType>;
  snapshot?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProposedPriceResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProposedPrice'] = ResolversParentTypes['ProposedPrice']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProviderResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Provider'] = ResolversParentTypes['Provider']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ProviderPositionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ProviderPosition'] = ResolversParentTypes['ProviderPosition']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  etaMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  heading?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  point?: Resolver<ResolversTypes['GeoPoint'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  adminOrders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryAdminOrdersArgs, 'first'>>;
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType>;
  availableSlots?: Resolver<Maybe<Array<ResolversTypes['Slot']>>, ParentType, ContextType, RequireFields<QueryAvailableSlotsArgs, 'from' | 'offeringId' | 'to'>>;
  cancellationQuote?: Resolver<Maybe<ResolversTypes['CancellationQuote']>, ParentType, ContextType, RequireFields<QueryCancellationQuoteArgs, 'orderId'>>;
  disputedOrders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryDisputedOrdersArgs, 'first'>>;
  job?: Resolver<Maybe<ResolversTypes['Job']>, ParentType, ContextType, RequireFields<QueryJobArgs, 'id'>>;
  myJobs?: Resolver<Maybe<ResolversTypes['JobConnection']>, ParentType, ContextType, RequireFields<QueryMyJobsArgs, 'first'>>;
  openJobs?: Resolver<Maybe<ResolversTypes['JobConnection']>, ParentType, ContextType, RequireFields<QueryOpenJobsArgs, 'first'>>;
  order?: Resolver<Maybe<ResolversTypes['Order']>, ParentType, ContextType, RequireFields<QueryOrderArgs, 'id'>>;
  orders?: Resolver<Maybe<ResolversTypes['OrderConnection']>, ParentType, ContextType, RequireFields<QueryOrdersArgs, 'first' | 'side'>>;
};

export type QuoteResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Quote'] = ResolversParentTypes['Quote']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  job?: Resolver<ResolversTypes['Job'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  provider?: Resolver<Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  scheduledFor?: Resolver<ResolversTypes['TimeWindow'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['QuoteStatus'], ParentType, ContextType>;
};

export type QuotePayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['QuotePayload'] = ResolversParentTypes['QuotePayload']> = {
  quote?: Resolver<Maybe<ResolversTypes['Quote']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReportLocationPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['ReportLocationPayload'] = ResolversParentTypes['ReportLocationPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetAvailabilityPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SetAvailabilityPayload'] = ResolversParentTypes['SetAvailabilityPayload']> = {
  availability?: Resolver<Maybe<ResolversTypes['Availability']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SkillResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Skill'] = ResolversParentTypes['Skill']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SlotResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Slot'] = ResolversParentTypes['Slot']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SlotHoldResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SlotHold'] = ResolversParentTypes['SlotHold']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  slot?: Resolver<ResolversTypes['Slot'], ParentType, ContextType>;
};

export type SlotHoldPayloadResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['SlotHoldPayload'] = ResolversParentTypes['SlotHoldPayload']> = {
  slotHold?: Resolver<Maybe<ResolversTypes['SlotHold']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  orderUpdated?: SubscriptionResolver<ResolversTypes['OrderUpdate'], "orderUpdated", ParentType, ContextType, RequireFields<SubscriptionOrderUpdatedArgs, 'orderId'>>;
  ordersUpdated?: SubscriptionResolver<ResolversTypes['OrderUpdate'], "ordersUpdated", ParentType, ContextType, RequireFields<SubscriptionOrdersUpdatedArgs, 'side'>>;
  providerPosition?: SubscriptionResolver<ResolversTypes['ProviderPosition'], "providerPosition", ParentType, ContextType, RequireFields<SubscriptionProviderPositionArgs, 'orderId'>>;
};

export type TimeOffResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TimeOff'] = ResolversParentTypes['TimeOff']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  window?: Resolver<ResolversTypes['TimeWindow'], ParentType, ContextType>;
};

export type TimeWindowResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['TimeWindow'] = ResolversParentTypes['TimeWindow']> = {
  end?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WeeklyHoursResolvers<ContextType = GraphQLContext, ParentType extends ResolversParentTypes['WeeklyHours'] = ResolversParentTypes['WeeklyHours']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  weekday?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = GraphQLContext> = {
  AdvanceTestClockPayload?: AdvanceTestClockPayloadResolvers<ContextType>;
  Availability?: AvailabilityResolvers<ContextType>;
  AvailableTransition?: AvailableTransitionResolvers<ContextType>;
  CancellationQuote?: CancellationQuoteResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  Customer?: CustomerResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Dispute?: DisputeResolvers<ContextType>;
  DisputeStatement?: DisputeStatementResolvers<ContextType>;
  GeoPoint?: GeoPointResolvers<ContextType>;
  Job?: JobResolvers<ContextType>;
  JobConnection?: JobConnectionResolvers<ContextType>;
  JobEdge?: JobEdgeResolvers<ContextType>;
  JobPayload?: JobPayloadResolvers<ContextType>;
  MinorUnits?: GraphQLScalarType;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Offering?: OfferingResolvers<ContextType>;
  Order?: OrderResolvers<ContextType>;
  OrderConnection?: OrderConnectionResolvers<ContextType>;
  OrderEdge?: OrderEdgeResolvers<ContextType>;
  OrderEvent?: OrderEventResolvers<ContextType>;
  OrderEventConnection?: OrderEventConnectionResolvers<ContextType>;
  OrderEventEdge?: OrderEventEdgeResolvers<ContextType>;
  OrderMessage?: OrderMessageResolvers<ContextType>;
  OrderMessageConnection?: OrderMessageConnectionResolvers<ContextType>;
  OrderMessageEdge?: OrderMessageEdgeResolvers<ContextType>;
  OrderMessagePayload?: OrderMessagePayloadResolvers<ContextType>;
  OrderPayload?: OrderPayloadResolvers<ContextType>;
  OrderUpdate?: OrderUpdateResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ProposedPrice?: ProposedPriceResolvers<ContextType>;
  Provider?: ProviderResolvers<ContextType>;
  ProviderPosition?: ProviderPositionResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Quote?: QuoteResolvers<ContextType>;
  QuotePayload?: QuotePayloadResolvers<ContextType>;
  ReportLocationPayload?: ReportLocationPayloadResolvers<ContextType>;
  SetAvailabilityPayload?: SetAvailabilityPayloadResolvers<ContextType>;
  Skill?: SkillResolvers<ContextType>;
  Slot?: SlotResolvers<ContextType>;
  SlotHold?: SlotHoldResolvers<ContextType>;
  SlotHoldPayload?: SlotHoldPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TimeOff?: TimeOffResolvers<ContextType>;
  TimeWindow?: TimeWindowResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  WeeklyHours?: WeeklyHoursResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GraphQLContext> = {
  resumable?: ResumableDirectiveResolver<any, any, ContextType>;
};
