/**
 * Who hears of which event, as a table. Whoever did something is not told of it; the provider hears of an order when its
 * money is held and not before; what a review says is told when it is public.
 */
import type { AccountId } from '@marketplace/kernel/ids';
import { isPositive, type Money } from '@marketplace/kernel/money';
import { cameToNothing, type KnownOrder, otherSide, type Side } from './known-order.ts';
import type { NoticeType } from './notification.ts';

/** Names a text; the part after the slash tells for whom or in which case. */
export type TextKey =
  | 'order.accepted/customer'
  | 'order.accepted/provider'
  | 'order.declined/customer'
  | 'order.expired/customer'
  | 'order.expired/provider'
  | 'order.expired/late'
  | 'order.cancelled/by-customer'
  | 'order.cancelled/by-provider'
  | 'order.cancelled/by-us'
  | 'order.cancelled/with-fee'
  | 'order.departed/customer'
  | 'order.started/customer'
  | 'order.start_overdue/customer'
  | 'order.start_overdue/provider'
  | 'order.completed/customer'
  | 'order.completed/provider'
  | 'order.disputed/by-other'
  | 'order.disputed/by-us'
  | 'order.settled/customer'
  | 'order.settled/provider'
  | 'payment.authorized/customer'
  | 'payment.authorized/provider'
  | 'payment.declined/customer'
  | 'payment.captured/customer'
  | 'payment.captured/provider'
  | 'payment.released/customer'
  | 'payment.refunded/customer'
  | 'payment.refunded/provider'
  | 'payment.tipped/provider'
  | 'review.submitted/other'
  | 'review.published/subject'
  | 'payout.completed/owner'
  | 'payout.failed/owner';

export interface Detail {
  readonly amount?: Money;
  /** What a person wrote, or a code of the payment gateway's. */
  readonly reason?: string | null;
  readonly stars?: number;
}

export interface Telling extends Detail {
  readonly to: Side;
  readonly text: TextKey;
}

export interface AccountTelling extends Detail {
  readonly to: AccountId;
  readonly text: TextKey;
}

type Actor = Side | 'OPERATOR' | 'SYSTEM';
type OrderNotice = Exclude<NoticeType, 'payout.completed' | 'payout.failed'>;

/** The parts of each event's data that decide. */
interface Happened {
  'order.accepted': { readonly actor: Actor };
  'order.declined': { readonly reason: string };
  'order.expired': { readonly reason: 'PAYMENT_DECLINED' | 'PAYMENT_LATE' | 'NO_ANSWER' };
  'order.cancelled': { readonly actor: Actor; readonly reason: string; readonly refund: Money; readonly fee: Money };
  'order.departed': unknown;
  'order.started': unknown;
  'order.start_overdue': unknown;
  'order.completed': { readonly actor: Actor };
  'order.disputed': { readonly actor: Actor; readonly reason: string };
  'order.settled': unknown;
  'payment.authorized': { readonly payment: { readonly authorized: Money } };
  'payment.declined': { readonly payment: { readonly declineReason: string | null } };
  'payment.captured': { readonly payment: { readonly captured: Money; readonly earning: Money } };
  'payment.released': { readonly payment: { readonly authorized: Money } };
  'payment.refunded': { readonly amount: Money };
  'payment.tipped': { readonly amount: Money };
  'review.submitted': { readonly subject: Side };
  'review.published': { readonly subject: Side; readonly rating: number };
}

type Rules = { readonly [Type in OrderNotice]: (data: Happened[Type], order: KnownOrder) => readonly Telling[] };

const customer = (text: TextKey, detail: Detail = {}): Telling => ({ to: 'CUSTOMER', text, ...detail });
const provider = (text: TextKey, detail: Detail = {}): Telling => ({ to: 'PROVIDER', text, ...detail });
/** For the provider of an order that the provider knows of. */
const providerWhoKnows = (order: KnownOrder, text: TextKey, detail: Detail = {}): readonly Telling[] =>
  order.shownToProvider ? [provider(text, detail)] : [];

