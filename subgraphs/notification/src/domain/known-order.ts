import { type AccountId, accountOf, type CustomerId, type OrderId, type ProviderId } from '@marketplace/kernel/ids';
import type { Money } from '@marketplace/kernel/money';

export type Side = 'CUSTOMER' | 'PROVIDER';

export type OrderStatus =
  | 'PENDING'
  | 'ACCEPTED'
  | 'IN_PROGRESS'
  | 'COMPLETED'
  | 'SETTLED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'CANCELLED'
  | 'DISPUTED';

export interface OrderFacts {
  readonly id: OrderId;
  readonly customerId: CustomerId;
  readonly providerId: ProviderId;
  readonly title: string;
  readonly price: Money;
  readonly start: Date;
  /** The IANA zone that its times are told in. */
  readonly timeZone: string;
  readonly status: OrderStatus;
  /** Made of an accepted quote: nobody is asked to accept it. */
  readonly fromQuote: boolean;
}

/** What is known of an order from its events. */
export interface KnownOrder extends OrderFacts {
  /** The provider has heard of it. Before its money is held the order does not exist for the provider. */
  readonly shownToProvider: boolean;
  /** The sides that have written their review. */
  readonly reviewedBy: readonly Side[];
}

// an order in any other status has been answered by its provider, who therefore knows of it
const MAYBE_UNSEEN: ReadonlySet<OrderStatus> = new Set(['PENDING', 'EXPIRED', 'CANCELLED']);

/** The order after an event of its own: the newest facts, with what is remembered beside them. */
export const withFacts = (known: KnownOrder | undefined, facts: OrderFacts): KnownOrder => ({
  ...facts,
  shownToProvider: known?.shownToProvider || !MAYBE_UNSEEN.has(facts.status),
  reviewedBy: known?.reviewedBy ?? [],
});

const NOTHING: ReadonlySet<OrderStatus> = new Set(['DECLINED', 'EXPIRED', 'CANCELLED']);

export const cameToNothing = (order: KnownOrder): boolean => NOTHING.has(order.status);

/** Its money is held: the provider is shown the request, unless it has ended meanwhile. */
export const withMoneyHeld = (order: KnownOrder): KnownOrder =>
  cameToNothing(order) ? order : { ...order, shownToProvider: true };

export const withReviewBy = (order: KnownOrder, side: Side): KnownOrder =>
  order.reviewedBy.includes(side) ? order : { ...order, reviewedBy: [...order.reviewedBy, side] };

export const otherSide = (side: Side): Side => (side === 'CUSTOMER' ? 'PROVIDER' : 'CUSTOMER');

export const accountOnSide = (order: KnownOrder, side: Side): AccountId =>
  accountOf(side === 'CUSTOMER' ? order.customerId : order.providerId);

/** What an account is to the order, in a word. */
export function roleIn(order: KnownOrder, account: AccountId): 'customer' | 'provider' | 'operator' {
  if (accountOnSide(order, 'CUSTOMER') === account) return 'customer';
  return accountOnSide(order, 'PROVIDER') === account ? 'provider' : 'operator';
}
