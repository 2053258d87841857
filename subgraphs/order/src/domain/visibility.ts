import { type AccountId, customerOf, providerOf } from '@marketplace/kernel/ids';
import type { Actor, Order } from './order.ts';

/** Who asks, as far as orders care. */
export interface Asker {
  readonly account: AccountId;
  readonly operator: boolean;
}

/** In which part this account sees the order; undefined when for this account there is no such order. */
export function roleIn(order: Order, asker: Asker): Exclude<Actor, 'SYSTEM'> | undefined {
  if (order.customerId === customerOf(asker.account)) return 'CUSTOMER';
  // A provider hears of an order only once its payment is held.
  if (order.providerId === providerOf(asker.account) && order.steps.OFFER) return 'PROVIDER';
  return asker.operator ? 'OPERATOR' : undefined;
}

/** The provider knows where to go while there is a reason to: from acceptance to settlement. */
export function seesAddress(order: Order, role: Actor): boolean {
  if (role !== 'PROVIDER') return true;
  return ['ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'DISPUTED'].includes(order.status);
}

/** The PIN proves that the provider stands before the customer, so it is the customer's alone. */
export const seesStartPin = (role: Actor): boolean => role === 'CUSTOMER';