/** `order` is as it stands after the event. */
export const WHOM_TO_TELL: Rules = {
  'order.accepted': ({ actor }) => [
    customer('order.accepted/customer'),
    ...(actor === 'PROVIDER' ? [] : [provider('order.accepted/provider')]),
  ],
  'order.declined': ({ reason }) => [customer('order.declined/customer', { reason })],
  'order.expired': ({ reason }, order) => {
    if (reason === 'PAYMENT_DECLINED') return []; // payment.declined has told the customer
    if (reason === 'PAYMENT_LATE') return [customer('order.expired/late')];
    return [customer('order.expired/customer'), ...providerWhoKnows(order, 'order.expired/provider')];
  },
  'order.cancelled': (data, order) => cancelled(data, order),
  'order.departed': () => [customer('order.departed/customer')],
  'order.started': () => [customer('order.started/customer')],
  'order.start_overdue': () => [customer('order.start_overdue/customer'), provider('order.start_overdue/provider')],
  'order.completed': ({ actor }) => [
    customer('order.completed/customer'),
    ...(actor === 'PROVIDER' ? [] : [provider('order.completed/provider')]),
  ],
  'order.disputed': ({ actor, reason }) =>
    actor === 'CUSTOMER' || actor === 'PROVIDER'
      ? [{ to: otherSide(actor), text: 'order.disputed/by-other', reason }]
      : [customer('order.disputed/by-us', { reason }), provider('order.disputed/by-us', { reason })],
  'order.settled': () => [customer('order.settled/customer'), provider('order.settled/provider')],
  // the order's end may overtake it: then that has been told
  'payment.authorized': ({ payment }, order) =>
    cameToNothing(order)
      ? []
      : [
          customer('payment.authorized/customer', { amount: payment.authorized }),
          provider('payment.authorized/provider'),
        ],
  'payment.declined': ({ payment }) => [customer('payment.declined/customer', { reason: payment.declineReason })],
  // a dispute may have given all of it back
  'payment.captured': ({ payment: { captured, earning } }) => [
    ...(isPositive(captured) ? [customer('payment.captured/customer', { amount: captured })] : []),
    ...(isPositive(earning) ? [provider('payment.captured/provider', { amount: earning })] : []),
  ],
  'payment.released': ({ payment }) => [customer('payment.released/customer', { amount: payment.authorized })],
  'payment.refunded': ({ amount }) => [
    customer('payment.refunded/customer', { amount }),
    provider('payment.refunded/provider', { amount }),
  ],
  'payment.tipped': ({ amount }) => [provider('payment.tipped/provider', { amount })],
  // whoever has written already is about to hear of both being published
  'review.submitted': ({ subject }, order) =>
    order.reviewedBy.includes(subject) ? [] : [{ to: subject, text: 'review.submitted/other' }],
  'review.published': ({ subject, rating }) => [{ to: subject, text: 'review.published/subject', stars: rating }],
};

function cancelled(data: Happened['order.cancelled'], order: KnownOrder): readonly Telling[] {
  const { actor, reason, refund, fee } = data;
  if (actor === 'PROVIDER') return [customer('order.cancelled/by-provider', { reason, amount: refund })];
  if (actor !== 'CUSTOMER')
    return [
      customer('order.cancelled/by-us', { reason }),
      ...providerWhoKnows(order, 'order.cancelled/by-us', { reason }),
    ];
  const text = isPositive(fee) ? 'order.cancelled/with-fee' : 'order.cancelled/by-customer';
  return providerWhoKnows(order, text, { reason, amount: fee });
}

export const WHOM_TO_TELL_OF_PAYOUTS = {
  'payout.completed': ({ accountId, amount }: { accountId: AccountId; amount: Money }): AccountTelling => ({
    to: accountId,
    text: 'payout.completed/owner',
    amount,
  }),
  'payout.failed': (data: { accountId: AccountId; amount: Money; reason: string }): AccountTelling => ({
    to: data.accountId,
    text: 'payout.failed/owner',
    amount: data.amount,
    reason: data.reason,
  }),
} as const;
