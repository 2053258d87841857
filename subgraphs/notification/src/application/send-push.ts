import { type AccountId, idFrom } from '@marketplace/kernel/ids';
import type { Logger } from '@marketplace/kernel/logger';
import type { Deadline, NewDeadline } from '@marketplace/messaging/message-store';
import type { Notification } from '../domain/notification.ts';
import { type PushSubscription, pushOf } from '../domain/push.ts';
import type { NotificationStore, NotificationTransaction } from './ports.ts';
import { type Pusher, PushGone } from './push-ports.ts';

/** The deadline's kind; its subject is the notification and the subscription. */
export const SEND_PUSH = 'send-push';

/** About an hour: a push is for what is happening now. */
const MAX_ATTEMPTS = 15;

/** One for each browser of the account, so that one that fails makes the others buzz no second time. */
export async function pushesOf(tx: NotificationTransaction, notification: Notification): Promise<NewDeadline[]> {
  const subscriptions = await tx.pushSubscriptions(notification.accountId);
  return subscriptions.map(({ id }) => ({
    kind: SEND_PUSH,
    subject: `${notification.id}/${id}`,
    dueAt: notification.createdAt,
  }));
}

export interface PushParts {
  readonly store: NotificationStore;
  readonly pusher: Pusher;
  readonly webUrl: string;
  readonly logger: Logger;
}

/** Sends a notification to a browser, at least once: a second one takes the place of the first. Throws to be tried again. */
export async function sendPush(parts: PushParts, deadline: Deadline): Promise<void> {
  const { store, pusher, webUrl, logger } = parts;
  const [notificationId = '', subscriptionId = ''] = deadline.subject.split('/');
  const notification = await store.reads.notification(idFrom('ntf', notificationId));
  const subscription = await store.reads.pushSubscription(idFrom('psh', subscriptionId));
  if (!notification || subscription?.accountId !== notification.accountId) return; // given up, or another's by now
  try {
    await pusher.send(pushOf(notification, webUrl), subscription);
  } catch (error) {
    if (error instanceof PushGone) return forget(store, subscription, deadline);
    if (deadline.attempts < MAX_ATTEMPTS) throw error;
    logger.warn({ err: error, notification: notification.id }, 'push given up');
  }
}

const forget = (store: NotificationStore, { accountId, endpoint }: PushSubscription, { id }: Deadline): Promise<void> =>
  store.transact({ correlationId: id }, (tx) => tx.removePushSubscription(accountId, endpoint));

export const deletePushSubscription = (
  store: NotificationStore,
  { account, requestId }: { readonly account: AccountId; readonly requestId: string },
  endpoint: string,
): Promise<void> => store.transact({ correlationId: requestId }, (tx) => tx.removePushSubscription(account, endpoint));
