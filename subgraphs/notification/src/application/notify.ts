/** Writes what an account is told of an event: at most once, on the channels that it wants, in its language. */
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, type EventId, newId } from '@marketplace/kernel/ids';
import type { KnownOrder } from '../domain/known-order.ts';
import type { NoticeType, Notification } from '../domain/notification.ts';
import { channelsFor } from '../domain/preferences.ts';
import { languageFor, type Names, textOf } from '../domain/texts/texts.ts';
import type { Detail, TextKey } from '../domain/whom-to-tell.ts';
import type { NotificationTransaction } from './ports.ts';
import { SEND_EMAIL } from './send-email.ts';
import { streamOf } from './stream.ts';

/** What set a notice off. */
export interface Cause {
  readonly id: EventId;
  readonly type: NoticeType;
  readonly correlationid: string;
}

export interface Notice extends Detail {
  readonly to: AccountId;
  readonly text: TextKey;
  readonly order?: KnownOrder;
  readonly names: Names;
}

const DEFAULT_LOCALE = 'en';

export async function notify(tx: NotificationTransaction, clock: Clock, cause: Cause, notice: Notice): Promise<void> {
  const channels = channelsFor(await tx.preferences(notice.to), cause.type);
  if (channels.length === 0) return;
  const account = await tx.account(notice.to);
  const language = languageFor(account?.locale ?? DEFAULT_LOCALE);
  const notification: Notification = {
    id: newId('ntf'),
    accountId: notice.to,
    eventId: cause.id,
    type: cause.type,
    ...textOf(language, notice.text, notice, notice.order, notice.names),
    orderId: notice.order?.id ?? null,
    inApp: channels.includes('IN_APP'),
    email: channels.includes('EMAIL') ? 'PENDING' : 'NONE',
    createdAt: clock.now(),
    readAt: null,
  };
  if (await tx.addNotification(notification)) await deliver(tx, cause, notification);
}

async function deliver(tx: NotificationTransaction, cause: Cause, notification: Notification): Promise<void> {
  const { id, accountId, createdAt } = notification;
  if (notification.inApp) {
    await tx.appendToStream(streamOf(accountId), { notificationId: id });
    await tx.publish({ type: 'notification.created', subject: accountId, data: { notificationId: id, accountId } });
  }
  if (notification.email === 'PENDING')
    await tx.setDeadline({
      kind: SEND_EMAIL,
      subject: id,
      dueAt: createdAt,
      data: { correlationId: cause.correlationid },
    });
}
