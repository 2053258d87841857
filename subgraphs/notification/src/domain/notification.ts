import type { AccountId, EventId, NotificationId, OrderId } from '@marketplace/kernel/ids';

export const CHANNELS = ['IN_APP', 'EMAIL'] as const;
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
  'order.settled',
  'payment.authorized',
  'payment.declined',
  'payment.captured',
  'payment.released',
  'payment.refunded',
  'payment.tipped',
  'review.submitted',
  'review.published',
  'payout.completed',
  'payout.failed',
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
  /** Whether it stands in the app, counts as unread and arrives live. */
  readonly inApp: boolean;
  readonly email: EmailState;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Who somebody is and how to reach them, from account.created. */
export interface KnownAccount {
  readonly id: AccountId;
  readonly email: string;
  readonly displayName: string;
  /** BCP 47. */
  readonly locale: string;
}
