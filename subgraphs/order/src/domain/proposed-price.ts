/** Another price than the order's: the provider asks for it while the work is done, and the customer agrees or does not. */
import { HOUR, later } from '@marketplace/kernel/clock';
import { compare, equals, formatMoney, type Money } from '@marketplace/kernel/money';
import { refuse } from '@marketplace/kernel/refusal';
import type { Fact } from './fact.ts';
import type { Order, ProposedPrice } from './order.ts';
import { checkPrice } from './price.ts';
import type { OrderSettings } from './settings.ts';

/** Refuses with CURRENCY_MISMATCH, INVALID_INPUT or AMOUNT_TOO_LARGE what can't be proposed. */
export function proposal(
  order: Order,
  price: Money,
  reason: string,
  now: Date,
  settings: OrderSettings,
): ProposedPrice {
  if (price.currency !== order.price.currency)
    refuse('CURRENCY_MISMATCH', `The order is in ${order.price.currency}.`, ['price', 'currency']);
  checkPrice(price);
  if (equals(price, order.price)) refuse('INVALID_INPUT', 'This is the price of the order already.', ['price']);
  return { price, reason, expiresAt: later(now, settings.proposalHours * HOUR), approved: false };
}

/** The price that is proposed. Refuses with STALE_QUOTE when that is not the one shown. */
export function approvedPrice({ proposedPrice }: Order, shown: Money): Money {
  if (proposedPrice && equals(proposedPrice.price, shown)) return shown;
  const stands = proposedPrice ? `${formatMoney(proposedPrice.price)} is` : 'No price is';
  return refuse('STALE_QUOTE', `${stands} proposed by now.`, ['price']);
}

/** A lower price is the order's at once, a higher one when the difference is held. */
export function pricesAfter({ price, proposedPrice }: Order, fact: Fact): Pick<Order, 'price' | 'proposedPrice'> {
  switch (fact.type) {
    case 'order.price_proposed':
      return {
        price,
        proposedPrice: { price: fact.price, reason: fact.reason, expiresAt: fact.expiresAt, approved: false },
      };
    case 'order.price_approved':
      return compare(fact.newPrice, price) < 0
        ? { price: fact.newPrice, proposedPrice: null }
        : { price, proposedPrice: proposedPrice && { ...proposedPrice, approved: true } };
    case 'order.price_changed':
      return { price: proposedPrice?.price ?? price, proposedPrice: null };
    case 'order.price_withdrawn':
    case 'order.completed':
    case 'order.disputed':
      return { price, proposedPrice: null };
    default:
      return { price, proposedPrice };
  }
}
