import type { Money } from '@marketplace/kernel/money';
import type { DisputeId } from './order.ts';

export type ExpiryReason = 'PAYMENT_DECLINED' | 'PAYMENT_LATE' | 'NO_ANSWER';

export type WithdrawalReason = 'DECLINED' | 'NO_ANSWER';

/** How the customer pays. `paymentMethod`: the payment gateway's token of a card, otherwise null. */
export interface PaymentMeans {
  readonly source: 'WALLET' | 'CARD';
  readonly paymentMethod: string | null;
}

/** What happened, with what others need to know of it. `type` is also the history's. */
export type Fact =
  | {
      readonly type:
        | 'payment.authorized'
        | 'order.accepted'
        | 'order.departed'
        | 'order.started'
        | 'order.start_overdue';
    }
  | { readonly type: 'order.declined'; readonly reason: string }
  | { readonly type: 'order.completed'; readonly note: string | null }
  | { readonly type: 'order.cancelled'; readonly reason: string; readonly refund: Money; readonly fee: Money }
  | { readonly type: 'order.expired'; readonly reason: ExpiryReason; readonly detail: string | null }
  | { readonly type: 'order.disputed'; readonly disputeId: DisputeId; readonly reason: string }
  | { readonly type: 'order.dispute_answered'; readonly disputeId: DisputeId; readonly statement: string }
  | {
      readonly type: 'order.price_proposed';
      readonly price: Money;
      readonly reason: string;
      readonly expiresAt: Date;
    }
  | {
      readonly type: 'order.price_approved';
      readonly previousPrice: Money;
      readonly newPrice: Money;
      readonly payment: PaymentMeans | null;
    }
  | { readonly type: 'order.price_changed'; readonly previousPrice: Money }
  | { readonly type: 'order.price_withdrawn'; readonly price: Money; readonly reason: WithdrawalReason }
  | { readonly type: 'order.settled'; readonly refund: Money };
