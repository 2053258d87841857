/** What the order context needs from outside: its store, the live streams, and a few single things. */
import type { Clock, TimeWindow } from '@marketplace/kernel/clock';
import type { AccountId, CustomerId, OfferingId, OrderId, ProviderId, SlotHoldId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';
import type { Origin } from '@marketplace/messaging/envelope';
import type { LiveStreams } from '@marketplace/messaging/live-streams';
import type { StreamStore, Transact, TransactionMessages } from '@marketplace/messaging/message-store';
import type { EffectId, Idempotency } from '@marketplace/storage/idempotency';
import type { Availability, Hours, TimeOff, TimeOffId } from '../domain/availability.ts';
import type { Offering } from '../domain/booking.ts';
import type { ProviderReach } from '../domain/job.ts';
import type { OrderMessage } from '../domain/message.ts';
import type { Order, OrderEvent, OrderStatus, Side } from '../domain/order.ts';
import type { OrderSettings } from '../domain/settings.ts';
import type { Position } from '../domain/travel.ts';
import type { Asker } from '../domain/visibility.ts';
import type { JobReads, JobTransaction } from './job-ports.ts';

/** Everything that a use case works with. Composed once. */
export interface Application {
  readonly transact: Transact<OrderTransaction>;
  readonly reads: OrderReads;
  readonly idempotency: Idempotency;
  readonly live: LiveStreams;
  readonly streams: StreamStore;
  readonly positions: PositionFeed;
  readonly clock: Clock;
  readonly settings: OrderSettings;
  /** Six random digits. */
  readonly newPin: () => string;
  /** Money and time are made up here. */
  readonly sandbox: boolean;
  /** Null where time is real. */
  readonly testClock: TestClock | null;
}

/** Moves the time of all contexts on, from deadline to deadline. */
export interface TestClock {
  /**
   * Returns the time then. Refuses with INVALID_INPUT an instant that is past, with CONFLICT while another call moves it and
   * when contexts do not answer, which it names.
   */
  advance(to: Date): Promise<Date>;
}

/** A signed-in account's call. */
export interface Call extends Asker {
  readonly origin: Origin;
}

export interface SlotHold {
  readonly id: SlotHoldId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly offeringId: OfferingId;
  readonly slot: TimeWindow;
  readonly price: Money;
  readonly expiresAt: Date;
}

/** A copy of another context's state: written only when it is newer than what is there. */
export interface Known<T> {
  readonly state: T;
  readonly sequence: number;
}

/** What is known of a provider. */
export interface KnownProvider extends ProviderReach {
  /** Where they work; null while that is not known. */
  readonly timeZone: string | null;
}

/** One transaction of the order context. */
export interface OrderTransaction extends TransactionMessages, JobTransaction {
  /** The order, locked until the transaction ends. */
  lockOrder(id: OrderId): Promise<Order | undefined>;
  /** `effect` is unique: it names the call that placed the order. */
  insertOrder(order: Order, effect: EffectId): Promise<void>;
  orderPlacedBy(effect: EffectId): Promise<OrderId | undefined>;
  saveOrder(order: Order): Promise<void>;
  appendHistory(event: OrderEvent): Promise<void>;
  insertMessage(message: OrderMessage): Promise<void>;
  /** How many one side has written since then. */
  messagesSince(order: OrderId, from: Side, since: Date): Promise<number>;

  /** The provider's calendar, locked: places in it are given one after the other. Undefined without hours. */
  lockCalendar(provider: ProviderId): Promise<Availability | undefined>;
  saveHours(provider: ProviderId, hours: Hours): Promise<void>;
  insertTimeOff(provider: ProviderId, timeOff: TimeOff): Promise<void>;
  /** False when this provider has no such time off. */
  deleteTimeOff(provider: ProviderId, id: TimeOffId): Promise<boolean>;
  /** What is taken of a calendar by holds that have not expired and by orders, each with its buffer, in order. */
  takenPlaces(provider: ProviderId, within: TimeWindow, now: Date): Promise<TimeWindow[]>;
  /** The same, by orders alone. */
  orderedPlaces(provider: ProviderId, within: TimeWindow): Promise<TimeWindow[]>;

  /** A customer's holds that have not expired, locked against further ones until the transaction ends. */
  lockHolds(customer: CustomerId, now: Date): Promise<SlotHold[]>;
  /** Both take the place, deleting expired holds in its way, or refuse with SLOT_UNAVAILABLE. */
  insertHold(hold: SlotHold, occupiedUntil: Date, now: Date): Promise<void>;
  occupyPlace(order: Order, occupiedUntil: Date, now: Date): Promise<void>;
  deleteHold(id: SlotHoldId): Promise<void>;
  /** The hold's place becomes the order's. */
  giveHoldTo(order: OrderId, hold: SlotHoldId): Promise<void>;
  /** Whether there was a place to free. */
  freePlace(order: OrderId): Promise<boolean>;

  offering(id: OfferingId): Promise<Offering | undefined>;
  provider(id: ProviderId): Promise<KnownProvider | undefined>;
  saveOffering(offering: Known<Offering>): Promise<void>;
  saveProvider(id: ProviderId, provider: Known<KnownProvider>): Promise<void>;

  saveAccount(id: AccountId, account: { readonly emailVerified: boolean }): Promise<void>;
  forgetAccount(id: AccountId): Promise<void>;
  /** Takes what is personal of this side out of an order that has ended: address, place and note are the customer's. */
  eraseOrder(order: Order, side: Side): Promise<void>;

  /** Overwrites the order's last position unless that is newer than `notSince`. Whether it did. */
  savePosition(order: OrderId, position: Position, notSince: Date): Promise<boolean>;
  deletePosition(order: OrderId): Promise<void>;
}

/** Questions that need no transaction. */
export interface OrderReads extends JobReads {
  /** Those there are, in any order. */
  orders(ids: readonly OrderId[]): Promise<Order[]>;
  /** Newest first. Those whose payment is not held are left out for a provider. */
  ordersOf(page: OrdersPage): Promise<Order[]>;
  /** Newest first. */
  ordersLike(page: OrdersLike): Promise<Order[]>;
  /** The longest disputed first; `after` is the instant of its dispute. */
  disputedOrders(page: Pick<OrdersPage, 'limit' | 'after'>): Promise<Order[]>;
  /** For each request its events in order. */
  histories(requests: readonly HistoryPage[]): Promise<OrderEvent[][]>;
  /** For each request its messages in order. */
  messages(requests: readonly HistoryPage[]): Promise<OrderMessage[][]>;
  availability(provider: ProviderId, now: Date): Promise<Availability | undefined>;
  takenPlaces(provider: ProviderId, within: TimeWindow, now: Date): Promise<TimeWindow[]>;
  offering(id: OfferingId): Promise<Offering | undefined>;
  position(order: OrderId): Promise<Position | undefined>;
  emailVerified(account: AccountId): Promise<boolean>;
  /** The account's on both sides, but for those that are erased. */
  ordersToForget(account: AccountId): Promise<OrderId[]>;
}

export interface OrdersPage {
  readonly side: Side;
  readonly profile: CustomerId | ProviderId;
  readonly statuses: readonly OrderStatus[] | null;
  readonly limit: number;
  /** The order before the page, and the instant that the page is ordered by. */
  readonly after: OrderPosition | null;
}

export interface OrderPosition {
  readonly at: Date;
  readonly id: OrderId;
}

export interface OrdersLike extends Pick<OrdersPage, 'statuses' | 'limit' | 'after'> {
  /** An id of the order or of one of its sides, or a part of its title or address. */
  readonly text: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface HistoryPage {
  readonly orderId: OrderId;
  readonly after: number;
  readonly limit: number;
}

/** Carries positions to every process. Nothing is kept on the way: only the newest counts. */
export interface PositionFeed {
  /** Without waiting for it to arrive: it may be lost. */
  announce(order: OrderId, position: Position): void;
  /** Until the provider is no longer on the way. */
  follow(order: OrderId): FollowedPositions;
}

/** Ever newer positions, and the newest alone when the reader is slow. */
export interface FollowedPositions extends AsyncIterableIterator<Position> {
  return(): Promise<IteratorResult<Position>>;
  /** One that is known otherwise: comes like the others if it is newer. */
  offer(position: Position): void;
}
