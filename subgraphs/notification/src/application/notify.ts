/** Writes what an account is told of an event: at most once, on the channels that it wants, in its language. */
import type { Clock } from '@marketplace/kernel/clock';
import { type AccountId, type EventId, type Id, newId } from '@marketplace/kernel/ids';
import { type KnownOrder, roleIn } from '../domain/known-order.ts';
import type { Channel, NoticeType, Notification } from '../domain/notification.ts';
import { channelsFor, without } from '../domain/preferences.ts';
import { type Names, readerOf, type Topic, textOf } from '../domain/texts/texts.ts';
import type { Detail, TextKey } from '../domain/whom-to-tell.ts';
import type { NotificationTransaction } from './ports.ts';
import { SEND_EMAIL } from './send-email.ts';
import { pushesOf } from './send-push.ts';
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
  readonly job?: { readonly id: Id<'job'>; readonly topic: Topic };
  readonly names: Names;
}

/** Of an account that is not known yet. */
const UNKNOWN = { locale: 'en', timeZone: null } as const;

export async function notify(tx: NotificationTransaction, clock: Clock, cause: Cause, notice: Notice): Promise<void> {
  const account = await tx.account(notice.to);
  if (account?.deleted) return;
  const channels = channelsFor(await tx.preferences(notice.to), cause.type);
  if (channels.length === 0) return;
  const notification: Notification = {
    id: newId('ntf'),
    accountId: notice.to,
    eventId: cause.id,
    type: cause.type,
    ...textOf(readerOf(account ?? UNKNOWN), notice.text, notice, notice.order ?? notice.job?.topic, notice.names),
    orderId: notice.order?.id ?? null,
    jobId: notice.job?.id ?? null,
    inApp: channels.includes('IN_APP'),
    email: channels.includes('EMAIL') ? 'PENDING' : 'NONE',
    createdAt: clock.now(),
    readAt: null,
  };
  if (!(await tx.addNotification(notification))) return;
  await deliver(tx, cause, notification);
  const pushes = channels.includes('PUSH') ? await pushesOf(tx, notification) : [];
  for (const push of pushes) await tx.setDeadline(push);
  const ways = pushes.length > 0 ? channels : without(channels, 'PUSH');
  if (notice.order && ways.length > 0) await tx.addStoryEntry(told(notice.order, cause, notification, ways));
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

const WAYS: Readonly<Record<Channel, string>> = { IN_APP: 'in the app', EMAIL: 'by mail', PUSH: 'by push' };

const told = (order: KnownOrder, cause: Cause, notification: Notification, channels: readonly Channel[]) => ({
  id: notification.id,
  orderId: order.id,
  at: notification.createdAt,
  context: 'notification',
  type: 'notification.created',
  summary: `The ${roleIn(order, notification.accountId)} is told of ${cause.type} ${channels.map((each) => WAYS[each]).join(', ')}.`,
  correlationId: cause.correlationid,
});
