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
  | 'order.start_overdue/operator'
  | 'order.disputed/operator'
  | 'order.dispute_answered/other'
  | 'order.message_sent/other'
  | 'order.price_proposed/customer'
  | 'order.price_approved/provider'
  | 'order.price_withdrawn/declined'
  | 'order.price_withdrawn/no-answer'
  | 'payment.action_required/customer'
  | 'payment.authorized/customer'
  | 'payment.authorized/provider'
  | 'payment.declined/customer'
  | 'payment.captured/customer'
  | 'payment.captured/provider'
  | 'payment.released/customer'
  | 'payment.refunded/customer'
  | 'payment.refunded/provider'
  | 'payment.tipped/provider'
  | 'payment.charged_back/operator'
  | 'review.submitted/other'
  | 'review.removed/author'
  | 'review.removed/for-now'
  | 'review.published/subject'
  | 'job.posted/provider'
  | 'job.expired/customer'
  | 'quote.submitted/customer'
  | 'quote.accepted/provider'
  | 'quote.closed/provider'
  | 'quote.expired/provider'
  | 'payout.completed/owner'
  | 'payout.failed/owner'
  | 'webhook.switched_off/owner';

export interface Detail {
  readonly amount?: Money;
  /** What a person wrote, or a code of the payment gateway's. */
  readonly reason?: string | null;
  readonly stars?: number;
  readonly url?: string;
}

export interface Telling extends Detail {
  /** `OPERATORS`: all of them. */
  readonly to: Side | 'OPERATORS';
  readonly text: TextKey;
}

export interface AccountTelling extends Detail {
  readonly to: AccountId;
  readonly text: TextKey;
}

type Actor = Side | 'OPERATOR' | 'SYSTEM';
type OrderNotice = Extract<NoticeType, `order.${string}` | `payment.${string}` | `review.${string}`>;

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
  'order.dispute_answered': { readonly actor: Actor; readonly statement: string };
  'order.message_sent': { readonly actor: Actor; readonly text: string };
  'order.price_proposed': { readonly price: Money; readonly reason: string };
  'order.price_approved': { readonly newPrice: Money };
  'order.price_withdrawn': { readonly reason: 'DECLINED' | 'NO_ANSWER' };
  'order.settled': unknown;
  'payment.action_required': { readonly amount: Money };
  'payment.authorized': { readonly payment: { readonly authorized: Money } };
  'payment.declined': { readonly payment: { readonly declineReason: string | null } };
  'payment.captured': { readonly payment: { readonly captured: Money; readonly earning: Money } };
  'payment.released': { readonly payment: { readonly authorized: Money } };
  'payment.refunded': { readonly amount: Money };
  'payment.tipped': { readonly amount: Money };
  'payment.charged_back': { readonly amount: Money; readonly reason: string | null };
  'review.submitted': { readonly subject: Side };
  'review.published': { readonly subject: Side; readonly rating: number; readonly restored?: boolean };
  'review.removed': { readonly subject: Side; readonly final: boolean };
}

type Rules = { readonly [Type in OrderNotice]: (data: Happened[Type], order: KnownOrder) => readonly Telling[] };

const customer = (text: TextKey, detail: Detail = {}): Telling => ({ to: 'CUSTOMER', text, ...detail });
const operators = (text: TextKey, detail: Detail = {}): Telling => ({ to: 'OPERATORS', text, ...detail });
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
  'order.start_overdue': () => [
    customer('order.start_overdue/customer'),
    provider('order.start_overdue/provider'),
    operators('order.start_overdue/operator'),
  ],
  'order.completed': ({ actor }) => [
    customer('order.completed/customer'),
    ...(actor === 'PROVIDER' ? [] : [provider('order.completed/provider')]),
  ],
  'order.disputed': ({ actor, reason }) => [
    ...(isSide(actor)
      ? [{ to: otherSide(actor), text: 'order.disputed/by-other', reason } as const]
      : [customer('order.disputed/by-us', { reason }), provider('order.disputed/by-us', { reason })]),
    operators('order.disputed/operator', { reason }),
  ],
  'order.dispute_answered': ({ actor, statement: reason }) => [
    ...others(actor, 'order.dispute_answered/other', { reason }),
    operators('order.dispute_answered/other', { reason }),
  ],
  'order.message_sent': ({ actor, text: reason }) => others(actor, 'order.message_sent/other', { reason }),
  'order.price_proposed': ({ price, reason }) => [customer('order.price_proposed/customer', { amount: price, reason })],
  'order.price_approved': ({ newPrice }) => [provider('order.price_approved/provider', { amount: newPrice })],
  'order.price_withdrawn': ({ reason }) => {
    const text = reason === 'DECLINED' ? 'order.price_withdrawn/declined' : 'order.price_withdrawn/no-answer';
    return [customer(text), provider(text)];
  },
  'order.settled': () => [customer('order.settled/customer'), provider('order.settled/provider')],
  'payment.action_required': ({ amount }, order) =>
    cameToNothing(order) ? [] : [customer('payment.action_required/customer', { amount })],
  // the order's end may overtake it: then that has been told; one made of a quote is booked with it, which is told
  'payment.authorized': ({ payment }, order) =>
    cameToNothing(order) || order.fromQuote
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
  'payment.charged_back': ({ amount, reason }) => [operators('payment.charged_back/operator', { amount, reason })],
  // whoever has written already is about to hear of both being published
  'review.submitted': ({ subject }, order) =>
    order.reviewedBy.includes(subject) ? [] : [{ to: subject, text: 'review.submitted/other' }],
  'review.published': ({ subject, rating, restored }) =>
    restored ? [] : [{ to: subject, text: 'review.published/subject', stars: rating }],
  'review.removed': ({ subject, final }) => [
    { to: otherSide(subject), text: final ? 'review.removed/author' : 'review.removed/for-now' },
  ],
};

const isSide = (actor: Actor): actor is Side => actor === 'CUSTOMER' || actor === 'PROVIDER';

/** For everybody on the order but who did it. */
const others = (actor: Actor, text: TextKey, detail: Detail): readonly Telling[] =>
  isSide(actor) ? [{ to: otherSide(actor), text, ...detail }] : [customer(text, detail), provider(text, detail)];

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

/** What is the matter of one account, and of no order. */
export const WHOM_TO_TELL_ALONE = {
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
  'webhook.switched_off': ({ accountId, url }: { accountId: AccountId; url: string }): AccountTelling => ({
    to: accountId,
    text: 'webhook.switched_off/owner',
    url,
  }),
} as const;
