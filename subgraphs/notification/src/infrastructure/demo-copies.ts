import type { DemoWorld } from '@marketplace/demo/world';
import type { ProviderId } from '@marketplace/kernel/ids';
import type { KnownOrder, Side } from '../domain/known-order.ts';
import { otherSide } from '../domain/known-order.ts';
import type { KnownAccount } from '../domain/notification.ts';

export interface DemoCopies {
  readonly accounts: readonly KnownAccount[];
  readonly providers: readonly { readonly id: ProviderId; readonly displayName: string }[];
  /** Past ones: a refund or a tip may still come. */
  readonly orders: readonly KnownOrder[];
}

/** What this context would remember had it lived through the demo world's past. */
export const demoCopies = (world: DemoWorld): DemoCopies => ({
  accounts: world.accounts.map(({ id, email, displayName, locale, roles }) => ({
    id,
    email,
    displayName,
    locale,
    timeZone: null,
    roles,
    deleted: false,
  })),
  providers: world.providers.map(({ id, displayName }) => ({ id, displayName })),
  orders: world.orders.map(({ id, customerId, providerId, title, price, scheduledFor, timeZone, reviews }) => ({
    id,
    customerId,
    providerId,
    title,
    price,
    start: scheduledFor.start,
    timeZone,
    status: 'SETTLED',
    fromQuote: false,
    shownToProvider: true,
    reviewedBy: reviews.map((review): Side => otherSide(review.subject)),
  })),
});
