import type { AccountId, EventId, Id, NotificationId, OrderId } from '@marketplace/kernel/ids';
import type { Role } from '@marketplace/kernel/roles';

export const CHANNELS = ['IN_APP', 'EMAIL', 'PUSH'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What happened, by the event's type, as far as somebody is told of it. */
export const NOTICE_TYPES = [
  'order.accepted',
  'order.declined',
  'order.expired',
  'order.cancelled',
  'order.departed',
  'order.started',
  'order.start_overdue',
  'order.completed',
  'order.disputed',
  'order.dispute_answered',
  'order.message_sent',
  'order.price_proposed',
  'order.price_approved',
  'order.price_withdrawn',
  'order.settled',
  'payment.action_required',
  'payment.authorized',
  'payment.declined',
  'payment.captured',
  'payment.released',
  'payment.refunded',
  'payment.tipped',
  'payment.charged_back',
  'review.submitted',
  'review.published',
  'review.removed',
  'job.posted',
  'job.expired',
  'quote.submitted',
  'quote.accepted',
  'quote.closed',
  'quote.expired',
  'payout.completed',
  'payout.failed',
  'webhook.switched_off',
] as const;
export type NoticeType = (typeof NOTICE_TYPES)[number];

export const isNoticeType = (text: string): text is NoticeType => NOTICE_TYPES.some((type) => type === text);

/** REFUSED: the mail server will never take it, or has not for too long. */
export type EmailState = 'NONE' | 'PENDING' | 'SENT' | 'REFUSED';

/** What one account is told of one event, on the channels that it wants. */
export interface Notification {
  readonly id: NotificationId;
  readonly accountId: AccountId;
  /** With the account the key: nobody is told twice of one event. */
  readonly eventId: EventId;
  readonly type: NoticeType;
  readonly title: string;
  readonly body: string;
  readonly orderId: OrderId | null;
  readonly jobId: Id<'job'> | null;
  /** Whether it stands in the app, counts as unread and arrives live. */
  readonly inApp: boolean;
  readonly email: EmailState;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Who somebody is and how to reach them: from auth's events, and as the account has set it here. */
export interface KnownAccount {
  readonly id: AccountId;
  readonly email: string;
  readonly displayName: string;
  /** BCP 47. */
  readonly locale: string;
  /** IANA. Null: times are told as the clock shows them where the work is done. */
  readonly timeZone: string | null;
  readonly roles: readonly Role[];
  /** All that was personal is gone, and nothing more is told. */
  readonly deleted: boolean;
}

export const forgotten = (id: AccountId): KnownAccount => ({
  id,
  email: '',
  displayName: '',
  locale: 'en',
  timeZone: null,
  roles: [],
  deleted: true,
});

/** Where in the web app more is to be seen of it; null where there is nothing. */
export function pathOf({ orderId, jobId }: Pick<Notification, 'orderId' | 'jobId'>): string | null {
  if (orderId !== null) return `/orders/${orderId}`;
  return jobId === null ? null : `/jobs/${jobId}`;
}
